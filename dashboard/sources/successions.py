"""The succession table: which sites merged, split or closed, from which month."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pyarrow as pa

from dashboard.domain.succession import Succession, SuccessionKind, last_of, merged
from dashboard.sources.figures import distinct
from dashboard.sources.periods import parse_period
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, Mask, ReadContext, Rows, empty
from dashboard.sources.resolving import SiteLabels
from dashboard.sources.values import normal_name

COLUMNS = Columns(
    {
        "former": ("Ancien site", "Code de l'ancien site", "Site d'origine", "former"),
        "successor": ("Nouveau site", "Code du nouveau site", "Nouveaux sites", "successor"),
        "month": ("Mois", "Date", "Mois d'effet", "month"),
        "kind": ("Type", "Nature", "kind"),
    },
    required=("former", "month", "kind"),
)
_KINDS = {
    "fusion": SuccessionKind.MERGER,
    "scission": SuccessionKind.SPLIT,
    "fermeture": SuccessionKind.CLOSURE,
}
_UNKNOWN = "site inconnu : charger d’abord le référentiel des structures ou corriger le code"


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of SUCCESSIONS, the former site with all that follows it. The table is held whole: mergers are checked
    together, with those that are staged; a former site that the file names again is replaced."""
    labels = SiteLabels(context.known_sites)
    read = [(_Lines(Rows(batch, COLUMNS, context.mapping), labels, context.today), batch) for batch in batches]
    again = {former for lines, _ in read for former in lines.former}
    ended = {one.former: one for one in context.successions if one.former not in again}
    for lines, batch in read:
        lines.check(ended)
        yield CanonicalBatch({"successions": lines.table()}, lines.rows.listed, batch.read_bytes, batch.total_bytes)


class _Lines:
    """The rows of one batch, resolved."""

    def __init__(self, rows: Rows, labels: SiteLabels, today: dt.date) -> None:
        self.rows = rows
        self.former = self._sites("former", labels)
        self.successor = self._sites("successor", labels)
        kinds, found = distinct(rows.text("kind"), lambda text: _KINDS.get(normal_name(text)))
        self.kind = [found[place] for place in kinds]
        months, dates = distinct(rows.text("month"), _month)
        self.month = [dates[place] for place in months]
        rows.refuse(empty(rows.text("former")), "former", "ancien site absent")
        rows.refuse(self._where(lambda place: not self.former[place]), "former", _UNKNOWN)
        rows.refuse(
            self._where(lambda place: self.kind[place] is None), "kind", "type inconnu : fusion, scission ou fermeture"
        )
        rows.refuse(
            self._where(lambda place: self.month[place] is None),
            "month",
            "mois illisible : écrire 2025-03 ou 03/2025, le premier mois de la nouvelle situation",
        )
        rows.refuse(
            self._where(lambda place: (self.month[place] or today) > today),
            "month",
            "mois à venir : charger la succession quand elle a eu lieu",
        )
        self._refuse_successors(~empty(rows.text("successor")))

    def _refuse_successors(self, named: Mask) -> None:
        closed = self._where(lambda place: self.kind[place] is SuccessionKind.CLOSURE)
        self.rows.refuse(
            closed & named,
            "successor",
            "une fermeture n’a pas de nouveau site : vider la case, ou écrire fusion ou scission",
        )
        self.rows.refuse(
            ~closed & ~named, "successor", "nouveau site absent : une fusion ou une scission donne un nouveau site"
        )
        self.rows.refuse(
            self._where(lambda place: bool(named[place]) and not self.successor[place]), "successor", _UNKNOWN
        )
        self.rows.refuse(
            self._where(
                lambda place: self.kind[place] is SuccessionKind.MERGER and self.former[place] == self.successor[place]
            ),
            "successor",
            "un site ne fusionne pas avec lui-même : ne garder que la ligne du site absorbé",
        )

    def _sites(self, name: str, labels: SiteLabels) -> list[str]:
        places, codes = distinct(self.rows.text(name), lambda text: labels.find(text) or "" if text else "")
        return [codes[place] for place in places]

    def _where(self, wrong: Callable[[int], bool]) -> Mask:
        return np.array([wrong(place) for place in range(len(self.rows))], dtype=bool)

    def check(self, ended: dict[str, Succession]) -> None:
        """Refuse what contradicts the successions known so far (`ended`, by former site), which the good rows join."""
        for place in np.flatnonzero(self.rows.kept).tolist():
            one = self._succession(place)
            if reason := contradiction(one, ended):
                self.rows.refuse(np.arange(len(self.rows)) == place, "former", reason)
            else:
                ended[one.former] = one

    def _succession(self, place: int) -> Succession:
        month, kind = self.month[place], self.kind[place]
        assert month is not None
        assert kind is not None
        return Succession(self.former[place], self.successor[place] or None, month, kind)

    def table(self) -> pa.Table:
        """The kept rows, as SUCCESSIONS."""
        kinds = [str(kind) if kind else "" for kind in self.kind]
        return self.rows.table(
            "successions",
            {"former": self.former, "successor": self.successor, "month": self.month, "kind": kinds},
        )


def contradiction(one: Succession, ended: dict[str, Succession]) -> str:
    """Why a line cannot be true beside those known so far; empty when it can."""
    before = ended.get(one.former)
    if before is not None:
        if before.month != one.month or before.kind is not one.kind:
            return "ce site a déjà une autre succession : n’en garder qu’une"
        if one.kind is not SuccessionKind.SPLIT:
            return "ce site a déjà cette succession : n’en garder qu’une ligne"
    if one.kind is not SuccessionKind.MERGER or one.successor is None:
        return ""
    steps = merged(ended.values())
    if last_of(one.successor, steps) == one.former:
        return "fusions en cercle : un site ne peut pas revenir à lui-même"
    after = steps.get(one.successor)
    if after is not None and after.before <= one.month:
        return f"le nouveau site a déjà fusionné dans {after.heir} : indiquer celui-ci"
    if any(step.heir == one.former and step.before > one.month for step in steps.values()):
        return "un autre site fusionne dans celui-ci après sa disparition : corriger l’un des deux mois"
    return ""


def _month(text: str) -> dt.date | None:
    found = parse_period(text)
    return found[0] if found and found[1] == 1 else None

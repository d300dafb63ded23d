"""What happened and when: reorganisations, new software, strikes… drawn on the series of the perimeter they concern."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.event import EventKind
from dashboard.domain.period import month_of, shift
from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import distinct
from dashboard.sources.periods import parse_date, parse_period
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext, Rows, empty
from dashboard.sources.resolving import IndicatorNames, SiteLabels
from dashboard.sources.values import normal_name, parse_insee
from dashboard.wording.events import KIND_LABELS

COLUMNS = Columns(
    {
        "date": ("date", "mois", "début", "date de début", "date de l'événement", "month", "start"),
        "end": ("fin", "date de fin", "end"),
        "title": ("titre", "intitulé", "événement", "libellé", "title"),
        "kind": ("type", "type d'événement", "catégorie", "kind"),
        "service": ("service", "réseau", "code service", "intitulé du réseau"),
        "region": ("région", "code région", "region"),
        "department": ("département", "code département", "department"),
        "site": ("site", "code site", "code du site", "code SP+ de la structure", "site code"),
        "indicator": ("indicateur", "code indicateur", "indicator"),
    },
    required=("date", "title", "kind"),
)
LONGEST_TITLE = 120
"""Characters: a title is read beside a chart."""

_OF_WORDS = {
    **{normal_name(kind): kind for kind in EventKind},
    **{normal_name(label): kind for kind, label in KIND_LABELS.items()},
}
_UNKNOWN = {
    "service": "service inconnu : charger d’abord le référentiel des structures ou corriger le nom",
    "region": "région inconnue : écrire son code INSEE (84)",
    "department": "département inconnu : écrire son code INSEE (69, 2A, 974)",
    "site": "site inconnu : charger d’abord le référentiel des structures ou corriger le code",
    "indicator": "indicateur inconnu : écrire un code du catalogue",
}
Moment = tuple[dt.date, dt.date, dt.date | None]
"""First month, last month, and the day when the cell gives one."""


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of EVENTS. Raises SourceError for a missing column."""
    finders, seen = _finders(context), SeenKeys()
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        table = _events(rows, finders, seen)
        yield CanonicalBatch({"events": table}, rows.listed, batch.read_bytes, batch.total_bytes)


def _finders(context: ReadContext) -> dict[str, Callable[[str], str | None]]:
    """What finds the code that each field of the perimeter names; None: unknown."""
    services = {normal_name(name): code for code, label in context.services.items() for name in (label or code, code)}
    sites, indicators = SiteLabels(context.known_sites), IndicatorNames(context)

    def indicator(text: str) -> str | None:
        found = indicators.find(text)
        return found.indicator.code if found and found.indicator else None

    def listed(codes: Collection[str]) -> Callable[[str], str | None]:
        return lambda text: code if (code := parse_insee(text) or "") in codes else None

    return {
        "service": lambda text: services.get(normal_name(text)),
        "region": listed(set(context.departments.values())),
        "department": listed(context.departments),
        "site": sites.find,
        "indicator": indicator,
    }


def _events(rows: Rows, finders: dict[str, Callable[[str], str | None]], seen: SeenKeys) -> pa.Table:
    title = rows.text("title")
    rows.refuse(empty(rows.text("date")), "date", "date absente : écrire un jour, un mois ou une année")
    first, last, day = _moments(rows, "date", "date illisible : écrire par exemple 2026-03-15, 2026-03 ou 2026-T1")
    _, end, _ = _moments(rows, "end", "date de fin illisible : écrire par exemple 2026-03-15 ou 2026-03")
    rows.refuse(empty(title), "title", "titre absent : dire en quelques mots ce qui s’est passé")
    rows.refuse(
        np.asarray(title.str.len() > LONGEST_TITLE, dtype=bool),
        "title",
        f"titre trop long : {LONGEST_TITLE} caractères au plus",
    )
    kind = _kinds(rows)
    last = np.where(np.isnat(end), last, end)
    rows.refuse(last < first, "end", "la fin précède le début : corriger l’une des deux dates")
    scope = {name: _codes(rows, name, find) for name, find in finders.items()}
    seen.refuse_repeated(rows, [pd.Series(first), title.map(normal_name), *scope.values()])
    lasted = np.where(last > first, last, np.datetime64("NaT"))
    days = {"month": first, "day": day, "last_month": lasted}
    dated: dict[str, object] = {name: pd.Series(cells.astype("datetime64[s]")) for name, cells in days.items()}
    return rows.table("events", dated | scope | {"title": title, "kind": kind})


def _moments(rows: Rows, name: str, reason: str) -> tuple[npt.NDArray[np.datetime64], ...]:
    """First month, last month and day of each row, NaT where the cell is empty; refuses an unreadable one."""
    texts = rows.text(name)
    codes, parsed = distinct(texts, _moment)
    found = [moment or (None, None, None) for moment in parsed]
    columns = [np.array([one[place] for one in found], dtype="datetime64[D]") for place in range(3)]
    first, last, day = (column[codes] if len(found) else column for column in columns)
    rows.refuse(np.isnat(first) & ~empty(texts), name, reason)
    return first, last, day


def _moment(text: str) -> Moment | None:
    day = parse_date(text)
    if day is not None:
        return month_of(day), month_of(day), day
    period = parse_period(text)
    return (shift(period[0], 1 - period[1]), period[0], None) if period else None


def _kinds(rows: Rows) -> "pd.Series[str]":
    codes, kinds = distinct(rows.text("kind"), lambda text: _OF_WORDS.get(normal_name(text)))
    found = pd.Series(np.array([kind or "" for kind in kinds], dtype=object)[codes], dtype="str")
    listed = ", ".join(KIND_LABELS.values())
    rows.refuse(empty(found), "kind", f"type d’événement inconnu : choisir parmi {listed}")
    return found


def _codes(rows: Rows, name: str, find: Callable[[str], str | None]) -> "pd.Series[str]":
    """The code that a field of the perimeter names, empty where it is not restricted; refuses an unknown one."""
    texts = rows.text(name)
    places, parsed = distinct(texts, lambda text: find(text) if text else None)
    found = pd.Series(np.array([code or "" for code in parsed], dtype=object)[places], dtype="str")
    rows.refuse(empty(found) & ~empty(texts), name, _UNKNOWN[name])
    return found

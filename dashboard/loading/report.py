"""What a load says while it runs and when it ends."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.domain.weighting import Weighting
from dashboard.sources.raw import Reject
from dashboard.wording.dates import day
from dashboard.wording.numerals import number
from dashboard.wording.weighting import sentences

_NOUNS = {
    "sites": ("site", "sites"),
    "indicators": ("indicateur", "indicateurs"),
    "measures": ("mesure", "mesures"),
    "targets": ("cible", "cibles"),
    "answers": ("réponse", "réponses"),
    "successions": ("ligne de succession", "lignes de succession"),
    "reviews": ("expérience rattachée", "expériences rattachées"),
    "events": ("événement", "événements"),
    "comments": ("réponse libre", "réponses libres"),
    "survey_waves": ("ligne de calendrier", "lignes de calendrier"),
    "judicial_areas": ("département rattaché à un ressort", "départements rattachés à un ressort"),
}
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: bytes read of the bytes to read (records of an address), rows kept and cells refused."""

    label: str
    done: float
    total: float | None
    accepted: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The outcome of a load. `load_id` is None when nothing was staged because `already_loaded` holds the same content;
    `followed`: other loads of that kind came after it.

    `accepted`: rows by table. `restated`: measures already staged under the same key with another value.
    `unfinished`: questionnaires left out because nobody sent them.
    `first_rejects`: the first twenty; `rejects_path`: all of them, as CSV. `weighting`: how answers were weighted.
    """

    kind: str
    load_id: str | None
    already_loaded: str | None = None
    already_loaded_on: dt.date | None = None
    followed: bool = False
    accepted: Mapping[str, int] = field(default_factory=dict)
    rejected: int = 0
    restated: int = 0
    unfinished: int = 0
    first_rejects: tuple[Reject, ...] = ()
    rejects_path: Path | None = None
    weighting: Weighting | None = None

    def sentence(self, with_path: bool = True) -> str:
        """The outcome in French, in a few sentences. `with_path`: say where the rejects are on the disk."""
        if self.already_loaded:
            when = f" le {day(self.already_loaded_on)}" if self.already_loaded_on else ""
            stays = " Les valeurs corrigées par les chargements suivants restent en place." if self.followed else ""
            same = f"Ce contenu a déjà été chargé{when} (chargement {self.already_loaded})"
            return f"{same}{NBSP}: rien n’a été ajouté.{stays}"
        kept = ", ".join(_counted(count, *_NOUNS[table]) for table, count in self.accepted.items())
        text = f"Chargement {self.load_id}{NBSP}: {kept}"
        if self.restated:
            text += (
                f" (dont {_counted(self.restated, 'valeur déjà connue corrigée', 'valeurs déjà connues corrigées')})"
            )
        weighted = f" {sentences(self.weighting)}" if self.weighting else ""
        if self.unfinished:
            nouns = ("questionnaire inachevé laissé de côté", "questionnaires inachevés laissés de côté")
            weighted = f" {_counted(self.unfinished, *nouns)}.{weighted}"
        if not self.rejected:
            return f"{text}, aucun rejet.{weighted}"
        text = f"{text}{NBSP}; {_counted(self.rejected, 'rejet', 'rejets')}"
        return f"{text}, à lire dans {self.rejects_path}.{weighted}" if with_path else f"{text}.{weighted}"


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{number(count)} {plural if count > 1 else singular}"

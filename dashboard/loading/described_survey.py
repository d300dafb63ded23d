"""A survey file that nobody described yet: its first rows, a trial of its description, then its load.

A question that the catalogue does not know becomes an indicator of the installation (`<home>/reference/indicators`).
"""

import tempfile
from collections import Counter
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboard import catalog
from dashboard.catalog.indicator_file import read_indicator
from dashboard.config import Settings
from dashboard.domain.indicator import Indicator
from dashboard.errors import SourceError, StoreError, cause
from dashboard.loading.context import known_indicators, read_context
from dashboard.loading.load import Listener, load
from dashboard.loading.report import LoadReport
from dashboard.sources import survey
from dashboard.sources.kinds import KINDS, SURVEY, open_source
from dashboard.sources.mapping import Mapping, read_mapping
from dashboard.sources.raw import RawBatch, Reject
from dashboard.sources.survey_columns import Column, proposed
from dashboard.sources.survey_description import SurveyDescription
from dashboard.store import staging
from dashboard.store.following import require_publisher

SAMPLE = 2_000
"""Rows that are read to propose and to try: a few tenths of a second whatever the file."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a file, every cell a text, and what each column may be."""

    file: str
    rows: pd.DataFrame
    columns: tuple[Column, ...]


class RefusedCell(NamedTuple):
    """A cell that is refused, wherever it stands."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the description makes of the sample. `answers`: those kept; `out`: of them, out of the base; `refused`: how
    many times each cell is refused, most often first; `new`: the label of each indicator to create."""

    rows: int
    answers: int
    out: int
    refused: Sequence[tuple[RefusedCell, int]]
    new: Dict[str, str]


def sample(settings: Settings, path: Path) -> Sample:
    """The first rows of a file and a proposal a column. Raises SourceError."""
    batches: list[pd.DataFrame] = []
    for batch in open_source(KINDS[SURVEY], path, Mapping()):
        batches.append(batch.rows)
        if sum(map(len, batches)) >= SAMPLE:
            break
    rows = pd.concat(batches).iloc[:SAMPLE] if batches else pd.DataFrame()
    if rows.empty:
        raise SourceError(f"« {path.name} » n’a aucune ligne sous son en-tête : vérifier le fichier.")
    wordings: dict[str, list[str]] = {}
    for indicator in known_indicators(settings).values():
        if indicator.scale is not None:
            wordings.setdefault(indicator.scale.code, []).extend((indicator.label, indicator.technical_label))
    return Sample(path.name, rows, proposed(rows, catalog.scales(), staging.known_sites(settings), wordings))


def tried(settings: Settings, found: Sample, described: SurveyDescription) -> Trial:
    """The sample read by the very reader of surveys. Raises SourceError or ConfigurationError in a sentence."""
    _check(described)
    known = known_indicators(settings)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "correspondance.toml"
        path.write_text(described.mapping(known), encoding="utf-8")
        added = _created(Path(folder) / "indicators", described.new(known, catalog.scales()))
        context = read_context(settings, read_mapping(path))
    context = replace(context, indicators={**known, **added})
    answers = out = 0
    rejects: list[Reject] = []
    for batch in survey.read([RawBatch(found.file, found.rows)], context):
        kept = batch.tables["answers"]
        answers += kept.num_rows
        out += kept.num_rows - kept["grade"].drop_null().length()
        rejects += batch.rejects
    cells = Counter(RefusedCell(reject.column, reject.value, reject.reason) for reject in rejects)
    new = {code: indicator.label for code, indicator in added.items()}
    return Trial(len(found.rows), answers, out, cells.most_common(), new)


def load_described(
    settings: Settings, path: Path, described: SurveyDescription, progress: Listener | None = None
) -> LoadReport:
    """Create the indicators that are missing, then load the file. A refusal leaves nothing behind. Raises as `load`."""
    require_publisher(settings)
    _check(described)
    known = known_indicators(settings)
    created = settings.home / "reference" / "indicators"
    texts = described.new(known, catalog.scales())
    with tempfile.TemporaryDirectory() as folder:
        mapping = Path(folder) / f"{path.stem}.toml"
        mapping.write_text(described.mapping(known), encoding="utf-8")
        try:
            _created(created, texts)
            return load(settings, SURVEY, [str(path)], mapping=mapping, progress=progress)
        except BaseException:
            for code in texts:
                for name in (f"{code}.toml", f"{code}.toml.new"):
                    (created / name).unlink(missing_ok=True)
            raise


def _check(described: SurveyDescription) -> None:
    if not described.questions:
        raise SourceError("Aucune colonne n’est une question : indiquer au moins une question et son échelle.")
    for name, label in (("survey", "le code de l’enquête"), ("date", "la date des réponses"), ("site", "le site")):
        if not described.constants.get(name) and not any(said.role == name for said in described.columns.values()):
            raise SourceError(f"Il manque {label} : indiquer la colonne, ou ce qui vaut pour tout le fichier.")
    if lacking := [name for name, said in described.questions.items() if not said.scale]:
        raise SourceError(f"La question « {lacking[0]} » n’a pas d’échelle : en choisir une.")


def _created(folder: Path, texts: Dict[str, str]) -> dict[str, Indicator]:
    """The files of new indicators, written whole or not at all, and read as the catalogue reads them."""
    numbers = frozenset(one.number for one in catalog.first_edition().commitments)
    found: dict[str, Indicator] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for code, text in texts.items():
            draft = folder / f"{code}.toml.new"
            draft.write_text(text, encoding="utf-8")
            path = draft.rename(folder / f"{code}.toml")
            found[code] = read_indicator(path, catalog.scales(), numbers)
    except OSError as error:
        raise StoreError(
            f"Les indicateurs de l’enquête ne peuvent pas être écrits dans « {folder} » ({cause(error)}) : "
            "vérifier l’accès en écriture et la place sur le disque."
        ) from error
    return found

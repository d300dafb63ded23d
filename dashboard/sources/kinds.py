"""The kinds of data that can be loaded, and the reader of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.sources import (
    events,
    files,
    jdma,
    json_records,
    judicial_map,
    measures,
    results,
    reviews,
    shapes,
    spplus_indicators,
    structures,
    successions,
    survey,
    survey_waves,
)
from dashboard.sources.mapping import Format, Layout, Mapping
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import Columns, Reader
from dashboard.sources.values import normal_name


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of data: its code, the words a person reads, its columns and its reader."""

    code: str
    label: str
    columns: Columns
    read: Reader


SURVEY = "survey"

KINDS: dict[str, SourceKind] = {
    kind.code: kind
    for kind in (
        SourceKind("spplus-structures", "référentiel des structures SP+", structures.COLUMNS, structures.read),
        SourceKind(
            "spplus-indicators", "référentiel des indicateurs SP+", spplus_indicators.COLUMNS, spplus_indicators.read
        ),
        SourceKind("spplus-results", "résultats SP+", results.COLUMNS, results.read),
        SourceKind("spplus-reviews", "expériences des usagers SP+", reviews.COLUMNS, reviews.read),
        SourceKind(SURVEY, "réponses à une enquête", survey.COLUMNS, survey.read),
        SourceKind("jdma", "avis « Je donne mon avis »", jdma.COLUMNS, jdma.read),
        SourceKind("survey-waves", "calendrier des enquêtes", survey_waves.COLUMNS, survey_waves.read),
        SourceKind("judicial-map", "carte judiciaire", judicial_map.COLUMNS, judicial_map.read),
        SourceKind("measures", "mesures de performance", measures.COLUMNS, measures.read),
        SourceKind("events", "événements", events.COLUMNS, events.read),
        SourceKind("successions", "fusions, scissions et fermetures de sites", successions.COLUMNS, successions.read),
    )
}


def open_source(kind: SourceKind, path: Path, mapping: Mapping) -> Iterator[RawBatch]:
    """The raw rows of a file, in batches. Raises SourceError."""
    is_json = mapping.format is Format.JSON or path.suffix.lower() in files.JSON
    if is_json and (mapping.records or mapping.layout is Layout.SERIES):
        return iter([shapes.record_batch(shapes.records_at(path, mapping.records), path.name, mapping)])
    if mapping.format is Format.JSON:
        return json_records.batches(path)
    return files.read(path, wanted_names(kind, mapping), mapping.sheet or None)


def wanted_names(kind: SourceKind, mapping: Mapping) -> frozenset[str]:
    """Every name that a column of the file may be known by, as `normal_name` writes it."""
    named = (*mapping.columns.values(), *mapping.indicators, *mapping.questions, *mapping.choices, *mapping.comments)
    options = (option for question in mapping.choices.values() for option in question)
    return kind.columns.wanted | {normal_name(name) for name in (*named, *options)}

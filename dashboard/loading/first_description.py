"""What is proposed for the columns of a survey file: as a person described them last time, else as they look."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from dashboard.config import Settings
from dashboard.domain.indicator import Indicator
from dashboard.errors import ConfigurationError
from dashboard.loading.context import known_indicators
from dashboard.loading.described_survey import Sample
from dashboard.sources.kinds import SURVEY
from dashboard.sources.mapping import read_mapping
from dashboard.sources.survey_columns import Column
from dashboard.sources.survey_description import Described, described_by, first_description
from dashboard.store import staging


@dataclass(frozen=True, slots=True)
class Proposal:
    """A description a column, in the order of the file. `load`: the earlier load that it follows, empty without one."""

    columns: dict[str, Described]
    load: str = ""


def proposal(settings: Settings, found: Sample) -> Proposal:
    """The description of the last survey whose file had these very columns, completed by what the cells look like."""
    known = known_indicators(settings)
    load, earlier = _earlier(settings, {column.name for column in found.columns}, known)
    columns = {
        column.name: _answers_of(column, earlier[column.name])
        if column.name in earlier
        else first_description(column, known)
        for column in found.columns
    }
    return Proposal(columns, load)


def _earlier(settings: Settings, names: set[str], known: Dict[str, Indicator]) -> tuple[str, dict[str, Described]]:
    """The last load of a survey whose mapping names these columns, no other, and what it says of each."""
    for load in reversed(staging.loads(settings)):
        if load.kind != SURVEY or (path := load.mapping_file) is None:
            continue
        try:
            mapping = read_mapping(path)
        except ConfigurationError:  # of another version of the program: the cells are enough
            continue
        if names == {*mapping.columns.values(), *mapping.comments, *mapping.ignored, *mapping.questions}:
            return load.id, described_by(mapping, known)
    return "", {}


def _answers_of(column: Column, said: Described) -> Described:
    """The answers explained last time, those that this file has."""
    if column.match is None or column.match.scale != said.scale:
        return said
    return replace(said, answers={text: one for text, one in said.answers.items() if text in column.match.unknown})

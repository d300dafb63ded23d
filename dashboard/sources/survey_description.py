"""A survey file as a person describes it, column by column, and the mapping file that says so."""

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

import tomli_w

from dashboard.catalog.indicator_file import LONGEST_LABEL
from dashboard.domain.indicator import Indicator, Scale
from dashboard.errors import SourceError
from dashboard.sources.mapping import Mapping
from dashboard.sources.scale_match import likeness
from dashboard.sources.survey_columns import Column, Role
from dashboard.sources.values import slug

SAME_QUESTION = 0.85
"""Likeness of wordings from which an indicator of the catalogue is proposed: what is measured is not to be guessed."""
_ORDER = re.compile(r"^\s*(?:q|question)?\s*\d{1,3}\s*[a-z]?\s*[.):–-]\s*", re.IGNORECASE)

Meaning = int | str
"""The place of an answer in its scale, or `nsp`, `nc`, `nr`."""


RECOMMENDATION = "recommandation-10"
"""The scale whose figure is a net: promoters less detractors."""
VALID = "réponses valides (sans les « ne sait pas » ni les « non concerné »)"


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a column. A question has a scale; `indicator`: the code that it measures, empty for one of
    its own, named `label` and tied to an engagement or to none; `answers`: what the scale does not read."""

    role: Role
    scale: str = ""
    indicator: str = ""
    label: str = ""
    commitment: int | None = None
    answers: Dict[str, Meaning] = field(default_factory=dict)


def first_description(column: Column, known: Dict[str, Indicator]) -> Described:
    """What is proposed of a column: a question is that of the catalogue which is worded alike, on the same scale."""
    if column.match is None:
        return Described(column.role)
    scale = column.match.scale
    answers = {text: meaning for text, meaning in column.match.unknown.items() if meaning is not None}
    alike = {
        one.code: likeness(without_order(column.name), (one.label, one.technical_label, one.code))
        for one in known.values()
        if one.scale is not None and one.scale.code == scale and not one.derived_from
    }
    best = max(alike, key=lambda code: alike[code], default="")
    found = known[best] if alike.get(best, 0.0) >= SAME_QUESTION else None
    label, number = shortened(column.name), found.commitment if found else None
    return Described(column.role, scale, found.code if found else "", label, number, answers)


def described_by(mapping: Mapping, known: Dict[str, Indicator]) -> dict[str, Described]:
    """What a mapping says of each column that it names; a question is left out when its indicator is not known."""
    columns = {column: Described(Role(name)) for name, column in mapping.columns.items() if name in set(Role)}
    columns |= dict.fromkeys(mapping.comments, Described(Role.COMMENT))
    columns |= dict.fromkeys(mapping.ignored, Described(Role.IGNORED))
    for name, code in mapping.questions.items():
        if (one := known.get(code)) and one.scale is not None:
            answers = mapping.answers.get(code, {})
            label = shortened(name)
            columns[name] = Described(Role.QUESTION, one.scale.code, code, label, one.commitment, answers)
    return columns


def without_order(wording: str) -> str:
    """« Q2. L’accueil » → « L’accueil »."""
    return _ORDER.sub("", wording).strip() or wording


def shortened(wording: str) -> str:
    """A wording as a label: without its order number, cut between two words when it is too long."""
    wording = without_order(wording)
    if len(wording) <= LONGEST_LABEL:
        return wording
    return wording[: LONGEST_LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


@dataclass(frozen=True, slots=True)
class SurveyDescription:
    """A file with a row a respondent. `constants`: what holds for every row (`survey`, `date`, `site`, `channel`)."""

    columns: Dict[str, Described]
    constants: Dict[str, str] = field(default_factory=dict)
    sites_by_label: bool = False

    def column(self, role: Role) -> str | None:
        """The column of a role that is played once."""
        return next((name for name, said in self.columns.items() if said.role is role), None)

    @property
    def questions(self) -> dict[str, Described]:
        return {name: said for name, said in self.columns.items() if said.role is Role.QUESTION}

    def all_of(self, role: Role) -> list[str]:
        """The columns of a role that several may play: free text, left aside."""
        return [name for name, said in self.columns.items() if said.role is role]

    def codes(self, known: Dict[str, Indicator]) -> dict[str, str]:
        """The indicator of each question; a new one is named after its label. Raises SourceError."""
        found: dict[str, str] = {}
        for name, said in self.questions.items():
            code = said.indicator or self._new_code(name, said, known)
            if code in found.values():
                other = next(column for column, taken in found.items() if taken == code)
                raise SourceError(
                    f"« {other} » et « {name} » mesurent le même indicateur ({code}) : changer l’une des deux."
                )
            found[name] = code
        return found

    def _new_code(self, name: str, said: Described, known: Dict[str, Indicator]) -> str:
        code = slug(said.label or name)
        if not code:
            raise SourceError(f"« {name} » n’a pas d’intitulé : en écrire un.")
        if code in known and not _same(known[code], said):
            scale = known[code].scale
            here = scale is not None and scale.code == said.scale
            elsewhere = f", sur l’échelle « {scale.label} »" if scale is not None and not here else ""
            raise SourceError(
                f"« {said.label or name} » est déjà le nom d’un indicateur{elsewhere} : "
                f"{'le choisir dans la liste, ou ' * here}donner un autre intitulé à la question."
            )
        return code

    def new(self, known: Dict[str, Indicator], scales: Dict[str, Scale]) -> dict[str, str]:
        """The file of each indicator to create (code → text), none of which the catalogue knows. Raises SourceError."""
        return {
            code: tomli_w.dumps(_fields(name, self.columns[name], scales[self.columns[name].scale], self))
            for name, code in self.codes(known).items()
            if code not in known
        }

    def mapping(self, known: Dict[str, Indicator]) -> str:
        """The text of the mapping file (docs/formats.md). Raises SourceError when a question has no name of its own."""
        codes = self.codes(known)
        roles = (Role.SITE, Role.DATE, Role.RESPONDENT, Role.SURVEY, Role.WEIGHT, Role.CHANNEL)
        columns = {role.value: column for role in roles if (column := self.column(role)) is not None}
        said: dict[str, object] = {"label": self.constants.get("survey") or "Enquête", "columns": columns}
        said["constants"] = {name: text for name, text in self.constants.items() if text and name not in columns}
        if self.sites_by_label:
            said["sites"] = {"by": "label"}
        said["questions"] = codes
        for section, role in (("comments", Role.COMMENT), ("ignored", Role.IGNORED)):
            said[section] = {"columns": names} if (names := self.all_of(role)) else {}
        said["answers"] = {codes[name]: dict(one.answers) for name, one in self.questions.items() if one.answers}
        return tomli_w.dumps({name: part for name, part in said.items() if part})


def _same(indicator: Indicator, said: Described) -> bool:
    """Whether a known indicator is the one that an earlier wave created under this name."""
    return indicator.scale is not None and indicator.scale.code == said.scale and indicator.label == said.label


def _fields(name: str, said: Described, scale: Scale, survey: SurveyDescription) -> dict[str, object]:
    """The keys of the file of a new indicator: the share of the favourable answers, or the net recommendation."""
    measured = _net_promoter(scale) if scale.code == RECOMMENDATION else _favourable_share(scale)
    commitment = {} if said.commitment is None else {"commitment": said.commitment}
    return {
        "label": said.label or name,
        "technical_label": without_order(name),
        **commitment,
        "nature": "perceived",
        **measured,
        "direction": "higher",
        "scale": scale.code,
        "source": f"Enquête « {survey.constants.get('survey') or 'décrite sur la page Données'} »",
        "why": "Question d’une enquête de l’installation, décrite à son chargement.",
    }


def _favourable_share(scale: Scale) -> dict[str, object]:
    labels = " et ".join(f"« {grade.label} »" for grade in scale.grades if grade.index in scale.favourable)
    return {"kind": "share", "unit": "%", "rule": f"100 × réponses {labels} ÷ {VALID}."}


def _net_promoter(scale: Scale) -> dict[str, object]:
    return {
        "kind": "nps",
        "unit": "points",
        "rule": f"100 × (notes {min(scale.favourable)} et plus − notes {max(scale.unfavourable)} et moins) ÷ {VALID}.",
    }

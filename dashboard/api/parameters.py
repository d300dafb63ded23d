"""The parameters of the API: one declaration, which the reading of an address and the OpenAPI document both follow."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.api.problem import Kind, Problem
from dashboard.domain.indicator import Nature
from dashboard.wording.grammar import count

TEXT = r"^[^\u0000-\u001f\u007f]{1,100}$"
MONTH = r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"
CURSOR = r"^[A-Za-z0-9_-]{16,200}$"
MOST_VALUES = 120
"""Values of a filter: more than there are départements."""
LIMIT, MOST_LIMIT = 100, 1000


@dataclass(frozen=True)
class Parameter:
    """`many`: may be repeated, up to `most` times; `words`: the only values; `whole`: a number from 1 to that one;
    `expectation`: what a value must be, when a sentence says it better than the list of the words."""

    name: str
    meaning: str
    example: str
    pattern: str = TEXT
    many: bool = False
    most: int = MOST_VALUES
    required: bool = False
    words: tuple[str, ...] = ()
    whole: int = 0
    default: str = ""
    expectation: str = ""
    in_path: bool = False

    @cached_property
    def _read(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def accepts(self, value: str) -> bool:
        """Whether a value has the right form."""
        if self.whole:
            return re.fullmatch("[1-9][0-9]{0,8}", value) is not None and int(value) <= self.whole
        return value in self.words if self.words else self._read.fullmatch(value) is not None

    def expected(self) -> str:
        """What a value must be, in French."""
        if self.expectation:
            return self.expectation
        if self.whole:
            return f"un entier de 1 à {self.whole}"
        if self.words:
            return f"l’une de ces valeurs\u00a0: {', '.join(self.words)}"
        return {MONTH: "un mois, par exemple 2026-03", CURSOR: "le curseur d’une réponse, tel quel"}.get(
            self.pattern, "un texte de 1 à 100 caractères"
        )

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the parameter."""
        one: dict[str, Any] = {"type": "string", "pattern": self.pattern}
        if self.whole:
            one = {"type": "integer", "minimum": 1, "maximum": self.whole}
        elif self.words:
            one = {"type": "string", "enum": list(self.words)}
        if self.default:
            one["default"] = int(self.default) if self.whole else self.default
        return {"type": "array", "items": one, "minItems": 1, "maxItems": self.most} if self.many else one


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks, checked: names and values, sorted. Hashable."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, name: str) -> str:
        """The value, empty without any."""
        return next((value for key, value in self.pairs if key == name), "")

    def every(self, name: str) -> tuple[str, ...]:
        """All the values."""
        return tuple(value for key, value in self.pairs if key == name)

    def without(self, *names: str) -> "Asked":
        """The same question, less some parameters."""
        return Asked(tuple(pair for pair in self.pairs if pair[0] not in names))


def read(given: Iterable[tuple[str, str]], known: Sequence[Parameter]) -> Asked:
    """The pairs of an address. Raises Problem that names the first one refused, and what is expected."""
    pairs, declared = list(given), {one.name: one for one in known}
    for name, value in pairs:
        if name not in declared:
            names = ", ".join(declared) or "aucun"
            raise _refused(name, f"Le paramètre «\u00a0{name[:50]}\u00a0» n’existe pas ici. Paramètres\u00a0: {names}.")
        if not declared[name].accepts(value):
            raise _refused(
                name,
                f"«\u00a0{name}\u00a0» vaut «\u00a0{value[:50]}\u00a0»\u00a0: indiquer {declared[name].expected()}.",
            )
    for one in known:
        number = sum(name == one.name for name, _ in pairs)
        most = one.most if one.many else 1
        if number > most:
            raise _refused(one.name, f"«\u00a0{one.name}\u00a0» est donné {number} fois\u00a0: {most} au plus.")
        if one.required and not number:
            raise _refused(one.name, f"«\u00a0{one.name}\u00a0» est obligatoire, par exemple {one.name}={one.example}.")
    return Asked(tuple(sorted(dict.fromkeys(pairs))))


def _refused(name: str, sentence: str) -> Problem:
    return Problem(Kind.PARAMETER, sentence, parameter=name[:50])


FORMATS = ("json", "csv", "parquet")
FORM = Parameter(
    "format",
    "Forme de la réponse. En CSV et en Parquet, toutes les lignes viennent en une fois si limit n’est pas donné.",
    "csv",
    words=FORMATS,
    default="json",
)
PAGES = (
    Parameter(
        "limit",
        f"Lignes d’une page, {count(MOST_LIMIT, 'ligne')} au plus.",
        "500",
        whole=MOST_LIMIT,
        default=str(LIMIT),
    ),
    Parameter(
        "cursor",
        "Page suivante\u00a0: suivre le lien next d’une réponse. Un curseur vaut pour une version des données.",
        "",
        CURSOR,
    ),
    FORM,
)
SERVICE = Parameter("service", "Code de service. Répétable.", "tribunaux-judiciaires", many=True)
SITE_TYPE = Parameter("site_type", "Code de typologie. Répétable.", "TYP-TJ", many=True)
REGION = Parameter("region", "Code INSEE de région. Répétable.", "84", many=True)
DEPARTMENT = Parameter("department", "Code INSEE de département. Répétable.", "69", many=True)
SITE = Parameter("site", "Code SP+ de site. Répétable.", "TJ-VALMORANDE", many=True)
PLACES = (SERVICE, SITE_TYPE, REGION, DEPARTMENT)
SEARCH = Parameter(
    "search", "Mots du nom, de la commune ou du code, sans tenir compte des accents ni de la casse.", "valmorande"
)
INDICATOR = Parameter(
    "indicator",
    "Code de l’indicateur, ou l’un de ses autres codes (IND-27). Répétable.",
    "satisfaction-globale",
    many=True,
    most=10,
    required=True,
)
FROM = Parameter("from", "Premier mois. Sans lui\u00a0: le premier qui est publié.", "2025-01", MONTH)
TO = Parameter("to", "Dernier mois, compris. Sans lui\u00a0: le dernier qui est publié.", "2025-12", MONTH)
CODE = Parameter("code", "Code de l’indicateur.", "satisfaction-globale", required=True, in_path=True)
EDITION = Parameter("edition", "Année de l’édition.", "2021", whole=2100)
COMMITMENT = Parameter("commitment", "Numéro d’engagement (édition de 2021).", "1", whole=99)
NATURE = Parameter(
    "nature",
    "Qualité perçue (perceived) ou rendue (delivered).",
    "perceived",
    words=tuple(nature.value for nature in Nature),
)
ACTIVE = Parameter("active", "Sites ouverts (true) ou fermés (false).", "true", words=("true", "false"))

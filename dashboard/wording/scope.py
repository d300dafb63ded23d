"""A scope in words: « Tribunaux judiciaires, Bretagne »."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.domain.scope import Scope
from dashboard.wording.grammar import capital, count, listed

NAMED = 3
"""More codes than this on an axis are counted, not named."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What each code is called, axis by axis; a code without a label is written as it is."""

    services: Mapping[str, str] = field(default_factory=dict)
    site_types: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)
    courts: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)
    territory: str = ""
    """What the territories of the scope are together, when they were chosen as one (« Cour d’appel d’Aix »)."""
    group: str = ""
    """The name that a person gave to the sites chosen together."""


_NOUNS = {
    "services": "service",
    "site_types": "typologie",
    "regions": "région",
    "departments": "département",
    "sites": "site",
}


def describe(scope: Scope, labels: Labels) -> str:
    """Every restriction, the most general first; « Tous les services » without any."""
    parts = []
    for axis, noun in _NOUNS.items():
        codes: tuple[str, ...] = getattr(scope, axis)
        if axis in ("regions", "departments") and codes and labels.territory:
            parts.append(labels.territory)
        elif axis == "sites" and len(codes) > 1 and labels.group:
            parts.append(f"groupe «\u00a0{labels.group}\u00a0» ({count(len(codes), noun)})")
        elif len(codes) > NAMED:
            parts.append(count(len(codes), noun))
        elif codes:
            names = getattr(labels, axis)
            parts.append(listed([names.get(code, code) for code in codes], NAMED))
    return capital(", ".join(parts)) if parts else "Tous les services"

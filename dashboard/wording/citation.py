"""What must follow a figure out of the application: perimeter, period, source, version of the data, limit."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading

PRODUCT = f"Baromètre Services publics{NBSP}+"
DEMONSTRATION = f"Données de démonstration{NBSP}: chiffres inventés, à ne pas diffuser."


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a figure is about and where it comes from, in words; an empty text is not written. `data`: « données
    version 12, publiées le 3 novembre 2026 à 14 h 05 »."""

    where: str = ""
    when: str = ""
    before: str = ""
    data: str = ""
    demonstration: bool = False

    @property
    def about(self) -> str:
        """« Périmètre : Bretagne. Période : 2026 (comparaison : 2025). »"""
        compared = f" (comparaison{NBSP}: {self.before})" if self.before else ""
        parts = {"Périmètre": self.where, "Période": f"{self.when}{compared}" if self.when else ""}
        return " ".join(f"{name}{NBSP}: {text}." for name, text in parts.items() if text)

    @property
    def source(self) -> str:
        """« Source : Baromètre Services publics +, données version 12, publiées le… »"""
        return f"Source{NBSP}: {', '.join(part for part in (PRODUCT, self.data) if part)}."

    @property
    def lines(self) -> tuple[str, ...]:
        """What is written under a figure or a text, the notice of invented data last."""
        return tuple(part for part in (self.about, self.source, self.demonstration and DEMONSTRATION) if part)

    @property
    def facts(self) -> Mapping[str, str]:
        """The same, one fact a row."""
        named = {
            "Périmètre": self.where,
            "Période": self.when,
            "Comparaison": self.before,
            "Source": PRODUCT,
            "Version": self.data,
            "Avertissement": DEMONSTRATION if self.demonstration else "",
        }
        return {name: text for name, text in named.items() if text}


def citation(title: str, reading: Reading | None, provenance: Provenance, cited: str = "") -> str:
    """A text ready to paste: title, `cited` (the sentence of the value), conclusion and limit, then its provenance."""
    heading = f"{title.rstrip('. ')}." if title else ""
    said = (cited, reading.conclusion, reading.limit) if reading else (cited,)
    return "\n".join(part for part in (heading, " ".join(text for text in said if text), *provenance.lines) if part)

"""What goes under every chart (F19): a sentence that concludes, and a sentence that says what limits it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.wording.grammar import capital
from dashboard.wording.numerals import NBSP

NOTHING = "On ne peut rien conclure."


@dataclass(frozen=True, slots=True)
class Reading:
    """Two sentences: what may be concluded, and its limit."""

    conclusion: str
    limit: str


def sentence(*clauses: str) -> str:
    """The clauses that are not empty, once each, as one sentence: « Base faible ; rupture de méthode. »"""
    kept = dict.fromkeys(clause.strip().rstrip(".") for clause in clauses if clause.strip())
    return f"{capital(f'{NBSP}; '.join(kept))}." if kept else ""


def sentences(*said: str) -> str:
    """Texts that are not empty one after the other, each with an end: « Ouvrir un guichet. Objet : accueil. »"""
    kept = [text for one in said if (text := one.strip())]
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in kept)


def limit(clauses: Iterable[str], otherwise: str = NOTHING) -> str:
    """The same for a limit: `otherwise` when there is no clause."""
    return sentence(*clauses) or sentence(otherwise)

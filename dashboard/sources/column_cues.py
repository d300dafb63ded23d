"""What the name of a column says of its cells: a weight, free text, the ends of a scale."""

import re

from dashboard.sources.values import normal_name, plain

_WEIGHT = ("poids", "pond", "redr", "weight", "coef")
_FREE_TEXT = (
    *("reponse_libre", "reponses_libres", "texte_libre", "champ_libre", "expression_libre", "question_ouverte"),
    *("commentaire", "precisez", "preciser", "suggestion", "remarque", "observation", "pourquoi", "verbatim"),
)
_COMMENT = frozenset({"comment", "comments"})
"""Whole names only: « Comment avez-vous connu… ? » is no comment."""
_PERSONAL = ("nom", "prenom", "mail", "email", "courriel", "adresse", "telephone", "tel", "portable")
_FROM_TO = re.compile(r"(?<!\d)(\d{1,2})\s*(?:\([^)]*\))?\s*(?:-|\b(?:a|et|to)\b)\s*(\d{1,2})(?!\d)")
_OUT_OF = re.compile(r"(?:\bsur\s+|/\s*)(\d{1,2})(?![\d/])")


def says_weight(name: str) -> bool:
    """« POIDS_REDR », « Coef. de pondération »: a word that begins as those of weights do."""
    return any(word.startswith(_WEIGHT) for word in normal_name(name).split("_"))


def asks(name: str) -> bool:
    """Whether the name is a question."""
    return "?" in name


def says_free_text(name: str) -> bool:
    """« (réponse libre) », « Autre, précisez »: words that announce a text."""
    folded = normal_name(name)
    return folded in _COMMENT or any(f"_{cue}" in f"_{folded}" for cue in _FREE_TEXT)


def says_personal(name: str) -> bool:
    """« Adresse mail », « Nom »: texts of these are not to be read as opinions."""
    return not set(normal_name(name).split("_")).isdisjoint(_PERSONAL)


def stated_ends(name: str) -> tuple[int | None, int] | None:
    """The ends of the scale that a name states: « de 1 à 6 » → (1, 6), « sur 5 » → (None, 5); None without any."""
    text = plain(name)
    if found := _FROM_TO.search(text):
        low, high = (int(end) for end in found.groups() if end is not None)
        return (low, high) if low < high else None
    if found := _OUT_OF.search(text):
        return None, int(found[1])
    return None

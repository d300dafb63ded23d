"""French words of the documents of a review meeting: pack and minutes."""

import datetime as dt

from dashboard.wording.citation import PRODUCT
from dashboard.wording.dates import day
from dashboard.wording.grammar import count
from dashboard.wording.numerals import NBSP
from dashboard.wording.publications import title

PACK, MINUTES = "Dossier de revue", "Compte rendu de revue"
AGENDA, DECISIONS, METHOD, SOURCES = "Ordre du jour", "Décisions", "Méthode", "Sources"
INDICATORS, PARTICIPANTS, SEEN = "Indicateurs", "Participants", "Points examinés"
COMMENT, DESCRIPTION, LIMIT = "Commentaire", "Description", f"Limite{NBSP}:"
NOBODY = "Les participants n’ont pas été notés."
DRAWN = (
    f"Points{NBSP}: valeurs des mois (cercle vide{NBSP}: base faible). Bande{NBSP}: intervalle. "
    "Un mois sans résultat est un trou."
)
INDICATOR_COLUMNS = ("Indicateur", "Calcul", "Source")
UNKNOWN_SOURCE = "non précisée"
PAGE, OF, SHORT_PAGE = "Page", "sur", "p."


def dated(version: int, published_on: dt.date | None) -> str:
    """« Données version 3, publiées le 29 novembre 2026 »; the day is not known of meetings prepared before it was
    kept."""
    return title(version, day(published_on) if published_on else "")


def held(on: dt.date) -> str:
    """« Revue du 2 décembre 2026 »."""
    return f"Revue du {day(on)}"


def decided(number: int) -> str:
    """« 3 décisions »; nothing without any."""
    return count(number, "décision") if number else ""


def source_of(version: int, published_on: dt.date | None) -> str:
    """The last line of the sources: the published data."""
    return f"{dated(version, published_on)}, par le {PRODUCT}."


def part(title: str, number: int, of: int) -> str:
    """« Décisions (2 sur 3) » when a title is used again."""
    return title if of == 1 else f"{title} ({number}{NBSP}sur{NBSP}{of})"

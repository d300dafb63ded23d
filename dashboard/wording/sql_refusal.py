"""Why a query of the SQL console is not run: one sentence, what is wrong and what to do."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Refusal(StrEnum):
    """The codes of `store/confined_query.py`, and those of its parent."""

    EMPTY = "empty"
    LENGTH = "length"
    SEVERAL = "several"
    STATEMENT = "statement"
    TABLE = "table"
    FUNCTION = "function"
    FORM = "form"
    SYNTAX = "syntax"
    ENGINE = "engine"
    MEMORY = "memory"
    TIME = "time"
    BUSY = "busy"


_NEAR = re.compile(r'at or near "([^"]*)"')
_POINTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_TOLD = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (
            r"Function with name (\S+) does not exist",
            "La fonction «\u00a0{0}\u00a0» n’existe pas\u00a0: vérifier son nom.",
        ),
        (
            r'(?:Referenced column|column named|Table "[^"]*" does not have a column named) "([^"]+)"',
            "La colonne «\u00a0{0}\u00a0» n’existe pas\u00a0: vérifier son nom dans la liste des colonnes.",
        ),
        (
            r'Referenced table "([^"]+)" not found',
            "«\u00a0{0}\u00a0» n’est pas une table de cette requête\u00a0: la nommer après FROM.",
        ),
        (
            r'Ambiguous reference to column name "([^"]+)"',
            "Plusieurs tables ont une colonne «\u00a0{0}\u00a0»\u00a0: écrire le nom de la table devant.",
        ),
        (
            r'column "([^"]+)" must appear in the GROUP BY',
            "La colonne «\u00a0{0}\u00a0» n’est ni regroupée ni résumée\u00a0: l’ajouter à GROUP BY, "
            "ou écrire une fonction comme MAX.",
        ),
        (
            r'(?:No function matches|best candidate function for)[^"\']*["\']([^"\'(]+)',
            "La fonction «\u00a0{0}\u00a0» ne s’applique pas à ces valeurs\u00a0: vérifier leur type (CAST … AS …).",
        ),
        (
            r"module 'pytz'",
            "Un instant avec son fuseau horaire ne se montre pas ici\u00a0: le convertir (CAST … AS TIMESTAMP).",
        ),
        (
            r"Could not convert string '(.*?)' to|(?:Date|date field value) out of range: \"?([^\"\n]+?)\"?$",
            "La valeur «\u00a0{0}{1}\u00a0» ne se convertit pas dans le type demandé\u00a0: la corriger, "
            "ou écrire TRY_CAST.",
        ),
        (
            r"Overflow in (?:addition|subtraction|multiplication)",
            "Un calcul dépasse le plus grand nombre permis\u00a0: convertir en DOUBLE avant de calculer.",
        ),
        (
            r"same number of result columns",
            "Les requêtes réunies n’ont pas le même nombre de colonnes\u00a0: en écrire autant de chaque côté.",
        ),
        (
            r"More than one row returned by a subquery",
            "Une sous-requête donne plusieurs lignes là où il en faut une\u00a0: y ajouter LIMIT 1 ou une fonction "
            "comme MAX.",
        ),
    )
)


def sentence(refusal: Refusal, about: str, tables: Sequence[str], *, seconds: int, memory_mb: int, longest: int) -> str:
    """`about`: the word, the table or the message of the engine that the refusal is about."""
    match refusal:
        case Refusal.EMPTY:
            return "La requête est vide\u00a0: écrire une instruction SELECT."
        case Refusal.LENGTH:
            return f"La requête est trop longue\u00a0: écrire au plus {longest} caractères."
        case Refusal.SEVERAL:
            return f"La requête compte {about} instructions\u00a0: n’en garder qu’une, sans point-virgule au milieu."
        case Refusal.STATEMENT:
            return f"«\u00a0{about}\u00a0» n’est pas permis ici\u00a0: écrire une seule instruction SELECT."
        case Refusal.TABLE:
            return f"La table «\u00a0{about}\u00a0» n’existe pas ici. Tables\u00a0: {', '.join(tables)}."
        case Refusal.FUNCTION:
            return (
                f"La fonction «\u00a0{about}\u00a0» n’est pas permise ici\u00a0: la console ne lit ni fichier, "
                "ni réseau, ni réglage. Interroger les tables de la liste."
            )
        case Refusal.FORM:
            return "Cette forme de requête n’est pas permise ici\u00a0: écrire SELECT … FROM une table de la liste."
        case Refusal.MEMORY:
            return (
                f"La requête demande plus de mémoire que les {memory_mb} Mo permis\u00a0: la filtrer (WHERE), "
                "ou la regrouper (GROUP BY)."
            )
        case Refusal.TIME:
            return (
                f"La requête a été arrêtée après {seconds} secondes\u00a0: la filtrer (WHERE), "
                "ou joindre moins de tables."
            )
        case Refusal.BUSY:
            return "Le serveur est occupé\u00a0: relancer cette requête dans quelques secondes."
        case Refusal.SYNTAX | Refusal.ENGINE:
            return _engine(about)


def _engine(message: str) -> str:
    """The engine speaks English: what it found is told in French, with the word that it points at."""
    if found := _NEAR.search(message):
        near = f"La requête n’est pas lisible près de «\u00a0{found[1]}\u00a0»"
        return f"{near}\u00a0: vérifier l’orthographe et les virgules."
    for pattern, told in _TOLD:
        if found := pattern.search(message):
            return told.format(*(_short(group or "") for group in found.groups()))
    word = _POINTED.search(message.split("\n", 1)[0])
    near = f" près de «\u00a0{_short(word[1] or word[2])}\u00a0»" if word else ""
    return f"Le moteur refuse cette requête{near}\u00a0: la reprendre morceau par morceau."


def _short(text: str) -> str:
    kept = " ".join(text.split())
    return kept if len(kept) <= 80 else f"{kept[:80]}…"

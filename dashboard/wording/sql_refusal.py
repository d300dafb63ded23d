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


_COLUMN = re.compile(r'(?:Referenced column|column named|Table "[^"]*" does not have a column named) "([^"]+)"')
_NO_FUNCTION = re.compile(r"Function with name (\S+) does not exist")
_NEAR = re.compile(r'at or near "([^"]*)"')


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
            return "D’autres requêtes sont en cours\u00a0: relancer celle-ci dans quelques secondes."
        case Refusal.SYNTAX | Refusal.ENGINE:
            return _engine(about)


def _engine(message: str) -> str:
    """The engine speaks English: its usual messages are reworded, the others quoted after a French sentence."""
    if found := _NEAR.search(message):
        near = f"La requête n’est pas lisible près de «\u00a0{found[1]}\u00a0»"
        return f"{near}\u00a0: vérifier l’orthographe et les virgules."
    if found := _NO_FUNCTION.search(message):
        return f"La fonction «\u00a0{found[1]}\u00a0» n’existe pas\u00a0: vérifier son nom."
    if found := _COLUMN.search(message):
        return f"La colonne «\u00a0{found[1]}\u00a0» n’existe pas\u00a0: vérifier son nom dans la liste des colonnes."
    first = message.strip().split("\n", 1)[0][:200]
    return f"Le moteur refuse cette requête\u00a0: la corriger. Son message, en anglais\u00a0: «\u00a0{first}\u00a0»."

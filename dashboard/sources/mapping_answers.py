"""The sections of a mapping that say how people answered: `[answers]` and `[choices]`."""

from collections.abc import Mapping as Dict

from dashboard.catalog.table import Table

OTHERS = "*"
"""In `[choices]`: every option that the mapping does not name."""


def read_answers(table: Table) -> dict[str, Dict[str, int | str]]:
    """By question (`*`: all): `"their answer" = rank in the scale`, or « nsp », « nc », « nr »."""
    result: dict[str, Dict[str, int | str]] = {}
    for question in table.names():
        entry = table.section(question)
        result[question] = {
            answer: entry.integer(answer) if entry.is_integer(answer) else entry.text(answer)
            for answer in entry.names()
        }
        for answer, meaning in result[question].items():
            if isinstance(meaning, str) and meaning not in ("nsp", "nc", "nr"):
                raise entry.refusal(answer, "attendu le rang d’une réponse (0, 1…), « nsp », « nc » ou « nr »")
    return result


def read_choices(table: Table) -> dict[str, Dict[str, str]]:
    """By question with several answers: `"their option" = "our code"`, empty for an option that nothing measures."""
    result: dict[str, Dict[str, str]] = {}
    for question in table.names():
        entry = table.section(question)
        result[question] = {option: entry.text(option, "") for option in entry.names()}
        if result[question].get(OTHERS):
            raise entry.refusal(OTHERS, 'les options qui ne sont pas nommées ne mesurent rien, écrire ""')
        codes = [code for code in result[question].values() if code]
        if not codes:
            raise entry.refusal(question, "aucune option ne mesure un indicateur, en donner le code")
        if repeated := [code for code in codes if codes.count(code) > 1]:
            raise entry.refusal(repeated[0], "deux options mesurent cet indicateur, n’en garder qu’une")
    return result

"""What is said beside one question of a survey split by unit."""

from dashboard.wording.grammar import Noun, agree
from dashboard.wording.numerals import number

NO_QUESTION = "Aucune question de cette enquête n’a de chiffre publiable sur ce périmètre."


def drawn_only(noun: Noun, drawn: int, shown: int, known: int) -> str:
    """Why the chart has fewer rows than the table: it left out units that have a figure (`shown`), or none."""
    if drawn == shown:
        have = agree(drawn, "a", "ont")
        return f"{noun.counted(drawn)} sur {number(known)} {have} un chiffre publiable\u00a0; le tableau dit pourquoi."
    return (
        f"Le graphique montre {noun.counted(drawn)} sur {number(known)}\u00a0: d’abord les écarts démontrés, puis les "
        "bases les plus grandes\u00a0; le tableau les donne tous."
    )

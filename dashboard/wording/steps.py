"""One step of a series in words: a month, a quarter, a year, twelve months that end with a month."""

import datetime as dt

from dashboard.domain.period import Period
from dashboard.wording.dates import during, period
from dashboard.wording.grammar import plural
from dashboard.wording.words import step_noun

_OF = {1: "du mois", 3: "du trimestre", 6: "du semestre", 12: "de l’année"}
_RUNNING = {1: "Mois en cours, incomplet", 3: "Trimestre en cours, incomplet", 6: "Semestre en cours, incomplet",
            12: "Année en cours, incomplète"}  # fmt: skip
ROLLING = 12


def step_words(last_month: dt.date, step: int, *, rolling: bool = False) -> str:
    """« mars 2026 », « 1er trimestre 2026 », « 2026 », « 12 mois à fin mars 2026 »; by its last month."""
    return period(Period.ending(last_month, ROLLING if rolling else step))


def during_step(last_month: dt.date, step: int) -> str:
    """« en mars 2026 », « au 1er trimestre 2026 », « en 2026 »."""
    return during(Period.ending(last_month, step))


def with_article(last_month: dt.date, step: int) -> str:
    """After « depuis », « entre », « et »: « mars 2026 », « le 1er trimestre 2026 », « 2026 »."""
    text = step_words(last_month, step)
    return f"le {text}" if "trimestre" in text else text


def steps(step: int) -> str:
    """« mois », « trimestres », « années »."""
    return plural(step_noun(step))


def of_the_step(step: int) -> str:
    """« du mois », « de l’année »: after « valeur »."""
    return _OF.get(step, "de la période")


def running_words(step: int) -> str:
    """The legend of the step that is not over."""
    return _RUNNING.get(step, "Période en cours, incomplète")

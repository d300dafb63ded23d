"""The rules of a control chart that marked points: which one, when, and what it means. Read beside the chart."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.period import shift
from dashboard.wording.grammar import capital, listed
from dashboard.wording.numerals import NBSP
from dashboard.wording.series import rule_words
from dashboard.wording.steps import of_the_step, step_words, with_article
from dashboard.wording.words import SIGNAL_WORDS, step_noun

USUAL = "Aucune règle ne marque de point : les écarts d’un point à l’autre sont ceux du hasard.".replace(
    " :", f"{NBSP}:"
)
XMR = "Limites : moyenne ± 2,66 fois l’écart moyen entre deux points voisins (carte XmR)."
P = "Limites : moyenne ± 3 écarts types, d’autant plus serrées que la base est grande (carte p).".replace(
    " :", f"{NBSP}:"
)
LANEY = (
    "Limites : carte p′ de Laney, élargies parce que les bases dépassent 1 000 réponses "
    "et que le hasard seul n’explique pas la variation."
)

_MEANING = {
    1: "le hasard y conduit rarement : chercher ce qui s’est passé à ce moment",
    2: "la série se déplace peu à peu, toujours dans le même sens",
    3: "le niveau a changé et s’est maintenu",
    4: "les points s’approchent d’une limite : à surveiller",
}


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that marked steps on one side. `signal` and `rule`: codes of `stats.xmr`; `months`: the last of
    each step."""

    signal: str
    rule: int
    months: tuple[dt.date, ...]


def fired_words(found: Fired, step: int = 1) -> tuple[str, str, str]:
    """Heading, when, meaning: « Dégradation : un point hors des limites », « août 2026 », « Le hasard… »."""
    heading = f"{capital(SIGNAL_WORDS[found.signal])}{NBSP}: {rule_words(found.rule, step)}"
    meaning = capital(_MEANING[found.rule])
    return heading, when(found.months, step), f"{meaning}."


def when(months: Sequence[dt.date], step: int = 1) -> str:
    """« août 2026 », « mars 2026 à octobre 2026 », « mai 2025 et mars 2026 à octobre 2026 »: neighbours are joined."""
    runs: list[list[dt.date]] = []
    for month in sorted(months):
        if runs and shift(runs[-1][-1], step) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return listed([_run(run, step) for run in runs], most=6)


def _run(run: Sequence[dt.date], step: int) -> str:
    first, last = step_words(run[0], step), step_words(run[-1], step)
    return first if len(run) == 1 else f"{first} à {last}"


def usual_words(centre: str, lower: str, upper: str, step: int = 1) -> str:
    """« Variation habituelle du mois : de 70,2 % à 81,0 %, autour de 75,6 %. »"""
    return f"Variation habituelle {of_the_step(step)}{NBSP}: de {lower} à {upper}, autour de {centre}."


def both_sides(since: dt.date, step: int = 1) -> str:
    """Why points are marked on the other side before a change that is dated."""
    return (
        f"Les limites portent sur toute la série, changement compris{NBSP}: les points marqués avant "
        f"{with_article(since, step)} sont l’autre face de ce changement, pas un événement distinct."
    )


def rules_heading(step: int = 1) -> str:
    """The heading of the list."""
    return f"Les {step_noun(step) if step == 1 else 'points'} marqués et ce qu’ils veulent dire"

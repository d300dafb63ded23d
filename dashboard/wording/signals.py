"""Several control charts side by side: how many end on a signal."""

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.period import Period
from dashboard.wording import dates
from dashboard.wording.grammar import Noun, agree, capital, listed
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.reading import Reading, limit
from dashboard.wording.words import SIGNAL_WORDS

ALONE = "sur autant de séries, un signal isolé peut être dû au hasard"

ENGAGEMENT = Noun("engagement")


def read_signals(
    followed: int, improvement: int = 0, concern: int = 0, neutral: int = 0, apart: int = 0, noun: Noun = ENGAGEMENT
) -> Reading:
    """`followed` series have limits; `apart` have none. The three others end on a signal."""
    aside = f"{noun.counted(apart)} à part, sans limites calculables" if apart else ""
    if not followed:
        return Reading(f"{capital(noun.none)} n’a assez de points pour des limites.", limit([aside]))
    parts = [
        f"{number(times)} {agree(times, 'signale', 'signalent')} {words}"
        for times, words in (
            (improvement, "une amélioration"),
            (concern, "une dégradation"),
            (neutral, "un changement"),
        )
        if times
    ]
    several = ALONE if followed > 1 else ""
    own = "chaque graphique a ses propres limites" if followed > 1 else ""
    if followed == 1:
        return Reading(_alone(noun, improvement, concern, neutral), limit([aside], "les limites ne sont pas une norme"))
    if not parts:
        none = f"{noun.no} des {noun.counted(followed)} ne sort de sa variation habituelle"
        return Reading(f"Au dernier point connu, {none}.", limit([aside, own]))
    conclusion = f"Au dernier point connu, sur {noun.counted(followed)}, {listed(parts)}."
    return Reading(conclusion, limit([aside, several]))


def _alone(noun: Noun, improvement: int, concern: int, neutral: int) -> str:
    subject = f"Au dernier point connu, {noun.only('suivi')}"
    for times, words in ((improvement, "une amélioration"), (concern, "une dégradation"), (neutral, "un changement")):
        if times:
            return f"{subject} signale {words}."
    return f"{subject} ne sort pas de sa variation habituelle."


def one_scale(marks: Sequence[str]) -> str:
    """What small charts on one scale have in common; `marks`: the words of the signals that occur."""
    band = f"Bande{NBSP}: variation habituelle du service. Même échelle pour tous, qui ne part pas toujours de zéro."
    return f"{band} Points marqués{NBSP}: {f'{NBSP}; '.join(marks).lower()}." if marks else band


def short_signal(signal: str | None, last: dt.date | None, step: int = 1, *, why: str = "") -> str:
    """« Octobre 2026 : variation habituelle », for a card. `last`: the last month of the last whole step, of `step`
    months; `signal` None: not judged, and `why`; with a signal, `why` is what weakens it (« limites provisoires »)."""
    if last is None:
        return "Signal non calculable, aucun chiffre à montrer"
    words = SIGNAL_WORDS[signal] if signal is not None else "sans signal"
    aside = f" ({why})" if why else ""
    return f"{capital(dates.period(Period.ending(last, step)))}{NBSP}: {words}{aside}"

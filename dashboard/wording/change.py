"""« Depuis quand ? »: the date of a change, how large it is, and how sure the date is."""

import datetime as dt
from dataclasses import dataclass

from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording import numerals
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading, limit
from dashboard.wording.steps import during_step, steps, with_article

_NOUNS = {"improvement": ("amélioration", "e"), "concern": ("dégradation", "e"), "neutral": ("changement", "")}
"""Code of `stats.xmr` → noun, and the ending of its adjectives."""

SURE = f"à 95{NBSP}% de confiance"
NOT_THE_CAUSE = "la date est estimée d’après la série et ne dit rien de la cause"


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change by the last months of its steps; levels in the unit of the indicator. `signal`: code of `stats.xmr`."""

    signal: str
    since: dt.date
    earliest: dt.date
    latest: dt.date
    settled: dt.date | None
    last: dt.date
    before: float
    after: float
    step: int = 1


def read_change(indicator: Indicator, found: DatedChange | None, step: int = 1) -> Reading:
    """« Dégradation depuis mars 2026 : 76,1 % en moyenne avant, 56,3 % depuis. » None: a signal that has no date."""
    if found is None:
        few = f"il faut au moins trois {steps(step)} de part et d’autre d’un changement, et un écart net"
        isolated = "Aucun changement durable ne peut être daté : les points signalés sont isolés ou trop récents."
        return Reading(isolated, limit([few]))
    return Reading(f"{_opening(found)}{NBSP}: {_levels(indicator, found)}.", limit([_sure(found), NOT_THE_CAUSE]))


def _opening(found: DatedChange) -> str:
    noun, ending = _NOUNS[found.signal]
    since = with_article(found.since, found.step)
    if found.settled == found.since:
        return f"{capital(noun)} depuis {since}"
    if found.settled is None:
        reached = f"encore en cours {during_step(found.last, found.step)}"
    else:
        reached = f"stabilisé{ending} {during_step(found.settled, found.step)}"
    gradual = "progressive" if ending else "progressif"
    return f"{capital(noun)} {gradual} depuis {since}, {reached}"


def _levels(indicator: Indicator, found: DatedChange) -> str:
    before, after = (numerals.value(indicator, Shown(value)) for value in (found.before, found.after))
    now = "depuis" if found.settled == found.since else "une fois le niveau atteint" if found.settled else "à la fin"
    return f"{before} en moyenne avant, {after} {now}"


def _sure(found: DatedChange) -> str:
    """How far the date may be from the truth."""
    first, last = (with_article(day, found.step) for day in (found.earliest, found.latest))
    if found.earliest == found.latest:
        return f"{SURE}, aucune autre date n’est plausible"
    return f"{SURE}, le changement commence entre {first} et {last}"

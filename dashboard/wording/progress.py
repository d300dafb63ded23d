"""Engagements, or the indicators of one, against an earlier period: how many progress or fall back, targets met."""

from dataclasses import dataclass

from dashboard.domain.comparison import Verdict
from dashboard.wording import left_out, limits
from dashboard.wording.grammar import Noun, agree, capital
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.reading import Reading, limit
from dashboard.wording.units import Tally

ENGAGEMENT, INDICATOR = Noun("engagement"), Noun("indicateur")


@dataclass(frozen=True, slots=True)
class Targets:
    """How many targets are set, and how many of them are met."""

    fixed: int = 0
    met: int = 0

    @property
    def clause(self) -> str:
        """« cibles : 2 atteintes sur 3 », « aucune cible n’est fixée »."""
        if not self.fixed:
            return "aucune cible n’est fixée"
        if self.fixed == 1:
            return "la seule cible fixée est atteinte" if self.met else "la seule cible fixée n’est pas atteinte"
        reached = f"{number(self.met) if self.met else 'aucune'} {agree(self.met, 'atteinte', 'atteintes')}"
        return f"cibles{NBSP}: {reached} sur {number(self.fixed)}"


def read_progress(noun: Noun, tally: Tally, targets: Targets, setting: Setting = PLAIN) -> Reading:
    """« Sur 9 engagements comparés, 2 progressent et 1 recule de façon démontrée. »"""
    tested, left = tally.tested, sum(tally.reasons.values())
    if not tested + left:
        return Reading(f"{capital(noun.none)} n’a de résultat sur ce périmètre.", limit([limits.WIDEN]))
    equal = limits.NOT_EQUAL if tally.number(Verdict.NO_EVIDENCE) else ""
    clauses = [
        targets.clause,
        left_out.apart(noun, tally.reasons),
        limits.corrected(tested),
        *setting.clauses,
        equal,
    ]
    if not tested:
        return Reading(_not_comparable(noun, left), limit(clauses))
    if tested == 1:
        return Reading(f"{capital(noun.only('comparé'))} {_alone(tally)}.", limit(clauses))
    where = f"Sur {noun.counted(tested)} {noun.adjective(tested, 'comparé')}"
    return Reading(f"{where}, {_moves(noun, tally)} de façon démontrée.", limit(clauses))


def _not_comparable(noun: Noun, left: int) -> str:
    if left == 1:
        return f"1{NBSP}{noun.singular} a un résultat, qui n’est pas comparable."
    return f"{noun.counted(left)} ont un résultat, {noun.no} n’est comparable."


def _moves(noun: Noun, tally: Tally) -> str:
    better, worse = tally.number(Verdict.BETTER), tally.number(Verdict.WORSE)
    neutral = tally.number(Verdict.HIGHER, Verdict.LOWER)
    gains = f"{number(better)} {agree(better, 'progresse', 'progressent')}" if better else f"{noun.no} ne progresse"
    losses = f"{number(worse)} {agree(worse, 'recule', 'reculent')}" if worse else f"{noun.no} ne recule"
    if not neutral:
        return f"{gains} et {losses}"
    return f"{gains}, {losses} et {number(neutral)} {agree(neutral, 'change', 'changent')}"


def _alone(tally: Tally) -> str:
    if tally.number(Verdict.BETTER):
        return "progresse de façon démontrée"
    if tally.number(Verdict.WORSE):
        return "recule de façon démontrée"
    if tally.directed:
        return "change de façon démontrée"
    if tally.number(Verdict.STABLE):
        return "a un écart démontré, mais trop petit pour compter"
    return "ne progresse ni ne recule de façon démontrée"

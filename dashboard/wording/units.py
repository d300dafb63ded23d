"""Sites, services or engagements against a reference: how many differ once the tests are corrected for their number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.domain.comparison import Verdict
from dashboard.wording import left_out, limits
from dashboard.wording.grammar import Noun, agree, capital, listed, that, with_preposition
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import number
from dashboard.wording.reading import NOTHING, Reading, limit

SITE, SERVICE, RESULT, INDICATOR = Noun("site"), Noun("service"), Noun("résultat"), Noun("indicateur")
NETWORK, PEERS, OTHERS = "le réseau", "l’ensemble des pairs", "la moyenne des autres"

_POLAR = ((Verdict.BETTER, "meilleur"), (Verdict.WORSE, "moins bon"))
_NEUTRAL = ((Verdict.HIGHER, "au-dessus"), (Verdict.LOWER, "au-dessous"))


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts of a family, and why some units were left out (`left_out.causes`)."""

    verdicts: Mapping[Verdict, int]
    reasons: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, verdicts: Iterable[Verdict], reasons: Mapping[str, int] | None = None) -> "Tally":
        """Counted; what was not tested is in `reasons` only."""
        found: Counter[Verdict] = Counter(verdicts)
        del found[Verdict.NOT_TESTED]
        return cls(found, reasons or {})

    @property
    def tested(self) -> int:
        """How many units were tested."""
        return sum(self.verdicts.values())

    def number(self, *verdicts: Verdict) -> int:
        """How many have one of these verdicts."""
        return sum(self.verdicts.get(verdict, 0) for verdict in verdicts)

    @property
    def directed(self) -> int:
        """How many have a gap both demonstrated and large enough."""
        return self.number(Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)


def read_units(
    noun: Noun,
    tally: Tally,
    setting: Setting = PLAIN,
    *,
    reference: str = NETWORK,
    dispersion: bool = False,
    more: Iterable[str] = (),
    correction: Iterable[str] | None = None,
) -> Reading:
    """« Sur 168 sites comparés, 2 sont meilleurs et 1 est moins bon que le réseau. »

    `reference` has its article (« le réseau »); `dispersion`: the limits are widened; `more`: clauses of the limit;
    `correction`: what the tests are corrected for, when it is not their own number.
    """
    apart = left_out.apart(noun, tally.reasons)
    number = (limits.corrected(tally.tested, dispersion),) if correction is None else correction
    clauses = [*more, apart, *number, *setting.clauses, *_small(noun, tally)]
    if not tally.tested:
        subject, compared = capital(noun.none), noun.adjective(1, "comparé")
        conclusion = f"{subject} ne peut être {compared} {with_preposition('à', reference)}."
        return Reading(conclusion, limit([*more, apart, *setting.clauses], NOTHING))
    equal = limits.NOT_EQUAL if tally.number(Verdict.NO_EVIDENCE) else ""
    return Reading(_conclusion(noun, tally, reference), limit([*clauses, equal], limits.NOT_A_CAUSE))


def _small(noun: Noun, tally: Tally) -> list[str]:
    """Gaps that are demonstrated and too small, said in the limit when others are large enough."""
    small = tally.number(Verdict.STABLE)
    if not small or not tally.directed:
        return []
    return [f"{noun.counted(small)} {agree(small, 'a un écart démontré', 'ont un écart démontré')} mais minime"]


def _conclusion(noun: Noun, tally: Tally, reference: str) -> str:
    tested = tally.tested
    if tested == 1:
        return f"{capital(noun.only('comparé'))} {_alone(noun, tally, reference)}."
    where = f"Sur {noun.counted(tested)} {noun.adjective(tested, 'comparé')}"
    if tally.directed:
        return f"{where}, {_counted(noun, tally, reference)}."
    small = tally.number(Verdict.STABLE)
    if small:
        gaps = f"{number(small)} {agree(small, 'écart est démontré', 'écarts sont démontrés')}"
        return f"{where}, {gaps} mais trop {agree(small, 'petit')} pour compter."
    return f"{where}, {noun.no} ne se distingue {with_preposition('de', reference)} de façon démontrée."


def _alone(noun: Noun, tally: Tally, reference: str) -> str:
    for verdict, word in _POLAR:
        if tally.number(verdict):
            return f"est {noun.adjective(1, word)} {that(reference)}"
    for verdict, word in _NEUTRAL:
        if tally.number(verdict):
            return f"est {word} {with_preposition('de', reference)}"
    if tally.number(Verdict.STABLE):
        return f"a un écart démontré avec {reference}, mais trop petit pour compter"
    return f"ne se distingue pas {with_preposition('de', reference)} de façon démontrée"


def _counted(noun: Noun, tally: Tally, reference: str) -> str:
    polar = [_part(tally.number(v), noun.adjective(tally.number(v), word)) for v, word in _POLAR if tally.number(v)]
    neutral = [_part(tally.number(v), word) for v, word in _NEUTRAL if tally.number(v)]
    parts = []
    if polar:
        parts.append(f"{listed(polar)} {that(reference)}")
    if neutral:
        parts.append(f"{listed(neutral)} {with_preposition('de', reference)}")
    return ", ".join(parts)


def _part(times: int, words: str) -> str:
    return f"{number(times)} {agree(times, 'est', 'sont')} {words}"

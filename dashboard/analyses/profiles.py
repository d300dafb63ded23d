"""Two to six services side by side over the engagements: one indicator an engagement, the same for all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.commitments import Engagement, published_engagements
from dashboard.analyses.comparing import compare, untested
from dashboard.analyses.correction import corrected
from dashboard.analyses.limits import setting_of
from dashboard.analyses.networks import networks
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.services import Matrix
from dashboard.analyses.span import published_period
from dashboard.disclosure import Thresholds
from dashboard.domain.commitment import Commitment
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.profiles import Met, read_profiles
from dashboard.wording.reading import Reading

LEAST, MOST = 2, 6
"""How many services are compared, at least and at most."""

DIFFERENT_LEVELS = "niveaux de publication différents"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two services on one engagement: the gap is `first` minus `second`, corrected over the whole comparison."""

    first: str
    second: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Line:
    """One engagement through one indicator. `figures` and `network` by service code, in the order of the comparison;
    `network` is the verdict against the rest of the network, corrected over the whole comparison too."""

    commitment: Commitment
    indicator: Indicator
    figures: Mapping[str, Estimate]
    network: Mapping[str, Comparison]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Profiles:
    """`services`: code → label, in the order asked. `missing`: engagements without a figure for any of them."""

    services: Mapping[str, str]
    lines: tuple[Line, ...]
    missing: tuple[Commitment, ...]
    period: Period | None
    setting: Setting
    reading: Reading


def profiles(
    reader: Reader,
    services: tuple[str, ...],
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    edition: int | None = None,
) -> Profiles:
    """The chosen services, whatever service the scope keeps. Raises QueryError on a number other than 2 to 6, or an
    unknown service."""
    chosen = tuple(dict.fromkeys(services))
    if not LEAST <= len(chosen) <= MOST:
        raise QueryError(f"Comparer de {LEAST} à {MOST} services\u00a0: {len(chosen)} choisi(s).")
    check_scope(reader, replace(scope, services=chosen))
    names = {row.code: row.name for row in reads.services(reader)}
    labels = {code: names[code] for code in chosen}
    listed = published_engagements(reader, edition)
    heads = list({i.code: i for e in listed for i in e.headlines}.values())
    span = published_period(reader, heads, period) if heads else None
    if span is None:
        return Profiles(labels, (), tuple(e.commitment for e in listed), None, PLAIN, _reading(labels, [], PLAIN))
    # Every service is read, as the matrix does: the two share their reads.
    question = Question(tuple(i.code for i in heads), (Axis.SERVICE,), replace(scope, services=()), span)
    found = answers(reader, question, heads, span, thresholds)
    beside = networks(reader, question, heads, span, thresholds, found)
    lines = [
        _line(e, indicator, {code: found.get(Key(indicator.code, service=code)) for code in chosen}, beside.against)
        for e in listed
        if (indicator := _common(e, chosen, found)) is not None
    ]
    lines = _corrected(lines)
    setting = setting_of(reader, span, [line.indicator for line in lines])
    kept = {line.commitment for line in lines}
    missing = tuple(e.commitment for e in listed if e.commitment not in kept)
    return Profiles(labels, tuple(lines), missing, span, setting, _reading(labels, lines, setting))


def most_apart(found: Matrix, first: str | None = None) -> tuple[str, str] | None:
    """The two services of a matrix that differ most: one better and the other worse than the rest of the network, the
    most often. `first`: one of the two. None with fewer than two services."""
    codes = sorted(found.services)
    pairs = [(first, code) for code in codes if code != first] if first in codes else list(combinations(codes, 2))
    scored = [(-_opposed(found, str(one), other), str(one), other) for one, other in pairs]
    return min(scored)[1:] if scored else None


def _opposed(found: Matrix, one: str, other: str) -> int:
    """On how many engagements one service is better and the other worse than the rest of the network."""
    both = {Verdict.BETTER, Verdict.WORSE}
    numbers = {number for _, number in found.cells}
    verdicts = [
        {cell.network.verdict for code in (one, other) if (cell := found.cells.get((code, number))) is not None}
        for number in numbers
    ]
    return sum(both <= seen for seen in verdicts)


def _common(engagement: Engagement, chosen: Sequence[str], found: Mapping[Key, Answer]) -> Indicator | None:
    """The headline indicator that most of the services have, the first one when several do as well."""

    def known(indicator: Indicator) -> tuple[int, int]:
        held = [found[key] for code in chosen if (key := Key(indicator.code, service=code)) in found]
        return sum(isinstance(answer.estimate, Shown) for answer in held), len(held)

    best = max(engagement.headlines, key=known, default=None)
    return best if best is not None and known(best)[1] else None


def _line(
    engagement: Engagement,
    indicator: Indicator,
    held: Mapping[str, Answer | None],
    network: Callable[[Answer], Comparison],
) -> Line:
    nothing = Withheld(Status.NO_DATA, "Aucune réponse")
    return Line(
        engagement.commitment,
        indicator,
        {code: nothing if answer is None else answer.estimate for code, answer in held.items()},
        {
            code: untested(Against.NETWORK, "aucune réponse") if answer is None else network(answer)
            for code, answer in held.items()
        },
        tuple(Pair(one, other, _gap(indicator, held[one], held[other])) for one, other in combinations(held, 2)),
    )


def _gap(indicator: Indicator, one: Answer | None, other: Answer | None) -> Comparison:
    """The first service against the second, which stands for the network here."""
    if one is None or other is None:
        return untested(Against.NETWORK, "aucune réponse")
    if one.level is not other.level:
        return untested(Against.NETWORK, DIFFERENT_LEVELS)
    return compare(indicator, Against.NETWORK, (one.drawn, one.estimate), (other.drawn, other.estimate))


def _corrected(lines: Sequence[Line]) -> list[Line]:
    """All the pairs of the comparison are one family of tests, all the verdicts against the network another one."""
    pairs = iter([c for c, _ in corrected([pair.comparison for line in lines for pair in line.pairs])])
    peers = iter([c for c, _ in corrected([found for line in lines for found in line.network.values()])])
    return [
        replace(
            line,
            pairs=tuple(replace(pair, comparison=next(pairs)) for pair in line.pairs),
            network={code: next(peers) for code in line.network},
        )
        for line in lines
    ]


def _reading(labels: Mapping[str, str], lines: Sequence[Line], setting: Setting) -> Reading:
    met = [
        Met(line.commitment.number, labels[pair.first], labels[pair.second], pair.comparison)
        for line in lines
        for pair in line.pairs
    ]
    return read_profiles(list(labels.values()), met, setting)

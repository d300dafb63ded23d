"""What a question compares with: the same units at another time, the rest of their network, their target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.analyses.answers import Answer, answers, services
from dashboard.analyses.comparing import NO_BASE, compare, untested, why_withheld
from dashboard.analyses.confidential import confidential
from dashboard.analyses.drawing import Drawn, draw, has_base, shown
from dashboard.analyses.folding import unweighted
from dashboard.analyses.observed import Key, Rows, deliveries, observed
from dashboard.analyses.question import Question
from dashboard.analyses.span import Span, break_between, complete, moved, span_of
from dashboard.analyses.target_in_force import target_of
from dashboard.disclosure import Thresholds, masked
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.sites import Level
from dashboard.stats import target as goals
from dashboard.stats.result import Result
from dashboard.stats.target import TargetStatus
from dashboard.store.observation_record import Observations
from dashboard.store.reads import Reader

OVERLAPPING = "périodes chevauchantes, non testées"
INCOMPLETE = "périodes incomplètes"
NO_OTHER = "aucun autre site dans le réseau"

SUMS = (
    *("n_sites", "n", "numerator", "denominator", "unfavourable", "total_sq"),
    *("w", "w_sq", "w_num", "w_sq_num", "w_sq_num_sq", "n_excluded"),
)


def step(question: Question, against: Against, period: Period) -> int:
    """How many months back the reference lies."""
    if against is Against.PREVIOUS:
        return question.grain.months if question.grain else period.months
    return 12 * (against.years or 1)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same units at an earlier time. `ends`: what each indicator delivered, over both periods."""

    found: Mapping[Key, Answer]
    months: int
    ends: Mapping[str, Mapping[date, int]]

    def of(self, key: Key) -> Answer | None:
        """The answer of the same unit, at its earlier step of time."""
        bucket = None if key.bucket is None else moved(Period.ending(key.bucket, 1), -self.months).start
        return self.found.get(key._replace(bucket=bucket))


def earlier(
    reader: Reader, question: Question, chosen: Sequence[Indicator], period: Period, thresholds: Thresholds,
    against: Against,
) -> Earlier:  # fmt: skip
    """Reads the reference period of a comparison in time, or of the status of a target (last year)."""
    months = step(question, against, period)
    before = moved(period, -months)
    found = answers(reader, question, chosen, before, thresholds)
    both = Period(before.start, period.stop)
    ends = deliveries(reader, [i.code for i in chosen], question.scope.services, both)
    return Earlier(found, months, ends)


def against_earlier(
    answer: Answer, against: Against, reference: Earlier, question: Question, unfinished: date | None
) -> Comparison:
    """The verdict on an answer against the same unit earlier, or why there is none."""
    before = moved(answer.span, -reference.months)
    if reason := _refusal(answer, before, reference, question, unfinished):
        return untested(against, reason, before)
    found = reference.of(answer.key)
    if found is None:
        missing = Withheld(Status.NO_DATA, "Aucune réponse")
        empty = (Drawn(Result(status=Status.NO_DATA)), missing)
        return compare(answer.indicator, against, (answer.drawn, answer.estimate), empty, before)
    if _overlap(found.row, answer.row):
        return untested(against, OVERLAPPING, before)
    if found.level is not answer.level:
        return untested(against, "niveaux de publication différents", before)
    current = (answer.drawn, answer.estimate)
    return compare(answer.indicator, against, current, (found.drawn, found.estimate), before)


def _refusal(answer: Answer, before: Span, reference: Earlier, question: Question, unfinished: date | None) -> str:
    if before.overlaps(answer.span):
        return OVERLAPPING
    if cut := break_between(answer.indicator, before, answer.span, services(answer.key, question)):
        return cut
    ends = reference.ends[answer.indicator.code]
    if unfinished is not None:
        ends = {month: length for month, length in ends.items() if month < unfinished}
    if not (complete(answer.span, ends) and complete(before, ends)):
        return INCOMPLETE
    return ""


def _overlap(before: Observations | None, after: Observations | None) -> bool:
    """Rolling figures: rows over several months that share some of them."""
    if before is None or after is None or before.last_month is None or after.first_month is None:
        return False
    return before.last_month >= after.first_month


def rest_of(network: Observations, unit: Observations, kind: str = "") -> Observations:
    """The network without the unit: sums subtracted; a sum that one of them lacks is unknown. Inside a weighted network
    each answer of a unit without weights (an indicator of that `kind`) counted for 1."""
    changes: dict[str, Any] = {}
    if network.w is not None and unit.w is None:
        unit = unweighted(unit, kind) or unit
    for name in SUMS:
        whole, part = getattr(network, name), getattr(unit, name)
        changes[name] = None if whole is None or part is None else whole - part
    return network._replace(**changes)


def network_rows(reader: Reader, question: Question, chosen: Sequence[Indicator], period: Period) -> Mapping[Key, Rows]:
    """The sums of the whole network, by step of time; without those that the secret statistique withholds."""
    wider, codes = question.network(), [i.code for i in chosen]
    return open_rows(
        reader, wider, observed(reader.reference, codes, wider.places, wider.grain, wider.scope, period), period
    )


def open_rows(reader: Reader, wider: Question, found: Mapping[Key, Rows], period: Period) -> Mapping[Key, Rows]:
    """The sums of networks (`wider` is their question), without those that the secret statistique withholds."""
    spans = {key: span_of(period, wider.grain, key.bucket) for key in found}
    closed = confidential(reader, wider, spans, period=period)
    withheld = {key for key, span in spans.items() if closed.withholds(key, span)}
    return {
        key: {level: row for level, row in rows.items() if level is not Level.SITE or key not in withheld}
        for key, rows in found.items()
    }


def against_network(answer: Answer, networks: Mapping[Key, Rows], thresholds: Thresholds) -> Comparison:
    """The verdict on an answer against the rest of its network, or why there is none."""
    if isinstance(answer.estimate, Withheld):
        return untested(Against.NETWORK, why_withheld(answer.estimate))
    levels = networks.get(Key(answer.indicator.code, bucket=answer.key.bucket), {})
    network = levels.get(answer.level)
    if answer.row is None or not has_base(answer.row):
        return untested(Against.NETWORK, NO_BASE)
    if network is None:
        # A network holds its units: its sums are withheld.
        hidden = masked()
        return Comparison(Against.NETWORK, Verdict.NOT_TESTED, f"référence\u00a0: {why_withheld(hidden)}", hidden)
    others = rest_of(network, answer.row, answer.indicator.kind.value)
    if not others.n_sites:
        absent = Withheld(Status.NO_BENCHMARK, NO_OTHER)
        return Comparison(Against.NETWORK, Verdict.NOT_TESTED, NO_OTHER, absent)
    drawn = draw(answer.indicator, others)
    estimate = shown(answer.indicator, drawn, thresholds)
    return compare(answer.indicator, Against.NETWORK, (answer.drawn, answer.estimate), (drawn, estimate))


_WORDS = {
    TargetStatus.MET: Verdict.MET,
    TargetStatus.IMPROVING: Verdict.IMPROVING,
    TargetStatus.NOT_IMPROVING: Verdict.NOT_IMPROVING,
    TargetStatus.MISSING: Verdict.MISSING,
    TargetStatus.NO_TARGET: Verdict.NO_TARGET,
}


def against_target(answer: Answer, last_year: Earlier, question: Question, unfinished: date | None) -> Comparison:
    """The word of the annual report: met, improving since last year, not improving, missing, no target."""
    target = target_of(answer.indicator, question.scope, answer.span, answer.key.site, answer.key.service)
    estimate = answer.estimate
    if target is None:
        return Comparison(Against.TARGET, Verdict.NO_TARGET)
    if isinstance(estimate, Withheld):
        verdict = Verdict.MISSING if estimate.status is Status.NO_DATA else Verdict.NOT_TESTED
        return Comparison(Against.TARGET, verdict, why_withheld(estimate), target=target)
    if estimate.fragile:
        return Comparison(Against.TARGET, Verdict.NOT_TESTED, "base faible", target=target)
    before, reason = _last_year_value(answer, last_year, question, unfinished)
    word = goals.status(estimate.value, before, target, answer.indicator.direction)
    verdict = _WORDS[word]
    if verdict is Verdict.NOT_IMPROVING and before is None:
        verdict, reason = Verdict.NOT_TESTED, reason or "aucune valeur l’an dernier"
    return Comparison(
        against=Against.TARGET,
        verdict=verdict,
        reason="" if verdict is not Verdict.NOT_TESTED else f"cible non atteinte ; {reason}",
        difference=estimate.value - target.value,
        lower=None if estimate.lower is None else estimate.lower - target.value,
        upper=None if estimate.upper is None else estimate.upper - target.value,
        target=target,
        progress=goals.progress(before, estimate.value, target.value, answer.indicator.direction),
    )


def _last_year_value(
    answer: Answer, last_year: Earlier, question: Question, unfinished: date | None
) -> tuple[float | None, str]:
    before = moved(answer.span, -last_year.months)
    if reason := _refusal(answer, before, last_year, question, unfinished):
        return None, reason
    found = last_year.of(answer.key)
    estimate: Estimate | None = found.estimate if found else None
    if isinstance(estimate, Shown) and not estimate.fragile:
        return estimate.value, ""
    return None, ""

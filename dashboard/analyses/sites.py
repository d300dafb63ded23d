"""One indicator, site by site, against the network: estimates, funnel, verdicts corrected for their number, no rank."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.analyses.answers import Answer, answers, resolve
from dashboard.analyses.comparing import directed
from dashboard.analyses.drawing import draw, has_base, shown
from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.limits import setting_of
from dashboard.analyses.observed import Key, restrictions
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.references import against_network, network_rows
from dashboard.analyses.scopes import check_scope
from dashboard.disclosure import Thresholds, may_judge
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.stats.constants import ALPHA, SLACK
from dashboard.stats.funnel import Funnel, fit, outside
from dashboard.stats.multiple import adjust
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Sites as SiteRow
from dashboard.wording import left_out
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.territories import read_territories
from dashboard.wording.units import SITE, Tally, read_units


@dataclass(frozen=True, slots=True)
class SiteFigure:
    """One site. `zone`: −2 to 2, beyond the 99.8 % or 95 % limits of the funnel; `adjusted_p` after correction."""

    code: str
    label: str
    service: str | None
    site_type: str | None
    region: str | None
    department: str | None
    estimate: Estimate
    verdict: Verdict = Verdict.NOT_TESTED
    zone: int = 0
    p_value: float | None = None
    adjusted_p: float | None = None


@dataclass(frozen=True, slots=True)
class Sites:
    """`sites` by label. `network`: the figure of the whole scope. `funnel` is None unless the indicator is a share."""

    indicator: Indicator
    period: Period | None
    sites: tuple[SiteFigure, ...]
    network: Estimate
    funnel: Funnel | None
    reading: Reading


def sites(reader: Reader, indicator: str, scope: Scope, thresholds: Thresholds, period: Period | None = None) -> Sites:
    """Every site of the scope that was observed. Raises QueryError."""
    question = Question((indicator,), (Axis.SITE,), scope, period)
    [chosen], span = resolve(reader, question)
    check_scope(reader, scope)
    if span is None:
        nothing = Withheld(Status.NO_DATA, "Aucune réponse")
        return Sites(chosen, None, (), nothing, None, _reading([], None, PLAIN))
    found = list(answers(reader, question, [chosen], span, thresholds).values())
    networks = network_rows(reader, question, [chosen], span)
    row = networks.get(Key(chosen.code), {}).get(Level.SITE)
    network: Estimate = Withheld(Status.NO_BENCHMARK, "aucune base commune")
    if row is not None and has_base(row):
        network = shown(chosen, draw(chosen, row), thresholds)
    funnel, tests = _tests(reader, chosen, question, found, span, thresholds)
    named = {row.code: row for row in reads.sites(reader, **restrictions(scope))}
    listed = [_site(a, named.get(a.key.site or ""), t) for a, t in zip(found, tests, strict=True)]
    listed.sort(key=lambda site: (site.label, site.code))
    reading = _reading(listed, funnel, setting_of(reader, span, [chosen]))
    return Sites(chosen, span, tuple(listed), network, funnel, reading)


@dataclass(frozen=True, slots=True)
class _Test:
    verdict: Verdict = Verdict.NOT_TESTED
    zone: int = 0
    p_value: float | None = None
    adjusted_p: float | None = None


def _tests(
    reader: Reader,
    indicator: Indicator,
    question: Question,
    found: Sequence[Answer],
    span: Period,
    thresholds: Thresholds,
) -> tuple[Funnel | None, list[_Test]]:
    """The funnel and its flags for shares; otherwise each site against the rest of the network."""
    judged = np.array([may_judge(a.estimate, minimum=indicator.minimum_n) for a in found], dtype=bool)
    shares = np.array([a.drawn.n > 0 and isinstance(a.estimate, Shown) for a in found], dtype=bool)
    if shares.any():
        x = np.array([a.drawn.x for a in found])
        n = np.where(shares, [a.drawn.n for a in found], 0.0)
        funnel = fit(x, n)
        if funnel is not None:
            raw, zones = funnel.p_values(x, n), outside(x, n, funnel)
            gaps = [100 * (a.drawn.x / a.drawn.n - funnel.theta) if a.drawn.n else 0.0 for a in found]
            return funnel, _corrected(indicator, np.where(judged, raw, np.nan), gaps, np.where(judged, zones, 0))
    networks = network_rows(reader, question, [indicator], span)
    compared = [against_network(a, networks, thresholds) for a in found]
    p_values = [
        c.p_value if c.verdict is not Verdict.NOT_TESTED and c.p_value is not None else np.nan for c in compared
    ]
    gaps = [c.difference or 0.0 for c in compared]
    return None, _corrected(indicator, np.array(p_values), gaps, np.zeros(len(found)))


def _corrected(indicator: Indicator, p_values: np.ndarray, gaps: Sequence[float], zones: np.ndarray) -> list[_Test]:
    tests = []
    for p, q, gap, zone in zip(p_values, adjust(p_values), gaps, zones, strict=True):
        if np.isnan(p):
            tests.append(_Test())
            continue
        verdict = Verdict.NO_EVIDENCE
        if q <= ALPHA + SLACK:
            material = abs(gap) >= indicator.material_gap - SLACK
            verdict = directed(gap, indicator.direction) if material else Verdict.STABLE
        tests.append(_Test(verdict, int(zone), float(p), float(q)))
    return tests


def _site(answer: Answer, row: SiteRow | None, test: _Test) -> SiteFigure:
    code = answer.key.site or ""
    return SiteFigure(
        code,
        row.name if row else code,
        answer.key.service,
        row.site_type if row else None,
        row.region if row else None,
        row.department if row else None,
        answer.estimate,
        test.verdict,
        test.zone,
        test.p_value,
        test.adjusted_p,
    )


def _reading(listed: Sequence[SiteFigure], funnel: Funnel | None, setting: Setting) -> Reading:
    apart = left_out.causes_of(site.estimate for site in listed if site.verdict is Verdict.NOT_TESTED)
    tally = Tally.of([site.verdict for site in listed], apart)
    return read_units(SITE, tally, setting, dispersion=funnel is not None and funnel.overdispersed)


@dataclass(frozen=True, slots=True)
class Departments:
    """One figure a département that was observed, and the reading of the map."""

    figures: tuple[Figure, ...]
    reading: Reading


def departments(
    reader: Reader, indicator: str, scope: Scope, thresholds: Thresholds, period: Period | None = None
) -> Departments:
    """One figure a département, for the map. Raises QueryError."""
    found = figures(reader, Question((indicator,), (Axis.DEPARTMENT,), scope, period), thresholds)
    placed = [figure for figure in found if figure.axes[Axis.DEPARTMENT]]
    [chosen], span = resolve(reader, Question((indicator,), period=period))
    setting = setting_of(reader, span, [chosen])
    return Departments(tuple(placed), read_territories(chosen, [figure.estimate for figure in placed], setting))

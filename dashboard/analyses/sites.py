"""One indicator, site by site, against the network: estimates, funnel, verdicts corrected for their number, no rank."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.answers import Answer, answers, resolve
from dashboard.analyses.drawing import draw, has_base, shown
from dashboard.analyses.limits import setting_of
from dashboard.analyses.networks import networks
from dashboard.analyses.observed import Key, restrictions
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.site_family import SiteFamily
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Status, Withheld
from dashboard.domain.french_order import place_of
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.stats.funnel import Funnel
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Sites as SiteRow
from dashboard.wording import left_out, limits
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import SITE, Tally, read_units


@dataclass(frozen=True, slots=True)
class SiteFigure:
    """One site. `comparison`: against the rest of the network, with the verdict of the family (`site_family`), that
    `verdict`, `p_value` and `adjusted_p` repeat. `zone`: −2 to 2, beyond the 99.8 % or 95 % limits of the funnel.
    `place`: longitude and latitude, when the register gives them."""

    code: str
    label: str
    service: str | None
    site_type: str | None
    region: str | None
    department: str | None
    estimate: Estimate
    comparison: Comparison
    zone: int = 0
    place: tuple[float, float] | None = None

    @property
    def verdict(self) -> Verdict:
        return self.comparison.verdict

    @property
    def p_value(self) -> float | None:
        return self.comparison.p_value

    @property
    def adjusted_p(self) -> float | None:
        return self.comparison.adjusted_p


@dataclass(frozen=True, slots=True)
class Sites:
    """`sites` by label. `network`: the figure of the whole network, territories left aside. `funnel`: that of the sites
    of the network that may be shown, None unless the indicator is a share."""

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
    found = answers(reader, question, [chosen], span, thresholds)
    compared = networks(reader, question, [chosen], span, thresholds, found)
    row = compared.rows.get(Key(chosen.code), {}).get(Level.SITE)
    network: Estimate = Withheld(Status.NO_BENCHMARK, "aucune base commune")
    if row is not None and has_base(row):
        network = shown(chosen, draw(chosen, row), thresholds)
    family = compared.families.get(Key(chosen.code))
    named = {row.code: row for row in reads.sites(reader, **restrictions(scope))}
    units = list(found.values())
    listed = [
        _site(answer, named.get(answer.key.site or ""), comparison, family)
        for answer, comparison in zip(units, compared.against_all(units), strict=True)
    ]
    listed.sort(key=lambda site: (place_of(site.label), site.code))
    reading = _reading(listed, family, setting_of(reader, span, [chosen]))
    return Sites(chosen, span, tuple(listed), network, family.funnel if family else None, reading)


def _site(answer: Answer, row: SiteRow | None, comparison: Comparison, family: SiteFamily | None) -> SiteFigure:
    code = answer.key.site or ""
    test = family.tests.get(code) if family and comparison.verdict is not Verdict.NOT_TESTED else None
    return SiteFigure(
        code,
        row.name if row else code,
        answer.key.service,
        row.site_type if row else None,
        row.region if row else None,
        row.department if row else None,
        answer.estimate,
        comparison,
        test.zone if test else 0,
        _place(row),
    )


def _place(row: SiteRow | None) -> tuple[float, float] | None:
    if row is None or row.longitude is None or row.latitude is None:
        return None
    return row.longitude, row.latitude


def _reading(listed: Sequence[SiteFigure], family: SiteFamily | None, setting: Setting) -> Reading:
    found = [site.comparison for site in listed]
    tally = Tally.of([comparison.verdict for comparison in found], left_out.causes(found))
    if family is None:
        return read_units(SITE, tally, setting)
    dispersion = family.funnel is not None and family.funnel.overdispersed
    # A territory shows some of the sites: their tests are corrected for all those of the network.
    among = (limits.among(len(family.tests), dispersion),) if len(family.tests) > tally.tested else None
    return read_units(SITE, tally, setting, dispersion=dispersion, correction=among)

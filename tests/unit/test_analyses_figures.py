"""Figures from staged files to the answer, through the real build: hand-counted cases."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analyses.figures import Against, Axis, Question, Verdict, figures
from dashboard.analyses.over_time import over_time
from dashboard.disclosure import masked
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, MethodBreak, Target
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.errors import QueryError
from dashboard.stats.difference import proportions
from dashboard.stats.proportion import wilson
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import answer, indicator, measure, reference, site, stage

Y2023, Y2024 = Period.year(2023), Period.year(2024)

SITES = [
    site("A"),
    site("B", region="11", department="75", city="Paris"),
    site("C", service="pjj", service_label="PJJ", site_type="stemo", site_type_label="STEMO"),
    site("FR", level="nation", region=None, department=None, city=None),
    site("R84", level="region", department=None, city=None),
]


def every_month(code, numerator, denominator, years=(2023, 2024), **others):
    return [
        measure(code, f"{year}-{month:02}", numerator=numerator, denominator=denominator, **others)
        for year in years
        for month in range(1, 13)
    ]


@pytest.fixture
def publish_rows(settings):
    """Publishes measures over the sites of this module; returns the store."""

    def run(*measures, catalogue=None, **tables):
        stage(settings, kind="spplus-structures", sites=SITES)
        stage(settings, measures=list(measures), **tables)
        publish(settings, catalogue or reference())
        return open_current(settings)

    return run


def ask(store, settings, *indicators, by=(), scope=None, period=Y2024, against=None):
    question = Question(indicators or ("share",), tuple(by), scope or Scope(), period, against)
    return figures(store, question, settings)


def one(*arguments, **options):
    [figure] = ask(*arguments, **options)
    return figure


def share(**changes):
    """The test catalogue with another `share`."""
    catalogue = reference()
    entry = replace(catalogue.indicators["share"], **changes)
    return replace(catalogue, indicators={**catalogue.indicators, "share": entry})


def test_shares_are_pooled_never_averaged(publish_rows, settings):
    """90/100 and 10/900: 10 %, not 45.6 %, the mean of the two rates."""
    store = publish_rows(
        measure("A", "2024-01", numerator=90, denominator=100), measure("B", "2024-01", numerator=10, denominator=900)
    )
    figure = one(store, settings)
    assert figure.estimate.value == pytest.approx(10)
    assert (figure.estimate.numerator, figure.estimate.denominator, figure.estimate.n) == (100, 1000, 1000)
    expected = wilson(100, 1000)
    assert (figure.estimate.lower, figure.estimate.upper) == pytest.approx((100 * expected.lower, 100 * expected.upper))
    assert (figure.level, figure.n_sites) == (Level.SITE, 2)


def test_by_axes(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", numerator=40, denominator=50),
        measure("B", "2024-02", numerator=10, denominator=50),
        measure("C", "2024-02", numerator=25, denominator=50),
    )
    found = ask(store, settings, by=(Axis.SERVICE, Axis.MONTH))
    assert [(f.axes[Axis.SERVICE], f.axes[Axis.MONTH], f.estimate.value) for f in found] == [
        ("pjj", "2024-02", 50),
        ("tj", "2024-01", 80),
        ("tj", "2024-02", 20),
    ]
    assert [f.axes[Axis.QUARTER] for f in ask(store, settings, by=(Axis.QUARTER,))] == ["2024-T1"]
    assert [f.axes for f in ask(store, settings, by=(Axis.YEAR, Axis.COMMITMENT))] == [
        {Axis.YEAR: 2024, Axis.COMMITMENT: 1}
    ]
    assert [f.axes[Axis.SITE] for f in ask(store, settings, by=(Axis.SITE,))] == ["A", "B", "C"]
    assert [f.axes[Axis.REGION] for f in ask(store, settings, by=(Axis.REGION,))] == ["11", "84"]


@pytest.mark.parametrize(("n", "status"), [(10, "masked"), (11, "fragile"), (29, "fragile"), (30, "ok")])
def test_small_bases(publish_rows, settings, n, status):
    figure = one(publish_rows(measure("A", "2024-01", numerator=5, denominator=n)), settings)
    assert figure.estimate.status == status
    assert isinstance(figure.estimate, Withheld) == (status == "masked")


def test_several_values_without_a_base_have_no_mean(publish_rows, settings):
    store = publish_rows(measure("A", "2024-01", 80.0), measure("B", "2024-01", 60.0))
    figure = one(store, settings)
    assert figure.estimate.status is Status.NOT_COMPARABLE
    assert "moyenne de taux" in figure.estimate.note
    by_site = ask(store, settings, by=(Axis.SITE,))
    assert [(f.estimate.value, f.estimate.n, f.estimate.note) for f in by_site] == [
        (80, None, "base non communiquée"),
        (60, None, "base non communiquée"),
    ]


def test_levels_are_never_mixed(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", 80.0),
        measure("B", "2024-01", 60.0),
        measure("R84", "2024-01", 71.0),
        measure("FR", "2024-01", 68.0),
    )
    nation = one(store, settings)
    assert (nation.estimate.value, nation.level) == (68, Level.NATION)
    [region] = [f for f in ask(store, settings, by=(Axis.REGION,)) if f.axes[Axis.REGION] == "84"]
    assert (region.estimate.value, region.level) == (71, Level.REGION)
    assert one(store, settings, scope=Scope(sites=("R84",))).estimate.value == 71
    assert [f.axes[Axis.SITE] for f in ask(store, settings, by=(Axis.SITE,))] == ["A", "B"]


def test_pooled_sites_win_over_the_published_aggregate(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", numerator=40, denominator=50), measure("FR", "2024-01", numerator=1, denominator=50)
    )
    assert one(store, settings).estimate.value == 80


def test_a_quantile_is_never_averaged(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", 30.0, indicator="delay", n=100), measure("B", "2024-01", 50.0, indicator="delay", n=100)
    )
    assert one(store, settings, "delay").estimate.status is Status.NOT_COMPARABLE
    assert one(store, settings, "delay", scope=Scope(sites=("A",))).estimate.value == 30


def test_counts_means_and_ratios(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", 0.0, indicator="visits"),
        measure("B", "2024-01", 4.0, indicator="visits"),
        measure("C", "2024-01", 400.0, indicator="visits"),
        measure("A", "2024-01", 7.5, indicator="mean", n=40),
        measure("A", "2024-01", numerator=130, denominator=100),
    )
    found = {f.axes[Axis.SITE]: f.estimate for f in ask(store, settings, "visits", by=(Axis.SITE,))}
    # C is withheld with B, which the total would give away.
    assert found == {"A": found["A"], "B": masked(), "C": masked()}
    assert found["A"].value == 0
    assert one(store, settings, "mean").estimate.value == 7.5
    rate = one(store, settings).estimate
    assert (rate.value, rate.lower) == (130, None)
    assert isinstance(rate, Shown)


def test_answers_of_a_survey(store, settings):
    """Forty answers, grades 1 to 4 in turn: half are favourable."""
    assert one(store, settings, "question").estimate.value == 50


def test_weighted_figure_is_the_quotient_of_what_is_shown(publish_rows, settings):
    """30 answers of weight 2, 30 of weight 1; the first half favourable: 60 ÷ 90."""
    answers = [answer("A", "2024-01-15", 4 if i < 30 else 1, weight=2.0 if i < 30 else 1.0) for i in range(60)]
    store = publish_rows(measure("A", "2024-01", numerator=4, denominator=50), answers=answers)
    found = one(store, settings, "question").estimate
    assert found.value == pytest.approx(200 / 3)
    assert found.numerator / found.denominator == pytest.approx(2 / 3)
    assert (found.n, found.method) == (60, "wilson-weighted")


def test_nothing_observed(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", numerator=40, denominator=50), measure("B", "2024-05", word="Non connu")
    )
    figure = one(store, settings, scope=Scope(services=("pjj",)))
    assert figure.estimate == Withheld(Status.NO_DATA, "Aucune réponse")
    assert one(store, settings, "nps").estimate.status is Status.NO_DATA
    assert "Non connu" in one(store, settings, scope=Scope(sites=("B",))).estimate.note


def test_aliases_and_unknown_names(publish_rows, settings):
    store = publish_rows(measure("A", "2024-01", numerator=40, denominator=50))
    assert one(store, settings, "IND-1").indicator.code == "share"
    with pytest.raises(QueryError, match=r"shar.*share"):
        ask(store, settings, "shar")
    with pytest.raises(QueryError, match=r"service.*tjj.*tj"):
        ask(store, settings, scope=Scope(services=("tjj",)))
    with pytest.raises(QueryError, match="Le site"):
        ask(store, settings, scope=Scope(sites=("ZZ",)))
    with pytest.raises(QueryError, match="en dehors"):
        ask(store, settings, period=Period.year(2019))


def test_against_the_same_months_two_years_before(publish_rows, settings):
    rows = [*every_month("A", 30, 100, [2022]), *every_month("A", 50, 100, [2023]), *every_month("A", 80, 100, [2024])]
    found = one(publish_rows(*rows), settings, against=Against.TWO_YEARS).comparison
    assert (found.verdict, found.difference, found.period) == (Verdict.BETTER, 50.0, Period.year(2022))


def test_against_last_year(publish_rows, settings):
    """2023: 50 % of 1,200; 2024: 60 % of 1,200; the gap and its interval are those of § 5."""
    store = publish_rows(*every_month("A", 50, 100, [2023]), *every_month("A", 60, 100, [2024]))
    found = one(store, settings, against=Against.LAST_YEAR).comparison
    expected = proportions(720, 1200, 600, 1200)
    assert (found.verdict, found.significant, found.material) == (Verdict.BETTER, True, True)
    assert found.difference == pytest.approx(10)
    assert (found.lower, found.upper) == pytest.approx((100 * expected.lower, 100 * expected.upper))
    assert (found.period, found.benchmark.value) == (Y2023, 50)


def test_against_the_month_before(publish_rows, settings):
    store = publish_rows(*every_month("A", 50, 100, [2024]))
    found = ask(store, settings, by=(Axis.MONTH,), against=Against.PREVIOUS)
    assert [f.comparison.verdict for f in found] == [Verdict.NOT_TESTED] + [Verdict.NO_EVIDENCE] * 11
    assert found[1].comparison.period == Period.ending(dt.date(2024, 1, 1), 1)


@pytest.mark.parametrize(
    ("direction", "verdict"),
    [(Direction.LOWER, Verdict.WORSE), (Direction.HIGHER, Verdict.BETTER), (Direction.NEUTRAL, Verdict.HIGHER)],
)
def test_polarity(publish_rows, settings, direction, verdict):
    rows = every_month("A", 50, 100, [2023]) + every_month("A", 60, 100, [2024])
    store = publish_rows(*rows, catalogue=share(direction=direction))
    assert one(store, settings, against=Against.LAST_YEAR).comparison.verdict is verdict


def test_small_but_certain_gap_is_stable(publish_rows, settings):
    store = publish_rows(*every_month("A", 50_000, 100_000, [2023]), *every_month("A", 50_900, 100_000, [2024]))
    found = one(store, settings, against=Against.LAST_YEAR).comparison
    assert (found.verdict, found.significant, found.material) == (Verdict.STABLE, True, False)


def test_incomplete_periods_are_not_tested(publish_rows, settings):
    rows = every_month("A", 50, 100, [2023]) + every_month("A", 60, 100, [2024])[:-1]
    found = one(publish_rows(*rows), settings, against=Against.LAST_YEAR).comparison
    assert (found.verdict, found.reason, found.difference) == (Verdict.NOT_TESTED, "périodes incomplètes", None)


def test_a_method_break_is_never_bridged(publish_rows, settings):
    catalogue = share(breaks=(MethodBreak(dt.date(2024, 4, 1), "question"),))
    figure = one(publish_rows(*every_month("A", 50, 100), catalogue=catalogue), settings, against=Against.LAST_YEAR)
    assert figure.comparison.verdict is Verdict.NOT_TESTED
    assert figure.comparison.reason == "rupture de méthode en avril 2024"
    assert "rupture de méthode en avril 2024" in figure.estimate.note


def test_a_break_of_another_service_does_not_count(publish_rows, settings):
    catalogue = share(breaks=(MethodBreak(dt.date(2024, 4, 1), "question", "pjj"),))
    store = publish_rows(*every_month("A", 50, 100), *every_month("C", 50, 100), catalogue=catalogue)
    found = ask(store, settings, by=(Axis.SERVICE,), against=Against.LAST_YEAR)
    assert [f.comparison.verdict for f in found] == [Verdict.NOT_TESTED, Verdict.NO_EVIDENCE]


def test_overlapping_periods(publish_rows, settings):
    two_years = Period(Y2023.start, Y2024.stop)
    found = one(publish_rows(*every_month("A", 50, 100)), settings, period=two_years, against=Against.LAST_YEAR)
    assert "chevauchantes" in found.comparison.reason


def test_a_fragile_reference_gives_no_verdict(publish_rows, settings):
    store = publish_rows(*every_month("A", 1, 2, [2023]), *every_month("A", 50, 100, [2024]))
    [found] = [f.comparison for f in ask(store, settings, by=(Axis.SITE,), against=Against.LAST_YEAR)]
    assert (found.verdict, found.reason) == (Verdict.NOT_TESTED, "base faible")


def test_a_masked_reference_gives_no_gap_nor_the_one_that_covers_it(publish_rows, settings):
    store = publish_rows(
        *every_month("A", 20, 40, [2023]),
        *every_month("A", 50, 100, [2024]),
        measure("B", "2023-06", numerator=2, denominator=4),
        measure("B", "2024-06", numerator=50, denominator=100),
    )
    found = [f.comparison for f in ask(store, settings, by=(Axis.SITE,), against=Against.LAST_YEAR)]
    assert [c.verdict for c in found] == [Verdict.NOT_TESTED, Verdict.NOT_TESTED]
    assert [(c.difference, c.benchmark.status) for c in found] == [(None, Status.MASKED)] * 2


def test_against_the_rest_of_the_network(publish_rows, settings):
    """`tj`: A 80 of 100, B 40 of 100; `pjj`: C 60 of 100."""
    store = publish_rows(
        measure("A", "2024-01", numerator=80, denominator=100),
        measure("B", "2024-01", numerator=40, denominator=100),
        measure("C", "2024-01", numerator=60, denominator=100),
    )
    by_site = ask(store, settings, by=(Axis.SITE,), against=Against.NETWORK)
    assert by_site[0].comparison.benchmark.value == 50
    assert [f.comparison.verdict for f in by_site] == [Verdict.BETTER, Verdict.WORSE, Verdict.NO_EVIDENCE]
    by_service = ask(store, settings, by=(Axis.SERVICE,), against=Against.NETWORK)
    assert [f.comparison.benchmark.value for f in by_service] == [60, 60]
    inside = one(store, settings, scope=Scope(services=("tj",), sites=("A",)), against=Against.NETWORK)
    assert inside.comparison.benchmark.value == 40
    alone = one(store, settings, against=Against.NETWORK)
    assert (alone.comparison.verdict, alone.comparison.benchmark.status) == (Verdict.NOT_TESTED, Status.NO_BENCHMARK)


def test_small_rest_of_the_network_stays_hidden(publish_rows, settings):
    store = publish_rows(
        measure("A", "2024-01", numerator=80, denominator=100), measure("B", "2024-01", numerator=4, denominator=5)
    )
    found = ask(store, settings, by=(Axis.SITE,), against=Against.NETWORK)
    # Both sites: 105 people are told for the two of them.
    assert [figure.estimate for figure in found] == [masked()] * 2
    assert [(figure.comparison.difference, figure.comparison.benchmark) for figure in found] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("before", "now", "goal", "verdict"),
    [(50, 60, 60.0, "met"), (50, 60, 70.0, "improving"), (60, 50, 70.0, "not_improving")],
)
def test_against_the_target(publish_rows, settings, before, now, goal, verdict):
    rows = every_month("A", before, 100, [2023]) + every_month("A", now, 100, [2024])
    store = publish_rows(*rows, catalogue=share(targets=(Target(2024, ">=", goal),)))
    found = one(store, settings, against=Against.TARGET).comparison
    assert found.verdict == verdict
    assert found.difference == pytest.approx(now - goal)
    assert found.progress == pytest.approx(100 * (now - before) / (goal - before))
    pjj = one(store, settings, scope=Scope(services=("pjj",)), against=Against.TARGET)
    assert pjj.comparison.verdict is Verdict.MISSING
    assert one(store, settings, period=Y2023, against=Against.TARGET).comparison.verdict is Verdict.NO_TARGET


def test_values_without_a_base_are_compared_without_test(publish_rows, settings):
    rows = [measure("A", f"{y}-{m:02}", float(y - 1950)) for y in (2023, 2024) for m in range(1, 13)]
    found = one(publish_rows(*rows), settings, against=Against.LAST_YEAR).comparison
    assert (found.verdict, found.difference) == (Verdict.NOT_TESTED, 1)
    assert "base" in found.reason


def test_counts_are_compared_without_test(publish_rows, settings):
    rows = [measure("A", f"{y}-{m:02}", 100.0, indicator="people") for y in (2023, 2024) for m in range(1, 13)]
    catalogue = reference(indicator("people", replace(reference().indicators["visits"]).kind))
    found = one(publish_rows(*rows, catalogue=catalogue), settings, "people", against=Against.LAST_YEAR).comparison
    assert (found.verdict, found.difference) == (Verdict.NOT_TESTED, 0)
    assert "décompte" in found.reason


def test_one_yearly_figure_in_twelve_sliding_months(publish_rows, settings):
    """Twelve months to the end of October hold the figure of the year before, whole: it is compared, and said."""
    rows = [measure("A", f"{y}-12", numerator=50 + y - 2020, denominator=100, months=12) for y in (2021, 2022, 2023)]
    sliding = Period(dt.date(2023, 11, 1), dt.date(2024, 11, 1))
    figure = one(publish_rows(*rows), settings, period=sliding, against=Against.LAST_YEAR)
    assert figure.estimate.value == 53
    assert figure.estimate.note == "porte sur 2023"
    assert figure.comparison.verdict is Verdict.NO_EVIDENCE
    assert figure.comparison.benchmark.value == 52


def test_rolling_figures_are_not_compared_with_themselves(publish_rows, settings):
    rows = [measure("A", f"2024-{m:02}", numerator=500 + m, denominator=1000, months=12) for m in range(1, 13)]
    found = ask(publish_rows(*rows), settings, by=(Axis.MONTH,), against=Against.PREVIOUS)
    assert {f.comparison.reason for f in found[1:]} == {"périodes chevauchantes, non testées"}


def test_the_running_month_is_never_compared(publish_rows, settings):
    running = dt.date.today().replace(day=1)
    months = [shift(running, -back) for back in range(14, -1, -1)]
    store = publish_rows(*(measure("A", f"{m:%Y-%m}", numerator=50, denominator=100) for m in months))
    period = Period(months[0], shift(running, 1))
    found = ask(store, settings, by=(Axis.MONTH,), period=period, against=Against.PREVIOUS)
    assert [f.comparison.verdict for f in found[1:-1]] == [Verdict.NO_EVIDENCE] * 13
    assert found[-1].comparison.reason == "périodes incomplètes"
    series = over_time(store, "share", Scope(), settings).series
    assert [m.unfinished for m in series.months] == [False] * 14 + [True]
    assert series.last.month == shift(running, -1)
    assert series.segments[0].points == 14


def test_a_total_summed_over_territories_says_so() -> None:
    """Levels are never added; a count published by département only is summed, and the figure says that it was."""
    from types import SimpleNamespace
    from typing import Any, cast

    from dashboard.analyses.levels import Chosen, choose
    from dashboard.domain.sites import Level

    row = cast(Any, SimpleNamespace(numerator=30.0, n_sites=2, valued_sites=0, value=None, word=None))
    assert choose({Level.DEPARTMENT: row}, Level.NATION) == Chosen(
        row, Level.DEPARTMENT, "somme de 2\u00a0départements, le total n’est pas publié"
    )
    assert choose({Level.DEPARTMENT: row, Level.NATION: row}, Level.NATION) == Chosen(row, Level.NATION)

"""The verdict of a site against its network is one and the same wherever it is read (docs/decisions/0015).

Service `tj`: twelve sites of 200 answers a year, 120 favourable give or take a few points (S12: 60). Service `pjj`: P1
to P3, whose shares are judged one by one, below ten sites. `score`: a mean drawn from answers, on the same sites.
"""

import math
from dataclasses import replace

import pytest

from dashboard.analyses.answers import answers
from dashboard.analyses.correction import corrected, in_families
from dashboard.analyses.engagement import engagement
from dashboard.analyses.figures import Against, Axis, Question, figures
from dashboard.analyses.judging import families, judges
from dashboard.analyses.networks import networks, peers, pooled
from dashboard.analyses.overview import overview
from dashboard.analyses.references import network_rows
from dashboard.analyses.services import matrix
from dashboard.analyses.site_sheet import site_sheet
from dashboard.analyses.sites import sites
from dashboard.config import Settings
from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.stats.difference import proportions
from dashboard.stats.funnel import fit
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import answer, measure, reference, site, stage

Y2024 = Period.year(2024)
TJ = {f"S{number:02}": 110 + 2 * number for number in range(1, 12)} | {"S12": 60}
PJJ = {"P1": 150, "P2": 100, "P3": 110}
TRIBUNALS = Scope(services=("tj",), site_types=("tribunal",))
STEMOS = Scope(services=("pjj",), site_types=("stemo",))


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("verdicts"), memory_limit="500MB")
    stemo = {"service": "pjj", "service_label": "PJJ", "site_type": "stemo", "site_type_label": "STEMO"}
    register = [site(code, department="69" if code < "S07" else "75", region="84") for code in TJ]
    stage(settings, kind="spplus-structures", sites=[*register, *(site(code, **stemo) for code in PJJ)])
    rows = [
        measure(code, f"{year}-12", numerator=x - (10 if year == 2023 else 0), denominator=200, months=12)
        for code, x in (TJ | PJJ).items()
        for year in (2023, 2024)
    ]
    grades = [
        answer(code, "2024-03-10", 1 + (i * x // 37) % 4, indicator="score")
        for code, x in (TJ | PJJ).items()
        for i in range(40)
    ]
    stage(settings, measures=rows)
    stage(settings, kind="survey", answers=grades)
    catalogue = reference()
    entries = dict(catalogue.indicators)
    entries["share"] = replace(entries["share"], headline=True)
    entries["score"] = replace(entries["score"], commitment=2, headline=True)
    publish(settings, replace(catalogue, indicators=entries))
    return settings


@pytest.fixture(scope="module")
def reader(installation):
    return open_current(installation)


@pytest.fixture
def ask(reader, installation):
    """Comparisons by the values of the first axis."""

    def run(code, *by, scope=TRIBUNALS, against=Against.NETWORK, period=Y2024):
        found = figures(reader, Question((code,), by, scope, period, against), installation)
        return {tuple(figure.axes.values()): figure.comparison for figure in found}

    return run


def by_definition(p_values):
    """Benjamini–Hochberg by its definition: min over j ≥ i of m·p(j)/j."""
    ordered = sorted(p_values)
    m = len(ordered)
    return [min(1.0, *(m * p / j for j, p in enumerate(ordered, start=1) if p >= own)) for own in p_values]


def test_ten_sites_or_more_are_judged_by_the_widened_funnel(ask):
    found = ask("share", Axis.SITE)
    funnel = fit(list(TJ.values()), [200] * 12)
    assert funnel.adjusted
    expected = funnel.p_values(list(TJ.values()), [200] * 12).tolist()
    assert [found[code,].p_value for code in TJ] == pytest.approx(expected)
    assert [found[code,].adjusted_p for code in TJ] == pytest.approx(by_definition(expected))
    total = sum(TJ.values())
    for code, x in TJ.items():
        gap = proportions(x, 200, total - x, 2200)
        one = found[code,]
        assert (one.difference, one.lower, one.upper) == pytest.approx(
            (100 * gap.value, 100 * gap.lower, 100 * gap.upper)
        )
    assert found["S12",].verdict is Verdict.WORSE
    # Newcombe alone would have flagged S01: the ordinary dispersion between sites explains it.
    assert proportions(TJ["S11"], 200, total - TJ["S11"], 2200).p_value < 0.05
    assert found["S11",].verdict is Verdict.NO_EVIDENCE


def test_fewer_sites_are_judged_against_the_rest_of_their_network(ask):
    found = ask("share", Axis.SITE, scope=STEMOS)
    alone = [proportions(x, 200, 360 - x, 400).p_value for x in PJJ.values()]
    assert [found[code,].p_value for code in PJJ] == pytest.approx(alone)
    assert [found[code,].adjusted_p for code in PJJ] == pytest.approx(by_definition(alone))
    assert [found[code,].verdict for code in PJJ] == [Verdict.BETTER, Verdict.WORSE, Verdict.NO_EVIDENCE]


@pytest.mark.parametrize(("scope", "codes"), [(TRIBUNALS, TJ), (STEMOS, PJJ)], ids=["tj", "pjj"])
@pytest.mark.parametrize("code", ["share", "score"])
def test_page_sheet_and_command_say_the_same(reader, installation, ask, scope, codes, code):
    page = {one.code: one.comparison for one in sites(reader, code, scope, installation, Y2024).sites}
    command = ask(code, Axis.SITE, scope=scope)
    assert page.keys() == codes.keys()
    for name in codes:
        [row] = [r for r in site_sheet(reader, name, installation, Y2024).rows if r.figure.indicator.code == code]
        alone = ask(code, scope=replace(scope, sites=(name,)))[()]
        assert row.peers == page[name] == command[name,] == alone == row.figure.comparison
        assert row.adjusted_p == page[name].adjusted_p is not None


def test_a_territory_changes_nothing_to_a_verdict(reader, installation):
    whole = {s.code: s for s in sites(reader, "share", TRIBUNALS, installation, Y2024).sites}
    part = sites(reader, "share", replace(TRIBUNALS, departments=("75",)), installation, Y2024)
    assert [s.code for s in part.sites] == [code for code in TJ if code >= "S07"]
    assert all(s == whole[s.code] for s in part.sites)
    assert part.network.n == 2400
    assert "tests corrigés du nombre de sites du réseau (12)" in part.reading.limit.lower()


def test_a_site_by_month_belongs_to_the_family_of_its_month(ask):
    yearly, alone = ask("share", Axis.SITE, Axis.YEAR), ask("share", Axis.SITE)
    assert {place[0]: one for place, one in yearly.items()} == {place[0]: one for place, one in alone.items()}


@pytest.mark.parametrize("against", [Against.NETWORK, Against.LAST_YEAR])
def test_the_units_of_a_table_are_one_family(ask, against):
    found = ask("share", Axis.SERVICE, scope=Scope(), against=against)
    raw = [one.p_value for one in found.values()]
    assert len(raw) == 2
    assert [one.adjusted_p for one in found.values()] == pytest.approx(by_definition(raw))


def test_sites_against_last_year_are_one_family(ask):
    found = ask("share", Axis.SITE, scope=Scope(), against=Against.LAST_YEAR)
    raw = [one.p_value for one in found.values()]
    assert min(raw) > 0.05
    assert [one.adjusted_p for one in found.values()] == pytest.approx(by_definition(raw))


def test_the_steps_of_one_unit_are_one_family(ask):
    both = Period(Period.year(2023).start, Y2024.stop)
    found = ask("share", Axis.YEAR, scope=Scope(services=("tj",)), against=Against.NETWORK, period=both)
    raw = [one.p_value for one in found.values()]
    assert len(raw) == 2
    assert [one.adjusted_p for one in found.values()] == pytest.approx(by_definition(raw))


def test_the_sums_of_the_sites_are_those_of_the_network(reader, installation):
    codes = ("share", "score")
    question = Question(codes, (Axis.SITE,), TRIBUNALS, Y2024)
    catalogue = [found for found in reference().indicators.values() if found.code in codes]
    everyone = peers(reader, question, catalogue, Y2024, installation)
    folded = pooled(reader, question, everyone, Y2024)
    read = network_rows(reader, question, catalogue, Y2024)
    assert folded.keys() == read.keys()
    for key, rows in read.items():
        one, other = folded[key][Level.SITE], rows[Level.SITE]
        for name in ("n_sites", "n", "numerator", "denominator", "unfavourable", "total_sq", "w", "valued_sites"):
            assert getattr(one, name) == pytest.approx(getattr(other, name)), name


def test_several_sites_pooled_are_no_site(reader, installation):
    scope = replace(TRIBUNALS, sites=("S11", "S12"))
    question = Question(("share",), (), scope, Y2024)
    [indicator] = [reference().indicators["share"]]
    [one] = answers(reader, question, [indicator], Y2024, installation).values()
    found = networks(reader, question, [indicator], Y2024, installation).against(one)
    x, rest = TJ["S11"] + TJ["S12"], sum(TJ.values())
    assert found.p_value == pytest.approx(proportions(x, 400, rest - x, 2000).p_value)
    assert found.adjusted_p is None


def comparison(p, verdict=Verdict.BETTER, **others):
    return Comparison(Against.NETWORK, verdict, p_value=p, significant=True, difference=5.0, **others)


def test_what_does_not_survive_is_no_evidence():
    """Four tests: 0.01 → 0.04 holds, 0.04 → 0.0533 does not; the raw p-value stays."""
    tested = [comparison(0.01), comparison(0.04), comparison(0.03), comparison(0.9, Verdict.NO_EVIDENCE)]
    found = corrected([*tested, Comparison(Against.NETWORK, Verdict.NOT_TESTED)])
    assert [c.verdict for c, _ in found[:3]] == [Verdict.BETTER, Verdict.NO_EVIDENCE, Verdict.NO_EVIDENCE]
    assert [p for _, p in found] == [pytest.approx(0.04), *[pytest.approx(0.16 / 3)] * 2, pytest.approx(0.9), None]
    assert [(c.p_value, c.significant) for c, _ in found[:2]] == [(0.01, True), (0.04, False)]
    assert all(c.adjusted_p == p for c, p in found)


def test_what_is_corrected_is_not_corrected_again():
    done = comparison(0.01, adjusted_p=0.03)
    once = corrected([done, comparison(0.04)])
    assert once[0] == (done, 0.03)
    assert once[1][1] == 0.04
    assert corrected([c for c, _ in once]) == once


def test_families_are_corrected_apart():
    found = in_families([comparison(0.04), None, comparison(0.04), comparison(0.9)], ["a", "a", "b", "b"])
    assert [c and c.adjusted_p for c in found] == [0.04, None, 0.08, 0.9]


def test_a_weak_base_has_no_test(reader, tmp_path):
    """25 answers against 1,000: a gap with its interval, and neither p-value nor significance."""
    settings = Settings(home=tmp_path, memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    pair = (("A", 5, 25), ("B", 900, 1000))
    stage(settings, measures=[measure(c, "2024-12", numerator=x, denominator=n, months=12) for c, x, n in pair])
    publish(settings, reference())
    question = Question(("share",), (Axis.SITE,), period=Y2024, against=Against.NETWORK)
    for figure in figures(open_current(settings), question, settings):
        found = figure.comparison
        assert (found.verdict, found.reason) == (Verdict.NOT_TESTED, "base faible")
        assert abs(found.difference) == pytest.approx(70)
        assert found.lower < found.difference < found.upper
        assert (found.p_value, found.adjusted_p, found.significant, found.material) == (None, None, False, False)


def raw_changes(reader, installation, codes, by=()):
    question = Question(tuple(codes), by, Scope(), Y2024)
    chosen = [reference().indicators[code] for code in codes]
    judge = judges(reader, question, chosen, Y2024, installation)
    return [judge(one) for one in answers(reader, question, chosen, Y2024, installation).values()]


def test_every_table_of_changes_is_corrected(reader, installation):
    cells = list(matrix(reader, Scope(), installation, Y2024).cells.values())
    tested = [c.judged.earlier for c in cells if c.judged.earlier.p_value is not None]
    assert len(tested) == 2
    assert [c.adjusted_p for c in tested] == pytest.approx(by_definition([c.p_value for c in tested]))
    assert all(c.judged.figure.comparison == c.judged.earlier for c in cells)
    view = engagement(reader, 1, Scope(), installation, Y2024).indicators[0]
    split = raw_changes(reader, installation, ["share"], (Axis.SERVICE,))
    assert [judged.earlier for judged in view.services] == [judged.earlier for judged in families(split)]
    assert [j.earlier.adjusted_p for j in view.services] == pytest.approx(
        by_definition([j.earlier.p_value for j in split])
    )
    found = overview(reader, Scope(), installation, Y2024)
    assert all(
        math.isclose(c.judged.earlier.adjusted_p, c.judged.earlier.p_value)
        for c in found.cards
        if c.judged is not None and c.judged.earlier.p_value is not None
    )
    assert found.cards[0].judged.earlier == found.cards[0].judged.figure.comparison


def test_a_sheet_says_what_its_verdicts_are_corrected_for(reader, installation):
    sheet = site_sheet(reader, "S12", installation, Y2024)
    assert "verdicts corrigés du nombre de sites comparés, non du nombre d’indicateurs" in sheet.reading.limit.lower()
    changes = [row.last_year for row in sheet.rows if row.last_year.p_value is not None]
    assert [c.adjusted_p for c in changes] == pytest.approx(by_definition([c.p_value for c in changes]))


def test_a_matrix_of_one_site_has_the_verdicts_of_its_sheet(reader, installation):
    scope = replace(TRIBUNALS, sites=("S12",))
    cell = matrix(reader, scope, installation, Y2024).cells["tj", 1]
    [row] = [r for r in site_sheet(reader, "S12", installation, Y2024).rows if r.figure.indicator.code == "share"]
    assert cell.network == row.peers

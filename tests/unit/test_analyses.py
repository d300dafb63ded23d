"""The analyses behind the pages, on one small network counted by hand.

Service `tj`: sites S01 to S12, 100 answers a month, 60 favourable (S12: 30). Service `pjj`: P1, 50 favourable of 100 in
2023 and 70 in 2024. Indicator `share` (engagement 1, headline, target 65 in 2024); `mean` and `delay` beside it.
"""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analyses.catalogue import find, indicators
from dashboard.analyses.commitments import editions, engagements
from dashboard.analyses.coverage import coverage
from dashboard.analyses.engagement import engagement
from dashboard.analyses.figures import Axis, Question
from dashboard.analyses.lineage import lineage
from dashboard.analyses.over_time import over_time
from dashboard.analyses.overview import overview
from dashboard.analyses.profiles import most_apart, profiles
from dashboard.analyses.service_comparison import compare_services
from dashboard.analyses.services import matrix
from dashboard.analyses.site_sheet import site_sheet
from dashboard.analyses.sites import sites
from dashboard.analyses.territories import territories
from dashboard.analyses.what_changed import what_changed
from dashboard.config import Settings
from dashboard.domain.commitment import Commitment, Edition
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown, Status
from dashboard.domain.indicator import Kind, MethodBreak, Target
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.stats.xmr import Assurance, Signal
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import measure, reference, site, stage

Y2024 = Period.year(2024)
NAMES = [f"S{number:02}" for number in range(1, 13)]


def monthly(code, favourable, years=(2023, 2024), months=range(1, 13), **others):
    return [
        measure(code, f"{year}-{month:02}", numerator=favourable + (month % 3 - 1), denominator=100, **others)
        for year in years
        for month in months
    ]


def catalogue():
    entries = dict(reference().indicators)
    entries["share"] = replace(entries["share"], headline=True, targets=(Target(2024, ">=", 65.0),))
    entries["mean"] = replace(entries["mean"], commitment=2, breaks=(MethodBreak(dt.date(2024, 4, 1), "échelle"),))
    first = tuple(Commitment(n, "proches", f"Engagement {n}", f"E{n}", (1,)) for n in (1, 2, 3))
    second = (Commitment(1, "proche", "Engagement réuni", "R"), Commitment(2, "proche", "Engagement neuf", "N"))
    listed = (
        Edition(2021, dt.date(2021, 1, 1), "test", first),
        Edition(2023, dt.date(2023, 6, 1), "test", second),
    )
    return replace(reference(), indicators=entries, editions=listed)


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("network"), memory_limit="500MB")
    register = [site(code, department="69" if code < "S07" else "75", region="84") for code in NAMES]
    register.append(site("P1", service="pjj", service_label="PJJ", site_type="stemo", site_type_label="STEMO"))
    stage(settings, kind="spplus-structures", sites=register)
    rows = [row for code in NAMES for row in monthly(code, 30 if code == "S12" else 60)]
    rows += [*monthly("P1", 50, [2023]), *monthly("P1", 70, [2024])]
    rows += [
        measure("S01", f"{y}-{m:02}", 7.0 + m % 2, indicator="mean", n=40) for y in (2023, 2024) for m in range(1, 13)
    ]
    rows = [row for row in rows if (row["site"], row["month"]) != ("S03", dt.date(2024, 12, 1))]
    stage(settings, measures=rows)
    stage(
        settings,
        measures=[
            measure("S01", "2024-01", numerator=62, denominator=100),
            measure("S02", "2023-02", numerator=1, denominator=5),
        ],
    )
    publish(settings, catalogue())
    return settings


@pytest.fixture(scope="module")
def reader(installation):
    return open_current(installation)


def test_catalogue_comes_back_as_published(reader):
    found = indicators(reader)
    assert found["share"] == replace(catalogue().indicators["share"], scale=None)
    assert found["mean"].breaks == (MethodBreak(dt.date(2024, 4, 1), "échelle"),)
    assert found["question"].scale.favourable == frozenset({3, 4})
    assert [grade.label for grade in found["question"].scale.grades] == ["mauvais", "moyen", "bon", "excellent"]
    assert find(found, "IND-1").code == "share"


def test_editions_and_their_passage(reader):
    found = indicators(reader)
    assert [edition.year for edition in editions(reader)] == [2021, 2023]
    old, new = engagements(reader, found), engagements(reader, found, 2023)
    assert {"share"} <= {i.code for i in old[0].indicators}
    assert "mean" not in {i.code for i in old[0].indicators}
    assert {"share", "mean"} <= {i.code for i in new[0].indicators}
    assert new[1].indicators == ()
    assert [i.code for i in old[0].headlines] == ["share"]
    with pytest.raises(QueryError, match="2021, 2023"):
        engagements(reader, found, 2030)


def test_overview(reader, installation):
    found = overview(reader, Scope(), installation, Y2024)
    assert [card.engagement.commitment.number for card in found.cards] == [1, 2, 3]
    first, second, third = found.cards
    assert first.judged.figure.indicator.code == "share"
    assert first.judged.target.verdict in {Verdict.NOT_IMPROVING, Verdict.IMPROVING}
    assert len(first.series.months) == 24
    assert second.judged.figure.estimate.value == pytest.approx(7.5)
    assert (third.judged, third.series, third.n_indicators) == (None, None, 0)
    assert "la seule cible fixée n’est pas atteinte" in found.reading.limit.lower()
    assert found.coverage.month == dt.date(2024, 12, 1)


def test_coverage(reader):
    found = coverage(reader, Scope(), Y2024, ["share"])
    assert (found.n_expected, found.n_delivered, found.n_sites, found.n_late) == (13, 12, 13, 1)
    [late] = found.late
    assert (late.site, late.last_delivered) == ("S03", dt.date(2024, 11, 1))
    assert [(one.service, one.sites, one.late) for one in found.services] == [("pjj", 1, 0), ("tj", 12, 1)]
    assert [(one.median_delay, one.longest_delay) for one in found.services] == [(None, None), (1.0, 1)]
    assert "12\u00a0sites sur 13 sont à jour pour décembre 2024." in found.reading.conclusion
    assert "1\u00a0site en retard" in found.reading.limit
    unnamed = coverage(reader, Scope(), Y2024, ["share"], named=False)
    assert (unnamed.late, unnamed.reading) == ((), found.reading)


def test_engagement(reader, installation):
    found = engagement(reader, 1, Scope(), installation, Y2024)
    view = found.indicators[0]
    assert view.indicator.code == "share"
    assert [judged.figure.axes[Axis.SERVICE] for judged in view.services] == ["pjj", "tj"]
    assert view.services[0].earlier.verdict is Verdict.BETTER
    side_by_side = compare_services(reader, "share", Scope(), installation, Y2024)
    assert {str(judged.figure.axes[Axis.SERVICE]): judged.network for judged in view.services} == {
        one.service: one.network for one in side_by_side.services
    }
    unseen = next(v for v in found.indicators if v.indicator.code == "nps")
    assert (unseen.judged, unseen.series, unseen.services) == (None, None, ())
    with pytest.raises(QueryError, match="1, 2, 3"):
        engagement(reader, 9, Scope(), installation)


def test_matrix(reader, installation):
    found = matrix(reader, Scope(), installation, Y2024)
    assert found.services == {"pjj": "PJJ", "tj": "Tribunaux judiciaires"}
    cell = found.cells["pjj", 1]
    assert cell.judged.figure.estimate.value == pytest.approx(70)
    assert cell.network.verdict is Verdict.BETTER
    assert cell.judged.target.verdict is Verdict.MET
    assert cell.judged.earlier.verdict is Verdict.BETTER
    assert found.cells["tj", 1].network.verdict is Verdict.WORSE
    assert ("pjj", 2) not in found.cells
    assert len(cell.series.months) == 24


def test_profiles(reader, installation):
    """`pjj` 70 %, `tj` 57,5 % on `share`; on `mean`, the only service that has it is compared with nothing."""
    found = profiles(reader, ("tj", "pjj", "tj"), Scope(services=("tj",)), installation, Y2024)
    assert found.services == {"tj": "Tribunaux judiciaires", "pjj": "PJJ"}
    first, second = found.lines
    assert first.figures["pjj"].value == pytest.approx(70)
    [pair] = first.pairs
    levels = [first.figures[code].value for code in (pair.first, pair.second)]
    assert (pair.first, pair.second, pair.comparison.verdict) == ("tj", "pjj", Verdict.WORSE)
    assert pair.comparison.difference == pytest.approx(levels[0] - levels[1])
    assert pair.comparison.adjusted_p is not None
    assert first.network["pjj"].verdict is Verdict.BETTER
    assert second.figures["pjj"].status is Status.NO_DATA
    assert second.pairs[0].comparison.verdict is Verdict.NOT_TESTED
    assert [commitment.number for commitment in found.missing] == [3]
    assert found.reading.conclusion.startswith(
        "Tribunaux judiciaires\u00a0: résultat moins bon que PJJ sur 1\u00a0engagement"
    )


@pytest.mark.parametrize("codes", [("tj",), ("tj", "tj"), tuple("abcdefg")])
def test_profiles_of_another_number(reader, installation, codes):
    with pytest.raises(QueryError, match="de 2 à 6"):
        profiles(reader, codes, Scope(), installation)


def test_the_services_that_differ_most(reader, installation):
    found = matrix(reader, Scope(), installation, Y2024)
    assert most_apart(found) == ("pjj", "tj")
    assert most_apart(found, "tj") == ("tj", "pjj")
    assert most_apart(matrix(reader, Scope(services=("tj",)), installation, Y2024)) is None


def test_over_time(reader, installation):
    found = over_time(reader, "share", Scope(services=("pjj",)), installation)
    series = found.series
    assert (len(series.months), series.step, series.missing, series.rolling) == (24, 1, 0, False)
    assert [segment.points for segment in series.segments] == [24]
    assert series.last.signal is Signal.IMPROVEMENT
    assert found.last_year.comparison.verdict is Verdict.BETTER
    assert found.last_year.period == Y2024
    assert found.previous.comparison.period == Period.year(2023)
    assert found.target.value == 65
    assert found.assurance in set(Assurance)
    assert "amélioration" in found.reading.conclusion


def test_a_break_makes_segments(reader, installation):
    series = over_time(reader, "mean", Scope(), installation).series
    assert [(s.start, s.stop) for s in series.segments] == [(0, 15), (15, 24)]
    assert [b.month for b in series.breaks] == [dt.date(2024, 4, 1)]


def test_a_missing_month_is_a_gap(reader, installation):
    window = Period(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
    series = over_time(reader, "share", Scope(sites=("S03",)), installation, window=window).series
    assert len(series.months) == 11
    whole = over_time(reader, "share", Scope(sites=("S02",)), installation).series
    withheld = [m for m in whole.months if not isinstance(m.estimate, Shown)]
    # February is small; January goes with it, for their sum is told.
    assert [m.month for m in withheld] == [dt.date(2023, 1, 1), dt.date(2023, 2, 1)]
    assert {m.estimate.status for m in withheld} == {Status.MASKED}


def test_nothing_over_time(reader, installation):
    found = over_time(reader, "share", Scope(services=("pjj",), sites=("S01",)), installation)
    assert found.series is None
    assert found.previous.estimate.status is Status.NO_DATA
    assert over_time(reader, "nps", Scope(), installation).series is None


def test_sites(reader, installation):
    found = sites(reader, "share", Scope(services=("tj",)), installation, Y2024)
    verdicts = {s.code: s.verdict for s in found.sites}
    assert verdicts.pop("S12") is Verdict.WORSE
    assert Verdict.WORSE not in verdicts.values()
    assert found.funnel.adjusted
    assert [s.label for s in found.sites] == sorted(s.label for s in found.sites)
    assert found.network.n == 12 * 1200 - 100
    worst = next(s for s in found.sites if s.code == "S12")
    assert worst.zone == -2
    assert worst.p_value <= worst.adjusted_p < 0.05
    assert (worst.department, worst.site_type) == ("75", "tribunal")
    assert "1 est moins bon" in found.reading.conclusion.replace("\u00a0", " ")


def test_sites_of_a_mean_have_no_funnel(reader, installation):
    found = sites(reader, "mean", Scope(), installation, Y2024)
    assert found.funnel is None
    assert [s.verdict for s in found.sites] == [Verdict.NOT_TESTED]


def test_masked_sites_are_not_tested(reader, installation):
    found = sites(reader, "share", Scope(), installation, Period(dt.date(2023, 2, 1), dt.date(2023, 3, 1)))
    hidden = next(s for s in found.sites if s.code == "S02")
    assert (hidden.estimate.status, hidden.verdict, hidden.p_value) == (Status.MASKED, Verdict.NOT_TESTED, None)


def test_departments(reader, installation):
    found = territories(reader, "share", Axis.DEPARTMENT, Scope(services=("tj",)), installation, Y2024)
    assert [f.axes[Axis.DEPARTMENT] for f in found.figures] == ["69", "75"]
    assert found.figures[0].estimate.value > found.figures[1].estimate.value
    assert found.tested
    assert [f.comparison.verdict for f in found.distinct] == [Verdict.BETTER, Verdict.WORSE]
    assert found.reading.conclusion == (
        "Sur 2\u00a0départements comparés, 1 est meilleur et 1 est moins bon que le réseau."
    )


def test_site_sheet(reader, installation):
    found = site_sheet(reader, "S12", installation, Y2024)
    assert found.site.name == "Site S12"
    [row] = found.rows
    assert row.figure.estimate.value == pytest.approx(30)
    assert row.peers.verdict is Verdict.WORSE
    assert row.peers.benchmark.n == 11 * 1200 - 100
    assert row.last_year.verdict is Verdict.NO_EVIDENCE
    assert len(row.series.months) == 24
    first = site_sheet(reader, "S01", installation, Y2024)
    assert [r.figure.indicator.kind for r in first.rows] == [Kind.SHARE, Kind.MEAN]
    assert first.rows[1].peers.verdict is Verdict.NOT_TESTED
    with pytest.raises(QueryError, match="S99"):
        site_sheet(reader, "S99", installation)


def test_what_changed(reader, installation):
    found = what_changed(reader, Scope(), installation, Y2024)
    assert [(c.service, c.figure.indicator.code) for c in found.changes] == [("pjj", "share")]
    assert found.tested == 2
    assert found.changes[0].figure.comparison.difference == pytest.approx(20)
    none = what_changed(reader, Scope(services=("tj",)), installation, Y2024)
    assert none.changes == ()
    assert none.reading.conclusion == "Aucun changement n’est démontré."
    first_year = what_changed(reader, Scope(), installation, Period.year(2023))
    assert (first_year.tested, first_year.untested) == (0, 2)


def test_lineage(reader, installation):
    found = lineage(reader, Question(("share",), (), Scope(), None), installation)
    assert "numerator" in found.sql
    assert found.parameters["indicators"] == ["share"]
    assert {source.load_id for source in found.sources} == {2, 3}
    restated = {item.site: item for item in found.restatements}
    assert (restated["S01"].old.value, restated["S01"].new.value) == (60, 62)
    assert restated["S02"].new.status is Status.MASKED
    assert (restated["S01"].old_load, restated["S01"].new_load) == (2, 3)

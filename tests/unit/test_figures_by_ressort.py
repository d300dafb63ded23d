"""Figures by ressort and by direction interrégionale: sums worked by hand, what is withheld, refusals."""

import pytest

from dashboard.analyses.confidential import selected
from dashboard.analyses.exploration import command_line, size_of
from dashboard.analyses.figures import Against, Axis, Question, figures
from dashboard.analyses.observed import Key
from dashboard.analyses.scopes import judicial_axes
from dashboard.analyses.sql_tables import sql_tables
from dashboard.analyses.territories import territories
from dashboard.config import Settings
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.suppression.circulation import Closure, close
from dashboard.suppression.selection import ClosedUnits, Selection, is_open
from dashboard.suppression.table import Table
from dashboard.suppression.units import Unit, territory
from tests.builders import day, measure, reference, site, stage
from tests.unit.french import plain

MONTH = Period.ending(day("2024-03"), 1)
ALPHA = {"court": "alpha", "court_label": "Cour d’appel d’Alpha", "direction": "nord", "direction_label": "Nord"}
BETA = {"court": "beta", "court_label": "Cour d’appel de Beta"}

BASES = {"S1": (90, 100), "S2": (30, 60), "S3": (20, 40), "S4": (10, 50)}
"""Favourable and people. S1 in Rhône and S2 in Paris are in the ressort Alpha, S3 in Isère in Beta, S4 nowhere."""
REGISTER = [
    site("S1"),
    site("S2", service="spip", site_type="antenne", department="75", region="11"),
    site("S3", department="38"),
    site("S4", department="01"),
]


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path, memory_limit="500MB")


AREAS = ({**ALPHA, "department": "69"}, {**ALPHA, "department": "75"}, {**BETA, "department": "38"})


def published(settings, bases=BASES, areas=AREAS):
    rows = [measure(code, "2024-03", numerator=good, denominator=n, n=n) for code, (good, n) in bases.items()]
    stage(settings, kind="spplus-structures", sites=REGISTER, measures=rows)
    if areas:
        stage(settings, kind="judicial-map", judicial_areas=list(areas))
    publish(settings, reference())
    return open_current(settings)


def by(reader, settings, *axes, scope=Scope(), against=None):  # noqa: B008
    found = figures(reader, Question(("share",), axes, scope, MONTH, against), settings)
    return {tuple(figure.axes.values()): figure for figure in found}


def values(found):
    return {key: f.estimate.value if isinstance(f.estimate, Shown) else None for key, f in found.items()}


def test_a_ressort_is_the_sum_of_its_departements(settings):
    reader = published(settings)
    found = by(reader, settings, Axis.COURT)
    # 120 of 160; 20 of 40; the site of a département out of the map has no ressort: 10 of 50.
    assert values(found) == {("alpha",): 75.0, ("beta",): 50.0, (None,): 20.0}
    alpha = found["alpha",]
    assert (alpha.estimate.n, alpha.estimate.numerator, alpha.n_sites) == (160, 120, 2)


def test_a_direction_is_the_sum_of_its_departements(settings):
    reader = published(settings)
    assert values(by(reader, settings, Axis.DIRECTION)) == {("nord",): 75.0, (None,): pytest.approx(100 / 3)}


def test_ressorts_cross_the_other_axes_and_the_filters(settings):
    reader = published(settings)
    assert values(by(reader, settings, Axis.SERVICE, Axis.COURT)) == {
        ("spip", "alpha"): 50.0,
        ("tj", "alpha"): 90.0,
        ("tj", "beta"): 50.0,
        ("tj", None): 20.0,
    }
    assert values(by(reader, settings, Axis.COURT, scope=Scope(regions=("84",)))) == {
        ("alpha",): 90.0,
        ("beta",): 50.0,
        (None,): 20.0,
    }
    assert size_of(reader, Question(("share",), (Axis.COURT,))) == 3


def test_a_ressort_is_compared_with_the_rest_of_its_network(settings):
    reader = published(settings)
    alpha = by(reader, settings, Axis.COURT, against=Against.NETWORK)["alpha",].comparison
    assert alpha.verdict is Verdict.BETTER
    assert alpha.benchmark.value == pytest.approx(100 * 30 / 90)
    found = territories(reader, "share", Axis.COURT, Scope(), settings, MONTH)
    assert [f.axes[Axis.COURT] for f in found.figures] == ["alpha", "beta"]
    assert plain(found.reading.conclusion) == "Sur 2 ressorts comparés, 1 est meilleur que le réseau."
    found = territories(reader, "share", Axis.DIRECTION, Scope(), settings, MONTH)
    assert plain(found.reading.conclusion) == "La seule direction comparée est meilleure que le réseau."


def test_without_a_map_a_sentence(settings):
    reader = published(settings, areas=())
    assert judicial_axes(reader) == ()
    with pytest.raises(QueryError, match=r"Aucune carte judiciaire n’est publiée.*judicial-map"):
        by(reader, settings, Axis.COURT)


def test_without_directions_a_sentence(settings):
    reader = published(settings, areas=({**BETA, "department": "38"},))
    assert judicial_axes(reader) == (Axis.COURT,)
    with pytest.raises(QueryError, match="ne donne pas les directions interrégionales"):
        by(reader, settings, Axis.DIRECTION)


def test_a_map_of_departements_without_any_site_offers_nothing(settings):
    reader = published(settings, areas=({**ALPHA, "department": "13"},))
    assert judicial_axes(reader) == ()


def test_a_withheld_departement_withholds_its_ressort_unless_another_hides_it(settings):
    reader = published(settings, {**BASES, "S2": (2, 5)})
    # Paris, 5 people, is the whole of Île-de-France; the total is published: another one is withheld with it.
    assert values(by(reader, settings, Axis.DEPARTMENT))["75",] is None
    assert values(by(reader, settings, Axis.COURT))["alpha",] is None


def test_two_withheld_departements_hide_each_other_in_a_ressort_that_is_shown(settings):
    inside = ({**ALPHA, "department": "69"}, {**ALPHA, "department": "38"}, {**BETA, "department": "01"})
    reader = published(settings, {"S1": (3, 7), "S3": (20, 40), "S4": (30, 50), "S2": (30, 60)}, inside)
    assert values(by(reader, settings, Axis.DEPARTMENT)) == {("01",): 60.0, ("38",): None, ("69",): None, ("75",): 50.0}
    found = by(reader, settings, Axis.COURT)
    assert values(found)["alpha",] == pytest.approx(100 * 23 / 47)
    # The filter « ressort » is a list of départements: the same figure.
    [same] = figures(reader, Question(("share",), (), Scope(departments=("38", "69")), MONTH), settings)
    assert same.estimate.value == found["alpha",].estimate.value
    # A list that is no ressort tells something new.
    [other] = figures(reader, Question(("share",), (), Scope(departments=("01", "69")), MONTH), settings)
    assert isinstance(other.estimate, Withheld)


def test_figures_published_by_departement_are_not_added(settings):
    register = [site("D69", level="department"), site("D75", level="department", department="75", region="11")]
    rows = [measure(code, "2024-03", numerator=n - 2, denominator=n, n=n) for code, n in (("D69", 100), ("D75", 5))]
    stage(settings, sites=register, measures=rows)
    stage(settings, kind="judicial-map", judicial_areas=[{**ALPHA, "department": code} for code in ("69", "75")])
    publish(settings, reference())
    assert by(open_current(settings), settings, Axis.COURT) == {}


def test_the_command_and_the_console_know_the_axes(settings):
    reader = published(settings)
    question = Question(("share",), (Axis.COURT, Axis.DIRECTION), period=MONTH)
    assert "--by court,direction" in command_line(question)
    tables = {table.name: table for table in sql_tables(reader, question, figures(reader, question, settings))}
    columns = [column.name for column in tables["figures"].columns]
    rows = [dict(zip(columns, row, strict=True)) for row in tables["figures"].rows]
    assert {(row["court"], row["direction"]) for row in rows} == {("alpha", "nord"), ("beta", None), (None, None)}
    assert tables["judicial_area"].rows[0] == ("38", "beta", "Cour d’appel de Beta", None, None)


def test_the_part_of_a_ressort_in_a_region_is_a_group():
    one = Unit("tj", "tribunal", "84", "69", "S1", "alpha", "nord")
    assert territory(one) == [
        Unit(),
        Unit(region="84"),
        Unit(region="84", direction="nord"),
        Unit(region="84", court="alpha", direction="nord"),
        Unit(department="69"),
    ]
    assert territory(one._replace(court=None, direction=None)) == [Unit(), Unit(region="84"), Unit(department="69")]


def test_a_ressort_is_open_when_its_closed_sites_are_in_parts_that_are():
    one = Unit("tj", "tribunal", "84", "69", "S1", "alpha", "nord")
    part_of = Unit(region="84", court="alpha", direction="nord")
    places = (Axis.COURT,)
    alpha = selected(Selection(), places, Key("share", court="alpha"))
    closed = [one, Unit(department="69")]
    assert is_open(alpha, ClosedUnits.of(closed))
    assert not is_open(alpha, ClosedUnits.of([*closed, part_of]))
    assert is_open(selected(Selection(), places, Key("share", court="beta")), ClosedUnits.of([*closed, part_of]))
    # A filter that cuts the part: only what it holds whole counts.
    spip = alpha._replace(service=frozenset(["tj"]))
    assert not is_open(spip, ClosedUnits.of([*closed, Unit("tj", "tribunal", "84")]))


def test_the_sum_of_two_withheld_cells_is_hidden_as_well() -> None:
    def closed(arcs: list[tuple[int, int]], withheld: list[int]) -> Closure:
        free, price = [True] * len(arcs), [1.0] * len(arcs)
        return close(Table(arcs, free, free, price, sums=[[0, 1]]), withheld)

    # Each may move against a third one.
    assert closed([(0, 1), (0, 1), (0, 1)], [0, 1, 2]) == Closure(frozenset([0, 1, 2]), frozenset())
    # Along 0 → 1 → 2, the first grows when the second does: one more cell lets one move alone.
    assert closed([(0, 1), (1, 2), (2, 0), (0, 1)], [0, 1, 2]) == Closure(frozenset([0, 1, 2, 3]), frozenset())
    # One only makes up for the other: nothing hides their sum.
    assert closed([(0, 1), (1, 0)], [0, 1]).exposed == {0, 1}

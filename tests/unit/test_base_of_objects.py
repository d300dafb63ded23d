"""A base of places or other objects protects nobody: nothing of it is withheld. Figures of people beside it are."""

from dataclasses import replace

import pytest

from dashboard.analyses.figures import figures
from dashboard.analyses.lineage import lineage
from dashboard.analyses.question import Axis, Question
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Base
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import day, indicator, measure, reference, site, stage

NUMBERS = {"A": (5, 5), "B": (3, 9), "C": (20, 40), "D": (30, 60)}


@pytest.fixture
def reader(settings):
    """The same numbers of places and of people; C has its people restated by a second load."""
    stage(settings, kind="spplus-structures", sites=[site(code) for code in NUMBERS])
    stage(
        settings,
        measures=[
            measure(code, "2024-03", indicator=name, numerator=x, denominator=n)
            for name in ("share", "places")
            for code, (x, n) in NUMBERS.items()
        ],
    )
    stage(settings, measures=[measure("C", "2024-03", numerator=21, denominator=41)])
    publish(settings, replace(reference(indicator("places", base=Base.OBJECTS))))
    with open_current(settings) as store:
        yield store


def by_site(reader, settings, code):
    found = figures(reader, Question((code,), (Axis.SITE,)), settings)
    return {figure.axes[Axis.SITE]: figure.estimate for figure in found}


def test_few_places_are_shown_and_are_a_weak_base(reader, settings):
    shown = by_site(reader, settings, "places")
    assert {code: (one.value, one.n) for code, one in shown.items()} == {
        code: (pytest.approx(100 * x / n), n) for code, (x, n) in NUMBERS.items()
    }
    assert [shown[code].status for code in NUMBERS] == [Status.FRAGILE, Status.FRAGILE, Status.OK, Status.OK]


def test_the_same_numbers_of_people_are_withheld_with_what_gives_them_back(reader, settings):
    found = by_site(reader, settings, "share")
    assert [isinstance(found[code], Shown) for code in "AB"] == [False, False]
    closed = {row[0] for row in reader.read("closed_months", **EVERYTHING)}
    assert closed == {"share"}


EVERYTHING = {
    "indicators": ["share", "places"], "boundaries": [day("2024-03"), day("2024-04")], "with_groups": True,
    "services": None, "site_types": None, "regions": None, "departments": None, "sites": None,
}  # fmt: skip


def test_a_restated_figure_is_withheld_like_the_figure(settings):
    """A (5 people) is small, B (40) would give it back; the second delivery restates B."""
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    stage(settings, measures=[measure(c, "2024-03", numerator=2, denominator=n) for c, n in (("A", 5), ("B", 40))])
    stage(settings, measures=[measure("B", "2024-03", numerator=3, denominator=41)])
    publish(settings, reference())
    with open_current(settings) as store:
        assert isinstance(by_site(store, settings, "share")["B"], Withheld)
        [restated] = lineage(store, Question(("share",)), settings).restatements
    assert (restated.old.status, restated.new.status) == (Status.MASKED, Status.MASKED)

"""Every query of queries/read/ says how a perimeter bounds it; a reader gives nothing of elsewhere."""

import pytest

from dashboard.domain.access import Perimeter
from dashboard.engine import query_file
from dashboard.errors import AccessError
from dashboard.store import perimeter, reads
from dashboard.store.perimeter import PerimeterReader

KINDS = (
    perimeter.SCOPED,
    perimeter.OF_SERVICES,
    perimeter.OF_SITE,
    frozenset(perimeter.OF_EACH_SITE),
    frozenset(perimeter.OF_EACH_GROUP),
    perimeter.WHOLE,
    perimeter.OPEN,
    frozenset({"successions"}),
)


def test_every_read_is_bounded_in_one_way():
    known = [name.removeprefix("read/") for name in query_file.names("read")]
    assert sorted(name for kind in KINDS for name in kind) == sorted(known)


@pytest.mark.parametrize("name", sorted(perimeter.SCOPED))
def test_reads_that_are_narrowed_say_where(name):
    assert {"services", "sites"} <= set(query_file.load(f"read/{name}").unknown())


@pytest.fixture
def mine(store):
    return PerimeterReader(store, Perimeter(sites=("A",)))


def test_what_names_no_place_of_the_perimeter_is_refused(mine):
    span = {"start": reads.months(mine).first_month, "stop": reads.months(mine).last_month}
    for scope in ({}, {"services": ["tj"]}, {"sites": ["A", "B"]}, {"regions": ["84"]}, {"sites": ["B"]}):
        with pytest.raises(AccessError, match="votre périmètre"):
            reads.observations(mine, **span, **scope)
    assert reads.observations(mine, **span, sites=["A"])
    with pytest.raises(AccessError):
        mine.read("site", site="B")
    assert reads.observations(mine.reference, **span)


def test_lists_hold_the_perimeter_only(mine):
    assert [site.code for site in reads.sites(mine)] == ["A"]
    assert [site.code for site in reads.sites(mine, sites=["A", "B"])] == ["A"]
    assert [row.code for row in reads.register(mine)] == ["A"]
    assert [row.code for row in reads.regions(mine)] == ["84"]
    assert [row.code for row in reads.departments(mine)] == ["69"]


def test_a_whole_survey_is_not_for_a_part(mine):
    for name in sorted(perimeter.WHOLE):
        with pytest.raises(AccessError):
            mine.read(name)

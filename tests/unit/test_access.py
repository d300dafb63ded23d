"""Roles, perimeters and what may be granted: worked by hand, then as properties."""

import contextvars
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import authority
from dashboard.authority import acting
from dashboard.domain.access import (
    EVERYWHERE,
    NOWHERE,
    OPEN,
    RIGHTS,
    Access,
    Grant,
    Perimeter,
    Person,
    Right,
    Role,
    in_force,
    may_grant,
)
from dashboard.errors import AccessError

TODAY = dt.date(2026, 11, 30)
SERVICES = {"A": "tj", "B": "tj", "C": "ca"}
COURTS = Perimeter(services=("tj",))


def access(*grants: Grant) -> Access:
    return Access(Person("somebody"), grants)


def test_a_grant_holds_to_the_end_of_its_last_day():
    grant = Grant(Role.READER, EVERYWHERE, TODAY)
    assert in_force(Person("x"), [grant], TODAY).has(Right.READ)
    assert not in_force(Person("x"), [grant], TODAY + dt.timedelta(days=1)).has(Right.READ)


def test_who_has_no_grant_may_do_nothing():
    nobody = access()
    assert not any(nobody.has(right) for right in Right)


def test_each_right_has_its_own_perimeter():
    both = access(Grant(Role.READER, EVERYWHERE), Grant(Role.MODERATOR, Perimeter(sites=("A",))))
    assert both.perimeter(Right.READ) == EVERYWHERE
    assert both.perimeter(Right.MODERATE) == Perimeter(sites=("A",))
    assert both.perimeter(Right.STEER).nowhere


def test_whoever_runs_the_server_does_not_read_what_waits():
    assert Right.ANSWER not in RIGHTS[Role.ADMINISTRATOR]
    assert Right.MODERATE not in RIGHTS[Role.PILOT]


def test_a_pilot_grants_within_the_perimeter_only():
    pilot = access(Grant(Role.PILOT, COURTS))
    assert may_grant(pilot, Role.AGENT, COURTS, SERVICES)
    assert may_grant(pilot, Role.MODERATOR, Perimeter(sites=("A", "B")), SERVICES)
    assert may_grant(pilot, Role.PILOT, Perimeter(sites=("A",)), SERVICES)
    assert not may_grant(pilot, Role.READER, Perimeter(sites=("A", "C")), SERVICES)
    assert not may_grant(pilot, Role.READER, Perimeter(sites=("unknown",)), SERVICES)
    assert not may_grant(pilot, Role.READER, EVERYWHERE, SERVICES)
    assert not may_grant(pilot, Role.READER, NOWHERE, SERVICES)
    assert not may_grant(pilot, Role.ADMINISTRATOR, COURTS, SERVICES)


def test_a_reader_grants_nothing():
    reader = access(Grant(Role.READER, EVERYWHERE))
    assert not any(may_grant(reader, role, COURTS, SERVICES) for role in Role)


def test_an_administrator_makes_pilots():
    administrator = access(Grant(Role.ADMINISTRATOR, EVERYWHERE))
    assert all(may_grant(administrator, role, EVERYWHERE, SERVICES) for role in Role)
    local = access(Grant(Role.ADMINISTRATOR, COURTS))
    assert not may_grant(local, Role.READER, EVERYWHERE, SERVICES)


codes = st.lists(st.sampled_from(["tj", "ca", "sg"]), max_size=3).map(tuple)
places = st.lists(st.sampled_from(["A", "B", "C"]), max_size=3).map(tuple)
perimeters = st.builds(Perimeter, st.booleans(), codes, places)


@given(perimeters, perimeters)
def test_two_perimeters_hold_what_each_holds(one, other):
    both = one | other
    for site, service in SERVICES.items():
        assert both.holds(site=site, service=service) == (
            one.holds(site=site, service=service) or other.holds(site=site, service=service)
        )
    assert both.holds() == (one.everywhere or other.everywhere)


@given(perimeters, perimeters, st.sampled_from(Role))
def test_nobody_grants_a_place_that_they_do_not_hold(own, asked, role):
    if may_grant(access(Grant(Role.PILOT, own)), role, asked, SERVICES):
        for site, service in SERVICES.items():
            assert own.holds(site=site, service=service) or not asked.holds(site=site, service=service)


def test_without_anybody_nothing_is_allowed(monkeypatch):
    monkeypatch.setattr(authority, "_PROVIDERS", [])
    with pytest.raises(AccessError, match="Aucune personne"):
        contextvars.Context().run(authority.access)


def test_what_is_asked_elsewhere_is_refused_with_a_sentence():
    with acting(access(Grant(Role.MODERATOR, Perimeter(sites=("A",))))):
        authority.require(Right.MODERATE, site="A")
        for place in ({"site": "B"}, {"service": "tj"}, {}):
            with pytest.raises(AccessError, match="pour ce périmètre"):
                authority.require(Right.MODERATE, **place)
        with pytest.raises(AccessError, match="demander un rôle"):
            authority.require(Right.STEER, site="A")
    with acting(OPEN):
        for right in Right:
            authority.require(right)

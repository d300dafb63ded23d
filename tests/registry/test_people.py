"""Who signs in may nothing; a pilot grants within the perimeter; a role ends on its day or when it is taken back."""

import datetime as dt

import pytest

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import EVERYWHERE, OPEN, Access, Grant, Perimeter, Person, Right, Role
from dashboard.errors import AccessError, RegistryError
from dashboard.registry.audit import Act, audit_of
from dashboard.registry.audit_chain import verify
from dashboard.registry.people import access_of, grant_role, people, revoke_role, sign_in, sign_out

NOW = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
ANNE = Person("sub-anne", "Anne Martin", "anne@exemple.fr")
SERVICES = {"A": "tj", "B": "tj", "C": "ca"}
PILOT = Access(Person("sub-pilote", "Paul"), (Grant(Role.PILOT, Perimeter(services=("tj",))),))


def give(settings: Settings, role: Role, perimeter: Perimeter, until: dt.date | None = None) -> int:
    return grant_role(settings, ANNE, Grant(role, perimeter, until), SERVICES, "Paul", NOW)


def test_a_first_visit_opens_nothing(settings: Settings) -> None:
    sign_in(settings, ANNE, NOW)
    assert access_of(settings, ANNE, TODAY).grants == ()
    with acting(OPEN):
        [known] = people(settings)
    assert (known.person, known.last_seen_at) == (ANNE, NOW)


def test_what_the_provider_says_today_is_kept(settings: Settings) -> None:
    sign_in(settings, ANNE, NOW)
    sign_in(settings, Person("sub-anne", "Anne Durand", "a.durand@exemple.fr"), NOW + dt.timedelta(hours=1))
    with acting(OPEN):
        [known] = people(settings)
    assert known.person.name == "Anne Durand"
    assert [line.act for line in audit_of(settings, "person", known.id)] == [Act.SIGNED_IN] * 2
    sign_out(settings, ANNE, NOW)
    assert [line.act for line in audit_of(settings, "person", known.id)][-1] is Act.SIGNED_OUT


def test_a_role_that_is_given_holds_where_it_was_given(settings: Settings) -> None:
    with acting(PILOT):
        number = give(settings, Role.MODERATOR, Perimeter(sites=("B", "A")), TODAY)
    found = access_of(settings, ANNE, TODAY)
    assert found.perimeter(Right.MODERATE) == Perimeter(sites=("A", "B"))
    assert not access_of(settings, ANNE, TODAY + dt.timedelta(days=1)).has(Right.READ)
    [line] = audit_of(settings, "role_grant", number)
    assert (line.act, line.actor, line.detail) == (Act.GRANTED, "Paul", "moderateur")


def test_a_role_taken_back_is_gone_and_remembered(settings: Settings) -> None:
    with acting(PILOT):
        number = give(settings, Role.AGENT, Perimeter(services=("tj",)))
        revoke_role(settings, number, SERVICES, "Paul", NOW)
        with pytest.raises(RegistryError, match="déjà été retiré"):
            revoke_role(settings, number, SERVICES, "Paul", NOW)
    assert not access_of(settings, ANNE, TODAY).has(Right.READ)
    assert [line.act for line in audit_of(settings, "role_grant", number)] == [Act.GRANTED, Act.REVOKED]
    assert verify(settings).broken is None


def test_nobody_gives_nor_takes_beyond_their_own_rights(settings: Settings) -> None:
    with acting(OPEN):
        national = give(settings, Role.READER, EVERYWHERE)
    with acting(PILOT):
        for role, perimeter in (
            (Role.READER, EVERYWHERE),
            (Role.READER, Perimeter(sites=("C",))),
            (Role.ADMINISTRATOR, Perimeter(services=("tj",))),
        ):
            with pytest.raises(AccessError, match="dépasse vos propres droits"):
                give(settings, role, perimeter)
        with pytest.raises(AccessError):
            revoke_role(settings, national, SERVICES, "Paul", NOW)
    with acting(access_of(settings, ANNE, TODAY)):
        with pytest.raises(AccessError):
            give(settings, Role.PILOT, EVERYWHERE)
        with pytest.raises(AccessError):
            people(settings)
    assert access_of(settings, ANNE, TODAY).grants == (Grant(Role.READER, EVERYWHERE),)


def test_what_makes_no_sense_is_refused(settings: Settings) -> None:
    with acting(OPEN):
        with pytest.raises(RegistryError, match="déjà passée"):
            give(settings, Role.READER, EVERYWHERE, TODAY - dt.timedelta(days=1))
        with pytest.raises(RegistryError, match="périmètre est vide"):
            give(settings, Role.READER, Perimeter())
        with pytest.raises(RegistryError, match="identifiant"):
            grant_role(settings, Person(" "), Grant(Role.READER, EVERYWHERE), SERVICES, "Paul", NOW)
        with pytest.raises(RegistryError, match="n’existe pas"):
            revoke_role(settings, 99, SERVICES, "Paul", NOW)


def test_people_are_found_by_their_name(settings: Settings) -> None:
    for number in range(3):
        sign_in(settings, Person(f"sub-{number}", f"Personne {number}"), NOW)
    with acting(OPEN):
        assert [known.person.name for known in people(settings, "personne 1")] == ["Personne 1"]
        assert len(people(settings, "%")) == 3
        assert people(settings, "absente") == []

"""A stamp is worth something until it is too old or its owner leaves; it opens nothing by itself."""

import datetime as dt

from dashboard.config import Settings
from dashboard.domain.access import Person
from dashboard.registry.people import access_of, sign_in, sign_out
from dashboard.registry.shared_secrets import form_key, session_key
from dashboard.registry.stays import asked_to_leave, signed_in, stamp_of

NOW = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
ANNE = Person("sub-anne", "Anne Martin", "anne@exemple.fr")


def test_a_stamp_lasts_as_long_as_the_settings_say(settings: Settings) -> None:
    stamp = stamp_of(settings, ANNE, NOW)
    assert signed_in(settings, stamp, NOW + dt.timedelta(hours=10) - MINUTE) == ANNE
    assert signed_in(settings, stamp, NOW + dt.timedelta(hours=10)) is None
    assert signed_in(settings, "", NOW) is None
    assert signed_in(settings, stamp[:-1], NOW) is None
    assert access_of(settings, ANNE, NOW.date()).grants == ()


def test_whoever_leaves_leaves_everywhere_and_alone(settings: Settings) -> None:
    paul = Person("sub-paul", "Paul")
    sign_in(settings, ANNE, NOW)
    sign_in(settings, paul, NOW)
    before, of_paul = stamp_of(settings, ANNE, NOW), stamp_of(settings, paul, NOW)
    sign_out(settings, ANNE, NOW + MINUTE)
    after = stamp_of(settings, ANNE, NOW + 2 * MINUTE)
    found = [signed_in(settings, stamp, NOW + 3 * MINUTE) for stamp in (before, after, of_paul)]
    assert found == [None, ANNE, paul]
    sign_in(settings, ANNE, NOW + 2 * MINUTE)
    assert signed_in(settings, before, NOW + 3 * MINUTE) is None


def test_a_link_that_signs_out_is_for_its_stamp(settings: Settings) -> None:
    assert not asked_to_leave(settings, stamp_of(settings, ANNE, NOW), "")
    assert session_key(settings) == session_key(settings)
    assert session_key(settings) != form_key(settings)

"""A stamp says who signed in and when: nobody else can write one, make it last, or use it to sign somebody out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.access import Person
from dashboard.reception.pending_stamp import begun, pending_stamp, read_pending
from dashboard.reception.session_stamp import leaving, may_leave, read_stamp, stamped

KEY, NOW = "k" * 64, dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(hours=10)
ANNE = Person("sub-anne", "Anne Élodie Martin", "anne@exemple.fr")
TEXT = st.text(max_size=40)


@given(st.builds(Person, TEXT, TEXT, TEXT))
def test_whoever_is_stamped_is_read_back(person: Person) -> None:
    stamp = stamped(KEY, person, NOW)
    assert stamp.isascii()
    assert stamp.isprintable()
    stay = read_stamp(KEY, stamp, NOW + dt.timedelta(hours=9), DAY)
    assert stay is not None
    assert (stay.person, stay.since) == (person, NOW)


@pytest.mark.parametrize(
    ("key", "hours"), [("other", 0), (KEY, 10), (KEY, 1000), (KEY, -1)], ids=["key", "end", "old", "ahead"]
)
def test_another_key_or_another_time_is_nobody(key: str, hours: int) -> None:
    assert read_stamp(key, stamped(KEY, ANNE, NOW), NOW + dt.timedelta(hours=hours), DAY) is None


@given(st.integers(min_value=0), st.characters(codec="ascii", categories=("L", "N")))
def test_a_stamp_with_another_letter_is_nobody(where: int, letter: str) -> None:
    stamp = stamped(KEY, ANNE, NOW)
    at = where % (len(stamp) - 1)  # the last letter of base64 has bits that say nothing
    forged = stamp[:at] + letter + stamp[at + 1 :]
    assert forged == stamp or read_stamp(KEY, forged, NOW, DAY) is None


@pytest.mark.parametrize("written", ["", ".", "a.b.c", "e30.AAAA", "é", "x" * 5000])
def test_anything_else_is_nobody(written: str) -> None:
    assert read_stamp(KEY, written, NOW, DAY) is None
    assert read_pending(KEY, written, NOW) is None


def test_the_link_that_signs_out_is_for_one_stamp() -> None:
    mine, other = stamped(KEY, ANNE, NOW), stamped(KEY, Person("sub-paul"), NOW)
    assert may_leave(KEY, mine, leaving(KEY, mine))
    assert not may_leave(KEY, mine, leaving(KEY, other))
    assert not may_leave(KEY, mine, leaving("other", mine))
    assert not may_leave(KEY, mine, "é")
    assert leaving(KEY, mine) not in mine  # the stamp alone does not give it


def test_what_was_begun_is_answered_once_and_soon() -> None:
    pending = begun("/sites?a=1")
    assert min(len(pending.state), len(pending.nonce)) >= 32
    assert pending.state != begun("/").state
    stamp = pending_stamp(KEY, pending, NOW)
    assert read_pending(KEY, stamp, NOW + dt.timedelta(minutes=14)) == pending
    assert read_pending(KEY, stamp, NOW + dt.timedelta(minutes=15)) is None
    assert read_pending("other", stamp, NOW) is None
    assert pending.answers(pending.state)
    assert not pending.answers("é")
    # One kind of stamp is never taken for another, though the key is the same.
    assert read_stamp(KEY, stamp, NOW, DAY) is None

"""Opinions left in the application: kept whole with their audit, sent by people, and nothing that tells who."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dashboard.config import Settings
from dashboard.domain.left_review import Channel, ReviewState, Tone
from dashboard.errors import RegistryError
from dashboard.reception.form_stamp import stamp
from dashboard.registry import database
from dashboard.registry.audit import audit_of
from dashboard.registry.left_reviews import Receipt, Sender, contact_of, leave_review, left_reviews
from dashboard.registry.shared_secrets import form_key
from tests.registry.acts import NOW, SITES, acts, after, form, left, only


def sender(settings: Settings, address: str = "192.0.2.1", seconds: float = 30, now: dt.datetime = NOW) -> Sender:
    return Sender("", stamp(form_key(settings), now - dt.timedelta(seconds=seconds)), address)


def sent(settings: Settings, words: str, now: dt.datetime = NOW, address: str = "192.0.2.1") -> Receipt:
    return leave_review(settings, form(words), SITES, now, sender(settings, address, now=now))


def refused(settings: Settings, words: str, by: Sender, now: dt.datetime = NOW) -> str:
    with pytest.raises(RegistryError) as error:
        leave_review(settings, form(words), SITES, now, by)
    return str(error.value)


def every_value(settings: Settings) -> str:
    """All that the database holds, but the table that keeps the addresses."""
    with database.reading(settings) as session:
        tables = ("left_review", "left_review_theme", "audit", "sending_origin", "secret")
        return repr([session.execute(text(f"select * from {table}")).all() for table in tables])


def test_an_opinion_comes_back_as_it_was_left(settings: Settings) -> None:
    paris = dt.timezone(dt.timedelta(hours=1))
    words = "Écrit ’ 😀 ½\n'; drop table left_review; --"
    number = left(settings, words, NOW.astimezone(paris), themes=("Relation", "Accessibilité"), email="a@exemple.fr")
    database.forget(settings)
    review = only(settings)
    assert (review.id, review.site, review.tone, review.channel) == (number, "A", Tone.POSITIVE, Channel.DESK)
    assert (review.themes, review.text, review.state) == (("Accessibilité", "Relation"), words, ReviewState.WAITING)
    assert review.created_at == NOW
    assert review.created_at.utcoffset() == dt.timedelta(0)
    assert contact_of(settings, number) == "a@exemple.fr"
    assert acts(settings, "left_review", number) == [("usager", "left")]
    assert audit_of(settings, "left_review", number)[0].at == NOW


def test_the_address_is_nowhere_else(settings: Settings) -> None:
    left(settings, "Écrire à secret@exemple.fr", email="secret@exemple.fr")
    assert "secret" not in every_value(settings)
    assert only(settings).text == "Écrire à [adresse électronique]"


def test_nothing_is_kept_of_a_form_that_is_refused(settings: Settings) -> None:
    with pytest.raises(RegistryError, match="Ce site n’existe pas"):
        left(settings, site="Z")
    assert left_reviews(settings) == []
    assert "left" not in every_value(settings)


def test_opinions_are_listed_by_state_and_site_page_by_page(settings: Settings) -> None:
    numbers = [left(settings, f"avis {rank}", site="AB"[rank % 2]) for rank in range(5)]
    assert [review.id for review in left_reviews(settings, site="B")] == numbers[1::2]
    assert [review.id for review in left_reviews(settings, ReviewState.WAITING, limit=2, after=numbers[1])] == numbers[
        2:4
    ]
    assert left_reviews(settings, ReviewState.PUBLISHED) == []


def test_the_same_text_is_refused_for_an_hour(settings: Settings) -> None:
    sent(settings, "Attente  trop longue.")
    assert "déjà reçu" in refused(settings, "attente trop LONGUE.", sender(settings, "192.0.2.9"), after(minutes=59))
    assert sent(settings, "Attente trop longue.", after(minutes=61)).id


def test_forms_that_a_program_sends_are_refused(settings: Settings) -> None:
    assert "trop vite" in refused(settings, "avis", sender(settings, seconds=2))
    assert "n’est pas reconnu" in refused(settings, "avis", Sender("", "forged", "192.0.2.1"))
    assert "doit rester vide" in refused(settings, "avis", Sender("x", sender(settings).stamp, "192.0.2.1"))
    assert left_reviews(settings) == []


def test_a_network_sends_so_many_opinions_in_an_hour(settings: Settings) -> None:
    for rank in range(settings.reviews_per_hour):
        sent(settings, f"avis {rank}", after(seconds=rank))
    assert "de ce réseau en une heure" in refused(
        settings, "un de plus", sender(settings, now=after(minutes=40)), after(minutes=40)
    )
    assert sent(settings, "d’ailleurs", address="192.0.2.2").id
    assert sent(settings, "plus tard", after(minutes=71)).id
    assert len(left_reviews(settings)) == settings.reviews_per_hour + 2


def test_the_network_cannot_be_found_again(settings: Settings) -> None:
    """No address, no link with an opinion; the salt of a day is destroyed the day after, with its counts."""
    sent(settings, "hier")
    before = every_value(settings)
    assert "192.0.2.1" not in before
    with database.reading(settings) as session:
        [salt] = session.scalars(text("select value from secret where name like 'origin%'"))
        [(origin, since)] = session.execute(text("select origin, since from sending_origin")).all()
        assert origin not in repr(session.execute(text("select * from left_review")).all())
        assert str(since).startswith("2026-03-02 09:00:00")  # ten minutes, not the moment of the opinion
    sent(settings, "aujourd’hui", after(days=1))
    assert salt not in every_value(settings)
    assert origin not in every_value(settings)


def test_threads_that_leave_opinions_at_once_lose_none(settings: Settings) -> None:
    def ten(who: int) -> list[int]:
        return [sent(settings, f"avis {who}-{rank}", address=f"192.0.2.{who}").id for rank in range(10)]

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for some in pool.map(ten, range(4)) for number in some]
    assert sorted(numbers) == [review.id for review in left_reviews(settings)]
    assert len(numbers) == 40


def test_the_same_opinion_sent_twice_at_once_is_kept_once(settings: Settings) -> None:
    def once(_: int) -> bool:
        try:
            return bool(sent(settings, "double clic").id)
        except RegistryError:
            return False

    form_key(settings)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(once, range(4))) == [False, False, False, True]
    assert len(left_reviews(settings)) == 1


@pytest.mark.parametrize("change", ["update audit set actor = 'x'", "delete from audit"])
def test_the_audit_is_append_only(settings: Settings, change: str) -> None:
    left(settings)
    with pytest.raises(DBAPIError, match="append-only"), database.engine(settings).begin() as connection:
        connection.execute(text(change))
    assert acts(settings, "left_review", only(settings).id) == [("usager", "left")]


def test_the_database_refuses_a_state_that_does_not_exist(settings: Settings) -> None:
    left(settings)
    for change in ("state = 'lost'", "state = 'refused'", "tone = 'angry'"):
        with pytest.raises(DBAPIError), database.engine(settings).begin() as connection:
            connection.execute(text(f"update left_review set {change}"))

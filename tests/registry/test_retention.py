"""Addresses and refused texts go when their time has passed, and leave no trace."""

import pytest

from dashboard.config import Settings
from dashboard.domain.left_review import RefusalReason, ReviewState
from dashboard.errors import RegistryError
from dashboard.registry.left_reviews import contact_of, read_contact
from dashboard.registry.moderation import publish_review, refuse_review
from dashboard.registry.retention import Erased, erase_email, erase_expired
from tests.registry.acts import NOW, acts, after, left, only


def test_an_address_is_erased_after_its_days(settings: Settings) -> None:
    number = left(settings, email="a@exemple.fr")
    publish_review(settings, number, "mod", NOW)
    assert erase_expired(settings, after(days=89, hours=23)) == Erased(0, 0)
    assert contact_of(settings, number) == "a@exemple.fr"
    assert erase_expired(settings, after(days=90)) == Erased(1, 0)
    assert erase_expired(settings, after(days=91)) == Erased(0, 0)
    assert contact_of(settings, number) is None
    assert only(settings).text == "Accueil rapide."
    assert acts(settings, "left_review", number)[-1] == ("programme", "email_erased")


def test_the_text_of_a_refused_opinion_is_erased_after_its_days(settings: Settings) -> None:
    number = left(settings, "injures")
    refuse_review(settings, number, RefusalReason.INSULT, "mod", after(days=10))
    assert erase_expired(settings, after(days=99)) == Erased(0, 0)
    assert erase_expired(settings, after(days=100)) == Erased(0, 1)
    assert erase_expired(settings, after(days=101)) == Erased(0, 0)
    assert (only(settings).text, only(settings).state) == (None, ReviewState.REFUSED)
    assert only(settings).refusal_reason is RefusalReason.INSULT
    assert acts(settings, "left_review", number)[-1] == ("programme", "text_erased")


def test_an_address_is_erased_everywhere_when_its_owner_asks(settings: Settings) -> None:
    mine = [left(settings, f"avis {rank}", email=email) for rank, email in enumerate(["a@exemple.fr", "A@exemple.fr"])]
    other = left(settings, "autre", email="b@exemple.fr")
    assert erase_email(settings, " A@EXEMPLE.FR ", "délégué", NOW) == 2
    assert [contact_of(settings, number) for number in [*mine, other]] == [None, None, "b@exemple.fr"]
    assert erase_email(settings, "a@exemple.fr", "délégué", NOW) == 0
    assert acts(settings, "left_review", mine[0])[-1] == ("délégué", "email_erased")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_no_byte_of_an_erased_address_stays_in_the_files(settings: Settings) -> None:
    left(settings, email="effacer-moi@exemple.fr")
    refuse_review(settings, left(settings, "texte à effacer " * 200), RefusalReason.INSULT, "mod", NOW)
    files = list(settings.home.glob("registry.db*"))
    assert any(b"effacer-moi" in path.read_bytes() for path in files)
    erase_expired(settings, after(days=400))
    for path in settings.home.glob("registry.db*"):
        assert b"effacer-moi" not in path.read_bytes(), path
        assert "texte à effacer".encode() not in path.read_bytes(), path


def test_the_audit_says_who_read_an_address(settings: Settings) -> None:
    number = left(settings, email="a@exemple.fr")
    assert read_contact(settings, number, "greffe", NOW) == "a@exemple.fr"
    assert acts(settings, "left_review", number)[-1] == ("greffe", "email_read")
    with pytest.raises(RegistryError):
        read_contact(settings, number, " ", NOW)
    erase_email(settings, "a@exemple.fr", "dpo", NOW)
    assert read_contact(settings, number, "greffe", NOW) is None
    assert [act for _, act in acts(settings, "left_review", number)].count("email_read") == 1

"""A form is cleaned and checked, each refusal is a sentence, and programs are told from people."""

import dataclasses
import datetime as dt

import pytest

from dashboard.domain.left_review import Channel, Tone
from dashboard.errors import RegistryError
from dashboard.reception.contact import checked_email
from dashboard.reception.form_stamp import elapsed, stamp
from dashboard.reception.free_text import checked_text, clean_text
from dashboard.reception.review_form import ReviewForm, checked_review, known_themes
from dashboard.reception.sending import Sending, origin_of, refusal
from dashboard.reception.short_text import checked_line
from dashboard.wording.numerals import number

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
FORM = ReviewForm(site="A", tone="positive", channel="desk", text="Accueil rapide.", themes=("Relation",))
SITES = {"A", "B"}


def said(form: ReviewForm) -> str:
    with pytest.raises(RegistryError) as refused:
        checked_review(form, SITES)
    return str(refused.value)


def test_a_right_form_is_kept_as_it_is() -> None:
    kept = checked_review(dataclasses.replace(FORM, email="Jean@EXEMPLE.fr"), SITES)
    assert (kept.site, kept.tone, kept.channel, kept.text) == ("A", Tone.POSITIVE, Channel.DESK, "Accueil rapide.")
    assert (kept.themes, kept.email, kept.masked, kept.removed) == (("Relation",), "Jean@exemple.fr", 0, 0)


def test_personal_data_are_masked_on_entry() -> None:
    kept = checked_review(dataclasses.replace(FORM, text="Mme Petit, au 06 12 34 56 78\u202e"), SITES)
    assert (kept.text, kept.masked, kept.removed) == ("Mme [nom], au [téléphone]", 2, 1)


def test_the_five_themes_can_all_be_chosen() -> None:
    assert len(known_themes()) == 5
    assert set(checked_review(dataclasses.replace(FORM, themes=tuple(known_themes())), SITES).themes) == known_themes()
    assert checked_review(dataclasses.replace(FORM, themes=("Relation", "Relation")), SITES).themes == ("Relation",)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"site": "Z"}, "Ce site n’existe pas, ou n’existe plus\u00a0: le choisir dans la liste."),
        ({"tone": "furieux"}, "Le ressenti manque\u00a0: choisir positif, neutre ou négatif."),
        ({"channel": ""}, "La façon de joindre le service manque\u00a0: la choisir dans la liste."),
        ({"themes": ("Météo",)}, "Un des thèmes n’existe pas\u00a0: les choisir dans la liste."),
        ({"themes": tuple("abcdef")}, "6 thèmes sont choisis\u00a0: en garder au plus 5."),
        ({"text": " \u202e\n\u0000"}, "L’avis est vide\u00a0: écrire quelques mots."),
        ({"text": "\u200b\u2060"}, "L’avis est vide\u00a0: écrire quelques mots."),
        ({"text": "x" * 5001}, "L’avis a 5\u00a0001 caractères\u00a0: en écrire au plus 5\u00a0000."),
        (
            {"text": "x" * 5001 + "\u202e\u0007"},
            "L’avis a 5\u00a0001 caractères, sans compter 2\u00a0caractères invisibles retirés\u00a0: "
            "en écrire au plus 5\u00a0000.",
        ),
        (
            {"email": "jean@"},
            "L’adresse électronique n’est pas complète\u00a0: l’écrire sous la forme nom@domaine.fr, "
            "ou ne rien mettre.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(changed: dict[str, object], sentence: str) -> None:
    assert said(dataclasses.replace(FORM, **changed)) == sentence


def test_five_thousand_characters_are_counted_once_cleaned() -> None:
    assert checked_text("x" * 5000 + "\u202e" * 9 + "  \r\n", "L’avis").text == "x" * 5000


@pytest.mark.parametrize("length", [201, 5_001])
def test_a_line_is_told_its_own_limit(length: int) -> None:
    with pytest.raises(RegistryError) as refused:
        checked_line("x" * length + "\u202e", "Le titre", 200)
    assert str(refused.value) == f"Le titre a {number(length)} caractères\u00a0: en écrire au plus 200."


def test_a_line_is_counted_without_its_double_spaces() -> None:
    assert checked_line("x" * 198 + "  \n \u202e y", "Le titre", 200) == "x" * 198 + " y"


@pytest.mark.parametrize(
    ("written", "text", "removed"),
    [
        ("a\r\nb\rc\td", "a\nb\nc d", 0),
        ("a\u0000b\u0007c\u001b", "abc", 3),
        ("\ufeffa\u202eb\u2066c\u2069\u200e", "abc", 5),
        ("e\u0301te\u0301", "été", 0),
        ("👩\u200d⚖️", "👩\u200d⚖️", 0),
        ("a\ud800b", "ab", 1),
        ("a\U000e0041\U000e0042", "a", 2),
        ("<b>'; drop table</b>", "<b>'; drop table</b>", 0),
    ],
)
def test_what_nobody_sees_is_taken_out(written: str, text: str, removed: int) -> None:
    assert (clean_text(written).text, clean_text(written).removed) == (text, removed)


@pytest.mark.parametrize(
    "written", ["a@b", "a b@c.fr", "@c.fr", "a@@c.fr", "a@c..fr", "a\n@c.fr", "a\ud800 @c.fr", "x" * 300 + "@c.fr"]
)
def test_an_address_has_a_form(written: str) -> None:
    with pytest.raises(RegistryError, match="n’est pas complète"):
        checked_email(written)


def test_no_address_is_an_answer() -> None:
    assert checked_email(" ") is None
    assert checked_email(" élodie@exemple.fr ") == "élodie@exemple.fr"


HONEST = Sending(trap="", elapsed=dt.timedelta(seconds=3), same_text=False, sent_in_hour=19)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, None),
        ({"trap": " "}, None),
        ({"trap": "http://"}, "Un champ qui doit rester vide est rempli"),
        ({"elapsed": dt.timedelta(seconds=2.99)}, "Le formulaire est parti trop vite"),
        ({"elapsed": dt.timedelta(seconds=-60)}, "Le formulaire est parti trop vite"),
        ({"same_text": True}, "Cet avis est déjà reçu"),
        ({"sent_in_hour": 20}, "Plus de 20 avis sont arrivés de ce réseau en une heure"),
    ],
)
def test_a_program_is_told_from_a_person(changed: dict[str, object], sentence: str | None) -> None:
    found = refusal(dataclasses.replace(HONEST, **changed), 20)
    assert found == sentence if sentence is None else found is not None and found.startswith(sentence)


def test_the_stamp_of_a_form_tells_when_it_was_opened() -> None:
    opened = stamp("key", NOW)
    assert elapsed("key", opened, NOW + dt.timedelta(seconds=8)) == dt.timedelta(seconds=8)


@pytest.mark.parametrize("forged", ["", "0", "1e400", stamp("other key", NOW), stamp("key", NOW).replace("1", "2", 1)])
def test_a_stamp_that_is_not_ours_is_refused(forged: str) -> None:
    with pytest.raises(RegistryError, match="n’est pas reconnu"):
        elapsed("key", forged, NOW)


def test_a_form_left_open_for_days_is_opened_again() -> None:
    with pytest.raises(RegistryError, match="depuis plus d’un jour"):
        elapsed("key", stamp("key", NOW), NOW + dt.timedelta(days=1, seconds=1))


def test_an_origin_is_another_one_with_another_salt() -> None:
    assert origin_of("192.0.2.1", b"a" * 32) == origin_of("192.0.2.1", b"a" * 32)
    assert len({origin_of(address, salt * 32) for address in ("192.0.2.1", "192.0.2.2") for salt in (b"a", b"b")}) == 4

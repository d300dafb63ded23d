"""`access` and `audit`: the first administrator is made from the command line, and what is wrong is said."""

import datetime as dt

import pytest

from dashboard.config import settings as settings_of
from dashboard.domain.access import EVERYWHERE, Person, Right
from dashboard.registry import database
from dashboard.registry.people import access_of


@pytest.fixture
def home(published):
    yield published.home
    database.forget(published)


def today():
    return dt.datetime.now(dt.UTC).date()


def test_the_first_administrator(command, home):
    code, said, _ = command("access", "grant", "sub-anne", "administrateur", "--everywhere")
    assert code == 0
    assert "Rôle 1 attribué à sub-anne\u00a0: Administrateur, tout le ministère." in said
    held = access_of(settings_of({"BAROMETRE_HOME": str(home)}), Person("sub-anne"), today())
    assert held.perimeter(Right.ADMINISTER) == EVERYWHERE
    _, said, _ = command("access", "list")
    assert "  1. Administrateur, tout le ministère" in said
    assert command("access", "revoke", 1)[0] == 0
    assert "Administrateur" not in command("access", "list")[1]
    _, said, _ = command("audit", "--last", 2)
    assert "installation revoked role_grant 1 administrateur" in said
    assert "2\u00a0lignes, dernière empreinte" in said


def test_a_role_on_some_places_until_a_day(command, home):
    code, said, _ = command(
        "access", "grant", "sub", "agent", "--service", "tj", "--site", "A", "--until", "2099-12-31"
    )
    assert code == 0
    assert "Agent, Tribunaux judiciaires et Site A, jusqu’au 31 décembre 2099" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("agent",), "Le périmètre est vide"),
        (("agent", "--service", "inconnu"), "n’est pas publié"),
        (("agent", "--site", "inconnu"), "n’est pas publié"),
        (("agent", "--everywhere", "--site", "A"), "ne se combine"),
        (("agent", "--everywhere", "--until", "demain"), "n’est pas un jour"),
        (("agent", "--everywhere", "--until", "2001-01-01"), "déjà passée"),
    ],
)
def test_what_is_wrong_is_said(command, home, arguments, sentence):
    code, _, error = command("access", "grant", "sub", *arguments)
    assert code == 1
    assert sentence in error


def test_an_unknown_role_and_an_unknown_number(command, home):
    assert command("access", "grant", "sub", "roi", "--everywhere")[0] == 2
    code, _, error = command("access", "revoke", 7)
    assert code == 1
    assert "n’existe pas" in error

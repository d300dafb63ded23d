"""What the command « erase » erases, and says."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.config import settings
from dashboard.registry.left_reviews import contact_of
from tests.registry.acts import acts, left

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_what_has_passed_its_time_is_erased(command: Command, home: Path) -> None:
    chosen = settings({"BAROMETRE_HOME": str(home)})
    old = left(chosen, email="a@exemple.fr")
    assert command("erase")[:2] == (0, "Effacés\u00a0: 1\u00a0adresse, 0\u00a0texte refusé.\n")
    assert contact_of(chosen, old) is None
    assert command("erase")[:2] == (0, "Effacés\u00a0: 0\u00a0adresse, 0\u00a0texte refusé.\n")


def test_an_address_is_erased_when_its_owner_asks(command: Command, home: Path) -> None:
    chosen = settings({"BAROMETRE_HOME": str(home)})
    number = left(chosen, email="a@exemple.fr", now=dt.datetime.now(dt.UTC))
    code, out, _ = command("erase", "--email", "A@exemple.fr", "--by", "dpo")
    assert (code, out) == (0, "Adresse effacée de 1\u00a0avis.\n")
    assert acts(chosen, "left_review", number)[-1] == ("dpo", "email_erased")


def test_who_erases_an_address_is_said(command: Command, home: Path) -> None:
    code, _, err = command("erase", "--email", "a@exemple.fr")
    assert code == 1
    assert "--by" in err

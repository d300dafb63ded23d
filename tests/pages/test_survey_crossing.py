"""Enquêtes: two answers crossed, once the engine has answered; the command says the same."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import application
from dashboard.config import settings
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import text_of

CLOSED = "satisfaction-2026-s1"
ASKED = {"enquete": CLOSED, "croiser": "satisfaction-globale", "selon": "satisfaction-delai"}
BUTTON = "Croiser ces réponses"


@pytest.fixture
def home(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of its own: what is asked is kept there."""
    copy = tmp_path / "home"
    shutil.copytree(demonstration, copy)
    monkeypatch.setenv("BAROMETRE_HOME", str(copy))
    return copy


def printed(*options: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(application(), ["crossing", CLOSED, *options])
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def test_nothing_is_asked_before_the_button(open_page: OpenPage, home: Path) -> None:
    app = open_page("surveys", home=home, **ASKED)
    assert not app.exception
    assert BUTTON in [button.label for button in app.button]
    assert not (settings().computed / "crossings").exists()


def test_the_page_shows_what_the_command_prints(open_page: OpenPage, home: Path) -> None:
    rows = printed("--question", "satisfaction-globale", "--by", "satisfaction-delai")
    assert [row["status"] for row in rows].count("ok") > len(rows) / 2
    app = open_page("surveys", home=home, panels=["enquete_croisement_data"], **ASKED)
    assert not app.exception
    assert BUTTON not in [button.label for button in app.button]
    text = text_of(app)
    assert "parmi ceux qui répondent «\u00a0Très satisfait\u00a0» à «\u00a0Satisfaction sur le délai\u00a0»" in text
    assert "écart démontré de" in text
    for row in rows:
        assert (f">{row['share']}<" if row["share"] else ">secret<") in text
    assert "Satisfaction globale, selon\u00a0: Satisfaction sur le délai" in [one.value for one in app.subheader]


def test_both_ways_withhold_the_same_people(home: Path) -> None:
    one = printed("--question", "satisfaction-globale", "--by", "satisfaction-delai")
    other = printed("--question", "satisfaction-delai", "--by", "satisfaction-globale")

    def hidden(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
        return {(row["by"], row["answer"]) for row in rows if row["status"] == "masked"}

    assert hidden(one) == {(b, a) for a, b in hidden(other)} != set()
    assert len([*(home / "computed" / "crossings").iterdir()]) == 1


def test_the_channel_splits_answers_too(home: Path) -> None:
    rows = printed("--question", "satisfaction-globale", "--by", "canal")
    assert {row["by"] for row in rows} == {"En ligne", "Borne sur place", "Téléphone", "Courrier"}
    shown = [row for row in rows if row["by"] == "En ligne"]
    assert all(row["status"] == "ok" for row in shown)
    assert abs(sum(int(row["share"]) for row in shown) - 100) <= 2
    assert home.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["satisfaction-2026-s2"], "n’est pas une enquête close"),
        ([CLOSED, "--question", "nulle"], "«\u00a0nulle\u00a0» n’est pas une question à croiser de cette enquête"),
        ([CLOSED, "--by", "satisfaction-globale"], "Une question ne se croise pas avec elle-même"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_crossed_is_told(options: list[str], said: str) -> None:
    given = ["--question", "satisfaction-globale", "--by", "canal", *options[1:]]
    result = CliRunner().invoke(application(), ["crossing", options[0], *given])
    assert result.exit_code
    assert said in str(result.exception)

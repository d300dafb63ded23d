"""Somebody who sees one service, or a few sites, sees nothing of the others: every page, every chart, every table."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import settings
from dashboard.domain.access import Grant, Perimeter, Person, Role
from dashboard.domain.action import ActionState, ExpectedDirection, ExpectedEffect
from dashboard.reception.action_form import ActionForm
from dashboard.registry.actions import create_action
from dashboard.registry.people import grant_role
from dashboard.store import reads
from dashboard.store.store import open_current
from dashboard.ui import signed_in
from tests.pages.conftest import OpenPage
from tests.pages.test_nothing_masked_leaks import PANELS
from tests.pages.test_pages import TITLES, charts_of, text_of
from tests.shared_home import copied

NOW = dt.datetime.now(dt.UTC)
OF_SERVICE, OF_SITES = Person("sub-service", "Anne Service"), Person("sub-sites", "Benoît Sites")
MINE = "tribunaux-judiciaires"


@pytest.fixture(scope="module")
def home(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, with a pilot of one service and an analyst and moderator of two sites."""
    folder = copied(tmp_path_factory, "perimeter", lambda made: _made(demonstration, made))
    return folder


def _made(demonstration: Path, home: Path) -> None:
    shutil.copytree(demonstration, home, dirs_exist_ok=True)
    chosen = settings({"BAROMETRE_HOME": str(home)})
    give(chosen, OF_SERVICE, Role.PILOT, Perimeter(services=(MINE,)))
    two = [site.code for site in listed(home) if site.service == MINE][:2]
    for role in (Role.ANALYST, Role.MODERATOR):
        give(chosen, OF_SITES, role, Perimeter(sites=tuple(two)))


def give(chosen, person, role, perimeter):
    grant_role(chosen, person, Grant(role, perimeter), {}, "essai", NOW)


def listed(home: Path) -> list:
    with open_current(settings({"BAROMETRE_HOME": str(home)})) as store:
        return [site for site in reads.sites(store) if site.level == "site"]


@pytest.mark.parametrize("person", [OF_SERVICE, OF_SITES], ids=["service", "sites"])
def test_the_effect_of_an_action_is_told_of_the_perimeter_only(
    open_page: OpenPage, home: Path, monkeypatch: pytest.MonkeyPatch, person: Person
) -> None:
    chosen = settings({"BAROMETRE_HOME": str(home)})
    mine = [site.code for site in listed(home) if site.service == MINE]
    other = next(site.code for site in listed(home) if site.service == "point-justice")
    effect = ExpectedEffect("accueil-courtois", ExpectedDirection.UP, 5.0)
    numbers = [
        create_action(
            chosen,
            ActionForm(
                "Un guichet", "Ouvrir un guichet.", "greffe", ActionState.DONE, done_on=dt.date(2025, 6, 2),
                commitment=1, indicator="accueil-courtois", site=code, expected=effect,
            ),
            "greffe", NOW,
        )
        for code in (mine[0], other)
    ]  # fmt: skip
    monkeypatch.setattr(signed_in, "signs_in", lambda: True)
    monkeypatch.setattr(signed_in, "person", lambda: person)
    shown, hidden = (open_page("actions", home=home, action=str(number)) for number in numbers)
    assert not shown.exception
    assert "Un guichet" in text_of(shown)
    assert "sortent de votre périmètre" not in text_of(shown)
    assert "Un guichet" not in text_of(hidden)
    offered = [button.label for button in shown.button]
    assert ("Changer l’état" in offered) == (person is OF_SERVICE)


def shown_by(app: AppTest) -> str:
    """All that is sent to the browser: texts, data of the charts, lists of choices."""
    return text_of(app) + "".join(map(str, charts_of(app))) + str([block.proto for block in app.main])


@pytest.mark.parametrize("person", [OF_SERVICE, OF_SITES], ids=["service", "sites"])
@pytest.mark.parametrize("name", [name for name in [*TITLES, "meetings"] if name != "data"])
def test_every_page_shows_the_perimeter_only(
    open_page: OpenPage, home: Path, monkeypatch: pytest.MonkeyPatch, name: str, person: Person
) -> None:
    monkeypatch.setattr(signed_in, "signs_in", lambda: True)
    monkeypatch.setattr(signed_in, "person", lambda: person)
    app = open_page(name, home=home, panels=PANELS)
    assert not app.exception, app.exception
    text = shown_by(app)
    assert "sortent de votre périmètre" not in text
    assert "Vos droits ne permettent pas" not in text
    mine = [site.code for site in listed(home) if site.service == MINE][: 2 if person is OF_SITES else None]
    # A court of appeal also names the ressort of a site: that is geography.
    others = [s.name for s in listed(home) if s.code not in mine and s.service != "cours-d-appel"]
    assert [other for other in others if other in text] == []

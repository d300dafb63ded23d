"""« Vous avez dit, nous avons fait »: the right pairs, in order, and no text that protection withholds."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from dashboard.analyses.said_and_done import SaidAndDone, said_and_done
from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.left_review import RefusalReason, review_code
from dashboard.domain.scope import Scope
from dashboard.loading.publication import publish_everything
from dashboard.reception.action_form import ActionForm
from dashboard.registry.actions import create_action
from dashboard.registry.moderation import publish_review, refuse_review
from dashboard.store.store import open_current
from tests.builders import review, site, stage
from tests.registry.acts import NOW, left

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # the registry's own queries: their tests
EVERYWHERE = Scope()


@pytest.fixture
def installation(settings: Settings) -> Settings:
    """One loaded opinion on A, dozens on B and on D, half of them positive; none on C, of another service."""
    sites = [site("A"), site("B"), site("D"), site("C", service="ta", service_label="Tribunaux administratifs")]
    stage(settings, kind="spplus-structures", sites=sites)
    many = [
        review(f"{where}{n}", where, "2026-03-02", feeling=1 if n % 2 else -1, text=f"Texte {n}.")
        for where, times in (("B", 30), ("D", 60))
        for n in range(times)
    ]
    one = review("a1", "A", "2026-03-02", feeling=-1, text="Seul avis du site.")
    stage(settings, kind="spplus-reviews", reviews=[one, *many])
    publish_everything(settings)
    return settings


def made(settings: Settings, title: str, reviews: list[str], state: ActionState, **place: str) -> int:
    form = ActionForm(title, "Décidé.", "le greffe", state, **(place or {"site": "A"}))  # type: ignore[arg-type]
    return create_action(settings, form, "agent", NOW, reviews)


def shown(settings: Settings, text: str, where: str = "A") -> int:
    number = left(settings, text, site=where)
    publish_review(settings, number, "mod", NOW)
    return number


def pairs(settings: Settings, scope: Scope = EVERYWHERE) -> list[SaidAndDone]:
    return said_and_done(open_current(settings), settings, scope)


def test_what_is_done_comes_first_and_what_is_abandoned_never(installation: Settings) -> None:
    code = review_code(shown(installation, "Trop d’attente."))
    for state in (ActionState.CONSIDERED, ActionState.ABANDONED, ActionState.UNDER_WAY, ActionState.DONE):
        made(installation, state.value, [code], state)
    made(installation, "sans avis", [], ActionState.DONE)
    found = pairs(installation)
    assert [pair.action.title for pair in found] == ["done", "under_way", "considered"]
    assert [quote.text for pair in found for quote in pair.quotes] == ["Trop d’attente."] * 3
    assert found[0].names == {"A": "Site A"}


def test_the_text_of_a_loaded_opinion_follows_the_protection_of_its_site(installation: Settings) -> None:
    made(installation, "Guichet", ["a1", "B3", "D3"], ActionState.DONE, service="tj")
    [pair] = pairs(installation)
    # B is withheld too: with the total of the three, it would tell that of A.
    assert {quote.code: quote.text for quote in pair.quotes} == {"a1": None, "B3": None, "D3": "Texte 3."}


def test_a_withdrawn_opinion_is_not_quoted(installation: Settings) -> None:
    number = shown(installation, "Trop d’attente.")
    made(installation, "Guichet", [review_code(number)], ActionState.DONE)
    refuse_review(installation, number, RefusalReason.INSULT, "mod", NOW)
    assert pairs(installation) == []


def test_no_number_of_later_actions_hides_an_answer(installation: Settings) -> None:
    made(installation, "Guichet", [review_code(shown(installation, "Trop d’attente."))], ActionState.DONE)
    for number in range(201):
        made(installation, f"Sans avis {number}", [], ActionState.DONE)
    assert [pair.action.title for pair in pairs(installation)] == ["Guichet"]


@pytest.fixture
def east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server whose day begins fourteen hours before that of UTC."""
    with monkeypatch.context() as here:
        here.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        yield
    time.tzset()


def test_an_opinion_has_the_day_of_the_server(installation: Settings, east: None) -> None:
    number = left(installation, "Trop d’attente.")
    publish_review(installation, number, "mod", dt.datetime(2026, 3, 2, 18, 0, tzinfo=dt.UTC))
    made(installation, "Guichet", [review_code(number)], ActionState.DONE)
    [pair] = pairs(installation)
    assert [quote.on for quote in pair.quotes] == [dt.date(2026, 3, 3)]


def test_only_the_opinions_of_the_perimeter_are_quoted(installation: Settings) -> None:
    on_a, on_b = (review_code(shown(installation, f"De {where}.", where)) for where in "AB")
    made(installation, "Guichet", [on_a, on_b], ActionState.DONE, service="tj")
    [pair] = pairs(installation, Scope(sites=("A",)))
    assert [quote.text for quote in pair.quotes] == ["De A."]
    assert pairs(installation, Scope(services=("ta",))) == []

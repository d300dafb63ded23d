"""Actions: kept whole, tied to opinions, each act with its line; on the two databases."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import OPEN
from dashboard.domain.action import ActionState
from dashboard.domain.left_review import RefusalReason, review_code, review_number
from dashboard.errors import RegistryError
from dashboard.reception.action_form import ActionForm
from dashboard.registry import database
from dashboard.registry.action_reviews import tie_review, untie_review
from dashboard.registry.actions import Action, actions, actions_about, change_action_state, create_action
from dashboard.registry.models import ActionRow
from dashboard.registry.moderation import refuse_review
from tests.registry.acts import NOW, acts, left, published

TODAY = NOW.date()


def made(settings: Settings, reviews: tuple[str, ...] = (), **changed: object) -> int:
    values: dict[str, object] = {"title": "Un second guichet", "decided": "Ouvrir à 8 h 30.", "owner": "le greffe"}
    form = ActionForm(**(values | {"site": "A"} | changed))  # type: ignore[arg-type]
    return create_action(settings, form, "agent", NOW, reviews)


def only(settings: Settings) -> Action:
    [action] = actions(settings)
    return action


def test_the_code_of_an_opinion_of_the_registry() -> None:
    assert (review_code(12), review_number("avis-12")) == ("avis-12", 12)
    assert [review_number(code) for code in ("12", "avis-", "avis-x", "AVIS-1", "avis-²")] == [None] * 5


def test_an_action_is_kept_with_the_opinions_that_it_answers(settings: Settings) -> None:
    first, second = (review_code(published(settings)) for _ in range(2))
    number = made(
        settings, (first, second, first), title=" Un  second\nguichet ", due_on=dt.date(2026, 9, 1), commitment=5
    )
    action = only(settings)
    assert (action.title, action.decided, action.owner) == ("Un second guichet", "Ouvrir à 8 h 30.", "le greffe")
    assert (action.site, action.service, action.due_on, action.done_on) == ("A", None, dt.date(2026, 9, 1), None)
    assert (action.state, action.commitment, action.reviews) == (ActionState.CONSIDERED, 5, (first, second))
    assert acts(settings, "action", number) == [("agent", "created"), ("agent", "tied"), ("agent", "tied")]
    assert [found.id for found in actions_about(settings, second)] == [number]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "Le titre de l’action est vide"),
        ({"title": "x" * 201}, "Le titre de l’action a 201 caractères"),
        ({"decided": ""}, "Ce qui a été décidé est vide"),
        ({"owner": "\u202e"}, "Le nom du responsable est vide"),
        ({"site": None}, "celle d’un site ou d’un service"),
        ({"service": "S"}, "celle d’un site ou d’un service"),
        ({"state": ActionState.DONE, "done_on": TODAY + dt.timedelta(days=1)}, "est à venir"),
        ({"done_on": TODAY}, "l’action doit être"),
    ],
)
def test_what_is_not_an_action_is_refused(settings: Settings, changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(RegistryError, match=sentence):
        made(settings, **changed)
    assert actions(settings) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": "Rappeler Mme Dupont"}, "Le titre de l’action est lu par le public et contient 1\u00a0nom"),
        ({"decided": "Appeler le 06 12 34 56 78."}, "Ce qui a été décidé est lu par le public et contient"),
    ],
)
def test_a_text_that_names_a_person_is_not_made_public(
    settings: Settings, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RegistryError, match=sentence):
        made(settings, **changed)


def test_an_action_that_is_refused_leaves_nothing_behind(settings: Settings) -> None:
    with pytest.raises(RegistryError, match="Cet avis n’existe pas"):
        made(settings, (review_code(published(settings)), "avis-999"))
    assert actions(settings) == []
    assert acts(settings, "action", 1) == []


def test_an_action_changes_state_and_is_done_on_a_day(settings: Settings) -> None:
    number = made(settings)
    change_action_state(settings, number, ActionState.DONE, "chef", NOW)
    assert (only(settings).state, only(settings).done_on) == (ActionState.DONE, TODAY)
    with pytest.raises(RegistryError, match="est déjà dans cet état"):
        change_action_state(settings, number, ActionState.DONE, "autre", NOW)
    change_action_state(settings, number, ActionState.UNDER_WAY, "chef", NOW)
    assert only(settings).done_on is None
    change_action_state(settings, number, ActionState.DONE, "chef", NOW, dt.date(2026, 2, 1))
    assert only(settings).done_on == dt.date(2026, 2, 1)
    with pytest.raises(RegistryError, match="Cette action n’existe pas"):
        change_action_state(settings, 99, ActionState.DONE, "chef", NOW)


def test_only_a_published_opinion_is_tied_and_once(settings: Settings) -> None:
    number, waiting = made(settings), left(settings)
    with pytest.raises(RegistryError, match="n’est pas publié"):
        tie_review(settings, number, review_code(waiting), "agent", NOW)
    shown = review_code(published(settings))
    tie_review(settings, number, shown, "agent", NOW)
    with pytest.raises(RegistryError, match="déjà rattaché"):
        tie_review(settings, number, shown, "autre", NOW)
    untie_review(settings, number, shown, "autre", NOW)
    with pytest.raises(RegistryError, match="n’est pas rattaché"):
        untie_review(settings, number, shown, "autre", NOW)
    assert only(settings).reviews == ()
    assert acts(settings, "action", number)[1:] == [("agent", "tied"), ("autre", "untied")]


def test_a_loaded_opinion_keeps_its_own_code(settings: Settings) -> None:
    number = made(settings, ("10001",))
    assert only(settings).reviews == ("10001",)
    for code in ("", "x" * 81):
        with pytest.raises(RegistryError, match="pas de code connu"):
            tie_review(settings, number, code, "agent", NOW)


def test_two_people_who_tie_at_once_tie_once(settings: Settings) -> None:
    number, code = made(settings), review_code(published(settings))

    def tie(who: int) -> str:
        try:
            tie_review(settings, number, code, f"agent {who}", NOW)
        except RegistryError as error:
            return str(error)
        return "rattaché"

    # A thread knows nobody by itself.
    with ThreadPoolExecutor(4, initializer=authority.provided_by, initargs=(lambda: OPEN,)) as pool:
        said = sorted(pool.map(tie, range(4)))
    assert said == ["Cet avis est déjà rattaché à cette action."] * 3 + ["rattaché"]


def test_a_withdrawn_opinion_stays_tied_but_is_tied_no_more(settings: Settings) -> None:
    review = published(settings)
    made(settings, (review_code(review),))
    refuse_review(settings, review, RefusalReason.INSULT, "mod", NOW)
    assert only(settings).reviews == (review_code(review),)
    with pytest.raises(RegistryError, match="n’est pas publié"):
        made(settings, (review_code(review),))


def test_actions_of_a_perimeter(settings: Settings) -> None:
    of_a, of_b = made(settings), made(settings, site="B")
    of_service = made(settings, site=None, service="S")
    assert [action.id for action in actions(settings)] == [of_service, of_b, of_a]
    assert [action.id for action in actions(settings, sites={"A"}, services={"S"})] == [of_service, of_a]
    assert [action.id for action in actions(settings, sites={"B"})] == [of_b]
    assert actions(settings, sites=set()) == []
    assert [action.id for action in actions(settings, limit=1)] == [of_service]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_no_registry_is_made_to_list_nothing(settings: Settings) -> None:
    assert actions(settings) == []
    assert not settings.home.exists()


@pytest.mark.parametrize(
    "wrong", [{"state": "x"}, {"state": "done"}, {"done_on": TODAY}, {"service": "S"}, {"site": None}]
)
def test_the_database_itself_refuses_what_no_action_is(settings: Settings, wrong: dict[str, object]) -> None:
    made(settings)
    with Session(database.engine(settings)) as session:
        row = session.get(ActionRow, only(settings).id)
        for field, value in wrong.items():
            setattr(row, field, value)
        with pytest.raises(IntegrityError):
            session.commit()

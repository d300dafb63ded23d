"""The words of an action and of its verdict."""

import datetime as dt

import pytest

from dashboard.domain.action import ExpectedDirection, ExpectedEffect
from dashboard.domain.action_effect import ActionVerdict, EffectSize, Reminder
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, Kind
from dashboard.domain.period import Period
from dashboard.errors import RegistryError
from dashboard.reception.action_form import change_written
from dashboard.wording import action_effect as words
from dashboard.wording.action_history import Milestone, milestones
from dashboard.wording.actions import reminder_term, verdict_count
from tests.builders import indicator
from tests.unit.french import plain

SHARE = indicator("share")
DELAY = indicator("delay", Kind.MEAN, unit="jours", direction=Direction.LOWER)
DAYS = indicator("days", Kind.QUANTILE, unit="jours", decimals=0)
SIZE = EffectSize(4.21, 1.14, 7.28, 64.69, 0.8, 23, 0)
YEAR = Period(dt.date(2025, 5, 1), dt.date(2026, 5, 1))


@pytest.mark.parametrize(
    ("one", "change", "said"),
    [
        (SHARE, 2.0, "2 points"), (SHARE, 1.0, "1 point"), (SHARE, 2.5, "2,5 points"), (DELAY, 3.0, "3 jours"),
        (DELAY, 1.5, "1,5 jour"), (None, 2.0, "2 points"), (DAYS, 0.5, "0,5 jour"), (DAYS, 1.5, "1,5 jour"),
        (DAYS, 1.0, "1 jour"), (DAYS, 10.0, "10 jours"), (SHARE, 2.25, "2,25 points"), (SHARE, 0.1, "0,1 point"),
        (indicator("mark", Kind.MEAN), 0.25, "0,25"), (indicator("net", Kind.NET), 3.0, "3 points"),
    ],
)  # fmt: skip
def test_the_smallest_useful_change(one: object, change: float, said: str) -> None:
    assert plain(words.size(one, change)) == said  # type: ignore[arg-type]


def test_what_was_expected() -> None:
    expected = ExpectedEffect("share", ExpectedDirection.UP, 2.0)
    assert plain(words.expectation(SHARE, expected)) == "hausse d’au moins 2 points de « Share »"
    assert plain(words.expectation(None, expected)) == "hausse d’au moins 2 points de « share »"


def test_the_conclusion_has_the_effect_and_its_interval() -> None:
    read = words.read_effect(SHARE, ActionVerdict.UNCERTAIN, "", SIZE, ["12 mars 2026 : Grève"], late=True)
    assert plain(read.conclusion) == (
        "Effet démontré, ampleur incertaine : +4,2 points (IC 95 % [1,1 ; 7,3]) par rapport à ce qui était attendu "
        "sans l’action."
    )
    assert plain(read.limit).startswith("Effet attendu fixé après coup")
    assert "Dans les mois comparés, il y a eu aussi : 12 mars 2026 : Grève." in plain(read.limit)
    assert "Ce n’est pas la preuve d’une cause" in read.limit


def test_without_figures_the_reason_is_the_conclusion() -> None:
    why = words.too_early(dt.date(2027, 4, 1))
    read = words.read_effect(SHARE, ActionVerdict.TOO_EARLY, why, None, [], late=False)
    assert plain(read.conclusion) == "Trop tôt : verdict à partir des données d’avril 2027."
    assert read.limit == "On ne peut rien conclure."


def test_the_peers_and_the_bases() -> None:
    said = plain(words.beside_peers(SHARE, SIZE))
    assert "23 sites pairs sans action sur cet indicateur ont varié de +0,8 point en moyenne" in said
    assert "ce site était attendu à 64,7 %" in said
    assert said.endswith("aucun des 23 n’a connu une hausse aussi nette.")
    day = EffectSize(-3.0, -4.0, -2.0, 1.2, -0.4, 23, 0)
    assert "ce site était attendu à 1 jour." in plain(words.beside_peers(DAYS, day))
    fallen = EffectSize(-4.21, -7.28, -1.14, 64.69, 0.8, 23, 2)
    assert plain(words.beside_peers(SHARE, fallen)).endswith("2 des 23 ont connu une baisse au moins aussi nette.")
    told = plain(
        words.bases(SHARE, [Withheld(Status.MASKED, "Secret")], Shown(68.9, 65.0, 72.6, 812), [YEAR.last_year()], YEAR)
    )
    assert told == (
        "Avant, 12 mois à fin avril 2025 : secret statistique (Secret). "
        "Après, 12 mois à fin avril 2026 : 68,9 % (IC 95 % [65,0 ; 72,6], n = 812)."
    )


@pytest.mark.parametrize(
    ("towards", "against", "said"),
    [
        (0, 0, "Depuis l’action, les 8 points restent dans la variation habituelle."),
        (5, 0, "Depuis l’action, 5 points sur 8 donnent un signal dans le sens attendu."),
        (1, 2, "Depuis l’action, 1 point sur 8 donne un signal dans le sens attendu et 2 points sur 8 donnent un "
         "signal dans le sens opposé."),
    ],
)  # fmt: skip
def test_the_control_chart(towards: int, against: int, said: str) -> None:
    read = words.read_chart(base=20, provisional=False, seen=8, towards=towards, against=against)
    assert plain(read.conclusion) == said
    short = words.read_chart(base=4, provisional=False, seen=8, towards=0, against=0, limits_known=False)
    assert plain(short.conclusion).startswith("Historique trop court : 4 points avant l’action")


@pytest.mark.parametrize(
    ("expected", "direction", "said"),
    [
        (ExpectedEffect("share", ExpectedDirection.DOWN, 2.0), Direction.HIGHER, "attendu"),
        (None, Direction.HIGHER, "dans le sens favorable et 1 point sur 8 donne un signal dans le sens défavorable."),
        (None, Direction.LOWER, "dans le sens favorable"),
        (None, Direction.NEUTRAL, "à la hausse et 1 point sur 8 donne un signal à la baisse."),
    ],
)
def test_nothing_is_expected_where_no_effect_was_fixed(
    expected: ExpectedEffect | None, direction: Direction, said: str
) -> None:
    ways = words.senses(expected, direction)
    read = words.read_chart(base=20, provisional=False, seen=8, towards=2, against=1, ways=ways)
    assert said in plain(read.conclusion)
    assert ("attendu" in read.conclusion) is (expected is not None)


def test_the_life_of_an_action_is_told_in_order() -> None:
    acts = [
        (dt.date(2025, 1, 2), "Claire Martin", "created", "considered"),
        (dt.date(2025, 1, 2), "Claire Martin", "effect_stated", "share up 2"),
        (dt.date(2025, 4, 3), "Claire Martin", "state_changed", "done 2025-04-01"),
        (dt.date(2025, 4, 9), "Claire Martin", "due_changed", ""),
    ]
    found = milestones(
        acts, due_on=dt.date(2025, 3, 1), done_on=dt.date(2025, 4, 1), compared=YEAR, ready=True,
        verdict=ActionVerdict.SMALL,
    )  # fmt: skip
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert Milestone(dt.date(2025, 3, 1), "Échéance de l’action.") in found
    said = [plain(one.said) for one in found]
    assert "Claire Martin a changé l’état : faite, le 1er avril 2025." in said
    assert "Claire Martin a changé l’échéance : aucune." in said
    assert said[-1] == "Données comparées : 12 mois à fin avril 2026. Effet trop petit pour être utile."


def test_the_plan_in_one_sentence() -> None:
    given = [ActionVerdict.USEFUL, ActionVerdict.USEFUL, ActionVerdict.CONTRARY, ActionVerdict.NONE]
    assert plain(verdict_count(given)).startswith(
        "4 actions, dont 3 ont un verdict : 2 effets démontrés et utiles et 1 effet contraire."
    )
    assert plain(verdict_count([ActionVerdict.NONE])) == "1 action ; aucun verdict n’est encore rendu."
    assert reminder_term(Reminder.OVERDUE, dt.date(2026, 3, 3), "") == "échéance le 3 mars 2026"


@pytest.mark.parametrize(("written", "read"), [("2,5", 2.5), (" 3 ", 3.0), ("1\u00a0000", 1000.0)])
def test_a_change_is_read_as_people_write_it(written: str, read: float) -> None:
    assert change_written(written) == read


@pytest.mark.parametrize("written", ["", "deux", "2,5,1"])
def test_a_change_that_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(RegistryError, match="n’est pas un nombre"):
        change_written(written)

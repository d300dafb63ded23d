"""The agenda of a meeting: the same figures whatever is published later, ordered, commented, on the two databases."""

import datetime as dt
import json

import pytest

from dashboard.config import Settings
from dashboard.domain.agenda import AgendaItem, FrozenFigure, FrozenPoint, FrozenTable, ItemKind
from dashboard.domain.scope import Scope
from dashboard.errors import RegistryError
from dashboard.registry import agenda_text
from dashboard.registry.agenda import add_remark, agenda, comment_item, move_item, remove_item
from dashboard.registry.review_meetings import create_meeting, review_meeting
from tests.registry.acts import NOW, acts

FIGURE = FrozenFigure(
    "accueil-courtois", "Accueil courtois", "71,4\u00a0%", 1_234, dt.date(2025, 11, 1), dt.date(2026, 11, 1),
    Scope(services=("tj",), regions=("53", "84")),
    lower_bound=0.0, upper_bound=100.0,
    points=(FrozenPoint(dt.date(2026, 9, 1), 70.5, 68.0, 73.0, 410), FrozenPoint(dt.date(2026, 10, 1), 71.0)),
)  # fmt: skip
ITEMS = (
    AgendaItem(ItemKind.CHANGE, "Accueil", "Dégradation démontrée.", "Base faible.", "Réseau", "2026", FIGURE),
    AgendaItem(
        ItemKind.ACTION,
        "Ouvrir un guichet",
        "Action en cours.",
        table=FrozenTable("Valeurs", ("A", "B"), (("1", "2"),)),
    ),
)


def held(settings: Settings) -> int:
    return create_meeting(settings, "Comité", dt.date(2026, 12, 2), {}, 3, "secrétaire", NOW, ITEMS)


def titles(settings: Settings, meeting: int) -> list[str]:
    return [kept.item.title for kept in agenda(settings, meeting)]


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_read_as_it_was_written(item: AgendaItem) -> None:
    assert agenda_text.read(agenda_text.written(item)) == item


def test_an_item_of_an_earlier_program_is_still_read() -> None:
    old = json.loads(agenda_text.written(ITEMS[0]))
    del old["table"]
    for name in ("interval", "rule", "source"):
        del old["figure"][name]
    assert agenda_text.read(json.dumps(old)) == ITEMS[0]


def test_the_description_of_an_action_kept_as_a_limit_is_read_as_what_it_is() -> None:
    old = json.loads(agenda_text.written(ITEMS[1]))
    del old["description"]
    old["limit"] = "Ouvrir le lundi."
    read = agenda_text.read(json.dumps(old))
    assert (read.description, read.limit) == ("Ouvrir le lundi.", "")


def test_the_agenda_keeps_what_was_proposed(settings: Settings) -> None:
    meeting, other = held(settings), held(settings)
    assert tuple(kept.item for kept in agenda(settings, meeting)) == ITEMS
    assert {kept.id for kept in agenda(settings, meeting)}.isdisjoint(kept.id for kept in agenda(settings, other))
    found = review_meeting(settings, meeting)
    assert found is not None
    assert found.data_version == 3
    assert review_meeting(settings, 99) is None


def test_it_is_ordered_shortened_and_completed(settings: Settings) -> None:
    meeting = held(settings)
    add_remark(settings, meeting, " Tour  de table ", "", "secrétaire", NOW)
    first, second, third = (kept.id for kept in agenda(settings, meeting))
    move_item(settings, third, -1, "secrétaire", NOW)
    assert titles(settings, meeting) == ["Accueil", "Tour de table", "Ouvrir un guichet"]
    move_item(settings, first, -1, "secrétaire", NOW)  # it is the first already
    remove_item(settings, second, "secrétaire", NOW)
    assert titles(settings, meeting) == ["Accueil", "Tour de table"]
    assert acts(settings, "agenda_item", third) == [("secrétaire", "created"), ("secrétaire", "moved")]
    assert acts(settings, "agenda_item", second) == [("secrétaire", "removed")]
    with pytest.raises(RegistryError, match="n’est plus à l’ordre du jour"):
        remove_item(settings, second, "secrétaire", NOW)


def test_a_comment_is_written_changed_and_taken_away(settings: Settings) -> None:
    meeting = held(settings)
    first = agenda(settings, meeting)[0].id
    for text in ("À expliquer.", "  "):
        comment_item(settings, first, text, "secrétaire", NOW)
        assert agenda(settings, meeting)[0].comment == text.strip()
    with pytest.raises(RegistryError, match="Le commentaire"):
        comment_item(settings, first, "é" * 3_000, "secrétaire", NOW)
    with pytest.raises(RegistryError, match="Le titre du point"):
        add_remark(settings, meeting, " ", "", "secrétaire", NOW)
    with pytest.raises(RegistryError, match="Cette revue n’existe pas"):
        add_remark(settings, 99, "Tour de table", "", "secrétaire", NOW)

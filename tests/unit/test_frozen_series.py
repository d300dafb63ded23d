"""A frozen figure on the wall: its target across the chart when it was kept, its values in columns that are read."""

from dataclasses import replace

from dashboard.charts.frozen_series import WALL, frozen_series
from dashboard.charts.palette import LIGHT
from dashboard.domain.agenda import AgendaItem, FrozenTable, ItemKind
from dashboard.registry.agenda_text import read, written
from dashboard.ui.sections.frozen_rows import as_table
from dashboard.wording.frozen_values import headed, is_numeric
from tests.meetings import figure

_IC, _N = "IC\u00a095\u00a0% ", "n\u00a0=\u00a0"
COMPARED = FrozenTable(
    "Valeurs comparées",
    ("Période", "Valeur", "Intervalle", "Base"),
    (
        ("2026", "69,7\u00a0%", f"{_IC}[67,1\u00a0; 72,2]", f"{_N}1\u00a0200"),
        ("2025", "74,0\u00a0%", f"{_IC}[71,4\u00a0; 76,4]", f"{_N}1\u00a0180"),
        ("Écart", "−4,3\u00a0points", f"{_IC}[−7,9\u00a0; −0,7]", "–"),
    ),
)


def test_a_target_is_a_line_that_the_axis_holds() -> None:
    for target in (50.0, 72.0, 99.5):
        drawn = frozen_series(replace(figure(), target=target), LIGHT)
        low, high = drawn.layout.yaxis.range
        assert low <= target <= high
        assert [(line.y0, line.y1) for line in drawn.layout.shapes] == [(target, target)]
    [words] = drawn.layout.annotations
    assert (words.text, words.font.size) == ("Cible\u00a0: 99,5\u00a0%", WALL)


def test_a_meeting_that_kept_no_target_opens() -> None:
    item = AgendaItem(ItemKind.TARGET, "Cible", "", figure=figure())
    before = written(item).replace('"target": null', '"target_": null').replace(', "target_": null', "")
    assert '"target' not in before.replace('"kind": "target"', "")
    assert read(before) == item
    assert not frozen_series(figure(), LIGHT).layout.shapes


def test_a_target_is_kept() -> None:
    item = AgendaItem(ItemKind.TARGET, "Cible", "", figure=replace(figure(), target=87.0))
    assert read(written(item)) == item


def test_what_every_cell_of_a_column_repeats_is_its_header() -> None:
    shown = headed(COMPARED)
    assert shown.columns == ("Période", "Valeur", "IC\u00a095\u00a0%", "n")
    assert [row[2:] for row in shown.rows] == [
        ("[67,1\u00a0; 72,2]", "1\u00a0200"), ("[71,4\u00a0; 76,4]", "1\u00a0180"), ("[−7,9\u00a0; −0,7]", "–")
    ]  # fmt: skip
    assert [column.numeric for column in as_table(COMPARED).columns] == [False, True, True, True]


def test_a_column_whose_cells_differ_stays_as_it_is() -> None:
    mixed = FrozenTable("x", ("Question", "Base"), (("a", "n\u00a0=\u00a012"), ("b", "base non communiquée")))
    assert headed(mixed) == mixed
    empty = FrozenTable("x", ("Question", "Base"), ())
    assert headed(empty) == empty


def test_a_date_is_no_number() -> None:
    assert is_numeric(["12", "–", "+47,2\u00a0points", "3,6\u00a0/6", "168\u00a0kWh/m²", "[−16\u00a0; −8]"])
    assert not is_numeric(["15 janvier 2027"])
    assert not is_numeric(["–"])

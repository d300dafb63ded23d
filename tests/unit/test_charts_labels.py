from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import placed, spread
from dashboard.charts.palette import LIGHT
from dashboard.charts.sparkline import sparkline, sparkline_image


def test_labels_that_do_not_touch_stay_in_place():
    assert spread([10.0, 50.0, 30.0], [5.0] * 3) == [10.0, 50.0, 30.0]


def test_labels_that_touch_part_around_their_middle():
    assert spread([10.0, 10.0], [4.0, 4.0]) == [8.0, 12.0]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), max_size=12))
def test_labels_keep_their_order_and_never_overlap(labels: list[tuple[float, float]]):
    values, sizes = [value for value, _ in labels], [size for _, size in labels]
    places = spread(values, sizes)
    order = sorted(range(len(values)), key=lambda i: values[i])
    assert all(places[b] - places[a] >= (sizes[a] + sizes[b]) / 2 - 1e-6 for a, b in pairwise(order))


def test_a_label_without_room_is_left_out():
    assert placed([(50, 50)], [(0, "Strasbourg")], 300, 300) == [(0, "Strasbourg", "middle right")]
    assert placed([(295, 50)], [(0, "Strasbourg")], 300, 300)[0][2] == "middle left"
    assert placed([(20, 20)], [(0, "Strasbourg")], 40, 40) == []


def test_a_sparkline_is_hidden_from_screen_readers_and_marks_its_last_figure():
    svg = sparkline([1.0, 2.0, None, 3.0, None], width=106, height=26)
    assert 'aria-hidden="true"' in svg
    assert svg.count("M") == 2  # two strokes: the hole is not bridged
    assert 'cx="78"' in svg
    assert 'cy="3"' in svg


def test_a_sparkline_without_figure_is_nothing():
    assert sparkline([None, None]) == ""
    assert sparkline_image([], LIGHT) == ""


def test_a_flat_sparkline_is_in_the_middle():
    assert sparkline([5.0, 5.0], height=28).count(" 14") >= 2


def test_rows_of_a_table_may_share_their_range():
    low = sparkline([50.0, 50.0], limits=(0.0, 100.0), height=26)
    assert 'cy="13"' in low


@pytest.mark.parametrize("character", ["<", ">", '"'])
def test_the_image_carries_no_raw_markup(character: str):
    image = sparkline_image([1.0, 2.0], LIGHT)
    source = image.split('src="')[1].removesuffix('">')
    assert character not in source
    assert 'alt=""' in image


def test_steps_under_way_are_rings_apart_from_the_line():
    svg = sparkline([1.0, 2.0, 3.0], width=106, height=26, running=1)
    assert svg.count("L") == 1
    assert svg.count("<circle") == 2
    assert 'cx="103" cy="3" r="2.25" fill="none"' in svg
    assert sparkline([3.0], running=1).count("<circle") == 1

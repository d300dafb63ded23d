"""Contrast of every colour of the charts, computed as WCAG 2.1 does, in both themes (RGAA 3.2 and 3.3)."""

import colorsys
from itertools import pairwise

import pytest

from dashboard.charts.palette import DARK, LIGHT, Palette, palette_of, text_on
from dashboard.charts.signs import GOALS, SIGNALS, VERDICTS
from dashboard.domain.colour import contrast, luminance

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#666666", "#FFFFFF", 5.74),
    ("#8585F6", "#FFFFFF", 3.1),
])  # fmt: skip
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert contrast(one, other) == contrast(other, one)


@PALETTES
@pytest.mark.parametrize("role", ["text", "muted"])
def test_texts_are_readable(palette: Palette, role: str):
    assert contrast(getattr(palette, role), palette.surface) >= 4.5


@PALETTES
def test_texts_are_readable_on_the_band_of_a_control_chart(palette: Palette):
    assert contrast(palette.text, palette.band) >= 4.5


@PALETTES
@pytest.mark.parametrize("role", ["mark", "usual", "better", "worse", "notable", "axis"])
def test_marks_stand_out(palette: Palette, role: str):
    assert contrast(getattr(palette, role), palette.surface) >= 3


@PALETTES
@pytest.mark.parametrize("role", ["mark", "better", "worse"])
def test_marks_stand_out_on_the_band_of_a_control_chart(palette: Palette, role: str):
    assert contrast(getattr(palette, role), palette.band) >= 3


@PALETTES
def test_labels_written_on_bars_are_readable(palette: Palette):
    for fill in (*palette.grades, *palette.shades):
        assert contrast(text_on(fill), fill) >= 4.5


@PALETTES
def test_classes_of_a_map_go_steadily_away_from_the_page(palette: Palette):
    ratios = [contrast(shade, palette.surface) for shade in palette.shades]
    assert all(low < high for low, high in pairwise(ratios))
    levels = [luminance(shade) for shade in palette.shades]
    assert levels == sorted(levels, reverse=palette is LIGHT)


@PALETTES
def test_better_and_worse_are_blue_and_orange_never_green_and_red(palette: Palette):
    def hue(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 360 * colorsys.rgb_to_hls(red, green, blue)[0]

    assert 225 <= hue(palette.better) <= 260
    assert 15 <= hue(palette.worse) <= 45


@pytest.mark.parametrize("signs", [VERDICTS, GOALS, SIGNALS], ids=["verdicts", "goals", "signals"])
def test_a_sign_is_never_a_colour_alone(signs: dict[object, object]):
    words = [sign.word for sign in signs.values()]  # type: ignore[attr-defined]
    glyphs = [sign.glyph for sign in signs.values()]  # type: ignore[attr-defined]
    assert len(set(words)) == len(words) == len(set(glyphs))


def test_verdicts_have_a_shape_and_colour_of_their_own():
    assert len({(sign.symbol, sign.role) for sign in VERDICTS.values()}) == len(VERDICTS)
    by_colour = {sign.role: sign.symbol for sign in VERDICTS.values() if sign.role in ("better", "worse")}
    assert by_colour["better"] != by_colour["worse"]


def test_an_unknown_theme_is_light():
    assert palette_of(None) is LIGHT
    assert palette_of("light") is LIGHT
    assert palette_of("dark") is DARK

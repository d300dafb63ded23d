"""The theme of .streamlit/config.toml: contrast and colour blindness."""

import itertools
import tomllib

import numpy as np
import pytest

from dashboard.charts.palette import DARK, LIGHT
from dashboard.config import ROOT
from dashboard.domain.colour import contrast, luminance

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = [pytest.param(CONFIG["theme"][name], id=name) for name in ("light", "dark")]
PALETTES = ("chartCategoricalColors", "chartSequentialColors", "chartDivergingColors")

# Machado, Oliveira & Fernandes (2009), severity 1: what people who lack a kind of cone see, in linear RGB.
VISIONS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Linear RGB to OKLab (Ottosson 2020).
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _lab(colour: str, vision: np.ndarray) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen: np.ndarray = _TO_LAB @ np.cbrt(_TO_CONES @ np.clip(vision @ linear, 0, 1))
    return seen


def _distance(one: str, other: str, vision: np.ndarray) -> float:
    return float(np.linalg.norm(_lab(one, vision) - _lab(other, vision))) * 100


@pytest.mark.parametrize("theme", THEMES)
def test_every_palette_has_ten_colours(theme: dict[str, list[str]]) -> None:
    assert {name: len(theme[name]) for name in PALETTES} == dict.fromkeys(PALETTES, 10)


@pytest.mark.parametrize("theme", THEMES)
def test_texts_are_readable(theme: dict[str, str]) -> None:
    for background in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        for text in ("textColor", "linkColor", "primaryColor", "redColor", "orangeColor", "greenColor", "grayColor"):
            assert contrast(theme[text], background) >= 4.5, text


@pytest.mark.parametrize("theme", THEMES)
def test_borders_of_fields_and_series_stand_out(theme: dict[str, str]) -> None:
    assert contrast(theme["borderColor"], theme["backgroundColor"]) >= 3
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 3, colour


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_series_are_told_apart_by_everyone(theme: dict[str, list[str]], vision: str) -> None:
    """2 is the smallest difference that an eye sees side by side (OKLab × 100); 9 leaves room for thin lines."""
    pairs = itertools.combinations(theme["chartCategoricalColors"], 2)
    assert [pair for pair in pairs if _distance(*pair, VISIONS[vision]) < 9] == []


@pytest.mark.parametrize("theme", THEMES)
def test_sequence_goes_one_way(theme: dict[str, list[str]]) -> None:
    lights = [luminance(colour) for colour in theme["chartSequentialColors"]]
    assert lights == sorted(lights) or lights == sorted(lights, reverse=True)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_two_ends_of_a_divergence_are_told_apart(theme: dict[str, list[str]], vision: str) -> None:
    colours = theme["chartDivergingColors"]
    for low, high in zip(colours[:4], reversed(colours[6:]), strict=True):
        assert _distance(low, high, VISIONS[vision]) >= 9, (low, high)


@pytest.mark.parametrize(("name", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_charts_are_drawn_on_the_background_of_the_theme(name: str, palette: object) -> None:
    theme = CONFIG["theme"][name]
    assert (palette.surface, palette.text) == (theme["backgroundColor"], theme["textColor"])  # type: ignore[attr-defined]


def test_nothing_leaves_the_origin_and_no_door_is_open() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False
    assert CONFIG["server"]["enableAgentApi"] is False
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["runner"]["postScriptGC"] is False

"""What the reference data promise to everyone who reads them."""

import csv
import json
import math
import re
from collections import Counter
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.config import REFERENCE
from dashboard.domain.geography import Ring, Zone
from dashboard.domain.indicator import Indicator, Kind, Nature

INDICATORS = catalog.indicators()
REAL = Path(__file__).parents[2] / "../shared/data"
FILES = sorted(REFERENCE.rglob("*.toml"))

# Préfectures as (longitude, latitude), from general knowledge to a few kilometres: enough to tell a département from
# its neighbours, and independent of the outlines. Small ones of the inner ring are told apart as well.
PREFECTURES = {
    "01": (5.23, 46.20), "02": (3.62, 49.56), "03": (3.33, 46.57), "04": (6.24, 44.09), "05": (6.08, 44.56),
    "06": (7.25, 43.72), "07": (4.60, 44.73), "08": (4.70, 49.76), "09": (1.61, 42.97), "10": (4.08, 48.30),
    "11": (2.35, 43.21), "12": (2.57, 44.35), "13": (5.40, 43.32), "14": (-0.37, 49.17), "15": (2.44, 44.93),
    "16": (0.16, 45.65), "17": (-1.00, 45.75), "18": (2.40, 47.08), "19": (1.77, 45.27), "21": (5.04, 47.32),
    "22": (-2.76, 48.46), "23": (1.87, 46.17), "24": (0.72, 45.18), "25": (6.03, 47.24), "26": (4.95, 44.90),
    "27": (1.15, 49.02), "28": (1.49, 48.44), "29": (-4.05, 48.05), "2A": (8.85, 41.93), "2B": (9.40, 42.65),
    "30": (4.36, 43.84), "31": (1.44, 43.60), "32": (0.59, 43.65), "33": (-0.58, 44.84), "34": (3.85, 43.63),
    "35": (-1.68, 48.11), "36": (1.69, 46.81), "37": (0.69, 47.39), "38": (5.72, 45.19), "39": (5.56, 46.68),
    "40": (-0.50, 43.89), "41": (1.33, 47.59), "42": (4.39, 45.44), "43": (3.88, 45.04), "44": (-1.55, 47.24),
    "45": (1.91, 47.90), "46": (1.44, 44.45), "47": (0.62, 44.20), "48": (3.50, 44.52), "49": (-0.55, 47.47),
    "50": (-1.09, 49.11), "51": (4.37, 48.96), "52": (5.14, 48.11), "53": (-0.77, 48.07), "54": (6.18, 48.69),
    "55": (5.16, 48.77), "56": (-2.76, 47.70), "57": (6.30, 49.10), "58": (3.20, 46.99), "59": (3.06, 50.60),
    "60": (2.08, 49.43), "61": (0.09, 48.43), "62": (2.75, 50.30), "63": (3.08, 45.78), "64": (-0.37, 43.30),
    "65": (0.08, 43.18), "66": (2.85, 42.69), "67": (7.70, 48.58), "68": (7.36, 48.05), "69": (4.80, 45.76),
    "70": (6.15, 47.62), "71": (4.83, 46.31), "72": (0.20, 48.00), "73": (5.92, 45.57), "74": (6.13, 45.92),
    "75": (2.35, 48.86), "76": (1.10, 49.46), "77": (2.70, 48.54), "78": (2.10, 48.80), "79": (-0.46, 46.32),
    "80": (2.30, 49.89), "81": (2.15, 43.93), "82": (1.36, 44.02), "83": (6.05, 43.20), "84": (4.95, 43.95),
    "85": (-1.43, 46.67), "86": (0.34, 46.58), "87": (1.26, 45.84), "88": (6.45, 48.17), "89": (3.57, 47.80),
    "90": (6.86, 47.64), "91": (2.43, 48.60), "92": (2.21, 48.88), "93": (2.47, 48.91), "94": (2.46, 48.78),
    "95": (2.06, 49.05),
}  # fmt: skip


def inside(point: tuple[float, float], rings: tuple[Ring, ...]) -> bool:
    """Whether a ray to the right crosses the rings an odd number of times."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                crossings += 1
    return crossings % 2 == 1


def lambert_93_hectometres(longitude: float, latitude: float) -> tuple[float, float]:
    """The projection of the outlines, written a second time from the published constants of IGN (EPSG 2154)."""
    n, c, xs, ys, e = 0.7256077650, 11754255.426, 700000.0, 12655612.050, 0.08181919106
    phi = math.radians(latitude)
    isometric = math.log(math.tan(math.pi / 4 + phi / 2)) + e / 2 * math.log(
        (1 - e * math.sin(phi)) / (1 + e * math.sin(phi))
    )
    radius, angle = c * math.exp(-n * isometric), n * math.radians(longitude - 3)
    return (xs + radius * math.sin(angle)) / 100, (ys - radius * math.cos(angle)) / 100


def test_the_catalogue_is_broad_enough() -> None:
    assert len(INDICATORS) >= 36
    assert {indicator.kind for indicator in INDICATORS.values()} == set(Kind)
    assert {indicator.nature for indicator in INDICATORS.values()} == set(Nature)


def test_each_engagement_has_two_indicators_and_one_headline() -> None:
    oldest = catalog.editions()[min(catalog.editions())]
    numbers = {commitment.number for commitment in oldest.commitments}
    counts = Counter(indicator.commitment for indicator in INDICATORS.values() if indicator.commitment)
    assert set(counts) == numbers
    assert min(counts.values()) >= 2
    headlines = Counter(indicator.commitment for indicator in INDICATORS.values() if indicator.headline)
    assert headlines == dict.fromkeys(numbers, 1)
    assert {number: indicator.commitment for number, indicator in catalog.headlines().items()} == {
        number: number for number in numbers
    }


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS)
def test_an_indicator_says_why_how_and_from_where(indicator: Indicator) -> None:
    assert indicator.why.endswith(".")
    assert indicator.rule.endswith(".")
    assert indicator.source
    assert len(indicator.code) <= 32


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS)
def test_a_target_is_within_the_bounds_and_on_the_right_side(indicator: Indicator) -> None:
    for target in indicator.targets:
        assert indicator.lower_bound is None or target.value >= indicator.lower_bound
        assert indicator.upper_bound is None or target.value <= indicator.upper_bound
        assert target.operator[0] == {"higher": ">", "lower": "<"}[indicator.direction]
        assert target.source


def test_the_official_targets_are_those_of_their_source() -> None:
    """Inequalities and years, copied from the budget documents and the results barometer."""
    targets = {
        (indicator.code, target.year): (target.operator, target.value)
        for indicator in INDICATORS.values()
        for target in indicator.targets
    }
    assert targets["delai-aide-juridictionnelle", 2023] == ("<", 50)
    assert targets["aj-moins-45-jours", 2023] == (">", 50)
    assert targets["delai-pjj-milieu-ouvert", 2023] == ("<", 10)
    assert targets["delai-civil-appel", 2023] == ("<=", 16.5)
    assert targets["transparence-resultats", 2022] == (">=", 100)
    assert targets["satisfaction-usagers-psp", 2022] == (">=", 77)
    assert targets["postes-tig", 2022] == (">=", 30000)
    assert [targets["affaires-civiles-12-mois", year][1] for year in (2023, 2024, 2025, 2026)] == [82, 83, 85, 87]


def test_every_derivation_of_reviews_feeds_one_indicator() -> None:
    derived = Counter(indicator.derived_from for indicator in INDICATORS.values() if indicator.derived_from)
    assert derived == dict.fromkeys(
        ("reviews.answered", "reviews.positive", "reviews.reply_delay", "reviews.useful", "reviews.within_announced"), 1
    )


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_french_texts_are_well_typeset(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    values = "\n".join(re.findall(r'"([^"]*)"', "\n".join(line for line in text.splitlines() if line[:1] != "#")))
    assert "'" not in values, "apostrophe typographique attendue"
    assert not re.search(r"(?<=\w) [:;!?%]|« | »", values), "espace insécable attendue"


def test_editions_pass_to_the_next() -> None:
    editions = catalog.editions()
    assert [(year, len(edition.commitments)) for year, edition in editions.items()] == [(2021, 9), (2023, 8)]
    following = {commitment.number for commitment in editions[2023].commitments}
    passage = {commitment.number: commitment.successors for commitment in editions[2021].commitments}
    assert {number for successors in passage.values() for number in successors} <= following
    assert (passage[4], passage[5]) == ((2,), (4,))
    assert editions[2021].valid_from < editions[2023].valid_from


def test_the_engagement_that_no_copy_gives_whole_says_so() -> None:
    assert catalog.editions()[2023].commitments[7].label == "(libellé non retrouvé dans les copies publiques)"


def test_the_territories_are_all_there() -> None:
    zones = Counter(department.zone for department in catalog.departments().values())
    assert zones == {Zone.METROPOLE: 96, Zone.DROM: 5, Zone.COM: 6}
    assert Counter(region.zone for region in catalog.regions().values()) == {
        Zone.METROPOLE: 13,
        Zone.DROM: 5,
        Zone.COM: 2,
    }
    assert {department.region for department in catalog.departments().values()} == set(catalog.regions())
    assert catalog.departments()["2A"].label == "Corse-du-Sud"
    assert catalog.departments()["974"].region == "04"


def test_every_departement_but_the_collectivities_has_an_outline() -> None:
    sheet = catalog.outlines()
    expected = {code for code, department in catalog.departments().items() if department.zone is not Zone.COM}
    assert {outline.department for outline in sheet.outlines} == expected
    assert {inset.code for inset in sheet.insets} == {outline.inset for outline in sheet.outlines} - {""}
    assert [outline.inset for outline in sheet.of_department("93")] == ["", "paris"]
    assert [outline.inset for outline in sheet.of_department("974")] == ["974"]
    assert (REFERENCE / "geography" / "outlines.json").stat().st_size < 250_000


def test_an_inset_holds_what_is_drawn_in_it() -> None:
    sheet = catalog.outlines()
    frames = {inset.code: inset for inset in sheet.insets}
    for outline in sheet.outlines:
        if outline.inset:
            frame = frames[outline.inset]
            for x, y in (point for ring in outline.rings for point in ring):
                assert frame.left < x < frame.right
                assert frame.bottom < y < frame.top


def test_insets_hide_no_part_of_the_main_map() -> None:
    sheet = catalog.outlines()
    main = [point for outline in sheet.outlines if not outline.inset for ring in outline.rings for point in ring]
    for inset in sheet.insets:
        assert not any(inset.left <= x <= inset.right and inset.bottom <= y <= inset.top for x, y in main)


def test_each_outline_is_around_its_own_prefecture_and_around_no_other() -> None:
    """The names of the source have misprints: this would catch two départements exchanged."""
    main = {outline.department: outline.rings for outline in catalog.outlines().outlines if not outline.inset}
    assert set(main) == set(PREFECTURES)
    for code, place in PREFECTURES.items():
        point = lambert_93_hectometres(*place)
        assert [other for other, rings in main.items() if inside(point, rings)] == [code]


def test_the_projection_gives_the_published_origin() -> None:
    """By definition of EPSG 2154, 3° E and 46.5° N are at 700 km and 6,600 km."""
    x, y = lambert_93_hectometres(3, 46.5)
    assert (round(x, 2), round(y, 2)) == (7000, 66000)


def test_the_readme_documents_every_indicator_field() -> None:
    readme = (REFERENCE.parent / "README.md").read_text(encoding="utf-8")
    for field in fields(Indicator):
        assert f"`{field.name}`" in readme


@pytest.mark.real_data
def test_every_code_of_the_public_files_is_known() -> None:
    files = [*REAL.glob("barometre/*.json"), *REAL.glob("opg/*.json")]
    if not files:
        pytest.skip("public files are not here")
    found: set[str] = set()
    for path in files:
        for row in json.loads(path.read_text(encoding="utf-8")):
            found |= set(row.get("values") or {})
            if row.get("dataType", "").endswith(("-percent", "take-up")):
                found.add(row["dataType"])
    assert found <= set(catalog.codes())


@pytest.mark.real_data
def test_every_territory_of_the_public_register_is_known() -> None:
    path = REAL / "spplus" / "export-structures.csv"
    if not path.exists():
        pytest.skip("public files are not here")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    departments = {row["INSEE Département"][3:] for row in rows if row["INSEE Département"].startswith("dep")}
    regions = {row["INSEE Région"][3:] for row in rows if row["INSEE Région"].startswith("reg")}
    assert departments <= set(catalog.departments())
    assert regions <= set(catalog.regions())
    pairs = {
        (row["INSEE Département"][3:], row["INSEE Région"][3:])
        for row in rows
        if row["INSEE Département"].startswith("dep") and row["INSEE Région"].startswith("reg")
    }
    assert {(code, catalog.departments()[code].region) for code, _ in pairs} == pairs

"""The rules of the reference files, each broken once."""

from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.catalog.edition_file import read_editions
from dashboard.catalog.geography_file import read_departments, read_regions, read_sheet
from dashboard.catalog.indicator_file import read_indicator
from dashboard.catalog.scale_file import read_scales
from dashboard.domain.indicator import Accumulation, Base, Indicator, Kind, MethodBreak, Target
from dashboard.errors import ConfigurationError

INDICATOR = """\
label = "Accueil"
technical_label = "Êtes-vous content ?"
commitment = 1
nature = "perceived"
kind = "share"
unit = "%"
direction = "higher"
source = "essai"
rule = "essai"
why = "essai"
"""
SCALES = """\
[[scales]]
code = "oui-non"
label = "Oui ou non"
source = "essai"
favourable = [1]
unfavourable = [0]
grades = [{ index = 0, label = "Non" }, { index = 1, label = "Oui" }]
"""
COMMITMENT = """\
[[commitments]]
number = 1
pillar = "proches"
label = "Accueil"
short_label = "Accueil"
successors = []
"""


def indicator(folder: Path, content: str = INDICATOR, name: str = "essai.toml") -> Indicator:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read_indicator(path, catalog.scales(), frozenset({1, 2}))


def changed(old: str, new: str) -> str:
    assert old in INDICATOR
    return INDICATOR.replace(old, new)


def test_an_indicator_takes_its_code_from_its_file_and_its_bounds_from_its_kind(tmp_path: Path) -> None:
    read = indicator(tmp_path)
    assert (read.code, read.kind, read.lower_bound, read.upper_bound) == ("essai", Kind.SHARE, 0, 100)
    assert (read.minimum_n, read.material_gap, read.decimals, read.targets) == (30, 2.0, 1, ())
    assert (read.accumulation, read.base) == (Accumulation.FLOW, Base.PEOPLE)
    assert indicator(tmp_path, INDICATOR + 'base = "objects"\n').base is Base.OBJECTS


def test_targets_and_breaks_are_read(tmp_path: Path) -> None:
    extra = '[[targets]]\nyear = 2023\noperator = "<"\nvalue = 50\n[[breaks]]\nmonth = 2026-04-01\nlabel = "Règle"\n'
    read = indicator(tmp_path, INDICATOR + extra)
    assert read.targets == (Target(2023, "<", 50.0),)
    assert [rupture.month.isoformat() for rupture in read.breaks] == ["2026-04-01"]
    assert isinstance(read.breaks[0], MethodBreak)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (INDICATOR + 'colour = "red"\n', "colour"),
        (INDICATOR + '[[targets]]\nyear = 2023\noperator = "<"\nvalue = 50\nunit = "%"\n', "unit"),
        (changed('why = "essai"\n', ""), "why"),
        (changed('label = "Accueil"', f'label = "{"x" * 61}"'), "label"),
        (changed("commitment = 1", "commitment = 10"), "commitment"),
        (changed("commitment = 1", 'commitment = "1"'), "commitment"),
        (changed("commitment = 1\n", "headline = true\n"), "headline"),
        (changed('kind = "share"', 'kind = "rate"'), "kind"),
        (changed('kind = "share"\nunit = "%"', 'kind = "net"\nunit = "points"'), "scale"),
        (changed('kind = "share"\nunit = "%"', 'kind = "mean"\nunit = "/10"\nscale = "satisfaction-3"'), "scale"),
        (changed('unit = "%"', 'unit = "points"'), "unit"),
        (INDICATOR + 'scale = "inconnue"\n', "scale"),
        (INDICATOR + 'accumulation = "stock"\n', "accumulation"),
        (INDICATOR + 'base = "places"\n', "base"),
        (INDICATOR + 'derived_from = "reviews.length"\n', "derived_from"),
        (INDICATOR + "decimals = 4\n", "decimals"),
        (INDICATOR + "minimum_n = 0\n", "minimum_n"),
        (INDICATOR + "material_gap = 0\n", "material_gap"),
        (INDICATOR + "lower_bound = 200\n", "lower_bound"),
        (INDICATOR + '[[targets]]\nyear = 2023\noperator = "="\nvalue = 50\n', "operator"),
        (INDICATOR + 2 * '[[targets]]\nyear = 2023\noperator = "<"\nvalue = 50\n', "targets"),
        (INDICATOR + '[[breaks]]\nmonth = 2026-04-02\nlabel = "Règle"\n', "month"),
    ],
)
def test_a_broken_indicator_is_refused_with_its_file_and_key(tmp_path: Path, content: str, key: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^essai\.toml.*clé «\u00a0{key}\u00a0»"):
        indicator(tmp_path, content)


def test_a_file_name_that_is_not_a_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nom du fichier"):
        indicator(tmp_path, name="Délai_1.toml")


def test_an_installation_adds_its_own_indicators(tmp_path: Path) -> None:
    (tmp_path / "propre.toml").write_text(INDICATOR + 'aliases = ["IND-900"]\n', encoding="utf-8")
    assert set(catalog.indicators(tmp_path)) - set(catalog.indicators()) == {"propre"}
    assert catalog.codes(tmp_path)["IND-900"] == catalog.codes(tmp_path)["propre"] == "propre"


def test_a_folder_that_does_not_exist_adds_nothing(tmp_path: Path) -> None:
    assert catalog.indicators(tmp_path / "absent") == catalog.indicators()


def installation_breaks(home: Path, indicator: str, month: str) -> Path:
    (home / "breaks.toml").write_text(
        f'[[breaks]]\nindicator = "{indicator}"\nmonth = {month}\nlabel = "Règle"\nservice = "cour"\n', encoding="utf-8"
    )
    return home / "indicators"


def test_an_installation_adds_method_breaks_to_an_indicator_of_the_catalogue(tmp_path: Path) -> None:
    read = catalog.indicators(installation_breaks(tmp_path, "opg-satisfaction", "2024-01-01"))["opg-satisfaction"]
    assert [each.month.isoformat() for each in read.breaks] == ["2024-01-01", "2026-04-01"]
    assert read.breaks[0].service == "cour"
    assert len(catalog.indicators()["opg-satisfaction"].breaks) == 1


@pytest.mark.parametrize(
    ("indicator", "month", "key"), [("inconnu", "2024-01-01", "indicator"), ("taux-decroche", "2024-01-02", "month")]
)
def test_a_broken_method_break_is_refused(tmp_path: Path, indicator: str, month: str, key: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^breaks\.toml.*clé «\u00a0{key}\u00a0»"):
        catalog.indicators(installation_breaks(tmp_path, indicator, month))


@pytest.mark.parametrize(
    ("name", "line", "key"),
    [
        ("taux-decroche.toml", "", "code"),
        ("nb-postes-tig.toml", "", "code"),
        ("propre.toml", 'aliases = ["nb-postes-tig"]', "aliases"),
        ("propre.toml", 'aliases = ["taux-decroche"]', "aliases"),
        ("propre.toml", 'aliases = ["IND-900", "IND-900"]', "aliases"),
        ("propre.toml", "headline = true", "headline"),
    ],
)
def test_what_the_catalogue_holds_cannot_be_taken(tmp_path: Path, name: str, line: str, key: str) -> None:
    (tmp_path / name).write_text(f"{INDICATOR}{line}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"^{name}, clé «\u00a0{key}\u00a0».*déjà pris par"):
        catalog.indicators(tmp_path)


def test_what_is_returned_can_be_changed_without_harm() -> None:
    catalog.indicators().clear()
    catalog.scales().clear()
    assert catalog.indicators()
    assert catalog.scales()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("favourable = [1]\n", "favourable = [2]\n", "favourable"),
        ("favourable = [1]\n", "favourable = []\n", "favourable"),
        ("unfavourable = [0]", "unfavourable = [0, 1]", "unfavourable"),
        ("index = 1", "index = 2", "index"),
        ('label = "Oui" }', 'label = "Oui", score = 1 }', "grades"),
        (', { index = 1, label = "Oui" }', "", "grades"),
        ('label = "Oui" }', 'label = "Oui", answers = ["NON"] }', "answers"),
        ('label = "Oui" }', 'label = "Oui", colour = 1 }', "colour"),
        ('source = "essai"', "", "source"),
        ("grades = [", 'excluded = [{ code = "peut-être", answers = ["?"] }]\ngrades = [', "code"),
        ("[[scales]]", "version = 1\n[[scales]]", "version"),
    ],
)
def test_a_broken_scale_is_refused_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = tmp_path / "scales.toml"
    assert old in SCALES
    path.write_text(SCALES.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"^scales\.toml.*clé «\u00a0{key}\u00a0»"):
        read_scales(path)


def test_a_scale_code_used_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scales.toml"
    path.write_text(SCALES * 2, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="deux échelles"):
        read_scales(path)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("successors = []", "successors = [2]", "successors"),
        ("number = 1", "number = 2", "number"),
        ('"proches"', '"lointains"', "pillar"),
        ('short_label = "Accueil"', f'short_label = "{"x" * 27}"', "short_label"),
        ("year = 2021", "year = 2022", "year"),
        (COMMITMENT, "commitments = []", "commitments"),
    ],
)
def test_a_broken_edition_is_refused_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    for year in (2021, 2023):
        content = f'year = {year}\nvalid_from = {year}-06-01\nsource = "essai"\n{COMMITMENT}'
        (tmp_path / f"{year}.toml").write_text(content.replace(old, new) if year == 2021 else content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"^2021\.toml.*clé «\u00a0{key}\u00a0»"):
        read_editions(tmp_path)


def test_no_edition_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Aucune édition"):
        read_editions(tmp_path)


def test_a_region_of_an_unknown_zone_or_written_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    for rows, problem in (("11,A,lune", "zone"), ("11,A,drom\n11,B,drom", "deux fois")):
        path.write_text(f"code,label,zone\n{rows}\n", encoding="utf-8")
        with pytest.raises(ConfigurationError, match=rf"^regions\.csv.*{problem}"):
            read_regions(path)


def test_a_csv_that_is_missing_or_has_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="introuvable"):
        read_regions(tmp_path / "regions.csv")
    (tmp_path / "regions.csv").write_text("code;label;zone\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="première ligne"):
        read_regions(tmp_path / "regions.csv")


def test_a_department_of_an_unknown_region_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "departments.csv"
    path.write_text("code,label,region,zone\n01,Ain,00,metropole\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="département 01"):
        read_departments(path, catalog.regions())


@pytest.mark.parametrize(
    "outline",
    [
        '{"department":"01","inset":"","rings":[[0,0,1,0,1,1]]}',
        '{"department":"01","inset":"","rings":[[0,0,1,0,1,1,0,1]]}',
        '{"department":"01","inset":"","rings":[]}',
        '{"department":"00","inset":"","rings":[[0,0,1,0,1,1,0,0]]}',
        '{"department":"01","inset":"lune","rings":[[0,0,1,0,1,1,0,0]]}',
        '{"department":"01"}',
    ],
    ids=["too short", "open", "nothing to draw", "unknown department", "unknown inset", "missing key"],
)
def test_a_broken_outline_is_refused(tmp_path: Path, outline: str) -> None:
    path = tmp_path / "outlines.json"
    path.write_text(f'{{"insets":[],"outlines":[{outline}]}}', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"^outlines\.json"):
        read_sheet(path, catalog.departments())

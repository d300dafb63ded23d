"""A masked site leaves no number on any page, in any chart, table or command."""

import io
import json
import math
import re
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dashboard.cli.main import application
from dashboard.config import Settings, settings
from dashboard.domain.projection import lambert_93
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.ui import exports
from dashboard.ui.exports import Export
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import TITLES, charts_of, text_of

HIDDEN = re.compile(r"42[,.]8[56]|42[,.]9|(?<![\d,.])43\u00a0%|57[,.]14|57,1(?!\d)")
"""3 of 7 (and 4 of 7), however it is written."""

PANELS = [
    f"{chart}_{panel}"
    for chart in (
        "matrice",
        "engagement_services",
        "engagement_mois",
        "engagements_compares",
        "services_niveaux",
        "services_evolutions",
        "periodes",
        "sites_entonnoir",
        "sites_carte",
        "sites_carte_sites",
        "site_mois",
    )
    for panel in ("data", "files", "method")
]
"""Every table and method behind a chart is opened."""

EXACT = re.compile(r"42\.8571|0\.42857|57\.1428|0\.57142")
"""The same in the data of a chart, which are not rounded; its axes may hold other numbers like 57.1."""


PLACE = (2.4417, 44.9279)
"""Longitude and latitude of the masked site, far from the others."""


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Twelve sites with a solid base, and one with 7 files of which 3 in time, every month of 2025."""
    folder = tmp_path_factory.mktemp("masked")
    register = [
        "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;Actif;Latitude;"
        "Longitude"
    ]
    measures = ["site;indicateur;periode;numerateur;denominateur"]
    for rank in range(12):
        register.append(f"S{rank};Réseau;Type;Site solide {rank};Oui;{45 + rank / 4};5.1")
        measures += [f"S{rank};delai-annonce-respecte;2025-{month:02d};{70 + rank};100" for month in range(1, 13)]
    register.append(f"SECRET;Réseau;Type;Site secret;Oui;{PLACE[1]};{PLACE[0]}")
    measures.append("SECRET;delai-annonce-respecte;2025-12;3;7")
    for name, lines in (("register.csv", register), ("measures.csv", measures)):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    chosen = settings({"BAROMETRE_HOME": str(folder / "home")})
    load(chosen, "spplus-structures", [str(folder / "register.csv")])
    load(chosen, "measures", [str(folder / "measures.csv")])
    publish(chosen, reference(chosen))
    return chosen


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("address", [{}, {"site": "Site secret"}, {"periode": "1m"}], ids=repr)
def test_no_page_shows_its_numbers(
    open_page: OpenPage, masked: Settings, name: str, address: dict[str, str | list[str]]
) -> None:
    app = open_page(name, home=masked.home, panels=PANELS, **address)
    assert not app.exception
    assert not HIDDEN.search(text_of(app))
    for chart in charts_of(app):
        text = json.dumps(chart, ensure_ascii=False)
        assert not EXACT.search(text)
        assert "Site secret" not in text


@pytest.mark.parametrize("period", ["", "1m"])
def test_the_map_of_the_sites_has_no_point_for_it(open_page: OpenPage, masked: Settings, period: str) -> None:
    """Neither its point on the sheet, nor one that it would have pushed aside, nor its degrees."""
    asked = {"indicateur": "delai-annonce-respecte", "carte_par": "sites", "periode": period}
    app = open_page("sites", home=masked.home, panels=PANELS, **{key: value for key, value in asked.items() if value})
    assert not app.exception
    [chart] = [chart for chart in charts_of(app) if chart["layout"]["yaxis"].get("scaleanchor") == "x"]
    marks = [trace for trace in chart["data"] if trace["mode"] == "markers"]
    points = [point for trace in marks for point in zip(trace["x"], trace["y"], strict=True)]
    # Another site is withheld with it, so that no total less the others gives it back.
    assert len(points) == 11
    hidden = lambert_93(*PLACE)
    assert min(math.dist(point, hidden) for point in points) > 500
    text = json.dumps(chart, ensure_ascii=False)
    assert "Site secret" not in text
    assert not re.search(r"44[.,]92|2[.,]441", text)


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("address", [{}, {"site": "Site secret"}, {"periode": "Dernier mois"}], ids=repr)
def test_no_file_nor_copied_text_holds_its_numbers(
    open_page: OpenPage,
    masked: Settings,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    address: dict[str, str | list[str]],
) -> None:
    """Every export that the page offers is made: CSV, both sheets of the workbook, the text to paste."""
    offered: list[Export] = []
    draw = exports.actions

    def record(export: Export) -> None:
        offered.append(export)
        draw(export)

    monkeypatch.setattr(exports, "actions", record)
    assert not open_page(name, home=masked.home, **address).exception
    assert offered or name in ("data", "method") or address
    for export in offered:
        assert not HIDDEN.search(export.citation())
        assert not HIDDEN.search(export.table().csv().decode("utf-8-sig"))
        book = openpyxl.load_workbook(io.BytesIO(export.workbook()))
        cells = [cell.value for sheet in book for row in sheet for cell in row if cell.value is not None]
        assert not HIDDEN.search("\n".join(str(cell) for cell in cells))
        assert not any(EXACT.search(str(cell)) for cell in cells)
        assert not any(
            abs(cell - hidden) < 1e-6 for cell in cells if isinstance(cell, float) for hidden in (300 / 7, 400 / 7)
        )


@pytest.mark.parametrize("by", ["site", "site,month", "site,year", "service,site"])
@pytest.mark.parametrize("against", ["", "previous", "last-year", "target", "network"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_no_command_prints_its_numbers(
    masked: Settings, monkeypatch: pytest.MonkeyPatch, by: str, against: str, form: str
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(masked.home))
    command = ["figures", "--indicator", "delai-annonce-respecte", "--by", by, "--format", form]
    result = CliRunner().invoke(application(), command + (["--against", against] if against else []))
    assert result.exit_code == 0, result.output
    assert "SECRET" in result.output
    assert "masked" in result.output
    assert not HIDDEN.search(result.output)
    rows = [line for line in result.output.splitlines() if "SECRET" in line] if form == "csv" else []
    for row in rows:
        assert not re.search(r"(?<![\w-])\d+\.\d", row.split("SECRET", 1)[1].split(",", 2)[-1])


def test_a_masked_site_is_not_written_to_a_file(
    masked: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:

    monkeypatch.setenv("BAROMETRE_HOME", str(masked.home))
    out = tmp_path / "figures.parquet"
    command = [
        "figures",
        "--indicator",
        "delai-annonce-respecte",
        "--by",
        "site",
        "--from",
        "2025-12",
        "--to",
        "2025-12",
    ]
    assert CliRunner().invoke(application(), [*command, "--format", "parquet", "--out", str(out)]).exit_code == 0
    [row] = [row for row in pq.read_table(out).to_pylist() if row["site"] == "SECRET"]
    assert row["status"] == "masked"
    assert [row[name] for name in ("value", "lower", "upper", "n", "numerator", "denominator")] == [None] * 6


@pytest.mark.parametrize(
    "window", [[], ["--from", "2025-12", "--to", "2025-12"], ["--from", "2025-01", "--to", "2025-12"]]
)
@pytest.mark.parametrize("split", ["site", "service,site", "site_type,site"])
def test_the_total_less_the_other_sites_does_not_give_it_back(
    masked: Settings, monkeypatch: pytest.MonkeyPatch, window: list[str], split: str
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(masked.home))

    def rows(*asked: str) -> list[dict[str, object]]:
        command = ["figures", "--indicator", "delai-annonce-respecte", *asked, *window, "--format", "json"]
        result = CliRunner().invoke(application(), command)
        assert result.exit_code == 0, result.output
        found: list[dict[str, object]] = json.loads(result.output)["rows"]
        return found

    sites = rows("--by", split)
    hidden = {row["site"] for row in sites if row["status"] == "masked"}
    assert "SECRET" in hidden
    # Another site goes with it: what is left of each total is then that of two sites at least.
    assert len(hidden) == 2
    for total in (rows(), rows("--by", "service"), rows("--by", "site_type")):
        [row] = total
        assert row["status"] == "ok"
        left = {name: _sum(total, name) - _sum(sites, name) for name in ("n", "numerator", "denominator")}
        assert left["n"] >= 11
        assert left["n"] == left["denominator"] != 7
        assert left["numerator"] != 3


def _sum(rows: list[dict[str, object]], name: str) -> float:
    return sum(float(str(row[name])) for row in rows if row[name] is not None)


def test_a_longer_period_less_a_shorter_one_does_not_give_it_back(
    masked: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(masked.home))
    told = set()
    for first in (1, 10, 11, 12):
        for last in range(max(first, 10), 13):
            window = ["--from", f"2025-{first:02d}", "--to", f"2025-{last:02d}"]
            for scope in (
                ["--site", "SECRET"],
                ["--site", "SECRET", "--site", "S0"],
                ["--site", "SECRET", "--site", "S11"],
                [],
            ):
                command = ["figures", "--indicator", "delai-annonce-respecte", *scope, *window, "--format", "json"]
                [row] = json.loads(CliRunner().invoke(application(), command).output)["rows"]
                if row["status"] == "ok":
                    told.add((tuple(scope), first, last, row["n"]))
    counts = {(scope, first, last): n for scope, first, last, n in told}
    for (scope, first, last), n in counts.items():
        shorter = counts.get((scope, first, last - 1))
        assert shorter is None or n - shorter != 7
        for other in {scope for scope, _, _ in counts}:
            rest = counts.get((other, first, last))
            assert rest is None or (n - rest) % 100 != 7

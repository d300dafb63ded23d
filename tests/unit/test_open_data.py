"""The package of open data: each file worked by hand, its dictionaries, what nobody may find in it."""

import datetime as dt
import itertools
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.analyses.figures import Axis, Question, figures
from dashboard.config import Settings
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Grain, Period, shift
from dashboard.errors import QueryError
from dashboard.loading import load
from dashboard.open_data.export import export
from dashboard.open_data.facts import Facts
from dashboard.open_data.observations import extract
from dashboard.open_data.periods import last_whole_year, rolling, stepped, yearly
from dashboard.open_data.request import Request
from dashboard.open_data.spplus import updated_on
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference as catalogue_of
from dashboard.store.store import open_current
from tests.attack import Atom, Told, exposed
from tests.builders import CROSSED, day, measure, reference, review, site, stage
from tests.crossed_tables import ATTRIBUTES, people_of, published
from tests.table_schema import Row, check_package, rows_of

FILES = [
    *("observations", "observations-parquet", "nombre-avis", "indicateurs", "mailles"),
    *("export-structures", "export-indicateurs", "export-resultats"),
]


@dataclass(frozen=True, slots=True)
class Package:
    """A folder that was written, and what was said of it."""

    folder: Path
    facts: Facts


def exported(settings: Settings, folder: Path, request: Request | None = None) -> Facts:
    with open_current(settings) as store:
        return export(store, request or Request(), settings, folder, lambda done, of, label: None)


@pytest.fixture(scope="module")
def three_sites(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A yearly share of A (100 people), B (5) and C (14), of A (100) and C (12) the year before; twelve opinions on A
    in January and in April."""
    settings = Settings(home=tmp_path_factory.mktemp("three") / "home", memory_limit="500MB")
    stage(
        settings,
        kind="spplus-structures",
        sites=[
            site("A", label="=1+1", postal_code="69001", address="1 place\nBâtiment B", commune="69381"),
            site("B", region="11", department="75", city="Paris", active=False, description="-4 marches"),
            site("C", region="11", department="75", city="Paris"),
        ],
    )
    stage(
        settings,
        measures=[
            measure("A", "2023-12", numerator=60, denominator=100, n=100, months=12),
            measure("C", "2023-12", numerator=6, denominator=12, n=12, months=12),
            measure("A", "2024-12", numerator=81, denominator=100, n=100, months=12),
            measure("B", "2024-12", numerator=3, denominator=5, n=5, months=12),
            measure("C", "2024-12", numerator=7, denominator=14, n=14, months=12),
        ],
    )
    said = [(f"r{number}", "2024-01-05" if number < 12 else "2024-04-05", number % 2) for number in range(24)]
    stage(settings, kind="spplus-reviews", reviews=[review(code, "A", on, feeling=tone) for code, on, tone in said])
    publish(settings, reference())
    return settings


@pytest.fixture(scope="module")
def package(three_sites: Settings, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Everything, of three sites."""
    folder = tmp_path_factory.mktemp("package") / "donnees"
    return Package(folder, exported(three_sites, folder))


def test_each_observation_is_a_figure_with_its_interval_its_base_and_its_status(package: Package):
    rows = [row for row in rows_of(package.folder, "observations") if row["indicateur"] == "share"]
    yearly_rows = {(row["code_maille"], row["periode"]): row for row in rows if row["pas"] == "annee"}
    known, hidden = yearly_rows["A", "2023"], yearly_rows["B", "2024"]
    # Wilson: 60 of 100 people is 50,2 to 69,1 %.
    assert (float(known["borne_basse"]), float(known["borne_haute"])) == pytest.approx((50.2, 69.1), abs=0.05)
    assert known | {"borne_basse": "", "borne_haute": ""} == {
        "indicateur": "share", "maille": "site", "code_maille": "A", "service": "tj", "pas": "annee", "periode": "2023",
        "debut": "2023-01-01", "fin": "2023-12-31", "complete": "true", "valeur": "60", "borne_basse": "",
        "borne_haute": "", "n": "100", "statut": "ok", "note": "", "unite": "%", "sens": "hausse",
    }  # fmt: skip
    assert hidden["statut"] == "secret"
    assert [hidden[name] for name in ("valeur", "borne_basse", "borne_haute", "n")] == [""] * 4
    # The 19 of the region less the 14 of C would give B; and that nobody answered B in 2023 is a figure as well.
    assert {(code, year) for (code, year), row in yearly_rows.items() if row["statut"] == "secret"} == {
        ("B", "2023"), ("B", "2024"), ("C", "2023"), ("C", "2024"),
    }  # fmt: skip
    assert [yearly_rows["11", year]["n"] for year in ("2023", "2024")] == ["12", "19"]
    whole = {(row["pas"], row["periode"]): (row["n"], row["statut"]) for row in rows if row["maille"] == "nation"}
    assert (whole["annee", "2023"], whole["annee", "2024"]) == (("112", "ok"), ("119", "ok"))
    assert ("12-mois", "2024-01/2024-12") in whole


def test_the_same_rows_are_in_the_parquet_file(package: Package):
    facts = package.facts
    table = pq.read_table(package.folder / "observations.parquet")
    texts = rows_of(package.folder, "observations")
    assert table.num_rows == len(texts) == facts.files[0].rows
    for typed, text in zip(table.to_pylist(), texts, strict=True):
        assert list(typed) == list(text)
        assert typed["n"] == (int(text["n"]) if text["n"] else None)
        assert typed["valeur"] == (float(text["valeur"]) if text["valeur"] else None)
        assert typed["debut"].isoformat() == text["debut"]
        assert typed["complete"] is (text["complete"] == "true")
    assert table.schema.metadata[b"data_version"] == b"1"


def test_opinions_are_counted_as_their_indicator_is(package: Package):
    counted = {
        (row["maille"], row["pas"], row["periode"]): (row["nombre_avis"], row["statut"])
        for row in rows_of(package.folder, "nombre-avis")
    }
    assert counted["site", "mois", "2024-01"] == ("12", "fragile")
    assert counted["nation", "annee", "2024"] == ("24", "fragile")
    bases = [row for row in rows_of(package.folder, "observations") if row["indicateur"] == "positive"]
    assert len(bases) == len(counted)
    assert all(counted[row["maille"], row["pas"], row["periode"]] == (row["n"], row["statut"]) for row in bases)


def test_the_structures_have_the_columns_of_the_portal(package: Package):
    header, first, second, _, end = (package.folder / "export-structures.csv").read_text("utf-8").split("\n")
    assert header == (
        "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;"
        "Intitulé structure usager;Description de la structure;Identifiant de la structure;Type d'identifiant;"
        "Code SP+ structure parent;Intitulé de la structure parente;Adresse;Compléments Adresse;"
        "Code postal de la structure;Ville;PAYS;Codes Postaux;Départements;URL du site internet;"
        "Boîte à lettre fonctionnelle;Clé de tracking;Actif;Code sp+ de la typologie;INSEE Ville;INSEE Département;"
        "INSEE Région;INSEE Arrondissement"
    )
    assert first == (
        "A;Tribunaux judiciaires;Tribunal judiciaire;'=1+1;'=1+1;;;;;;1 place;Bâtiment B;69001;Lyon;;;69;;;;Oui;"
        "tribunal;com69381;dep69;reg84;"
    )
    assert second.split(";")[5] == "'-4 marches"
    assert second.split(";")[20] == "Non"
    assert end == ""


def test_results_hold_the_last_whole_year_of_what_is_shown(package: Package):
    # The opinions of A make a share of 50 % of 24.
    rows = rows_of(package.folder, "export-resultats")
    found = {row["Code SP+ de l'indicateur"]: row for row in rows if row["Code SP+ de la structure"] == "A"}
    assert {row["Code SP+ de la structure"] for row in rows} == {"A"}
    assert found["IND-1"]["Valeur"] == "81"
    assert found["IND-1"]["Code SP+ du résultat"] == "A-IND-1-2024"
    assert found["positive"]["Valeur"] == "50"
    assert {row["Date de mise à jour"] for row in rows} == {"2024-12-31"}


def test_the_files_of_the_portal_can_be_loaded_again(three_sites: Settings, tmp_path: Path):
    """Under the SP+ code of an indicator of the catalogue, which loads know."""
    exported(three_sites, tmp_path / "donnees", Request(("share",)))
    again = Settings(home=tmp_path / "ailleurs", memory_limit="500MB")
    load(again, "spplus-structures", [str(tmp_path / "donnees" / "export-structures.csv")])
    results = (tmp_path / "donnees" / "export-resultats.csv").read_text("utf-8")
    (tmp_path / "resultats.csv").write_text(results.replace(";IND-1;", ";IND-27;"), encoding="utf-8")
    assert load(again, "spplus-results", [str(tmp_path / "resultats.csv")]).rejected == 0
    publish(again, catalogue_of(again))
    with open_current(again) as store:
        asked = Question(("satisfaction-globale",), (Axis.SITE, Axis.YEAR))
        found = {tuple(one.axes.values()): one.estimate for one in figures(store, asked, again)}
    assert list(found) == [("A", 2024)]
    estimate = found["A", 2024]
    assert isinstance(estimate, Shown)
    assert (estimate.value, estimate.n) == (81, None)


def test_every_file_is_as_its_dictionary_says(package: Package):
    assert check_package(package.folder) == FILES


def test_the_catalogue_tells_version_date_licence_period_and_territory(package: Package):
    facts = package.facts
    told = json.loads((package.folder / "catalogue.jsonld").read_text("utf-8"))
    assert told["@type"] == "dcat:Dataset"
    assert told["dcat:version"] == "1"
    assert told["dct:issued"]["@value"] == f"{facts.built:%Y-%m-%dT%H:%M:%SZ}"
    assert "Licence-Ouverte" in told["dct:license"]["@id"]
    assert told["dct:temporal"]["dcat:startDate"]["@value"] == "2023-12-01"
    assert told["dct:temporal"]["dcat:endDate"]["@value"] == "2024-12-31"
    country, *regions = told["dct:spatial"]
    assert country["@id"].endswith("/country/FRA")
    assert [(place["dct:identifier"], place["skos:prefLabel"]["@value"]) for place in regions] == [
        ("11", "Île-de-France"),
        ("84", "Auvergne-Rhône-Alpes"),
    ]
    assert [one["dcat:downloadURL"]["@id"] for one in told["dcat:distribution"]] == [one.name for one in facts.files]
    read_me = (package.folder / "LISEZMOI.md").read_text("utf-8")
    assert "inventés" not in read_me
    assert "Licence Ouverte 2.0" in read_me
    assert f"{facts.withheld} observations de ce dossier" in read_me


def test_a_licence_is_chosen(three_sites: Settings, tmp_path: Path):
    exported(replace(three_sites, licence="ODbL-1.0"), tmp_path / "donnees")
    package = json.loads((tmp_path / "donnees" / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [
        {
            "name": "ODbL-1.0",
            "title": "Open Database License 1.0",
            "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        }
    ]


def test_the_same_version_gives_the_same_bytes(three_sites: Settings, tmp_path: Path):
    exported(three_sites, tmp_path / "une")
    exported(three_sites, tmp_path / "deux")
    names = sorted(path.relative_to(tmp_path / "une") for path in (tmp_path / "une").rglob("*") if path.is_file())
    assert len(names) > len(FILES)
    assert all((tmp_path / "une" / name).read_bytes() == (tmp_path / "deux" / name).read_bytes() for name in names)


def test_only_the_steps_that_the_months_asked_hold_whole(three_sites: Settings, tmp_path: Path):
    asked = Period(day("2024-02"), day("2024-12"))
    exported(three_sites, tmp_path / "donnees", Request(("positive",), asked))
    found = {(row["pas"], row["periode"]) for row in rows_of(tmp_path / "donnees", "observations")}
    # The year began in January, the first quarter too: without it, their figures would be those of other months.
    assert found == {("mois", "2024-04"), ("trimestre", "2024-T2")}
    with open_current(three_sites) as store:
        assert extract(store, Request(("IND-1",))).chosen[0].code == "share"
        with pytest.raises(QueryError, match="en dehors des données publiées"):
            extract(store, Request((), Period(day("2010-01"), day("2011-01"))))
        with pytest.raises(QueryError, match="Aucun résultat de delay"):
            extract(store, Request(("delay",)))


def test_periods_by_hand():
    known = Period(day("2023-02"), day("2024-06"))
    assert stepped(Grain.YEAR, known, None) == Period(day("2023-01"), day("2024-06"))
    assert stepped(Grain.QUARTER, known, Period(day("2023-05"), day("2024-03"))) == Period(
        day("2023-07"), day("2024-01")
    )
    assert stepped(Grain.YEAR, known, Period(day("2023-05"), day("2024-03"))) is None
    # What is asked beyond the data is not a cut: 2024 is told as far as it is known.
    assert stepped(Grain.YEAR, known, Period(day("2020-01"), day("2030-01"))) == Period(day("2023-01"), day("2024-06"))
    assert list(yearly(known)) == [Period(day("2023-02"), day("2024-01")), Period(day("2024-01"), day("2024-06"))]
    long = Period(day("2021-01"), day("2024-06"))
    assert list(rolling(day("2024-05"), long, None)) == [
        Period(day("2023-06"), day("2024-06")),
        Period(day("2022-06"), day("2023-06")),
        Period(day("2021-06"), day("2022-06")),
    ]
    assert list(rolling(day("2024-05"), long, Period(day("2022-01"), day("2024-01")))) == [
        Period(day("2022-06"), day("2023-06"))
    ]
    assert last_whole_year(day("2024-05"), None) == Period.year(2023)
    assert last_whole_year(day("2024-12"), None) == Period.year(2024)
    assert last_whole_year(day("2024-12"), Period(day("2020-01"), day("2023-06"))) == Period.year(2022)
    assert updated_on(dt.date(2025, 3, 4), Period.year(2024)) == dt.date(2025, 3, 4)
    assert updated_on(dt.date(2026, 3, 4), Period.year(2024)) == dt.date(2024, 12, 31)


START, MONTHS = day("2024-09"), 14
"""To October 2025: twelve months, a quarter and two calendar years cross."""
GROUPS = ("service", "type-site", "region", "departement")


@pytest.mark.parametrize("seed", range(4))
def test_no_small_count_can_be_computed_from_the_package(settings: Settings, tmp_path: Path, seed: int):
    people = people_of(seed, MONTHS)
    published(settings, people, START).close()
    exported(settings, tmp_path / "donnees")
    rows = rows_of(tmp_path / "donnees", "observations")
    assert {row["pas"] for row in rows} == {"mois", "trimestre", "annee", "12-mois"}
    assert {row["statut"] for row in rows} >= {"secret", "ok"}
    whole = range(MONTHS)
    small = [{(site, month) for month in run} for site in range(len(CROSSED)) for run in _runs(whole)]
    small += [{(row, month) for row in _sites(unit, code)} for unit, code in _units() for month in whole]
    assert exposed(people, _told(rows), {frozenset(one) for one in small}) == []


def _runs(months: range) -> list[range]:
    """Each month, each quarter and each side of it: what differences isolate first."""
    return [months[first : first + length] for length in (1, 2, 3) for first in range(len(months) - length + 1)]


def _units() -> list[tuple[str, str]]:
    found = {(unit, place[rank]) for place in CROSSED for rank, unit in enumerate(GROUPS)}
    sites = [("site", f"S{row}") for row in range(len(CROSSED))]
    return [("nation", "FR"), *sites, *sorted((unit, code) for unit, code in found if code)]


def _sites(unit: str, code: str) -> list[int]:
    if unit == "nation":
        return list(range(len(CROSSED)))
    if unit == "site":
        return [int(code[1:])]
    rank = GROUPS.index(unit)
    assert ATTRIBUTES[rank]
    return [row for row, place in enumerate(CROSSED) if place[rank] == code]


def _told(rows: list[Row]) -> set[Told]:
    """What the file tells: the base of each row, nobody where there is no answer, or no row beside those of others."""
    said = {(row["maille"], row["code_maille"], row["debut"], row["fin"]): row for row in rows}
    spans = {(row["debut"], row["fin"]) for row in rows}
    spans |= {(f"{shift(START, m):%Y-%m-%d}", _end(shift(START, m))) for m in range(MONTHS)}
    known = set()
    for (unit, code), (start, end) in itertools.product(_units(), spans):
        months = [m for m in range(MONTHS) if start <= shift(START, m).isoformat() <= end]
        atoms: frozenset[Atom] = frozenset(itertools.product(_sites(unit, code), months))
        row = said.get((unit, code, start, end))
        if row is None or row["statut"] == "sans-donnee":
            known.add(Told(atoms, 0))
        elif row["n"]:
            known.add(Told(atoms, int(row["n"])))
    return known


def _end(month: dt.date) -> str:
    return (shift(month, 1) - dt.timedelta(days=1)).isoformat()

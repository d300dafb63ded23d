"""The demonstration data: stable bytes, exact formats, invented places, and the signals of the answer key."""

import datetime as dt
import hashlib
import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard import catalog, demo
from dashboard.demo import scale as scale_module
from dashboard.demo import signals, surveys
from dashboard.demo.delivered import DELIVERED
from dashboard.demo.events import EXPLAINS, EXPLAINS_NOTHING
from dashboard.demo.kinds_of_site import LABOUR, PROBATION, SERVICES
from dashboard.demo.network import network
from dashboard.demo.questions import DELAY, NET, OVERALL, QUESTIONS, WELCOME
from dashboard.demo.results import PUBLISHED
from dashboard.demo.structures import HEADER
from dashboard.demo.surveys import waves
from dashboard.demo.towns import towns
from dashboard.errors import QueryError, StoreError
from dashboard.sources.kinds import KINDS, open_source
from dashboard.sources.mapping import Mapping
from dashboard.sources.reader import ReadContext
from dashboard.sources.values import normal_name

SP_HEADER = (
    "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;"
    "Intitulé structure usager;Description de la structure;Identifiant de la structure;Type d'identifiant;"
    "Code SP+ structure parent;Intitulé de la structure parente;Adresse;Compléments Adresse;"
    "Code postal de la structure;Ville;PAYS;Codes Postaux;Départements;URL du site internet;"
    "Boîte à lettre fonctionnelle;Clé de tracking;Actif;Code sp+ de la typologie;INSEE Ville;INSEE Département;"
    "INSEE Région;INSEE Arrondissement"
)
PREFECTURES = """Bourg-en-Bresse, Laon, Moulins, Digne-les-Bains, Gap, Nice, Privas, Charleville-Mézières, Foix, Troyes,
Carcassonne, Rodez, Marseille, Caen, Aurillac, Angoulême, La Rochelle, Bourges, Tulle, Dijon, Saint-Brieuc, Guéret,
Périgueux, Besançon, Valence, Évreux, Chartres, Quimper, Ajaccio, Bastia, Nîmes, Toulouse, Auch, Bordeaux, Montpellier,
Rennes, Châteauroux, Tours, Grenoble, Lons-le-Saunier, Mont-de-Marsan, Blois, Saint-Étienne, Le Puy-en-Velay, Nantes,
Orléans, Cahors, Agen, Mende, Angers, Saint-Lô, Châlons-en-Champagne, Chaumont, Laval, Nancy, Bar-le-Duc, Vannes, Metz,
Nevers, Lille, Beauvais, Alençon, Arras, Clermont-Ferrand, Pau, Tarbes, Perpignan, Strasbourg, Colmar, Lyon, Vesoul,
Mâcon, Le Mans, Chambéry, Annecy, Paris, Rouen, Melun, Versailles, Niort, Amiens, Albi, Montauban, Toulon, Avignon,
La Roche-sur-Yon, Poitiers, Limoges, Épinal, Auxerre, Belfort, Évry-Courcouronnes, Nanterre, Bobigny, Créteil,
Cergy, Pontoise, Basse-Terre, Fort-de-France, Cayenne, Saint-Denis, Mamoudzou, Dzaoudzi"""
LONG = demo.Scale("long", dt.date(2023, 1, 1), sites=0.1, volume=0.1, reviews=50)
"""Begins before the method break and the reorganisation."""
FAVOURABLE = {"Oui, tout à fait", "Oui, plutôt", "Très satisfait", "Plutôt satisfait"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[demo.DemoSource]:
    return demo.write(tmp_path_factory.mktemp("demo"), demo.SMALL)


@pytest.fixture(scope="module")
def structures(sources: list[demo.DemoSource]) -> pd.DataFrame:
    return table(sources[0].path).set_index("Code SP+ de la structure")


@pytest.fixture(scope="module")
def measures(sources: list[demo.DemoSource], structures: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat([table(s.path) for s in sources if re.search(r"mesures-[0-9]{4}", s.path.name)])
    frame["service"] = frame["site"].map(structures["Intitulé du réseau"])
    return frame.astype({"numerateur": "float64", "denominateur": "float64"}, errors="ignore")


@pytest.fixture(scope="module")
def answers(sources: list[demo.DemoSource], structures: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat([table(s.path) for s in sources if s.kind == "survey"], ignore_index=True)
    frame["service"] = frame["site"].map(structures["Intitulé du réseau"])
    return frame


def table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", dtype="str", keep_default_na=False)


def digests(sources: list[demo.DemoSource]) -> dict[str, str]:
    return {s.path.name: hashlib.sha256(s.path.read_bytes()).hexdigest() for s in sources}


def rate(rows: pd.DataFrame) -> float:
    """Numerator over denominator of the rows that have both."""
    given = rows[rows["denominateur"] != ""]
    return float(given["numerateur"].astype("float64").sum() / given["denominateur"].astype("float64").sum())


def favourable(rows: pd.DataFrame) -> float:
    valid = rows[rows["reponse"] != "Ne sait pas"]
    return float(valid["reponse"].isin(FAVOURABLE).mean())


def test_two_runs_write_the_same_bytes(sources: list[demo.DemoSource], tmp_path: Path) -> None:
    assert digests(demo.write(tmp_path, demo.SMALL)) == digests(sources)


def test_files_of_an_earlier_demonstration_are_replaced_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "demo-enquete-1999-s1.csv").write_text("old")
    (tmp_path / "notes.txt").write_text("kept")
    written = {source.path.name for source in demo.write(tmp_path, demo.SMALL)}
    assert {path.name for path in tmp_path.iterdir()} == written | {"notes.txt"}


def test_every_file_name_says_that_it_is_a_demonstration(sources: list[demo.DemoSource]) -> None:
    assert all(source.path.name.startswith("demo-") for source in sources)


def test_progress_counts_every_file_once(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    sources = demo.write(tmp_path, demo.SMALL, lambda done, total, name: told.append((done, total, name)))
    assert told == [(rank, len(sources), source.path.name) for rank, source in enumerate(sources, start=1)]


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="vérifier les droits"):
        demo.write(tmp_path / "file" / "demo", demo.SMALL)


def test_the_register_has_the_exact_header_of_the_export(sources: list[demo.DemoSource]) -> None:
    """The export has no coordinates: they come after its columns."""
    assert sources[0].path.read_text(encoding="utf-8").splitlines()[0] == f"{SP_HEADER};Latitude;Longitude"
    assert len(HEADER) == 28


def test_sites_of_one_town_are_near_it_and_apart(structures: pd.DataFrame) -> None:
    places = structures[["Latitude", "Longitude"]].astype("float64")
    assert len(places.drop_duplicates()) == len(places)
    near = {town.name.upper(): town for town in towns()}
    for city, latitude, longitude in zip(structures["Ville"], places["Latitude"], places["Longitude"], strict=True):
        assert abs(latitude - near[city].latitude) < 0.01
        assert abs(longitude - near[city].longitude) < 0.015


def test_the_full_network_is_a_tree_of_about_six_hundred_sites_in_eight_services() -> None:
    sites = network(demo.FULL)
    codes = [site.code for site in sites]
    assert 580 <= len(sites) <= 620
    assert len(set(codes)) == len({site.label for site in sites}) == len(sites)
    assert {site.service for site in sites} == set(SERVICES)
    assert [site.code for site in sites if not site.parent] == ["SG"]
    assert all(not site.parent or site.parent in codes[:rank] for rank, site in enumerate(sites))
    assert sum(not site.active for site in sites) == 16
    assert sum(site.opened == signals.REORGANISED for site in sites) == 8


def test_no_invented_town_has_the_name_of_a_department_or_prefecture() -> None:
    real = {normal_name(name) for name in PREFECTURES.replace("\n", " ").split(", ")}
    real |= {normal_name(department.label) for department in catalog.departments().values()}
    assert {normal_name(town.name) for town in towns()} & real == set()


def test_invented_towns_are_in_real_departments_and_regions() -> None:
    departments = catalog.departments()
    assert all(departments[town.department].region == town.region for town in towns())
    assert len({town.department for town in towns()}) == 101
    assert len({normal_name(town.name) for town in towns()}) == len(towns())


def test_every_code_used_is_in_the_catalogue_and_every_question_has_a_scale() -> None:
    known = catalog.indicators()
    questions = {OVERALL, NET, *(question.code for question in QUESTIONS)}
    assert all(known[code].scale and not known[code].derived_from for code in questions)
    assert {item.code for item in DELIVERED} <= known.keys()
    assert {str(known[item.code].kind) for item in DELIVERED} == {"share", "mean", "count", "quantile"}
    assert all(known[item.code].kind == item.form.value for item in DELIVERED)
    assert PUBLISHED.keys() <= known.keys()
    assert questions.isdisjoint(item.code for item in DELIVERED)


def test_engagements_one_to_nine_are_all_fed() -> None:
    known = catalog.indicators()
    used = [item.code for item in DELIVERED] + [question.code for question in QUESTIONS]
    assert {known[code].commitment for code in used} >= set(range(1, 10))


def test_the_installation_declares_the_break_of_online_procedures(tmp_path: Path) -> None:
    demo.write_breaks(tmp_path)
    assert not catalog.indicators()["qualite-demarches-en-ligne"].breaks
    breaks = catalog.indicators(tmp_path / "reference" / "indicators")["qualite-demarches-en-ligne"].breaks
    assert [item.month for item in breaks] == [signals.BREAK_MONTH]


def test_no_survey_during_the_lockdown() -> None:
    months = [month for wave in waves(demo.FULL) for month in wave.months]
    assert set(months).isdisjoint(signals.CLOSED_MONTHS)
    assert len(months) == 106 - len(signals.CLOSED_MONTHS)


def test_ordinary_readers_accept_every_row_but_those_to_be_corrected(sources: list[demo.DemoSource]) -> None:
    departments = {item.code: item.region for item in catalog.departments().values()}
    known: dict[str, str] = {}
    services: dict[str, str] = {}
    for source in sources:
        kind, rows, rejects = KINDS[source.kind], 0, 0
        context = ReadContext(
            known, catalog.indicators(), Mapping(), departments, today=dt.date(2026, 11, 3), services=services
        )
        for batch in kind.read(open_source(kind, source.path, Mapping()), context):
            rejects += len(batch.rejects)
            rows += sum(part.num_rows for part in batch.tables.values())
            if "sites" in batch.tables:
                sites = batch.tables["sites"]
                known |= dict(zip(sites["code"].to_pylist(), sites["label"].to_pylist(), strict=True))
                services |= dict(zip(sites["service"].to_pylist(), sites["service_label"].to_pylist(), strict=True))
        expected = 10 if source.path.name == "demo-mesures-a-corriger.csv" else 0
        assert (source.path.name, rejects) == (source.path.name, expected)
        assert rows >= source.rows - expected


def test_probation_services_keep_their_delays_less_and_less(measures: pd.DataFrame) -> None:
    rows = measures[(measures["indicateur"] == "delai-annonce-respecte") & (measures["periode"] >= "2025-03")]
    before, after = rows[rows["periode"] < "2026-03"], rows[rows["periode"] >= "2026-05"]
    change = {
        name: rate(after[after["service"] == name]) - rate(before[before["service"] == name]) for name in SERVICES
    }
    assert min(change, key=lambda name: change[name]) == PROBATION
    assert change.pop(PROBATION) < -0.08
    assert all(abs(moved) < 0.04 for moved in change.values())


def test_users_of_probation_services_notice_it(answers: pd.DataFrame) -> None:
    rows = answers[(answers["service"] == PROBATION) & (answers["question"] == DELAY)]
    assert favourable(rows[rows["date"] < "2026-03"]) - favourable(rows[rows["date"] >= "2026-06"]) > 0.1


def test_labour_courts_judge_faster_since_april_2025(measures: pd.DataFrame) -> None:
    rows = measures[measures["indicateur"] == "delai-prudhommes"]
    assert set(rows["service"]) == {LABOUR}
    assert rate(rows[rows["periode"] >= "2026-04"]) < 0.88 * rate(rows[rows["periode"] < "2025-04"])


def test_one_court_fails_on_welcome_since_2025(answers: pd.DataFrame) -> None:
    welcome = answers[answers["question"] == WELCOME]
    rows = welcome[(welcome["site"] == signals.FAILING_SITE)]
    assert favourable(rows[rows["date"] < "2025"]) > 0.6
    assert favourable(rows[rows["date"] >= "2025"]) < 0.45
    recent = welcome[welcome["date"] >= "2025"].groupby("site").filter(lambda group: len(group) >= 100).groupby("site")
    assert min(recent.groups, key=lambda site: favourable(recent.get_group(site))) == signals.FAILING_SITE


def test_one_small_site_is_excellent(answers: pd.DataFrame) -> None:
    rows = answers[answers["question"] == OVERALL].groupby("site").filter(lambda group: len(group) >= 100)
    found = {site: favourable(group) for site, group in rows.groupby("site")}
    assert max(found, key=lambda site: found[site]) == signals.EXCELLENT_SITE
    assert found[signals.EXCELLENT_SITE] > 0.9


def test_an_ordinary_service_rarely_leaves_its_limits(measures: pd.DataFrame) -> None:
    rows = measures[(measures["denominateur"] != "") & (measures["periode"].str.len() == 7)]
    rows = rows.astype({"numerateur": "float64", "denominateur": "float64"})
    sums = rows.groupby(["service", "indicateur", "periode"])[["numerateur", "denominateur"]].sum()
    series = (sums["numerateur"] / sums["denominateur"]).groupby(level=["service", "indicateur"])
    out = {name: int(((y - y.mean()).abs() > 2.66 * y.diff().abs().mean()).sum()) for name, y in series}
    loud = {name for name, points in out.items() if points >= 3}
    assert loud == {(PROBATION, "delai-annonce-respecte"), (LABOUR, "delai-prudhommes")}
    assert sum(points > 0 for points in out.values()) <= 0.25 * len(out)


def test_a_reorganisation_closes_sites_and_opens_others_the_same_month(tmp_path: Path) -> None:
    frame = pd.concat([table(s.path) for s in demo.write(tmp_path, LONG) if re.search(r"mesures-202", s.path.name)])
    monthly = frame[frame["indicateur"] == "delai-annonce-respecte"].groupby("site")["periode"]
    moving = [site for site in network(LONG) if site.kind.handles]
    closed = [monthly.max()[site.code] for site in moving if site.closed]
    opened = [monthly.min()[site.code] for site in moving if site.opened]
    assert closed
    assert opened
    assert max(closed) <= "2023-12"
    assert min(opened) >= "2024-01"


def test_events_agree_with_what_really_happens(sources: list[demo.DemoSource]) -> None:
    [source] = [source for source in sources if source.kind == "events"]
    rows = {row["titre"]: row for _, row in table(source.path).iterrows()}
    explains = rows[EXPLAINS]
    assert explains["date"].startswith(f"{signals.WORSENED_SINCE:%Y-%m}")
    assert explains["service"] == PROBATION
    changes = (signals.WORSENED_SINCE, signals.IMPROVED_SINCE, signals.FAILING_SINCE, signals.BREAK_MONTH)
    nothing = rows[EXPLAINS_NOTHING]["date"]
    assert all(f"{change:%Y-%m}" != nothing for change in changes)


def test_the_method_break_is_a_step(tmp_path: Path) -> None:
    frame = pd.concat([table(s.path) for s in demo.write(tmp_path, LONG) if re.search(r"mesures-202[34]", s.path.name)])
    rows = frame[frame["indicateur"] == "qualite-demarches-en-ligne"]
    assert rate(rows[rows["periode"] >= "2024-01"]) - rate(rows[rows["periode"] < "2024-01"]) > 0.06


def test_small_sites_stay_under_the_threshold_of_confidentiality(answers: pd.DataFrame) -> None:
    rows = answers[(answers["question"] == OVERALL) & answers["date"].str.startswith("2025")]
    counts = rows.groupby("site").size()
    assert ((counts >= 1) & (counts <= 10)).sum() >= 3
    assert sum(0 < site.respondents * 12 < 10 for site in network(demo.FULL)) >= 35


def test_some_sites_deliver_late(measures: pd.DataFrame) -> None:
    late = [site for site in network(demo.FULL) if site.last_delivery < dt.date(2026, 10, 1)]
    assert 15 <= len(late) <= 60
    rows = measures[measures["indicateur"] == "delai-annonce-respecte"].groupby("site")["periode"].max()
    assert (rows < "2026-10").any()


def test_experiences_read_differently_and_some_wait_for_an_answer(sources: list[demo.DemoSource]) -> None:
    path = sources[-1].path
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    assert frame["Description"].nunique() > 0.9 * len(frame)
    assert set(frame["Ressenti usager"]) == {"Positif", "Neutre", "Négatif"}
    assert 0.15 < (frame["Réponse structure 1"] == "").mean() < 0.4
    assert not frame["Description"].str.contains("[{}]").any()
    answered = frame[frame["Date de première réponse"] != ""]
    assert (answered["Date de première réponse"] >= answered["Date de publication"].str[:10]).all()


@pytest.mark.parametrize(("name", "expected"), [("small", demo.SMALL), ("full", demo.FULL)])
def test_scales_have_names(name: str, expected: demo.Scale) -> None:
    assert demo.scale_named(name) == expected


def test_a_number_of_answers_multiplies_the_respondents() -> None:
    scale = demo.scale_named("8600000-answers")
    assert scale.volume == pytest.approx(10 * demo.FULL.volume)
    assert scale.sites == demo.FULL.sites


def test_a_bare_number_is_a_number_of_answers() -> None:
    assert demo.scale_named("100000000") == demo.scale_named("100000000-answers")
    assert demo.scale_named("300000000").streamed
    assert not demo.FULL.streamed


@pytest.fixture
def streamed(monkeypatch: pytest.MonkeyPatch) -> demo.Scale:
    """A small demonstration that is written as the largest ones are, in many blocks."""
    monkeypatch.setattr(scale_module, "HELD", 1)
    monkeypatch.setattr(surveys, "BLOCK", 100)
    return LONG


def test_a_streamed_demonstration_has_the_same_bytes_twice(tmp_path: Path, streamed: demo.Scale) -> None:
    first, second = (demo.write(tmp_path / name, streamed) for name in ("a", "b"))
    assert [one.path.read_bytes() for one in first] == [one.path.read_bytes() for one in second]
    assert {one.path.suffix for one in first if one.kind == "survey"} == {".parquet"}


def test_a_streamed_wave_numbers_its_people_across_blocks(tmp_path: Path, streamed: demo.Scale) -> None:
    """Numbered without a gap across blocks, in the order of days; numbers and days are no texts."""
    blocks = {one.path.stem: one for one in demo.write(tmp_path / "blocks", streamed) if one.kind == "survey"}
    assert len(blocks) == len(waves(streamed))
    for source in blocks.values():
        frame = pq.read_table(source.path).to_pandas()
        assert len(frame) == source.rows
        people = frame.drop_duplicates("repondant")
        assert people["date"].is_monotonic_increasing
        assert people["repondant"].str[-6:].astype(int).tolist() == list(range(1, len(people) + 1))
        assert set(frame["poids"]) == {0.85, 1.1, 1.2, 1.35}
        assert 0.02 < (frame["commentaire"] != "").sum() / len(people) < 0.12


def test_an_older_demonstration_of_another_format_is_replaced(tmp_path: Path, streamed: demo.Scale) -> None:
    (tmp_path / "demo-enquete-2001-s1.csv").touch()
    (tmp_path / "demo-enquete-2001-s1.parquet").touch()
    demo.write(tmp_path, streamed)
    assert not list(tmp_path.glob("*2001*"))


@pytest.mark.parametrize(
    "name", ["", "huge", "0-answers", "-3-answers", "many-answers", "300000001", "9" * 5000, "٣", "0"]
)
def test_an_unknown_scale_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="choisir small, full"):
        demo.scale_named(name)

"""A survey file that the program has never seen: proposed, corrected, tried, loaded, published."""

import csv
import tomllib
from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.analyses.figures import figures
from dashboard.analyses.question import Question
from dashboard.config import Settings
from dashboard.domain.estimate import Shown
from dashboard.errors import ConfigurationError, RejectedRowsError, SourceError
from dashboard.loading.described_survey import load_described, sample, tried
from dashboard.loading.first_description import proposal
from dashboard.sources.survey_columns import Role
from dashboard.sources.survey_description import Described, SurveyDescription
from dashboard.store import staging
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.store import open_current
from dashboard.ui.sections.survey_column import remark
from tests.builders import site, stage

HEADER = ["Horodateur", "Site", "Êtes-vous satisfait de l’accueil ?", "Les délais étaient-ils clairs ?", "Remarque"]


@pytest.fixture
def installation(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "home", memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("TJ-1", label="Tribunal de Lyon")])
    return settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "enquete.csv"
    answers = ["Très satisfait", "Plutôt satisfait", "Pas content du tout", "Ne sait pas"]
    with path.open("w", encoding="cp1252", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        for rank in range(80):
            writer.writerow(
                [
                    f"{1 + rank % 28:02}/03/2026 10:00",
                    "Tribunal de Lyon",
                    answers[rank % 4],
                    ["Oui", "Non"][rank % 2],
                    "",
                ]
            )
    return path


def described(**changes: object) -> SurveyDescription:
    columns = {
        "Horodateur": Described(Role.DATE),
        "Site": Described(Role.SITE),
        HEADER[2]: Described(
            Role.QUESTION, "satisfaction-4", label="Accueil satisfaisant", answers={"Pas content du tout": 0}
        ),
        HEADER[3]: Described(Role.QUESTION, "oui-non", label="Délais clairs", commitment=5),
        "Remarque": Described(Role.IGNORED),
    }
    given = {"columns": columns, "constants": {"survey": "accueil-2026"}, "sites_by_label": True}
    return SurveyDescription(**(given | changes))  # type: ignore[arg-type]


def test_the_file_is_read_and_its_columns_proposed(installation: Settings, file: Path) -> None:
    found = sample(installation, file)
    assert [column.role for column in found.columns] == [
        Role.DATE,
        Role.SITE,
        Role.QUESTION,
        Role.QUESTION,
        Role.IGNORED,
    ]
    assert len(found.rows) == 80


def test_a_trial_counts_what_is_kept_out_of_the_base_and_refused(installation: Settings, file: Path) -> None:
    found = tried(installation, sample(installation, file), described())
    assert (found.rows, found.answers, found.out, found.refused) == (80, 160, 20, [])
    assert found.new == {"accueil-satisfaisant": "Accueil satisfaisant", "delais-clairs": "Délais clairs"}
    assert not (installation.home / "reference").exists()


def test_an_answer_that_nobody_explained_is_refused_and_counted(installation: Settings, file: Path) -> None:
    columns = dict(described().columns)
    columns[HEADER[2]] = Described(Role.QUESTION, "satisfaction-4", label="Accueil satisfaisant")
    found = tried(installation, sample(installation, file), described(columns=columns))
    [(cell, times)] = found.refused
    assert (cell.column, cell.value, times) == (HEADER[2], "Pas content du tout", 20)


def test_the_file_is_loaded_and_its_figures_are_published(installation: Settings, file: Path) -> None:
    report = load_described(installation, file, described())
    assert (report.accepted, report.rejected) == ({"answers": 160}, 0)
    publish(installation, reference(installation))
    reader = open_current(installation)
    [welcome] = figures(reader, Question(("accueil-satisfaisant",)), installation)
    # 20 very satisfied, 20 rather, 20 not at all; 20 do not know.
    assert isinstance(welcome.estimate, Shown)
    assert (welcome.estimate.n, round(welcome.estimate.value, 1)) == (60, 66.7)
    [delay] = figures(reader, Question(("delais-clairs",)), installation)
    assert isinstance(delay.estimate, Shown)
    assert (delay.estimate.n, delay.estimate.value) == (80, 50.0)
    assert delay.indicator.commitment == 5


def test_the_mapping_that_is_written_loads_the_next_wave_alone(installation: Settings, file: Path) -> None:
    load_described(installation, file, described())
    known = catalog.indicators(installation.home / "reference" / "indicators")
    again = described(constants={"survey": "accueil-2027"})
    assert again.new(known, catalog.scales()) == {}
    written = tomllib.loads(again.mapping(known))
    assert written["constants"] == {"survey": "accueil-2027"}
    assert written["questions"][HEADER[2]] == "accueil-satisfaisant"
    assert written["answers"] == {"accueil-satisfaisant": {"Pas content du tout": 0}}
    report = load_described(installation, file, again)
    assert report.accepted == {"answers": 160}


def test_a_refused_file_leaves_no_indicator_behind(installation: Settings, tmp_path: Path) -> None:
    path = tmp_path / "ailleurs.csv"
    path.write_text("Horodateur;Site;Question\n12/03/2026;Tribunal de Nulle-Part;Oui\n", encoding="utf-8")
    columns = {
        "Horodateur": Described(Role.DATE),
        "Site": Described(Role.SITE),
        "Question": Described(Role.QUESTION, "oui-non", label="Une question"),
    }
    with pytest.raises(RejectedRowsError):
        load_described(installation, path, described(columns=columns))
    assert list((installation.home / "reference" / "indicators").iterdir()) == []
    assert len(staging.loads(installation)) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"constants": {}}, "Il manque le code de l’enquête"),
        ({"columns": {"Site": Described(Role.SITE), "Q": Described(Role.QUESTION, "oui-non")}}, "Il manque la date"),
        ({"columns": {"Site": Described(Role.SITE)}}, "Aucune colonne n’est une question"),
        (
            {
                "columns": {
                    "Site": Described(Role.SITE),
                    "Horodateur": Described(Role.DATE),
                    "A": Described(Role.QUESTION, "oui-non", label="Même nom"),
                    "B": Described(Role.QUESTION, "oui-non", label="Même nom"),
                }
            },
            "mesurent le même indicateur",
        ),
    ],
)
def test_what_is_missing_is_said(installation: Settings, file: Path, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        tried(installation, sample(installation, file), described(**changes))


def test_a_label_of_the_catalogue_is_not_taken(installation: Settings, file: Path) -> None:
    columns = dict(described().columns)
    columns[HEADER[2]] = Described(Role.QUESTION, "satisfaction-4", label="Accueil courtois")
    with pytest.raises(SourceError, match="est déjà le nom d’un indicateur"):
        tried(installation, sample(installation, file), described(columns=columns))


def test_a_label_too_long_is_said(installation: Settings, file: Path) -> None:
    columns = dict(described().columns)
    columns[HEADER[2]] = Described(Role.QUESTION, "satisfaction-4", label="a" * 61)
    with pytest.raises(ConfigurationError, match="60 au plus"):
        tried(installation, sample(installation, file), described(columns=columns))


def test_without_respondents_each_row_is_a_person(installation: Settings, file: Path, tmp_path: Path) -> None:
    load_described(installation, file, described())
    other = tmp_path / "autre.csv"
    other.write_bytes(file.read_bytes() + b"12/03/2026 10:00;Tribunal de Lyon;Oui;Oui;\r\n")
    columns = {**described().columns, HEADER[2]: Described(Role.IGNORED)}
    report = load_described(installation, other, described(columns=columns))
    assert (report.accepted, report.restated) == ({"answers": 81}, 0)


def test_the_next_file_of_the_same_columns_is_described_as_the_last_one(installation: Settings, file: Path) -> None:
    first = proposal(installation, sample(installation, file))
    assert (first.load, first.columns["Remarque"].role) == ("", Role.IGNORED)
    told = {**described().columns, "Remarque": Described(Role.COMMENT)}
    report = load_described(installation, file, described(columns=told))
    again = proposal(installation, sample(installation, file))
    assert again.load == report.load_id
    assert {name: one.role for name, one in again.columns.items()} == {name: one.role for name, one in told.items()}
    question = again.columns[HEADER[2]]
    assert (question.indicator, question.answers) == ("accueil-satisfaisant", {"Pas content du tout": 0})
    assert again.columns[HEADER[3]].commitment == 5


def test_a_file_of_other_columns_is_described_by_what_it_looks_like(
    installation: Settings, file: Path, tmp_path: Path
) -> None:
    load_described(installation, file, described(columns={**described().columns, "Remarque": Described(Role.COMMENT)}))
    other = tmp_path / "autre.csv"
    other.write_text("Horodateur;Site;Remarque\n12/03/2026;Tribunal de Lyon;\n", encoding="utf-8")
    found = proposal(installation, sample(installation, other))
    assert (found.load, found.columns["Remarque"].role) == ("", Role.IGNORED)


def test_a_column_left_aside_that_looks_like_something_says_so(installation: Settings, file: Path) -> None:
    columns = {column.name: column for column in sample(installation, file).columns}
    said = remark(columns[HEADER[3]], Described(Role.IGNORED))
    assert said == "Laissée de côté, mais ressemble à\u00a0: question."
    assert remark(columns["Remarque"], Described(Role.IGNORED)) == "Colonne vide."

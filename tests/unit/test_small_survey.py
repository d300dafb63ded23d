"""A survey of few questions, with weights: what is said of it once it is loaded and published."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.analyses.survey_drivers import survey_drivers
from dashboard.analyses.survey_results import Results, results
from dashboard.analyses.surveys import calendar
from dashboard.config import Settings
from dashboard.domain.scope import Scope
from dashboard.loading.described_survey import load_described
from dashboard.sources.survey_columns import Role
from dashboard.sources.survey_description import Described, SurveyDescription
from dashboard.store import staging
from dashboard.store.publish import publish
from dashboard.store.reads import Reader
from dashboard.store.reference_data import reference
from dashboard.store.store import open_current
from dashboard.ui.sections.loads import kept, unit_of
from dashboard.wording.survey_drivers import TOO_FEW_QUESTIONS
from dashboard.wording.weighting import results_weighted
from tests.builders import site, stage

ANSWERS = ["Très satisfait", "Plutôt satisfait", "Plutôt mécontent"]
COLUMNS = {
    "Date": Described(Role.DATE),
    "Site": Described(Role.SITE),
    "Poids": Described(Role.WEIGHT),
    "Mot": Described(Role.COMMENT),
    "Accueil": Described(Role.QUESTION, "satisfaction-4", label="Accueil satisfaisant", commitment=5),
    "Ensemble": Described(Role.QUESTION, "satisfaction-4", label="Avis d’ensemble"),
}
ON = dt.date(2026, 9, 1)


@pytest.fixture
def installation(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "home", memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("TJ-1", label="Tribunal de Lyon")])
    return settings


def published(settings: Settings, path: Path, columns: dict[str, Described]) -> Reader:
    rows = [
        f"{1 + rank % 28:02}/03/2026;TJ-1;{'1,5' if rank % 2 else '0,5'};Merci;{ANSWERS[rank % 3]};{ANSWERS[rank % 3]}"
        for rank in range(300)
    ]
    path.write_text(";".join(COLUMNS) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    load_described(settings, path, SurveyDescription(columns, {"survey": "accueil-2026"}))
    publish(settings, reference(settings))
    return open_current(settings)


def of(reader: Reader, settings: Settings) -> Results:
    return results(reader, calendar(reader, settings, ON), "accueil-2026", Scope(), settings)


def test_weighted_results_say_so_and_what_is_not_weighted(installation: Settings, tmp_path: Path) -> None:
    found = of(published(installation, tmp_path / "e.csv", COLUMNS), installation)
    assert found.reading.limit.startswith("Résultats pondérés\u00a0; les bases (n) et la part des")


def test_results_without_weights_say_nothing_of_them(installation: Settings, tmp_path: Path) -> None:
    columns = {**COLUMNS, "Poids": Described(Role.IGNORED)}
    found = of(published(installation, tmp_path / "e.csv", columns), installation)
    assert "pondéré" not in found.reading.limit


def test_some_weighted_questions_are_counted() -> None:
    assert results_weighted(0, 3) == ""
    assert results_weighted(2, 3).startswith("2\u00a0questions pondérées sur 3\u00a0; les bases")


def test_one_question_alone_is_not_ranked(installation: Settings, tmp_path: Path) -> None:
    reader = published(installation, tmp_path / "e.csv", COLUMNS)
    found = survey_drivers(reader, calendar(reader, installation, ON), "accueil-2026", installation)
    assert found.levers == ()
    assert found.reading.limit == TOO_FEW_QUESTIONS


def test_a_load_of_a_survey_counts_answers(installation: Settings, tmp_path: Path) -> None:
    published(installation, tmp_path / "e.csv", COLUMNS)
    register, survey = staging.loads(installation)
    assert (unit_of(register), kept(register)) == ("lignes", 1)
    assert survey.accepted["comments"] == 300
    assert (unit_of(survey), kept(survey)) == ("réponses", 600)


def test_an_unknown_answer_is_refused_in_the_words_of_the_page(installation: Settings, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("Date;Site;Accueil\n01/03/2026;TJ-1;Bof\n02/03/2026;TJ-1;Très satisfait\n", encoding="utf-8")
    columns = {name: COLUMNS[name] for name in ("Date", "Site", "Accueil")}
    report = load_described(installation, path, SurveyDescription(columns, {"survey": "accueil-2026"}))
    [refused] = report.first_rejects
    assert (refused.line, refused.column, refused.value) == (2, "Accueil", "Bof")
    assert "page Données, « Corriger une colonne »" in refused.reason

"""The calendar of surveys: the file, its refusals, what is published of it beside the answers."""

import datetime as dt
from pathlib import Path

import openpyxl

from dashboard.config import Settings
from dashboard.loading import load
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import answer, day, reference, site, stage
from tests.reading import read

HEADER = (
    "enquête | titre | série | vague | ouverture | clôture | mode | public visé | public servi | "
    "questionnaires proposés | objectif | site | canal | lien | méthode\n"
)
FIRST = "e-1 | Accueil | accueil | Vague 1 | 2026-01-05 | 31/03/2026 | En ligne | Usagers"


def test_a_wave_its_sites_and_its_channels(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "survey-waves",
        HEADER
        + f"""{FIRST} | 5 000 | 1000 | 300 | | | https://exemple.invalid/q?a=1 | Quotas
             e-1 | | | | | | | | | 600 | 180 | A1 | | |
             e-1 | | | | | | | | | 700 | | | En ligne | |
             e-2 | Avocats | | | 2026-12-01 | | | | | | | | | |""",
    )
    assert found.rejects == []
    rows = found.rows("survey_waves", "survey", "site", "channel", "served", "offered", "target")
    assert rows == [
        ("e-1", None, None, 5000, 1000, 300),
        ("e-1", "A1", None, None, 600, 180),
        ("e-1", None, "En ligne", None, 700, None),
        ("e-2", None, None, None, None, None),
    ]
    described = found.rows("survey_waves", "title", "series", "opens_on", "closes_on", "link")
    first = ("Accueil", "accueil", day("2026-01-05"), day("2026-03-31"), "https://exemple.invalid/q?a=1")
    assert described == [first, first, first, ("Avocats", None, day("2026-12-01"), None, None)]


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    lines = [
        " | Sans code | | | 2026-01-05 | | | | | | | | | |",
        "a | | | | 2026-01-05 | | | | | | | | | |",
        "b | Sans date | | | | | | | | | | | | |",
        "c | Date | | | hier | | | | | | | | | |",
        "d | Dates | | | 2026-03-01 | 2026-02-01 | | | | | | | | |",
        "e | Effectif | | | 2026-03-01 | | | | | 12,5 | | | | |",
        "f | Site | | | 2026-03-01 | | | | | 12 | | Z9 | | |",
        "g | Deux | | | 2026-03-01 | | | | | 12 | | A1 | Borne | |",
        "h | Lien | | | 2026-03-01 | | | | | | | | | javascript:x |",
        "i | Bon | | | 2026-03-01 | | | | | | | | | |",
        "i | Autre | | | | | | | | | | A1 | | |",
        "i | | | | | | | | | | 5 | | | |",
        "j | Trop | | | 2026-03-01 | | | | 10 | 12 | | | | |",
        f"k | {'x' * 121} | | | 2026-03-01 | | | | | | | | | |",
    ]
    found = read(tmp_path, "survey-waves", HEADER + "\n".join(lines))
    assert [(line, reason.split(" :")[0]) for line, _, reason in found.reasons] == [
        (2, "enquête absente"),
        (3, "titre absent"),
        (4, "date d’ouverture absente"),
        (5, "date illisible"),
        (6, "la clôture précède l’ouverture"),
        (7, "effectif illisible"),
        (8, "site inconnu"),
        (9, "un site et un canal sur la même ligne"),
        (10, "lien illisible"),
        (12, "description contraire à la première ligne de cette vague"),
        (13, "doublon de la ligne 11"),
        (14, "plus de questionnaires proposés que d’usagers servis"),
        (15, "titre trop long"),
    ]
    assert found.rows("survey_waves", "survey") == ["i"]


def test_a_workbook_is_read_with_its_dates(settings: Settings, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Enquête", "Titre", "Ouverture", "Clôture", "Objectif"])
    book.active.append(["e-1", "Accueil", dt.date(2026, 1, 5), dt.date(2026, 3, 31), 300])
    path = tmp_path / "calendrier.xlsx"
    book.save(path)
    report = load(settings, "survey-waves", [str(path)])
    assert (report.accepted, report.rejected) == ({"survey_waves": 1}, 0)
    publish(settings, reference())
    [wave] = reads.survey_waves(open_current(settings))
    assert (wave.code, wave.opens_on, wave.closes_on, wave.target, wave.n) == (
        *("e-1", day("2026-01-05"), day("2026-03-31"), 300),
        0,
    )


def wave(code: str, **others: object) -> dict[str, object]:
    return {"survey": code, "title": code.capitalize(), "opens_on": day("2024-01-01"), **others}


def published(settings: Settings) -> Store:
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    stage(settings, kind="survey-waves", survey_waves=[wave("e-1", target=10), wave("e-1", site="A", target=99)])
    stage(
        settings,
        kind="survey-waves",
        survey_waves=[
            wave("e-1", site="A", offered=60, target=20),
            wave("e-1", site="B", offered=40, target=10),
            wave("e-1", channel="En ligne", offered=70),
        ],
    )
    stage(
        settings,
        kind="survey",
        answers=[
            *(
                answer("A", "2024-01-15", 1 + i % 4, respondent=f"r{i}", survey="e-1", channel="en ligne")
                for i in range(20)
            ),
            *(answer("A", "2024-02-15", 2, respondent=f"r{i}", survey="e-1", indicator="score") for i in range(20)),
            *(answer("B", "2024-02-15", 2, respondent=f"s{i}", survey="e-1", weight=0.5) for i in range(15)),
            *(answer("B", "2024-02-20", 3, survey="sans-calendrier") for _ in range(12)),
        ],
    )
    publish(settings, reference())
    return open_current(settings)


def test_the_last_calendar_replaces_the_wave_whole_and_totals_follow_its_sites(settings: Settings) -> None:
    store = published(settings)
    known = {row.code: row for row in reads.survey_waves(store)}
    first = known["e-1"]
    assert (first.offered, first.target, first.n, first.served) == (100, 30, 35, None)
    assert (first.first_answer, first.last_answer) == (day("2024-01-15"), day("2024-02-15"))
    alone = known["sans-calendrier"]
    assert (alone.title, alone.opens_on, alone.n) == (None, None, 12)
    assert [tuple(row[1:]) for row in reads.survey_parts(store, surveys=["e-1"])] == [
        ("A", "Site A", None, None, 60, 20, 20),
        ("B", "Site B", None, None, 40, 10, 15),
        (None, None, "en ligne", None, 70, None, 20),
    ]


def test_a_question_that_two_surveys_ask_in_the_same_months_is_not_alone(settings: Settings) -> None:
    store = published(settings)
    rows = {(row.survey, row.indicator): row.alone for row in reads.survey_questions(store)}
    assert rows == {("e-1", "question"): False, ("e-1", "score"): True, ("sans-calendrier", "question"): False}


def test_grades_are_weighed_where_answers_carry_weights(settings: Settings) -> None:
    store = published(settings)
    [row] = reads.grade_weights(store, start=day("2024-01"), stop=day("2024-03"), indicators=["question"])
    # B: 15 answers of grade 2 that count for a half, 12 of grade 3 that count for 1; A: 5 of each grade.
    assert (row.w1, row.w2, row.w3, row.w4, row.w5) == (5, 12.5, 17, 5, None)
    assert reads.grade_weights(store, start=day("2024-01"), stop=day("2024-02")) == []

"""« Je donne mon avis »: both generations of export, read as answers to a survey."""

import datetime as dt

import pytest
import xlsxwriter

from dashboard import catalog
from dashboard.config import Settings
from dashboard.errors import SourceError
from dashboard.loading import load
from dashboard.sources.kinds import KINDS, open_source
from dashboard.sources.reader import ReadContext
from tests.reading import SITES, TODAY, Read, mapping

GENERAL = "De façon générale, comment ça s'est passé ?"
CLEAR = "Qu'avez-vous pensé des informations et des instructions fournies ?"
HELP = "Durant votre parcours, avez-vous tenté d’obtenir de l’aide par l’un des moyens suivants ?"
REACHED = "Quand vous avez cherché de l'aide, avez-vous réussi à joindre l'administration ?"
QUALITY = "Comment évaluez-vous la qualité de l'aide que vous avez obtenue de la part de l'administration ?"
WORDS = "Souhaitez-vous nous en dire plus ?"
QUESTIONS = (GENERAL, CLEAR, HELP, REACHED, QUALITY, WORDS)
RECENT = ("Date de l'avis", "Nom du formulaire", "Lien d'intégration", "Identifiant Avis", *QUESTIONS)
OLDER = ("Review ID", "Form ID", "Product ID", "Button ID", "XWiki ID", "Review Created At", *QUESTIONS)
OPINIONS = (
    ("Très bien", "5", "Je n'ai pas eu besoin d'aide", "", "", "Parfait, merci"),
    (
        "Moyen",
        "2",
        "Par téléphone avec l’administration / Autres, précisez : ma voisine",
        "Par téléphone avec l’administration : Oui / Au guichet avec l’administration : Non",
        "Par téléphone : Bonne",
        "",
    ),
    ("Pas bien", "", "", "", "", ""),
)
EXPECTED = [
    ("satisfaction-demarche-en-ligne", 2, None, None),
    ("information-comprise", 4, None, None),
    ("autonomie-demarche", 1, None, None),
    ("satisfaction-demarche-en-ligne", 1, None, None),
    ("information-comprise", 1, None, None),
    ("autonomie-demarche", 0, None, None),
    ("aide-joignable", 1, None, "Par téléphone"),
    ("aide-joignable", 0, None, "Au guichet"),
    ("aide-efficace", 3, None, "Par téléphone"),
    ("satisfaction-demarche-en-ligne", 0, None, None),
]
RULES = '[constants]\nsite = "A1"\n'


def recent(rank, answers):
    return (f"2026-05-0{rank} 10:00:0{rank}", "Formulaire", "Site internet", f"abcde0{rank}", *answers)


def older(rank, answers):
    return (f"65f0c1d2abcde0{rank}", "12", "34", "56", "", f"2026-05-0{rank}T10:00:0{rank}.512Z", *answers)


def write(tmp_path, header, rows, name="avis.csv"):
    path = tmp_path / name
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (header, *rows)]
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return path


def read(path, rules, **known):
    context = ReadContext(**{"known_sites": SITES, "indicators": catalog.indicators(), "today": TODAY} | known)
    context = ReadContext(context.known_sites, context.indicators, rules, today=TODAY)
    return Read(KINDS["jdma"].read(open_source(KINDS["jdma"], path, rules), context))


@pytest.mark.parametrize(("header", "row"), [(RECENT, recent), (OLDER, older)])
def test_an_opinion_is_its_answers(tmp_path, header, row):
    path = write(tmp_path, header, [row(rank, answers) for rank, answers in enumerate(OPINIONS, start=1)])
    found = read(path, mapping(tmp_path, RULES))
    assert found.rejects == []
    assert found.rows("reviews", "code") == []
    assert sorted(found.rows("answers", "line", "indicator", "grade", "excluded", "channel"), key=lambda r: r[0]) == [
        (line, *answer) for line, answer in zip([2] * 3 + [3] * 6 + [4], EXPECTED, strict=True)
    ]
    assert set(found.rows("answers", "survey", "site", "answered_on", "respondent")) == {
        ("jdma", "A1", dt.date(2026, 5, rank), f"abcde0{rank} 2026-05-0{rank} 10:00:0{rank}") for rank in (1, 2, 3)
    }


def test_a_workbook_has_a_sheet_a_year_and_a_line_an_answer(tmp_path):
    path = tmp_path / "avis.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for year in (2025, 2026):
            sheet = book.add_worksheet(str(year))
            sheet.write_row(0, 0, RECENT)
            for rank, answers in enumerate(OPINIONS, start=1):
                cells = ["- " + cell.replace(" / ", "\n- ") if " / " in cell else cell for cell in answers]
                sheet.write_row(rank, 0, (f"{year}-05-01 10:00:00", "F", "L", f"{year}0{rank}", *cells))
    found = read(path, mapping(tmp_path, RULES))
    assert found.rejects == []
    assert len(found.rows("answers", "line")) == 2 * len(EXPECTED)
    assert found.rows("answers", "indicator", "grade", "excluded", "channel")[: len(EXPECTED)] == EXPECTED


def test_the_site_is_a_column_of_the_export(tmp_path):
    rules = mapping(tmp_path, "[columns]\nsite = \"Lien d'intégration\"\n[sites]\nby = 'label'")
    row = ("2026-05-01 10:00:00", "F", "Tribunal de Nevers", "abcdef1", "Moyen", "", "", "", "", "")
    found = read(write(tmp_path, RECENT, [row]), rules)
    assert found.rows("answers", "site") == ["B2"]


def test_two_spellings_of_a_question_are_one(tmp_path):
    header = (*RECENT, "De façon générale, comment ça s’est passé ? ")
    empty = ("", "", "", "", "", "")
    rows = [(*recent(1, ("Moyen", *empty[1:])), ""), (*recent(2, empty), "Très bien")]
    found = read(write(tmp_path, header, rows), mapping(tmp_path, RULES))
    assert found.rows("answers", "grade") == [1, 2]


def test_what_cannot_be_read_is_refused_where_it_is(tmp_path):
    bad = ("Bof", "6", "", "Par fax : peut-être", "", "")
    rows = [recent(1, bad), recent(2, OPINIONS[0]), ("", "F", "L", "abc0001", *OPINIONS[2]), recent(2, OPINIONS[0])]
    found = read(write(tmp_path, RECENT, rows), mapping(tmp_path, RULES))
    assert [(line, column) for line, column, _ in found.reasons] == [
        (2, GENERAL),
        (2, CLEAR),
        (2, REACHED),
        (4, "Date de l'avis"),
        *[(5, "")] * 3,
    ]
    assert len(found.rows("answers", "line")) == 3


def test_a_mapping_may_name_other_questions_and_leave_one_out(tmp_path):
    rules = mapping(tmp_path, RULES + f'[questions]\n"Avez-vous été orienté ?" = "bonne-orientation"\n"{CLEAR}" = ""')
    path = write(tmp_path, (*RECENT, "Avez-vous été orienté ?"), [(*recent(1, OPINIONS[0]), "Oui")])
    found = read(path, rules)
    assert found.rejects == []
    assert sorted(found.rows("answers", "indicator")) == [
        "autonomie-demarche",
        "bonne-orientation",
        "satisfaction-demarche-en-ligne",
    ]


def test_an_export_without_a_site_or_a_question_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"à quel site .*\[constants\] site"):
        read(write(tmp_path, RECENT, [recent(1, OPINIONS[0])]), mapping(tmp_path, ""))
    with pytest.raises(SourceError, match="Identifiant Avis"):
        read(write(tmp_path, ("Date de l'avis", GENERAL), [("2026-05-01", "Moyen")]), mapping(tmp_path, RULES))
    with pytest.raises(SourceError, match="aucune question"):
        read(write(tmp_path, RECENT[:4], [recent(1, ())]), mapping(tmp_path, RULES))


def test_both_generations_of_a_period_count_once(tmp_path):
    settings = Settings(home=tmp_path / "home")
    register = tmp_path / "structures.csv"
    register.write_text("Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Dijon\n")
    load(settings, "spplus-structures", [str(register)])
    rules = tmp_path / "jdma.toml"
    rules.write_text(RULES, encoding="utf-8")
    new = write(tmp_path, RECENT, [recent(1, OPINIONS[0])], "new.csv")
    old = write(tmp_path, OLDER, [older(1, OPINIONS[0]), older(2, OPINIONS[1])], "old.csv")
    report = load(settings, "jdma", [str(new), str(old)], mapping=rules)
    assert (report.accepted, report.rejected) == ({"answers": 9, "comments": 1}, 3)


@pytest.mark.parametrize(("header", "made"), [(RECENT, recent), (OLDER, older)], ids=["recent", "older"])
def test_the_free_text_of_both_generations_is_read_without_personal_data(tmp_path, header, made):
    words = (*OPINIONS[0][:-1], "Merci à Mme Durand, jean@exemple.fr")
    path = write(tmp_path, header, [made(1, words), made(2, OPINIONS[2])])
    rules = mapping(tmp_path, RULES)
    context = ReadContext(SITES, catalog.indicators(), rules, today=TODAY)
    found = Read(KINDS["jdma"].read(open_source(KINDS["jdma"], path, rules), context))
    [(respondent, text)] = found.rows("comments", "respondent", "text")
    assert text == "Merci à Mme [nom], [adresse électronique]"
    assert respondent in found.rows("answers", "respondent")

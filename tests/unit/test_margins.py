"""A file of margins: what is read, and the one sentence of each refusal."""

import pytest
import xlsxwriter

from dashboard.errors import SourceError
from dashboard.sources.margins import Category, read_margins, split

HEADER = "variable;modalité;population;source;date;regroupement\n"
AGE = "âge;18-24;100;Insee;2024-01-01;\nâge;25 et plus;900;;;\n"


@pytest.fixture
def write(tmp_path):
    def file(text):
        path = tmp_path / "marges.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return file


def test_variables_and_categories_in_the_order_of_the_file(write):
    text = AGE + "Canal;En ligne;1 200,5;Registre;2023;à distance\nCanal;Courrier;30;Registre;2023;à distance\n"
    age, channel = read_margins(write(HEADER + text))
    assert (age.variable, age.parts, age.source, age.date) == ("âge", ("âge",), "Insee", "2024-01-01")
    assert age.categories == (Category("18-24", 100, "18-24"), Category("25 et plus", 900, "25 et plus"))
    assert channel.categories[0] == Category("En ligne", 1200.5, "à distance")
    assert (channel.source, channel.date) == ("Registre", "2023")


def test_columns_go_by_other_names_and_a_day_is_written_one_way(write):
    (age,) = read_margins(write("Date;Source;Effectif;Modalité;Variable\n31/12/2023;Insee;10;a;âge\n"))
    assert (age.date, age.categories) == ("2023-12-31", (Category("a", 10, "a"),))


def test_a_workbook(tmp_path):
    path = tmp_path / "marges.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Population")
        sheet.write_row(0, 0, ["variable", "modalité", "population", "source", "date"])
        sheet.write_row(1, 0, ["sexe", "Femme", 520, "Insee", 2023])
        sheet.write_row(2, 0, ["sexe", "Homme", 480])
    (sex,) = read_margins(path)
    assert [(one.label, one.population) for one in sex.categories] == [("Femme", 520), ("Homme", 480)]
    assert (sex.source, sex.date) == ("Insee", "2023")


def test_crossed_variables(write):
    (crossed,) = read_margins(write(HEADER + "canal × âge;En ligne × 18-24;10;Insee;2024;\n"))
    assert crossed.parts == ("canal", "âge")
    assert crossed.split("En ligne × 18-24") == ("En ligne", "18-24")
    assert split("canal x âge") == ("canal", "âge")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("variable;modalité;population\nâge;a;10\n", "colonne manquante (« source », « date »)"),
        ("variable;modalité;source;date\nâge;a;Insee;2024\n", "colonne manquante (« population »)"),
        (HEADER, "aucune ligne"),
        ("", "vide"),
        (HEADER + " ;;;;;\n", "aucun"),
        (HEADER + "âge;a;10;;2024;\n", "la source de la population de « âge » n’est pas indiquée"),
        (HEADER + "âge;a;10;Insee;;\n", "la date de la population de « âge » n’est pas indiquée"),
        (HEADER + "âge;a;10;Insee;hier;\n", "ligne 2 : la date « hier » est illisible"),
        (HEADER + "âge;a;beaucoup;Insee;2024;\n", "ligne 2 : la population « beaucoup » n’est pas un nombre positif"),
        (HEADER + "âge;a;-3;Insee;2024;\n", "la population « -3 » n’est pas un nombre positif"),
        (HEADER + "âge;a;<5;Insee;2024;\n", "la population « <5 » n’est pas un nombre positif"),
        (HEADER + "âge;a;;Insee;2024;\n", "ligne 2 : la colonne « population » est vide"),
        (HEADER + "âge;;3;Insee;2024;\n", "ligne 2 : la colonne « modalité » est vide"),
        (HEADER + ";a;3;Insee;2024;\n", "ligne 2 : la colonne « variable » est vide"),
        (HEADER + AGE + "Âge;18-24;5;;;\n", "ligne 4 : la modalité « 18-24 » de « âge » est déjà donnée ligne 2"),
        (HEADER + "âge;a;10;Insee;2024;b\nâge;b;10;;;c\n", "« a » est regroupée avec « b », elle-même regroupée"),
        (HEADER + "canal × âge;En ligne;10;Insee;2024;\n", "doit donner 2 modalités"),
        (HEADER + "âge × Âge;a × b;10;Insee;2024;\n", "croise « Âge » avec elle-même"),
        (HEADER + "âge;a;10;Insee;2024;;;x\n", "ligne 2"),
    ],
)
def test_refusals(write, text, said):
    with pytest.raises(SourceError) as refused:
        read_margins(write(text))
    sentence = str(refused.value).replace("\u00a0", " ")
    assert said in sentence
    assert sentence.endswith(".")


def test_a_file_that_does_not_exist(tmp_path):
    with pytest.raises(SourceError, match=r"absent\.csv.*n’existe pas"):
        read_margins(tmp_path / "absent.csv")

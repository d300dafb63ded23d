"""Free text of surveys: read without personal data, filed under themes, told where enough people wrote."""

import pytest

from dashboard import catalog
from dashboard.analyses.survey_comments import comments, texts
from dashboard.analyses.surveys import calendar
from dashboard.catalog.review_vocabulary_file import ReviewTopic, review_vocabulary
from dashboard.config import Settings
from dashboard.domain.estimate import Status
from dashboard.domain.left_review import LONGEST_TEXT
from dashboard.lexicon.themes import Themes
from dashboard.loading import load
from dashboard.sources.comments import cleaned
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.store import Store, open_current
from tests.builders import day
from tests.reading import mapping, read

LONG = "enquete | repondant | site | date | question | reponse | commentaire\n"
HEADER = "enquete;repondant;site;date;question;reponse;commentaire\n"
PHONE = "Le téléphone sonne dans le vide"
QUIET = "Rien à ajouter"


@pytest.fixture
def settings(tmp_path):
    settings = Settings(home=tmp_path / "home")
    register = tmp_path / "structures.csv"
    register.write_text("Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Dijon\n")
    load(settings, "spplus-structures", [str(register)])
    return settings


def staged(settings: Settings, tmp_path, written: list[str], silent: int, name: str = "v1") -> None:
    """A wave: a person a text, then people who only answer."""
    rows = [
        f"v1;r{rank};A1;2025-03-05;satisfaction-globale;Très satisfait;{text}\n"
        for rank, text in enumerate([*written, *[""] * silent])
    ]
    path = tmp_path / f"{name}.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    load(settings, "survey", [str(path)])


def told(settings: Settings, theme: str = "telephone"):
    publish(settings, reference(settings))
    with open_current(settings) as store:
        assert isinstance(store, Store)
        found = calendar(store, settings, day("2026-01-01"))
        return comments(store, found, "v1", settings), texts(store, found, "v1", theme, settings)


def test_a_long_file_gives_the_text_of_the_rows_that_are_kept(tmp_path):
    text = LONG + (
        "E1 | r1 | A1 | 2024-03-05 | satisfaction | Très satisfait | Appelez-moi au 06 12 34 56 78\n"
        "E1 | r1 | A1 | 2024-03-05 | repartition | Très satisfait |\n"
        "E1 | r2 | A1 | 2024-03-05 | satisfaction | Bof | Perdu avec la réponse\n"
        "E1 | r3 | B2 | 2024-03-06 | satisfaction | Plutôt satisfait | - "
    )
    found = read(tmp_path, "survey", text)
    assert found.rows("comments", "survey", "respondent", "site", "question", "text", "line") == [
        ("E1", "r1", "A1", "commentaire", "Appelez-moi au [téléphone]", 2)
    ]


def test_the_free_text_of_a_wide_file_is_read_where_the_mapping_says_it(tmp_path):
    text = """Repondant | Site | Date | Accueil | Commentaire | Autre
              r1 | A1 | 2024-03-05 | Très satisfait | Non décrit | Trop d’attente
              r2 | A1 | 2024-03-05 | Très satisfait | | """
    rules = '[constants]\nsurvey = "E1"\n[questions]\n"Accueil" = "satisfaction"\n'
    alone = read(tmp_path, "survey", text, rules=mapping(tmp_path, rules))
    assert alone.rows("comments", "text") == []
    described = read(tmp_path, "survey", text, rules=mapping(tmp_path, rules + '[comments]\ncolumns = ["Autre"]\n'))
    assert described.rows("comments", "respondent", "question", "text") == [("r1", "Autre", "Trop d’attente")]
    assert len(described.rows("answers", "respondent")) == 2


def test_a_text_is_cleaned_masked_and_bounded():
    assert cleaned("\u202eMerci\x00 \tbeaucoup\r\n") == "Merci  beaucoup"
    assert cleaned("écrire à jean.dupont@exemple.fr") == "écrire à [adresse électronique]"
    assert (cleaned("…"), cleaned(" - "), cleaned("123")) == ("", "", "")
    assert len(cleaned("mot " * LONGEST_TEXT)) <= LONGEST_TEXT


def test_themes_are_found_whatever_the_inflexion_and_only_in_order():
    themes = Themes([("salle d’attente",), ("écouter", "poli")])
    assert themes.of("Les SALLES d’attente sont froides") == {0}
    assert themes.of("attente en salle") == set()
    assert themes.of("On m’a ecoutée, polis et clairs, en salle d’attente") == {0, 1}
    assert themes.of("") == set()


def test_shares_are_of_the_people_who_wrote(settings, tmp_path):
    staged(settings, tmp_path, [f"{PHONE} {rank}" for rank in range(12)] + [QUIET] * 18, 90)
    found, quoted = told(settings)
    assert (found.n, round(found.written.value, 6)) == (30, 25.0)
    [theme] = found.themes
    assert (theme.topic.code, theme.n, round(theme.share.value, 6)) == ("telephone", 12, 40.0)
    assert len(quoted) == 4
    assert set(quoted) <= {f"{PHONE} {rank}" for rank in range(12)}


@pytest.mark.parametrize(("phone", "quiet", "silent"), [(3, 20, 50), (20, 3, 50)])
def test_a_theme_of_few_or_of_all_but_a_few_is_not_told(settings, tmp_path, phone, quiet, silent):
    staged(settings, tmp_path, [PHONE] * phone + [QUIET] * quiet, silent)
    found, quoted = told(settings)
    assert (found.n, found.themes, found.hidden, quoted) == (23, (), 1, ())
    assert PHONE not in found.reading.conclusion


@pytest.mark.parametrize(("written", "silent"), [(3, 60), (60, 3)])
def test_nothing_is_told_when_few_wrote_or_few_did_not(settings, tmp_path, written, silent):
    staged(settings, tmp_path, [PHONE] * written, silent)
    found, quoted = told(settings)
    assert (found.n, found.written.status, found.themes, quoted) == (None, Status.MASKED, (), ())
    assert "ne peuvent pas être montrées" in found.reading.conclusion


def test_a_wave_loaded_again_takes_its_texts_along(settings, tmp_path):
    staged(settings, tmp_path, [PHONE] * 30, 60)
    staged(settings, tmp_path, [QUIET] * 20, 70, name="corrected")
    found, _ = told(settings)
    assert (found.n, found.themes) == (20, ())


def test_the_vocabulary_of_the_application_is_understood():
    described: tuple[ReviewTopic, ...] = review_vocabulary()
    themes = Themes([topic.expressions for topic in described])
    places = themes.of("Le téléphone sonne dans le vide, aucun créneau.")
    assert {described[place].code for place in places} == {"telephone", "rendez-vous"}
    assert {topic.commitment for topic in described} <= {one.number for one in catalog.first_edition().commitments}

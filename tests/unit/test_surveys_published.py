"""From a file of answers to the figures that are published: waves, several answers, SPSS, opinions of JDMA."""

import datetime as dt

import pandas as pd
import pyreadstat
import pytest

from dashboard.analyses.figures import Question, figures
from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.store import open_current

HEADER = "enquete;repondant;site;date;question;reponse\n"


@pytest.fixture
def settings(tmp_path):
    settings = Settings(home=tmp_path / "home")
    register = tmp_path / "structures.csv"
    register.write_text("Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Dijon\n")
    load(settings, "spplus-structures", [str(register)])
    return settings


@pytest.fixture
def write(tmp_path):
    def file(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return file


def published(settings, *indicators):
    """The value and the base of each indicator over 2025."""
    publish(settings, reference(settings))
    with open_current(settings) as store:
        found = figures(store, Question(indicators, (), Scope(), Period.year(2025)), settings)
        return {figure.indicator.code: (figure.estimate.value, figure.estimate.n) for figure in found}


def wave(code, satisfied, unsatisfied):
    answers = ["Très satisfait"] * satisfied + ["Très mécontent"] * unsatisfied
    rows = [f"{code};r{rank};A1;2025-03-05;satisfaction-globale;{text}\n" for rank, text in enumerate(answers)]
    return HEADER + "".join(rows)


def test_two_waves_add_up_even_with_the_same_respondents_and_month(settings, write):
    load(settings, "survey", [str(write("v1.csv", wave("accueil-v1", 30, 20)))])
    load(settings, "survey", [str(write("v2.csv", wave("accueil-v2", 45, 5)))])
    assert published(settings, "satisfaction-globale") == {"satisfaction-globale": (75, 100)}


def test_a_wave_loaded_twice_counts_once(settings, write):
    load(settings, "survey", [str(write("v1.csv", wave("accueil-v1", 30, 20)))])
    assert load(settings, "survey", [str(write("again.csv", wave("accueil-v1", 30, 20)))]).load_id is None
    corrected = load(settings, "survey", [str(write("corrected.csv", wave("accueil-v1", 40, 10)))])
    assert corrected.accepted == {"answers": 50}
    assert published(settings, "satisfaction-globale") == {"satisfaction-globale": (80, 50)}


def test_an_option_is_a_share_of_those_who_answered(settings, write):
    rules = write(
        "sphinx.toml",
        """
        [columns]
        respondent = "CLE"
        date = "DATE_SAISIE"
        [constants]
        survey = "accueil"
        site = "A1"
        [choices."Quelle aide ?"]
        "Aucune" = "autonomie-demarche"
        "Guichet" = ""
        "Téléphone" = ""
        """,
    )
    cells = ["Aucune"] * 30 + ["Guichet ; Téléphone"] * 90 + [""] * 40 + ["Ne sait pas"] * 5
    rows = "".join(f"{rank};05/03/2025;{cell!r}\n".replace("'", '"') for rank, cell in enumerate(cells))
    load(settings, "survey", [str(write("sphinx.csv", "CLE;DATE_SAISIE;Quelle aide ?\n" + rows))], mapping=rules)
    assert published(settings, "autonomie-demarche") == {"autonomie-demarche": (25, 120)}


def test_a_file_of_spss_up_to_its_figure(settings, write, tmp_path):
    rules = write(
        "spss.toml",
        '[columns]\nrespondent = "ID"\ndate = "JOUR"\n[constants]\nsurvey = "s"\nsite = "A1"\n'
        '[questions]\nQ1 = "satisfaction-globale"\n',
    )
    values = [1.0] * 60 + [4.0] * 40 + [9.0] * 10
    data = pd.DataFrame({"ID": range(110), "JOUR": [dt.date(2025, 3, 5)] * 110, "Q1": values})
    labels = {"Q1": {1: "Très satisfait", 4: "Très mécontent", 9: "Ne sait pas"}}
    pyreadstat.write_sav(data, tmp_path / "e.sav", variable_value_labels=labels, missing_ranges={"Q1": [9]})
    report = load(settings, "survey", [str(tmp_path / "e.sav")], mapping=rules)
    assert (report.accepted, report.rejected) == ({"answers": 110}, 0)
    assert published(settings, "satisfaction-globale") == {"satisfaction-globale": (60, 100)}


def test_opinions_of_jdma_up_to_their_figures(settings, write):
    general = "De façon générale, comment ça s’est passé ?"
    reached = "Quand vous avez cherché de l’aide, avez-vous réussi à joindre l’administration ?"
    rules = write("jdma.toml", '[constants]\nsite = "A1"\n')
    rows = [
        f'2025-05-02 10:00:{rank % 60:02},{rank:07x},"{smiley}","{helped}"\n'
        for rank, (smiley, helped) in enumerate(
            [("Très bien", "Par téléphone : Oui / Au guichet : Oui")] * 60
            + [("Moyen", "Par téléphone : Non")] * 40
            + [("Pas bien", "")] * 20
        )
    ]
    text = f'Date de l’avis,Identifiant Avis,"{general}","{reached}"\n' + "".join(rows)
    load(settings, "jdma", [str(write("avis.csv", text))], mapping=rules)
    assert published(settings, "satisfaction-demarche-en-ligne", "aide-joignable") == {
        "satisfaction-demarche-en-ligne": (pytest.approx((600 + 200) / 120), 120),
        "aide-joignable": (75, 160),
    }

"""Events: the file, its refusals, the table published, and which charts they concern."""

import datetime as dt

import openpyxl
import pytest

from dashboard.loading import load
from dashboard.sources.kinds import KINDS
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import day, reference, site, stage
from tests.reading import read

KNOWN = {"services": {"tj": "Tribunaux judiciaires", "spip": "SPIP"}, "departments": {"69": "84", "01": "84"}}
HEADER = "date | fin | titre | type | service | région | département | site | indicateur\n"


def test_a_row_of_each_form(tmp_path):
    found = read(
        tmp_path,
        "events",
        HEADER
        + """2026-03-15 | | Nouveau logiciel de suivi | Nouveau logiciel | SPIP | | | |
             mars 2024 | 2024-05 | Grève | greve | tj | 84 | dep01 | Tribunal de Dijon | IND-27
             2024-T1 | | Fusion de sites | Réorganisation | | | 1 | |
             2023 | 30/06/2024 | Chantier | travaux | Tribunaux judiciaires | reg84 | | A1 | decroche""",
        **KNOWN,
    )
    assert found.rejects == []
    assert found.rows("events", "month", "day", "last_month") == [
        (dt.date(2026, 3, 1), dt.date(2026, 3, 15), None),
        (dt.date(2024, 3, 1), None, dt.date(2024, 5, 1)),
        (dt.date(2024, 1, 1), None, dt.date(2024, 3, 1)),
        (dt.date(2023, 1, 1), None, dt.date(2024, 6, 1)),
    ]
    assert found.rows("events", "kind", "service", "region", "department", "site", "indicator") == [
        ("logiciel", "spip", None, None, None, None),
        ("greve", "tj", "84", "01", "A1", "decroche"),
        ("reorganisation", None, None, "01", None, None),
        ("travaux", "tj", "84", None, "A1", "decroche"),
    ]
    assert found.rows("events", "title", "line")[0] == ("Nouveau logiciel de suivi", 2)


def test_every_refusal_says_what_to_do(tmp_path):
    lines = [
        " | | Sans date | greve | | | | |",
        "hier | | Grève | greve | | | | |",
        "2026-03 | bientôt | Grève | greve | | | | |",
        "2026-03 | | | greve | | | | |",
        f"2026-03 | | {'x' * 121} | greve | | | | |",
        "2026-03 | | Panne | catastrophe | | | | |",
        "2026-03 | | Panne | | | | | |",
        "2026-03 | 2026-02 | Grève | greve | | | | |",
        "2026-03 | | Grève | greve | DGFIP | | | |",
        "2026-03 | | Grève | greve | | 99 | | |",
        "2026-03 | | Grève | greve | | | Ain | |",
        "2026-03 | | Grève | greve | | | | Z9 |",
        "2026-03 | | Grève | greve | | | | | humeur",
        "2026-03 | | Grève | greve | | | | |",
        "mars 2026 | | GRÈVE | Grève | | | | |",
    ]
    found = read(tmp_path, "events", HEADER + "\n".join(lines), **KNOWN)
    kinds = (
        "type d’événement inconnu : choisir parmi réorganisation, nouveau logiciel, grève, moyens, texte, "
        "ouverture ou fermeture, crise ou intempérie, travaux, communication, autre"
    )
    assert found.reasons == [
        (2, "date", "date absente : écrire un jour, un mois ou une année"),
        (3, "date", "date illisible : écrire par exemple 2026-03-15, 2026-03 ou 2026-T1"),
        (4, "fin", "date de fin illisible : écrire par exemple 2026-03-15 ou 2026-03"),
        (5, "titre", "titre absent : dire en quelques mots ce qui s’est passé"),
        (6, "titre", "titre trop long : 120 caractères au plus"),
        (7, "type", kinds),
        (8, "type", kinds),
        (9, "fin", "la fin précède le début : corriger l’une des deux dates"),
        (10, "service", "service inconnu : charger d’abord le référentiel des structures ou corriger le nom"),
        (11, "région", "région inconnue : écrire son code INSEE (84)"),
        (12, "département", "département inconnu : écrire son code INSEE (69, 2A, 974)"),
        (13, "site", "site inconnu : charger d’abord le référentiel des structures ou corriger le code"),
        (14, "indicateur", "indicateur inconnu : écrire un code du catalogue"),
        (16, "", "doublon de la ligne 15"),
    ]
    assert found.rows("events", "title") == ["Grève"]


def test_a_missing_column_is_said():
    assert KINDS["events"].columns.required == ("date", "title", "kind")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    from dashboard.config import Settings

    settings = Settings(home=tmp_path_factory.mktemp("events"), memory_limit="500MB")
    spip = {"service": "spip", "service_label": "SPIP", "site_type": "antenne", "site_type_label": "Antenne"}
    stage(
        settings,
        kind="spplus-structures",
        sites=[
            site("A"),
            site("B", region="11", department="75", city="Paris"),
            site("C", **spip),
            site("D", **spip, region="11", department="75"),
        ],
    )
    rows = [
        {"title": "Partout"},
        {"title": "Au SPIP", "service": "spip"},
        {"title": "Dans le Rhône", "department": "69"},
        {"title": "À Paris, au SPIP", "service": "spip", "region": "11"},
        {"title": "Au site A", "site": "A"},
        {"title": "Sur la part", "indicator": "IND-1"},
        {"title": "Longue", "month": day("2023-06"), "last_month": day("2024-02")},
        {"title": "Ancienne", "month": day("2022-01")},
        {"title": "Nulle part", "service": "tj", "site": "C"},
    ]
    stage(settings, kind="events", events=[{"month": day("2024-03"), "kind": "autre", **row} for row in rows])
    stage(settings, kind="events", events=[{"month": day("2024-03"), "kind": "greve", "title": "partout"}])
    publish(settings, reference())
    return open_current(settings)


def found(reader, indicator="share", **scope):
    rows = reads.events(reader, indicator=indicator, start=day("2024-01"), stop=day("2025-01"), **scope)
    return {row.title: row.n_concerned == row.n_sites for row in rows}


def test_an_event_is_for_the_sites_it_concerns(installation):
    everyone = {"Longue": True, "partout": True, "Sur la part": True}
    assert found(installation) == everyone | {
        "Au SPIP": False, "Dans le Rhône": False, "À Paris, au SPIP": False, "Au site A": False,
    }  # fmt: skip
    assert found(installation, services=["spip"]) == everyone | {
        "Au SPIP": True, "Dans le Rhône": False, "À Paris, au SPIP": False,
    }  # fmt: skip
    assert found(installation, services=["tj"]) == everyone | {"Dans le Rhône": False, "Au site A": False}
    assert found(installation, regions=["11"], services=["spip"]) == everyone | {
        "Au SPIP": True,
        "À Paris, au SPIP": True,
    }
    assert found(installation, departments=["69"], services=["tj"]) == everyone | {
        "Dans le Rhône": True,
        "Au site A": True,
    }
    assert found(installation, sites=["B"]) == everyone
    assert found(installation, "mean", sites=["B"]) == {"Longue": True, "partout": True}


def test_a_later_load_replaces_an_event(installation):
    rows = reads.events(installation, indicator="mean", start=day("2024-03"), stop=day("2024-04"), sites=["B"])
    assert [(row.title, row.kind) for row in rows] == [("partout", "greve")]


def test_a_workbook_is_read_too(settings, tmp_path):
    stage(settings, kind="spplus-structures", sites=[site("A")])
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Mois", "Titre", "Type", "Service"])
    book.active.append([dt.date(2026, 3, 1), "<b>Panne</b>", "crise", "Tribunaux judiciaires"])
    book.save(tmp_path / "evenements.xlsx")
    report = load(settings, "events", [str(tmp_path / "evenements.xlsx")])
    assert report.sentence() == "Chargement 0002\u00a0: 1 événement, aucun rejet."
    publish(settings, reference())
    [row] = reads.events(
        open_current(settings), indicator="share", start=day("2026-01"), stop=day("2027-01"), services=["tj"]
    )
    assert (row.title, row.service, row.day) == ("<b>Panne</b>", "Tribunaux judiciaires", dt.date(2026, 3, 1))

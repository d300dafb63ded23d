"""The judicial map: read, refused, published, offered as territories, and never a way around the secret."""

import pytest

from dashboard.analyses.figures import Question, figures
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import SourceError
from dashboard.loading import load, report
from dashboard.sources.canonical import TABLES
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.ui import choices
from dashboard.wording.scope import Labels, describe
from tests.builders import day, measure, reference, site, stage
from tests.reading import read
from tests.unit.french import plain

AREA = {"court": "cour-a", "court_label": "Cour d’appel A", "direction": "nord", "direction_label": "Direction Nord"}
MONTH = Period.ending(day("2024-03"), 1)


def test_departements_by_code_or_by_name(tmp_path):
    found = read(
        tmp_path,
        "judicial-map",
        "departement | cour_appel | direction_interregionale\n"
        "1 | Cour d’appel A | Nord\ndep2A | Cour d’appel B | \nhaute-savoie | Cour d’appel A | Nord\n974 | C | Sud",
    )
    assert found.rejects == []
    assert found.rows("judicial_areas", "department", "court", "direction", "direction_label", "line") == [
        ("01", "cour-d-appel-a", "nord", "Nord", 2),
        ("2A", "cour-d-appel-b", None, None, 3),
        ("74", "cour-d-appel-a", "nord", "Nord", 4),
        ("974", "c", "sud", "Sud", 5),
    ]


def test_refusals(tmp_path):
    found = read(
        tmp_path,
        "judicial-map",
        "departement | cour_appel\n01 | A\nAin | B\n | A\n20 | A\n02 | ",
    )
    assert [(line, reason.split("\u00a0")[0]) for line, _, reason in sorted(found.reasons)] == [
        (3, "doublon de la ligne 2"),
        (4, "département absent"),
        (5, "département inconnu"),
        (6, "cour d’appel absente"),
    ]
    with pytest.raises(SourceError, match=r"colonne manquante .*Cour d’appel"):
        read(tmp_path, "judicial-map", "departement | tribunal\n01 | A")


@pytest.fixture
def installation(tmp_path):
    """Rhône has 100 people, Isère 40, Paris 5: Paris is withheld, and Isère with it because the total is published."""
    settings = Settings(home=tmp_path, memory_limit="500MB")
    register = [site("S1"), site("S2", department="75", region="11"), site("S3", department="38")]
    stage(settings, kind="spplus-structures", sites=register)
    bases = {"S1": 100, "S2": 5, "S3": 40}
    rows = [measure(code, "2024-03", numerator=n - 2, denominator=n) for code, n in bases.items()]
    stage(settings, measures=rows)
    return settings


def publish_areas(settings, *areas):
    stage(settings, kind="judicial-map", judicial_areas=areas)
    publish(settings, reference())
    return open_current(settings)


def test_without_a_table_no_ressort_is_offered(installation):
    publish(installation, reference())
    reader = open_current(installation)
    assert reads.judicial_areas(reader) == []
    assert set(choices.territories(reader)) == {"r84", "r11", "d38", "d69", "d75"}


def test_ressorts_and_directions_are_territories(installation):
    reader = publish_areas(installation, {**AREA, "department": "69"}, {**AREA, "department": "75"})
    offered = choices.territories(reader)
    assert offered["ccour-a"] == "Cour d’appel A (ressort)"
    assert offered["inord"] == "Direction Nord"
    assert choices.territory(reader, "ccour-a") == ((), ("69", "75"))
    assert choices.territory(reader, "inord") == ((), ("69", "75"))
    assert choices.territory(reader, "r84") == (("84",), ())
    assert choices.territory(reader, "d69") == ((), ("69",))
    assert choices.territory(reader, None) == ((), ())


def test_a_ressort_made_of_whole_regions_is_these_regions(installation):
    reader = publish_areas(installation, *({**AREA, "department": code} for code in ("69", "38")))
    assert choices.territory(reader, "ccour-a") == (("84",), ())


def test_a_later_table_replaces_a_departement(installation):
    publish_areas(installation, {**AREA, "department": "69"}, {**AREA, "department": "75"})
    other = {"department": "75", "court": "cour-b", "court_label": "Cour d’appel B"}
    reader = publish_areas(installation, other)
    assert [(row.department, row.court) for row in reads.judicial_areas(reader)] == [("69", "cour-a"), ("75", "cour-b")]
    assert choices.territory(reader, "inord") == ((), ("69",))


def test_a_ressort_never_tells_a_withheld_departement_by_difference(installation):
    reader = publish_areas(installation, {**AREA, "department": "69"}, {**AREA, "department": "75"})

    def estimate(departments):
        question = Question(("share",), (), Scope(departments=departments), MONTH)
        [figure] = figures(reader, question, installation)
        return figure.estimate

    assert isinstance(estimate(("69",)), Shown)
    assert isinstance(estimate(()), Shown)
    assert isinstance(estimate(("75",)), Withheld)
    assert isinstance(estimate(choices.territory(reader, "ccour-a")[1]), Withheld)


def test_a_ressort_has_its_name_in_the_title_of_a_page():
    labels = Labels(departments={"69": "69 – Rhône"}, territory="Cour d’appel A (ressort)")
    assert describe(Scope(departments=("69", "75")), labels) == "Cour d’appel A (ressort)"
    assert describe(Scope(services=("tj",), regions=("84",)), labels) == "Tj, Cour d’appel A (ressort)"


def test_a_load_says_what_it_kept(tmp_path):
    source = tmp_path / "carte.csv"
    source.write_text("departement;cour d'appel\n01;A\n02;A\nxx;B\n", encoding="utf-8")
    found = load(Settings(home=tmp_path / "home"), "judicial-map", [str(source)])
    words = plain(found.sentence())
    assert words.startswith("Chargement 0001 : 2 départements rattachés à un ressort ; 1 rejet")


def test_every_canonical_table_has_its_noun():
    assert set(report._NOUNS) == set(TABLES)

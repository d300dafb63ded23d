"""Every page opens through the router: with data, without data, with a filter, with an absurd address."""

import json
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import Settings, settings
from dashboard.loading import load
from dashboard.store import reads, version
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference
from dashboard.store.store import Store
from tests.pages.conftest import OpenPage

TITLES = {
    "overview": "Vue d’ensemble",
    "commitments": "Engagements",
    "services": "Services",
    "periods": "Périodes",
    "sites": "Sites",
    "surveys": "Enquêtes",
    "reviews": "Avis",
    "reviews_to_answer": "Avis à traiter",
    "actions": "Actions",
    "explorer": "Explorer",
    "data": "Données",
    "method": "Méthode",
}


def text_of(app: AppTest) -> str:
    """Everything that the page shows as text or HTML."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error", "success", "warning", "html")
    found = []
    for kind in kinds:
        for element in app.get(kind):
            found.append(str(getattr(element, "value", "") or getattr(element.proto, "body", "")))
    return "\n".join(found)


def charts_of(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("name", TITLES)
def test_every_page_opens_with_data(open_page: OpenPage, name: str) -> None:
    app = open_page(name)
    assert not app.exception
    assert [title.value for title in app.title] == [TITLES[name]]
    assert "Données de démonstration" in text_of(app)


@pytest.mark.parametrize("name", TITLES)
def test_every_page_opens_without_data(open_page: OpenPage, name: str, tmp_path: Path) -> None:
    app = open_page(name, home=tmp_path)
    assert not app.exception
    assert "Aucune donnée n’est publiée" in text_of(app)


def test_the_data_are_told_when_the_registry_does_not_answer(
    open_page: OpenPage, demonstration: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(demonstration, home, ignore=shutil.ignore_patterns("registry.db*"))
    (home / "registry.db").write_bytes(b"not a database" * 100)
    app = open_page("data", home=home)
    assert not app.exception
    assert "endommagé" in app.error[0].value
    assert "est en service" in text_of(app)
    assert app.button(key="publier").label == "Publier"


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize(
    "address",
    [
        {"service": ["point-justice"]},
        {"territoire": "r53", "periode": "2025"},
        {"periode": "1m", "comparaison": "precedente"},
        {"service": ["n’existe pas"], "periode": "hier", "site": "☃", "indicateur": "x", "engagement": "12"},
    ],
    ids=["service", "territory", "month", "absurd"],
)
def test_every_page_opens_on_a_perimeter(open_page: OpenPage, name: str, address: dict[str, str | list[str]]) -> None:
    app = open_page(name, **address)
    assert not app.exception


def test_the_address_restores_the_choice(open_page: OpenPage) -> None:
    app = open_page("services", service=["point-justice"], periode="2025")
    assert "Point-justice, 2025 (comparaison\u00a0: 2024)" in text_of(app)


def test_a_site_in_the_address_opens_its_sheet(open_page: OpenPage) -> None:
    label = open_page("sites").multiselect(key="site").options[0]
    app = open_page("sites", site=_code_of_site(label))
    assert not app.exception
    assert label in [header.value for header in app.header]


def test_several_sites_are_a_group_with_a_name(open_page: OpenPage) -> None:
    codes = [_code_of_site(label) for label in open_page("sites").multiselect(key="site").options[:3]]
    app = open_page("services", site=codes, groupe="Cours de l’Ouest")
    assert not app.exception
    assert "Groupe «\u00a0Cours de l’Ouest\u00a0» (3\u00a0sites)" in text_of(app)
    assert app.query_params == {"site": codes, "groupe": "Cours de l’Ouest"}
    listed = open_page("sites", site=codes)
    assert "3\u00a0sites" in text_of(listed)
    assert "Retour à la liste" not in text_of(listed)


def test_the_list_of_sites_is_searched_without_accents_and_filtered(open_page: OpenPage) -> None:
    address = {"service": ["tribunaux-judiciaires"], "indicateur": "accueil-courtois"}
    app = open_page("sites", **address)
    app.text_input(key="recherche_site").set_value("VALmorande tj").run()
    said = [str(e.proto.body) for e in app.get("html")]
    [count] = [text for text in said if 'role="status"' in text]
    assert "1\u00a0site sur " in count
    filtered = open_page("sites", verdict=["moins"], **address)
    [table] = [text for text in (str(e.proto.body) for e in filtered.get("html")) if "aucun rang" in text]
    assert "Valmorande" in table
    assert table.count("<tr>") == 2  # the header and the court
    assert "moins bon que le réseau" in table


def test_the_list_says_why_a_site_has_no_figure(open_page: OpenPage) -> None:
    app = open_page("sites", indicateur="taux-decroche", etat=["nonconcerne"])
    text = text_of(app)
    assert "Non concerné" in text
    assert "le site ne donne pas, ou plus, cet indicateur, ou il est fermé" in text


def test_a_sheet_keeps_the_choices_of_the_list(open_page: OpenPage) -> None:
    app = open_page("sites", site="TJ-VALMORANDE", indicateur="accueil-courtois", verdict=["moins"], parmi=["A", "B"])
    assert not app.exception
    assert app.query_params == {
        "site": "TJ-VALMORANDE",
        "indicateur": "accueil-courtois",
        "verdict": "moins",
        "parmi": ["A", "B"],
    }
    assert "Moins bon que ses pairs" in text_of(app)
    [link] = re.findall(r'href="([^"]*)">Retour à la liste des sites', text_of(app))
    assert "verdict=moins" in link
    assert "site=A&amp;site=B" in link


def test_a_merged_site_says_which_one_holds_its_history(open_page: OpenPage) -> None:
    app = open_page("sites", site="STEMO-BUGEYROLLES")
    assert "Fusionné dans «\u00a0" in text_of(app)
    assert "en janvier 2024, qui compte tous ses résultats d’avant." in text_of(app)


def test_too_many_sites_to_choose_from_leave_those_that_are_chosen(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.ui.choices.MOST_SITES", 3)
    field = open_page("sites").multiselect(key="site")
    assert (field.options, field.proto.placeholder) == ([], "D’abord un service")
    app = open_page("sites", site="TJ-VALMORANDE")
    assert app.multiselect(key="site").value == ["TJ-VALMORANDE"]
    assert not app.warning
    assert "Tous ses indicateurs parmi ses pairs" in [header.value for header in app.header]


def _code_of_site(label: str) -> str:
    published = version.current(settings())
    assert published is not None
    store = Store(published.path)
    return next(site.code for site in reads.sites(store) if site.name == label)


def test_an_absurd_address_falls_back_with_a_sentence(open_page: OpenPage) -> None:
    app = open_page("services", service=["inconnu"], periode="hier")
    said = [warning.value for warning in app.warning]
    assert said == [
        "L’adresse demande ce qui n’existe pas ici\u00a0: Service «\u00a0inconnu\u00a0», Période «\u00a0hier\u00a0». "
        "Les choix habituels sont montrés à la place."
    ]
    assert app.query_params == {}


def test_the_failing_court_is_found(open_page: OpenPage) -> None:
    """The answer key of the demonstration: one court fails on welcome."""
    address = {"service": ["tribunaux-judiciaires"], "indicateur": "accueil-courtois"}
    app = open_page("sites", **address)
    table = next(html for html in (e.proto.body for e in app.get("html")) if "Valmorande" in html)
    row = next(row for row in table.split("<tr>") if "Valmorande" in row)
    assert "moins bon que le réseau" in row


def test_a_chart_has_its_table_its_file_and_its_method(open_page: OpenPage) -> None:
    assert len(charts_of(open_page("services"))) == 3  # profiles, levels, perceived beside delivered
    panels = [f"services_{chart}_{panel}" for chart in ("niveaux",) for panel in ("data", "method")]
    files = [f"{key}_files" for key in ("matrice", "services_niveaux", "profils")]
    app = open_page("services", panels=[*panels, *files])
    assert len(app.get("download_button")) == 6  # CSV and XLSX of two charts and of the matrix
    assert "Requête" in text_of(app)
    assert "demo-enquete" in text_of(app)


def test_refused_rows_are_shown(open_page: OpenPage) -> None:
    assert "valeur hors bornes" in text_of(open_page("data"))


def test_the_method_page_describes_every_indicator(open_page: OpenPage) -> None:
    from dashboard import catalog

    text = text_of(open_page("method"))
    for indicator in catalog.indicators().values():
        assert indicator.code in text


@pytest.fixture
def territories(tmp_path: Path) -> Settings:
    """Only values published for territories, without a base."""
    source = tmp_path / "mesures.csv"
    source.write_text(
        "site;indicateur;periode;valeur\nS1;transparence-resultats;2022;79\nS2;transparence-resultats;2022;81\n",
        encoding="utf-8",
    )
    register = tmp_path / "structures.csv"
    register.write_text(
        "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;Actif\n"
        "S1;Réseau;Type;Site un;Oui\nS2;Réseau;Type;Site deux;Oui\n",
        encoding="utf-8",
    )
    chosen = settings({"BAROMETRE_HOME": str(tmp_path / "home")})
    load(chosen, "spplus-structures", [str(register)])
    load(chosen, "measures", [str(source)])
    publish(chosen, reference(chosen))
    return chosen


@pytest.mark.parametrize("name", TITLES)
def test_every_page_opens_on_values_without_a_base(open_page: OpenPage, territories: Settings, name: str) -> None:
    app = open_page(name, home=territories.home)
    assert not app.exception
    assert "nan" not in text_of(app).lower().split()


def test_a_period_from_one_month_to_another(open_page: OpenPage) -> None:
    app = open_page("services", periode="libre", debut="2025-03", fin="2025-08")
    assert "de mars à août 2025 (comparaison\u00a0: de mars à août 2024)" in text_of(app)
    assert app.selectbox(key="fin").options[-1] == "mars 2025"


def test_a_period_that_ends_before_it_begins_falls_back(open_page: OpenPage) -> None:
    app = open_page("services", periode="libre", debut="2026-03", fin="2025-08")
    assert not app.exception
    assert [warning.value for warning in app.warning]

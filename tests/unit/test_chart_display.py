"""How a chart is shown: sentence, figure, table, file, method."""

from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.ui.chart import configuration


def _page() -> None:
    import plotly.graph_objects as go

    from dashboard.ui import chart
    from dashboard.ui.table import Column, Table
    from dashboard.wording.reading import Reading

    chart.show(
        lambda: go.Figure(go.Scatter(x=[1, 2], y=[3, 4])),
        key="trend",
        alt="Évolution du taux",
        reading=Reading("Le taux est stable <sic>.", "Un site manque."),
        table=lambda: Table.of("Taux par mois", ["Mois", Column("Taux", 1, "%")], [["janvier", 71.4]]),
        filename="taux",
        method=lambda: chart.Method(
            "Somme des favorables sur somme des valides.",
            [("observations.sql", "SELECT 1 WHERE 2 < 3")],
            ["Chargement 0001, enquete.csv"],
        ),
    )


def _html(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_chart_comes_with_its_sentence_its_table_and_its_method() -> None:
    page = AppTest.from_function(_page, default_timeout=20)
    page.session_state["trend_data"] = page.session_state["trend_method"] = True
    page.run()
    assert not page.exception
    html = _html(page)
    assert "Le taux est stable &lt;sic&gt;." in html
    assert "71,4\u00a0%" in html
    assert "SELECT 1 WHERE 2 &lt; 3" in html
    assert "Chargement 0001, enquete.csv" in html
    [figure] = page.get("plotly_chart")
    assert figure.proto.alt == "Évolution du taux"
    [expander] = page.expander
    assert expander.label == "Données"


def _dictionary() -> dict[str, Any]:
    locale: dict[str, Any] = configuration("taux")["locales"]["fr"]
    return locale


def test_plotly_speaks_french() -> None:
    locale = _dictionary()
    assert locale["format"]["shortMonths"][:3] == ["janv.", "févr.", "mars"]
    assert locale["format"]["thousands"] == "\u00a0"
    assert "image PNG" in locale["dictionary"]["Download plot as a PNG"]
    assert not any("'" in text for text in locale["dictionary"].values())


def test_nothing_of_a_chart_can_be_sent_elsewhere() -> None:
    settings = configuration("taux")
    assert settings["showSendToCloud"] is False
    assert settings["plotlyServerURL"] == ""
    assert settings["topojsonURL"].startswith("/")
    assert settings["displayModeBar"] is False

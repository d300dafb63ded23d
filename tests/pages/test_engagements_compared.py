"""The section « Un engagement par rapport aux autres »: readings, chart, table, also on a small perimeter."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import charts_of, text_of

HEADING = "Un engagement par rapport aux autres"


def test_the_engagement_that_is_open_and_all_of_them(open_page: OpenPage) -> None:
    app = open_page("commitments", panels=["engagements_compares_data"])
    assert not app.exception
    assert HEADING in [header.value for header in app.header]
    text = text_of(app).replace("\u00a0", " ")
    assert "la moyenne des autres engagements" in text
    assert "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions" in text
    assert "Moyenne des autres (%)" in text
    assert "Engagements comparés entre eux" in text
    names = [trace.get("name", "") for chart in charts_of(app) for trace in chart["data"]]
    assert any(name.startswith("Moyenne des engagements") for name in names)


@pytest.mark.parametrize("service", ["point-justice", "casier-judiciaire-national"])
def test_a_smaller_perimeter(open_page: OpenPage, service: str) -> None:
    app = open_page("commitments", service=[service], periode="1m", panels=["engagements_compares_method"])
    assert not app.exception
    assert HEADING in [header.value for header in app.header]

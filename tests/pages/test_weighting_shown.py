"""A load weighted by margins says so on the page Données, and its figures say what the weights cost."""

from tests.pages.conftest import OpenPage


def written(app) -> str:
    return " ".join(part.proto.body for part in app.get("html")).replace("\u00a0", " ")


def test_the_page_of_data_says_how_a_survey_was_weighted(open_page: OpenPage) -> None:
    text = written(open_page("data"))
    assert "Post-stratification sur « canal » (Comptage fictif des démarches par canal, 31 décembre 2024)" in text
    assert "marges-canal.csv" in text
    assert "effet de plan" in text

"""The accessible table and its CSV file."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Kind
from dashboard.ui.figure_tables import figures_table
from dashboard.ui.table import Cell, Column, Table, markup
from tests.builders import indicator

SITES = Table.of(
    "Taux par site",
    ["Site", Column("Réponses", 0), Column("Taux", 1, "%")],
    [
        ["Tribunal judiciaire de Lyon", 1501, 53.72],
        [Cell("SPIP <Rennes>", href="./sites?site=SPIP+Rennes"), 12, None],
    ],
)


class Elements(HTMLParser):
    """(tag, attributes) of every element, and the texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_headers_have_a_scope_and_the_region_is_named_by_the_caption() -> None:
    page = Elements(markup(SITES))
    assert [th["scope"] for th in page.all("th")] == ["col", "col", "col", "row", "row"]
    [region], [caption] = page.all("div"), page.all("caption")
    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert region["aria-labelledby"] == caption["id"]


def test_numbers_are_french_and_to_the_right() -> None:
    page = Elements(markup(SITES))
    assert {"1\u00a0501", "53,7\u00a0%", "–"} <= set(page.texts)
    assert [td.get("class") for td in page.all("td")] == ["spp-number"] * 4


def test_texts_are_escaped() -> None:
    html = markup(Table.of("<b>", ["<i>"], [["<script>alert(1)</script>"], [Cell("x", note='"><img src=x>')]]))
    assert {"script", "img", "b", "i"}.isdisjoint(tag for tag, _ in Elements(html).found)


def test_link_opens_in_the_same_tab() -> None:
    [link] = Elements(markup(SITES)).all("a")
    assert (link["href"], link["target"], link["class"]) == ("./sites?site=SPIP+Rennes", "_self", "spp-link")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "https://example.org", "//example.org", "/sites"])
def test_link_to_anywhere_else_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="application"):
        markup(Table.of("t", ["a"], [[Cell("x", href=href)]]))


def test_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table.of("t", ["a"], [["x", "y"]])


def test_cells_of_a_matrix_are_shaded_and_say_their_link() -> None:
    cell = Cell(58.0, href="./services", note="+1 point", label="SPIP, délais\u00a0: 58\u00a0%", shade=2)
    page = Elements(markup(Table.of("m", ["Réseau", Column("E5", 0, "%")], [["SPIP", cell]]), matrix=True))
    assert page.all("td")[0]["class"] == "spp-number spp-shade-2"
    assert page.all("a")[0]["aria-label"] == "SPIP, délais\u00a0: 58\u00a0%"


def test_csv_is_what_a_french_spreadsheet_reads() -> None:
    assert SITES.csv().decode("utf-8-sig").splitlines() == [
        "Site;Réponses;Taux",
        "Tribunal judiciaire de Lyon;1501;53,72",
        "SPIP <Rennes>;12;",
    ]
    assert SITES.csv().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-x", "@cmd", "\tx"])
def test_csv_defuses_formulas(text: str) -> None:
    table = Table.of("t", [text], [[text], [-1.5]])
    rows = list(csv.reader(io.StringIO(table.csv().decode("utf-8-sig")), delimiter=";"))
    assert rows == [[f"'{text}"], [f"'{text}"], ["-1,5"]]  # a negative number stays a number


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_csv_keeps_every_text(texts: list[list[str]]) -> None:
    table = Table.of("t", ["a", "b"], texts)
    text = io.StringIO(table.csv().decode("utf-8-sig"), newline="")
    rows = list(csv.reader(text, delimiter=";"))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == [
        [cell.removeprefix("'") for cell in row] for row in texts
    ]


def test_a_limit_beyond_the_scale_is_clipped_on_the_screen_and_whole_in_the_file() -> None:
    note = indicator("note", Kind.MEAN, lower_bound=0.0, upper_bound=10.0)
    table = figures_table("Notes", "Site", note, [("Lyon", Shown(9.5, 8.6, 10.4, n=30), "")])
    assert "10,0" in markup(table)
    assert "10,4" not in markup(table)
    assert "10,4" in table.csv().decode("utf-8-sig")

"""When the address leads and when the choices do."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.view_address import ViewAddress
from dashboard.wording.address import refusal


def visited(page: str, query: dict[str, tuple[str, ...]], *, history: bool = False) -> ViewAddress:
    """A session whose first page asked for two choices."""
    address = ViewAddress()
    drawn(address, page, query, history=history)
    return address


def drawn(
    address: ViewAddress,
    page: str,
    query: dict[str, tuple[str, ...]],
    *,
    history: bool = False,
    clicked: dict[str, tuple[str, ...]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """One run that draws `service` (no default) and `periode` (12m); `clicked` is what widgets hold."""
    address.start(page, query, history=history)
    clicked = clicked or {}
    for key, default in (("service", ()), ("periode", ("12m",))):
        values = address.starting_values(key, clicked.get(key))
        address.record(key, default if values is None else values, default)
    return dict(address.finish())


def test_a_link_opens_its_view() -> None:
    assert drawn(ViewAddress(), "sites", {"service": ("tj",)}) == {"service": ("tj",)}


def test_a_default_leaves_the_address_short() -> None:
    assert drawn(ViewAddress(), "sites", {"periode": ("12m",)}) == {}


def test_the_menu_keeps_the_choices() -> None:
    address = visited("sites", {"service": ("tj",)})
    assert drawn(address, "services", {}) == {"service": ("tj",)}


def test_back_follows_the_address_even_when_it_is_empty() -> None:
    address = visited("sites", {"service": ("tj",)})
    assert drawn(address, "sites", {}, history=True) == {}


def test_a_link_to_another_page_leads() -> None:
    address = visited("sites", {"service": ("tj",), "periode": ("2025",)})
    assert drawn(address, "services", {"service": ("ca",)}) == {"service": ("ca",)}


def test_a_click_wins_over_an_address_one_view_late() -> None:
    """Two clicks in a row: the second carries the address of the view before the first."""
    address = visited("sites", {})
    drawn(address, "sites", {}, clicked={"service": ("tj",)})
    after = drawn(address, "sites", {}, clicked={"service": ("tj", "ca")})
    assert after == {"service": ("tj", "ca")}


def test_nothing_chosen_where_something_is_by_default() -> None:
    address = ViewAddress()
    address.record("comparer", (), ("tj", "ca"))
    assert address.finish() == {"comparer": ("",)}


def test_a_link_changes_one_choice_and_keeps_the_others() -> None:
    address = visited("sites", {"service": ("tj",), "periode": ("2025",)})
    assert address.changed(service=("ca",)) == {"service": ("ca",), "periode": ("2025",)}
    assert address.changed(service=None, site=("S1",)) == {"periode": ("2025",), "site": ("S1",)}


def test_a_link_drawn_early_has_the_choices_that_come_after_it() -> None:
    address = ViewAddress()
    address.start("sites", {"service": ("tj",), "verdict": ("moins",)}, history=False)
    address.record("service", ("tj",), ())
    assert address.changed(site=("S1",)) == {"service": ("tj",), "verdict": ("moins",), "site": ("S1",)}
    address.record("verdict", (), ())
    assert address.changed(site=("S1",)) == {"service": ("tj",), "site": ("S1",)}


def test_what_a_button_chooses_wins_once() -> None:
    address = visited("sites", {"service": ("tj",)})
    address.forced["service"] = ("ca",)
    assert drawn(address, "sites", {"service": ("tj",)}, clicked={"service": ("tj",)}) == {"service": ("ca",)}
    assert address.starting_values("service", ("tj",)) == ("tj",)


codes = st.text(alphabet="abc019-", min_size=1, max_size=4)
views = st.fixed_dictionaries(
    {}, optional={"service": st.tuples(codes) | st.tuples(codes, codes), "periode": st.tuples(codes)}
)


@given(st.lists(views, min_size=1, max_size=5))
def test_an_address_and_its_view_are_each_the_image_of_the_other(asked: list[dict[str, tuple[str, ...]]]) -> None:
    address = ViewAddress()
    for query in asked:
        written = drawn(address, "sites", query, history=True)
        assert written == {key: values for key, values in query.items() if (key, values) != ("periode", ("12m",))}
        assert drawn(ViewAddress(), "sites", written) == written


def test_what_is_refused_is_said_when_the_address_leads() -> None:
    address = ViewAddress()
    address.start("sites", {"service": ("x",)}, history=False)
    address.refuse("Service", ("x",))
    address.finish()
    address.refuse("Service", ("y",))
    assert address.refused == [("Service", "x")]


def test_refusal_in_words() -> None:
    asked = "L’adresse demande ce qui n’existe pas ici\u00a0: Service «\u00a0x\u00a0»."
    assert refusal([("Service", "x")]) == f"{asked} Le choix habituel est montré à la place."
    many = refusal([("Service", value) for value in "abcde"])
    assert "et 2 de plus. Les choix habituels sont montrés à la place." in many
    assert len(refusal([("Site", "z" * 5000)])) < 160


def test_the_first_run_of_a_page_is_known() -> None:
    """A choice that two pages have is another widget on the second one: it is set again there."""
    address = ViewAddress()
    for page, arrived in (("overview", True), ("overview", False), ("sites", True), ("sites", False)):
        address.start(page, {}, history=False)
        assert address.arrived is arrived
        address.finish()
        assert not address.arrived

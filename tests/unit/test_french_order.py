"""Names in the order of a French list, found however they are typed."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.french_order import by_name, in_order, place_of, searchable

ORDERED = [
    *("Eguilles", "Éguilles", "Étampes", "évry", "Évry", "L’Île-Rousse"),
    *("L'Isle", "Lille", "Œuilly", "Oullins", "Zuydcoote"),
]
NAMES = [*ORDERED[::-2], *ORDERED[-2::-2]]
TYPED = {"oeuilly": "Œuilly", "etampes": "Étampes", "saint etienne": "Saint-Étienne", "l'isle": "L’Isle"}
LETTERS = st.text(alphabet="aàâbcçeéèêoôœŒuûùAÉZ '’-", max_size=12)


def test_accents_ligatures_case_and_hyphens_do_not_part_names() -> None:
    assert in_order(NAMES) == ORDERED
    assert list(by_name(dict(enumerate(NAMES))).values()) == ORDERED


def test_what_is_typed_finds_the_name() -> None:
    for typed, name in TYPED.items():
        assert searchable(typed) in searchable(f"Tribunal judiciaire de {name}")


@given(LETTERS, LETTERS)
def test_two_names_are_always_in_the_same_order(one: str, other: str) -> None:
    assert in_order([one, other]) == in_order([other, one])
    if searchable(one) < searchable(other):
        assert place_of(one) < place_of(other)


@given(LETTERS)
def test_case_and_ligatures_do_not_hide_a_name(text: str) -> None:
    found = searchable(text)
    assert searchable(found) == searchable(text.upper()) == searchable(text.replace("œ", "oe")) == found

"""Whether a text holds in its place."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.packs.fitting import fitted, height_of, lines_of

WORDS = st.lists(st.text("aeilmnrstWM", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join)


def test_a_short_text_keeps_the_largest_size() -> None:
    assert fitted("Accueil", 4, 1, (28, 20)) == ("Accueil", 28, False)


def test_lines_are_counted_word_by_word() -> None:
    assert lines_of("un deux trois", 10, 12) == 1
    assert lines_of("un\ndeux\ntrois", 10, 12) == 3
    assert lines_of("anticonstitutionnellement" * 20, 4, 12) > 10


def test_bold_is_wider() -> None:
    text = "Les délais de réponse " * 20
    assert lines_of(text, 4, 12, bold=True) >= lines_of(text, 4, 12)


@given(WORDS, st.floats(1, 12), st.floats(0.3, 3))
def test_what_is_kept_holds_and_is_the_beginning(text: str, width: float, height: float) -> None:
    held = fitted(text, width, height, (24, 18, 12))
    assert (
        height_of(held.text, width, held.size) <= max(height, held.size * 1.2 / 72) + 1e-9 or held.text.count(" ") == 0
    )
    assert held.cut or held.text == text
    if held.cut:
        assert text.startswith(held.text.removesuffix("…"))

"""The first words of a text."""

from dashboard.wording.excerpt import excerpt


def test_a_short_text_is_whole_on_one_line():
    assert excerpt("  Un\n deux\ttrois ", 20) == "Un deux trois"


def test_a_long_text_is_cut_between_two_words():
    assert excerpt("Accueil chaleureux et rapide", 20) == "Accueil chaleureux…"


def test_no_break_spaces_stay():
    assert excerpt("Merci\u00a0!\n«\u00a0Bravo\u00a0»", 30) == "Merci\u00a0! «\u00a0Bravo\u00a0»"

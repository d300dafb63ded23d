"""Nouns that are counted, contractions, units after a number, causes of what was left out."""

import pytest

from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.wording import grammar, left_out, numerals
from dashboard.wording.grammar import Noun
from dashboard.wording.reading import limit, sentence
from tests.unit.french import plain

SITE, REGION = Noun("site"), Noun("région", feminine=True)


@pytest.mark.parametrize(
    ("preposition", "phrase", "text"),
    [
        ("à", "le réseau", "au réseau"),
        ("de", "le réseau", "du réseau"),
        ("à", "les autres", "aux autres"),
        ("de", "les autres", "des autres"),
        ("à", "la moyenne", "à la moyenne"),
        ("de", "la moyenne", "de la moyenne"),
        ("à", "l’ensemble", "à l’ensemble"),
        ("de", "l’ensemble", "de l’ensemble"),
        ("de", "un an plus tôt", "d’un an plus tôt"),
        ("à", "ses pairs", "à ses pairs"),
    ],
)
def test_with_preposition(preposition, phrase, text):
    assert grammar.with_preposition(preposition, phrase) == text


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("le réseau", "que le réseau"), ("un an plus tôt", "qu’un an plus tôt"), ("à la date", "qu’à la date")],
)
def test_that(phrase, text):
    assert grammar.that(phrase) == text


def test_a_noun_agrees():
    assert (SITE.none, REGION.none) == ("aucun site", "aucune région")
    assert (SITE.only("comparé"), REGION.only("comparé")) == ("le seul site comparé", "la seule région comparée")
    assert REGION.only() == "la seule région"
    assert [plain(REGION.counted(n)) for n in (0, 1, 2)] == ["0 région", "1 région", "2 régions"]
    assert [REGION.adjective(n, "moins bon") for n in (1, 2)] == ["moins bonne", "moins bonnes"]
    assert [REGION.adjective(n, "meilleur") for n in (1, 2)] == ["meilleure", "meilleures"]
    assert [SITE.adjective(n, "moins bon") for n in (0, 1, 2)] == ["moins bon", "moins bon", "moins bons"]


@pytest.mark.parametrize(
    ("unit", "quantity", "text"),
    [
        ("jours", 1.5, "jour"),
        ("jours", 2, "jours"),
        ("jours", -1, "jour"),
        ("jours", 0, "jour"),
        ("mois", 1, "mois"),
        ("avis", 1, "avis"),
        ("appels", 1, "appel"),
        ("%", 1, "%"),
        ("kWh/m²", 1, "kWh/m²"),
        ("par affaire nouvelle", 1, "par affaire nouvelle"),
        ("", 1, ""),
    ],
)
def test_unit_after_a_number(unit, quantity, text):
    assert numerals.unit_of(unit, quantity) == text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("base faible", "base faible"),
        ("Effectif trop faible\u00a0: secret statistique.", "secret statistique"),
        ("référence\u00a0: effectif trop faible\u00a0: secret statistique", "secret statistique"),
        ("référence\u00a0: aucune réponse", "sans référence"),
        ("rupture de méthode en avril 2026", "rupture de méthode"),
        ("périodes chevauchantes, non testées", "périodes chevauchantes"),
        ("la source ne communique pas de base", "base non communiquée"),
        ("la source indique «\u00a0nd\u00a0»", "donnée non renseignée"),
        ("Aucune réponse", "aucune réponse"),
        ("", "test impossible"),
    ],
)
def test_cause(reason, words):
    assert left_out.cause(reason) == words


def test_causes_come_with_the_most_frequent_first():
    listed = [
        Withheld(Status.MASKED),
        Shown(50.0, n=20, status=Status.FRAGILE),
        Shown(50.0, n=20, status=Status.FRAGILE),
        Shown(50.0),
    ]
    found = left_out.causes_of(listed)
    assert list(found.items()) == [("base faible", 2), ("base non communiquée", 1), ("secret statistique", 1)]
    text = "4 régions à part : base faible (2), base non communiquée (1), secret statistique (1)"
    assert plain(left_out.apart(REGION, found)) == text
    assert left_out.apart(REGION, {}) == ""


def test_a_sentence_has_each_clause_once():
    assert plain(sentence("base faible", "", "base faible.", "rupture")) == "Base faible ; rupture."
    assert sentence("", " ") == ""
    assert limit([]) == "On ne peut rien conclure."

import pytest

from dashboard.domain.scope import Scope
from dashboard.wording import grammar
from dashboard.wording.scope import Labels, describe


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lyon", "de Lyon"),
        ("Angers", "d’Angers"),
        ("Évry", "d’Évry"),
        ("Hyères", "d’Hyères"),
        ("Haguenau", "de Haguenau"),
        ("Hénin-Beaumont", "de Hénin-Beaumont"),
        ("Yvetot", "d’Yvetot"),
        ("Yutz", "de Yutz"),
        ("Le Mans", "du Mans"),
        ("Les Sables-d’Olonne", "des Sables-d’Olonne"),
        ("La Rochelle", "de La Rochelle"),
        ("octobre 2026", "d’octobre 2026"),
        ("onze sites", "de onze sites"),
    ],
)
def test_of(name, text):
    assert grammar.of(name) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [(0, "0\u00a0site"), (1, "1\u00a0site"), (2, "2\u00a0sites"), (1234, "1\u00a0234\u00a0sites")],
)
def test_count(quantity, text):
    assert grammar.count(quantity, "site") == text


@pytest.mark.parametrize(
    ("singular", "several"),
    [
        ("mois", "mois"),
        ("réseau", "réseaux"),
        ("tribunal", "tribunaux"),
        ("site connu", "sites connus"),
        ("prix", "prix"),
    ],
)
def test_plural(singular, several):
    assert grammar.plural(singular) == several


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a et b"),
        (["a", "b", "c"], "a, b et c"),
        (["a", "b", "c", "d"], "a, b et 2 autres"),
    ],
)
def test_listed(names, text):
    assert grammar.listed(names) == text


LABELS = Labels(services={"tj": "Tribunaux judiciaires"}, regions={"53": "Bretagne"})


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (Scope(), "Tous les services"),
        (Scope(services=("tj",), regions=("53",)), "Tribunaux judiciaires, Bretagne"),
        (Scope(services=("tj", "xx")), "Tribunaux judiciaires et xx"),
        (Scope(sites=("a", "b", "c", "d")), "4\u00a0sites"),
        (Scope(regions=("53",)), "Bretagne"),
    ],
)
def test_scope(scope, text):
    assert describe(scope, LABELS) == text

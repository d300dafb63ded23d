"""Exact sentences of the list of the sites and of the sheet of one."""

import datetime as dt

import pytest

from dashboard.domain.scope import Scope
from dashboard.wording.scope import Labels, describe
from dashboard.wording.site_list import RULES, STATES, counted, flagged, more_flagged
from dashboard.wording.site_sheet import (
    Became,
    against_peers,
    became,
    over_a_year,
    read_spine,
    replied,
    targets,
    tones,
)

NBSP = "\u00a0"
MARCH = dt.date(2025, 3, 1)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_the_five_states_of_absence_have_five_words():
    absences = ["too_few", "withheld", "under_way", "not_delivered", "not_concerned"]
    assert [STATES[state] for state in absences] == [
        "effectif faible",
        "secret statistique",
        "période en cours",
        "non livré",
        "non concerné",
    ]
    assert len({RULES[state] for state in absences}) == 5


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (counted(0, 12, {}, 3), "Aucun site ne correspond à ces choix."),
        (counted(1, 1, {"shown": 1}, 0), "1 site : 1 avec un résultat publié."),
        (
            counted(12, 365, {"shown": 9, "not_delivered": 2, "withheld": 1}, 0),
            "12 sites sur 365 : 9 avec un résultat publié, 1 sous secret statistique et 2 sans livraison.",
        ),
        (
            counted(2, 2, {"too_few": 1, "under_way": 1}, 40),
            "2 sites : 1 à l’effectif faible et 1 dont la période est en cours. "
            "40 sites non concernés ne sont pas dans la liste.",
        ),
        (
            counted(2, 2, {"no_total": 2}, 1),
            "2 sites : 2 sans total calculable. 1 site non concerné n’est pas dans la liste.",
        ),
        (flagged(0, 0), "Aucun site ne se distingue du réseau de façon démontrée."),
        (flagged(1, 0), "1 site se distingue du réseau de façon démontrée :"),
        (flagged(2, 1), "3 sites se distinguent du réseau de façon démontrée :"),
        (
            more_flagged(3, "moins bon que le réseau"),
            "et 3 autres sites, moins bon que le réseau : filtrer la liste par verdict.",
        ),
        (
            more_flagged(1, "meilleur que le réseau"),
            "et 1 autre site, meilleur que le réseau : filtrer la liste par verdict.",
        ),
    ],
)
def test_the_list(found, said):
    assert plain(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (against_peers([], [], 0), "Aucun indicateur ne peut être comparé à ceux des pairs."),
        (against_peers([], [], 1), "Sur 1 indicateur comparé, aucun écart avec les pairs n’est démontré."),
        (against_peers([], [], 9), "Sur 9 indicateurs comparés, aucun écart avec les pairs n’est démontré."),
        (
            against_peers(["Accueil"], ["Délai", "Écoute"], 9),
            "Meilleur que ses pairs : Accueil. Moins bon que ses pairs : Délai et Écoute.",
        ),
        (against_peers([], list("abcdef"), 9), "Moins bon que ses pairs : a, b, c et 3 autres."),
        (over_a_year([], [], 0), "Aucune évolution sur un an ne peut être testée."),
        (over_a_year([], [], 4), "Aucune évolution n’est démontrée sur un an."),
        (over_a_year(["Accueil"], [], 4), "Sur un an, en amélioration : Accueil."),
        (over_a_year(["Accueil"], ["Délai"], 4), "Sur un an, en dégradation : Délai. En amélioration : Accueil."),
        (targets([], 0), "Aucune cible n’est fixée ou mesurée."),
        (targets([], 2), "2 cibles atteintes."),
        (targets(["Énergie"], 0), "Cible manquée : Énergie."),
        (targets(["Énergie", "Délai"], 1), "Cibles manquées : Énergie et Délai. 1 cible atteinte."),
    ],
)
def test_the_answer_of_a_sheet(found, said):
    assert plain(found) == said


PEERS = (
    "; seuls les pairs dont le résultat peut être montré comptent ; quarts à partir de dix pairs ; "
    "chaque ligne a sa propre échelle ; une place dans un quart n’est pas un écart démontré."
)


@pytest.mark.parametrize(
    ("arguments", "conclusion", "limit"),
    [
        (
            (0, 0, 0, 0),
            "Aucun indicateur ne peut être situé parmi les pairs.",
            "Il faut au moins cinq pairs dont le résultat peut être montré.",
        ),
        (
            (1, 1, 0, 1),
            "Sur 1 indicateur situé parmi les pairs, 1 est dans le quart le plus favorable "
            "et 0 dans le moins favorable.",
            f"Pairs de taille semblable : entre la moitié et le double de réponses {PEERS}",
        ),
        (
            (33, 2, 15, 21),
            "Sur 33 indicateurs situés parmi les pairs, 2 sont dans le quart le plus favorable "
            "et 15 dans le moins favorable.",
            "Pairs de taille semblable (entre la moitié et le double de réponses) pour 21 indicateurs, "
            f"tous ceux de la typologie pour les autres, faute de dix {PEERS}",
        ),
        (
            (2, 0, 0, 0),
            "Sur 2 indicateurs situés parmi les pairs, 0 est dans le quart le plus favorable "
            "et 0 dans le moins favorable.",
            f"Pairs : tous les sites de la typologie, faute de dix de taille semblable {PEERS}",
        ),
    ],
)
def test_the_spine(arguments, conclusion, limit):
    found = read_spine(*arguments)
    assert (plain(found.conclusion), plain(found.limit)) == (conclusion, limit)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Became("merger", MARCH, ("A", "B"), True),
            "Issu de la fusion de « A », de « B » en mars 2025 : leurs résultats d’avant sont comptés ici.",
        ),
        (
            Became("merger", MARCH, ("A",), True),
            "Issu de la fusion de « A » en mars 2025 : ses résultats d’avant sont comptés ici.",
        ),
        (
            Became("merger", MARCH, ("C",), False),
            "Fusionné dans « C » en mars 2025, qui compte tous ses résultats d’avant.",
        ),
        (
            Became("split", MARCH, ("A",), True),
            "Issu de la scission de « A » en mars 2025, qui garde l’historique d’avant.",
        ),
        (
            Became("split", MARCH, ("B", "C"), False),
            "Scindé en mars 2025 : « B » et « C ». L’historique d’avant reste ici.",
        ),
        (
            Became("closure", MARCH, (), False),
            "Fermé en mars 2025 : son historique est conservé, aucune livraison n’est plus attendue.",
        ),
    ],
)
def test_what_a_site_was(found, said):
    assert plain(became(found)) == said


def test_opinions():
    assert plain(tones({1: 20, -1: 10, 0: 4})) == "34 témoignages : 20 positifs, 4 neutres et 10 négatifs."
    assert plain(tones({1: 12})) == "12 témoignages : 12 positifs."
    assert plain(tones({})) == "0 témoignage."
    assert plain(replied(None)) == "Réponse de l’administration :"
    assert plain(replied(0)) == "Réponse de l’administration, le jour même :"
    assert plain(replied(1)) == "Réponse de l’administration, 1 jour après :"
    assert plain(replied(12)) == "Réponse de l’administration, 12 jours après :"


def test_a_group_is_called_by_its_name():
    scope = Scope(services=("tj",), sites=("A", "B"))
    labels = Labels(services={"tj": "Tribunaux judiciaires"}, sites={"A": "Angers", "B": "Brest"}, group="Ouest")
    assert plain(describe(scope, labels)) == "Tribunaux judiciaires, groupe « Ouest » (2 sites)"
    one = Scope(sites=("A",))
    assert describe(one, labels) == "Angers"

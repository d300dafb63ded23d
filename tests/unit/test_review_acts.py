"""Every act that the registry knows is told in a French sentence."""

import datetime as dt

import pytest

from dashboard.domain.answering import Stage, StageCount
from dashboard.registry.audit import Act
from dashboard.wording.answering import age, ago, oldest
from dashboard.wording.left_reviews import shown_address
from dashboard.wording.review_acts import act_sentence

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
NEVER_ON_AN_OPINION = {
    *(Act.CREATED, Act.STATE_CHANGED, Act.DECIDED, Act.VOTED),
    *(Act.MOVED, Act.REMOVED, Act.COMMENTED, Act.ATTENDED),
    *(Act.EFFECT_STATED, Act.OWNER_CHANGED, Act.DUE_CHANGED, Act.DONE_CHANGED),
    *(
        Act.SIGNED_IN,
        Act.SIGNED_OUT,
        Act.GRANTED,
        Act.REVOKED,
        Act.EXPORTED,
        Act.LOADED,
        Act.DATA_PUBLISHED,
        Act.UNDONE,
        Act.BACKED_UP,
        Act.RESTORED,
    ),
}
DETAILS = {Act.REFUSED: "advertising", Act.MASKED: "places=1", Act.REWRITTEN: "version=2", Act.VALIDATED: "version=2"}


@pytest.mark.parametrize("act", [act for act in Act if act not in NEVER_ON_AN_OPINION])
def test_an_act_has_its_words(act: Act) -> None:
    said = act_sentence("Camille Martin", act.value, DETAILS.get(act, ""), "Guichet")
    assert said.startswith("Camille Martin a ")
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("usager", "left", "masked=0"), "L’usager a laissé l’avis."),
        (("programme", "email_erased", ""), "Le programme a effacé l’adresse électronique."),
        (("Zoé", "refused", "advertising"), "Zoé a refusé l’avis\u00a0: publicité."),
        (("Zoé", "masked", "places=1"), "Zoé a masqué un passage (1\u00a0endroit)."),
        (("Zoé", "masked", "places=3"), "Zoé a masqué un passage (3\u00a0endroits)."),
        (("Zoé", "rewritten", "version=4"), "Zoé a modifié le projet de réponse (version\u00a04)."),
        (("Zoé", "tied", "avis-1", "Guichet"), "Zoé a rattaché l’avis à l’action «\u00a0Guichet\u00a0»."),
        (("Zoé", "untied", "avis-1", "Guichet"), "Zoé a détaché l’avis de l’action «\u00a0Guichet\u00a0»."),
        (("Zoé", "untied", "avis-1"), "Zoé a détaché l’avis de l’action."),
    ],
)
def test_sentences(given: tuple[str, ...], sentence: str) -> None:
    assert act_sentence(*given) == sentence


@pytest.mark.parametrize(
    ("address", "shown"),
    [("camille@exemple.fr", "c…@exemple.fr"), ("a@exemple.fr", "…@exemple.fr"), ('"a@b"@exemple.fr', '"…@exemple.fr')],
)
def test_an_address_is_never_shown_whole(address: str, shown: str) -> None:
    assert shown_address(address) == shown


def test_a_day_that_has_not_passed_is_not_counted() -> None:
    yesterday = NOW - dt.timedelta(hours=23)
    assert (age(yesterday, NOW), ago(yesterday, NOW)) == ("depuis moins d’un jour", "il y a moins d’un jour")
    assert ago(NOW - dt.timedelta(days=1), NOW) == "il y a 1\u00a0jour"


@pytest.mark.parametrize(
    ("stage", "n", "words"),
    [
        (Stage.TO_READ, 1, "reçu il y a 3\u00a0jours"),
        (Stage.TO_READ, 2, "le plus ancien reçu il y a 3\u00a0jours"),
        (Stage.TO_ANSWER, 2, "le plus ancien publié il y a 3\u00a0jours"),
        (Stage.TO_VALIDATE, 1, "avis publié il y a 3\u00a0jours"),
        (Stage.TO_VALIDATE, 2, "avis le plus ancien publié il y a 3\u00a0jours"),
    ],
)
def test_the_oldest_of_a_card(stage: Stage, n: int, words: str) -> None:
    assert oldest(stage, StageCount(n, NOW - dt.timedelta(days=3), 0, 0), NOW) == words
    assert oldest(stage, StageCount(0, None, 0, 0), NOW) == "rien n’attend"

"""Opinions of an engagement: 20 on its theme (12 positive, all answered; 8 hidden or not by the base rule)."""

import pytest

from dashboard.analyses.user_voice import user_voice
from dashboard.config import Settings
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import reference, review, site, stage
from tests.unit.french import check

Y2024 = Period.year(2024)


def published(home, positive, negative, others=0):
    """`positive` answered opinions and `negative` unanswered ones on « Relation », `others` on « Réactivité »."""
    settings = Settings(home=home, memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    rows = [
        *(
            review(
                f"p{i}", "A", "2024-03-05", feeling=1, tags="Relation, Réactivité", text=f"Très bien {i}", reply="Merci"
            )
            for i in range(positive)
        ),
        *(review(f"n{i}", "B", "2024-04-05", feeling=-1, tags="Relation", text=f"Long {i}") for i in range(negative)),
        *(review(f"o{i}", "B", "2024-05-05", feeling=0, tags="Réactivité", text=f"Moyen {i}") for i in range(others)),
        review("late", "A", "2025-06-01", feeling=0, tags="Réactivité", text="Plus tard"),
    ]
    stage(settings, kind="spplus-reviews", reviews=rows)
    publish(settings, reference())
    return settings, open_current(settings)


def test_counts_by_hand(tmp_path):
    settings, reader = published(tmp_path, 24, 36, 15)
    found = user_voice(reader, 1, Scope(), settings, Y2024, None)
    assert found.total.value == 60
    assert {t.feeling: (t.share.value, t.answered.value) for t in found.tones} == {
        1: pytest.approx((40, 100)),
        -1: pytest.approx((60, 0)),
    }
    assert found.cited == (("Relation", 60), ("Réactivité", 24))
    assert [(said.reply, said.feeling) for said in found.texts] == [("Merci", 1)] * 4
    check(
        found.reading,
        "60 avis publiés : 60 % négatifs et 40 % positifs ; 40 % ont reçu une réponse.",
        "Thème retenu : Relation ; le rattachement des thèmes aux engagements est une convention de ce "
        "tableau de bord ; "
        "part de réponses sur les avis publiés depuis 30 jours au moins ; les auteurs d’avis ont choisi de s’exprimer, "
        "la marge n’est donc qu’indicative.",
    )
    everything = user_voice(reader, 7, Scope(), settings, Y2024, None)
    assert (everything.themes, everything.total.value) == (None, 75)
    assert user_voice(reader, 9, Scope(), settings, Y2024, None) is None


@pytest.mark.parametrize(
    ("positive", "negative", "others"),
    [(4, 6, 30), (30, 5, 30), (30, 30, 5)],
    ids=["fewer than eleven", "a small tone", "a small complement"],
)
def test_small_counts_leave_nothing(tmp_path, positive, negative, others):
    settings, reader = published(tmp_path, positive, negative, others)
    found = user_voice(reader, 1, Scope(), settings, Y2024, None)
    assert (found.withheld, found.tones, found.cited, found.texts) == (True, (), (), ())
    assert found.reading.conclusion == "Les avis ne peuvent être montrés sur ce périmètre."
    assert not any(character.isdigit() for character in found.reading.limit)


def test_nothing_published(tmp_path):
    settings, reader = published(tmp_path, 12, 12, 0)
    found = user_voice(reader, 1, Scope(), settings, Period.year(2020), None)
    assert (found.withheld, found.tones) == (False, ())
    assert isinstance(found.total, Shown)
    assert found.reading.conclusion == "Aucun avis publié."

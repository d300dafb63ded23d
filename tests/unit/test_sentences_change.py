"""The date of a change, the rules that fired, the events, the season and the trend: exact sentences."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.domain.event import Event, EventKind
from dashboard.domain.indicator import Direction
from dashboard.wording import control_rules, season_and_trend
from dashboard.wording.change import DatedChange, read_change
from dashboard.wording.control_rules import Fired, fired_words, when
from dashboard.wording.events import beside, marked, named, not_drawn
from dashboard.wording.steps import during_step, running_words, step_words, with_article
from tests.builders import indicator

SHARE = indicator("share")
DELAY = replace(indicator("delay"), unit="mois", direction=Direction.LOWER)


def month(text):
    return dt.date.fromisoformat(f"{text}-01")


def change(**fields):
    given = {
        "signal": "concern", "since": month("2026-03"), "earliest": month("2026-02"), "latest": month("2026-04"),
        "settled": month("2026-03"), "last": month("2026-10"), "before": 76.1, "after": 56.3, "step": 1,
    }  # fmt: skip
    return DatedChange(**(given | fields))


def said(reading):
    return reading.conclusion.replace("\u00a0", " "), reading.limit.replace("\u00a0", " ")


def test_a_sudden_change():
    assert said(read_change(SHARE, change())) == (
        "Dégradation depuis mars 2026 : 76,1 % en moyenne avant, 56,3 % depuis.",
        "À 95 % de confiance, le changement commence entre février 2026 et avril 2026 ; la date est estimée d’après la "
        "série et ne dit rien de la cause.",
    )


@pytest.mark.parametrize(
    ("fields", "conclusion"),
    [
        (
            {"settled": month("2026-08")},
            "Dégradation progressive depuis mars 2026, stabilisée en août 2026 : 76,1 % en moyenne avant, 56,3 % une "
            "fois le niveau atteint.",
        ),
        (
            {"settled": None},
            "Dégradation progressive depuis mars 2026, encore en cours en octobre 2026 : 76,1 % en moyenne avant, "
            "56,3 % à la fin.",
        ),
        (
            {"signal": "neutral", "settled": month("2026-08")},
            "Changement progressif depuis mars 2026, stabilisé en août 2026 : 76,1 % en moyenne avant, 56,3 % une fois "
            "le niveau atteint.",
        ),
        (
            {"signal": "improvement", "settled": month("2026-09"), "step": 3},
            "Amélioration progressive depuis le 1er trimestre 2026, stabilisée au 3e trimestre 2026 : 76,1 % en "
            "moyenne avant, 56,3 % une fois le niveau atteint.",
        ),
        (
            {"since": month("2025-12"), "settled": month("2025-12"), "step": 12},
            "Dégradation depuis 2025 : 76,1 % en moyenne avant, 56,3 % depuis.",
        ),
    ],
)
def test_the_forms_of_a_change(fields, conclusion):
    assert said(read_change(SHARE, change(**fields)))[0] == conclusion


def test_how_sure_the_date_is():
    alone = read_change(SHARE, change(earliest=month("2026-03"), latest=month("2026-03")))
    assert said(alone)[1].startswith("À 95 % de confiance, aucune autre date n’est plausible ; ")
    quarters = read_change(SHARE, change(earliest=month("2025-12"), latest=month("2026-06"), step=3))
    assert "commence entre le 4e trimestre 2025 et le 2e trimestre 2026" in said(quarters)[1]


def test_a_signal_without_a_date():
    assert said(read_change(SHARE, None, 12)) == (
        "Aucun changement durable ne peut être daté : les points signalés sont isolés ou trop récents.",
        "Il faut au moins trois années de part et d’autre d’un changement, et un écart net.",
    )


def test_steps_in_words():
    assert step_words(month("2026-03"), 1) == "mars 2026"
    assert step_words(month("2026-03"), 3) == "1er trimestre 2026"
    assert step_words(month("2026-12"), 12) == "2026"
    assert step_words(month("2026-10"), 1, rolling=True) == "12 mois à fin octobre 2026"
    assert during_step(month("2026-06"), 3) == "au 2e trimestre 2026"
    assert with_article(month("2026-06"), 3) == "le 2e trimestre 2026"
    assert running_words(12) == "Année en cours, incomplète"


def test_a_rule_with_its_months():
    months = tuple(month(f"2026-{number:02}") for number in (1, 4, 5, 6))
    assert when(months) == "janvier 2026 et avril 2026 à juin 2026"
    heading, dates, meaning = fired_words(Fired("concern", 1, months[:1]))
    assert (heading, dates) == ("Dégradation\u00a0: un point hors des limites", "janvier 2026")
    assert meaning == "Le hasard y conduit rarement\u00a0: chercher ce qui s’est passé à ce moment."
    assert when([month("2026-03"), month("2026-06")], 3) == "1er trimestre 2026 à 2e trimestre 2026"


def test_the_usual_variation_and_the_other_side():
    usual = control_rules.usual_words("75 %", "70 %", "80 %", 12)
    assert usual == "Variation habituelle de l’année\u00a0: de 70 % à 80 %, autour de 75 %."
    assert control_rules.both_sides(month("2026-03")) == (
        "Les limites portent sur toute la série, changement compris\u00a0: les points marqués avant mars 2026 sont "
        "l’autre face de ce changement, pas un événement distinct."
    )


def test_events():
    one = Event(month("2026-03"), "Bascule", EventKind.SOFTWARE, day=dt.date(2026, 3, 2), where="SPIP")
    two = Event(month("2026-05"), "Grève", EventKind.STRIKE, last_month=month("2026-06"))
    part = replace(two, whole=False)
    assert named(one) == "2 mars 2026\u00a0: Bascule (nouveau logiciel, SPIP)"
    assert named(two) == "de mai à juin 2026\u00a0: Grève (grève)"
    assert marked([one, two, part]) == ("2\u00a0événements marqués\u00a0: 1, 2 mars 2026\u00a0; 2, de mai à juin 2026.")
    assert marked([part]) == ""
    assert not_drawn([one]) == ""
    assert not_drawn([part]) == ("1\u00a0événement n’est pas tracé\u00a0: il ne concerne qu’une partie du périmètre.")
    assert not_drawn([part, part]) == (
        "2\u00a0événements ne sont pas tracés\u00a0: ils ne concernent qu’une partie du périmètre."
    )
    assert beside([]) == ""
    assert beside([one]) == (
        "Dans cet intervalle\u00a0: «\u00a0Bascule\u00a0» (2 mars 2026). La coïncidence des dates ne "
        "prouve pas la cause."
    )


def test_the_season():
    effects = [(month("2026-08"), -2.1), (month("2026-12"), 0.8)]
    assert said(season_and_trend.read_adjusted(SHARE, effects, (month("2026-10"), 71.24))) == (
        "CVS : 71,2 % en octobre 2026.",
        "Effets de saison les plus forts : août −2,1 points ; décembre +0,8 point ; série calculée, corrigée des "
        "variations saisonnières, à ne comparer qu’à une autre série CVS.",
    )
    assert said(season_and_trend.no_adjusted(20, 36, 1))[0] == (
        "Pas de série CVS : il faut 36 mois de suite sans trou, il y en a 20."
    )


@pytest.mark.parametrize(
    ("slope", "p_value", "note", "conclusion"),
    [
        (1.2, 0.01, "", "Tendance à la hausse (dégradation) : +1,2 mois par an, IC 95 % [0,4 ; 2,0]."),
        (-1.2, 0.01, "", "Tendance à la baisse (amélioration) : −1,2 mois par an, IC 95 % [0,4 ; 2,0]."),
        (
            1.2,
            None,
            "tendance probable",
            "Tendance probable à la hausse (dégradation) : +1,2 mois par an, IC 95 % [0,4 ; 2,0].",
        ),
        (1.2, 0.3, "", "Aucune tendance démontrée : +1,2 mois par an, IC 95 % [0,4 ; 2,0]."),
        (1.2, None, "aucune tendance démontrée", "Aucune tendance démontrée : +1,2 mois par an, IC 95 % [0,4 ; 2,0]."),
        (0.0, 1.0, "aucune variation observée", "Aucune variation n’est observée."),
        (None, None, "trop court", "Trop peu d’années pour une tendance."),
    ],
)
def test_the_trend(slope, p_value, note, conclusion):
    step = 12 if slope is None else 1
    found = season_and_trend.read_trend(DELAY, slope, (0.4, 2.0), p_value, note, 36, step=step)
    assert said(found)[0] == conclusion

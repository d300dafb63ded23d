"""The questions of the invented survey: codes of the catalogue, and how satisfied people are on average."""

from dataclasses import dataclass

from dashboard.demo.kinds_of_site import (
    APPEAL,
    COURTS,
    LABOUR,
    LAW_ACCESS,
    PRISONS,
    PROBATION,
    RECORDS,
    SERVICES,
    YOUTH,
)

MOOD = {
    COURTS: -0.18,
    APPEAL: -0.12,
    LABOUR: -0.05,
    LAW_ACCESS: 0.55,
    PRISONS: -0.30,
    PROBATION: 0.05,
    YOUTH: 0.15,
    RECORDS: 0.60,
}
"""How far each service stands from the average, in standard deviations of one answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `favourable`: share (0 to 1) of favourable answers in an average service.

    `asked`: share of respondents to whom it is put (a core and rotating parts); `weight`: how much it drives
    overall satisfaction; `unknown`: share of « ne sait pas »; `services` that ask it (empty: all).
    """

    code: str
    favourable: float
    asked: float
    weight: float
    unknown: float = 0.03
    services: tuple[str, ...] = SERVICES


OVERALL = "satisfaction-globale"
NET = "taux-net-satisfaction"
"""The overall opinion in three parts (satisfied, neutral, dissatisfied), put to three respondents in ten."""
WELCOME = "accueil-courtois"
DELAY = "satisfaction-delai"
CHANGED_BY_SIGNALS = frozenset({WELCOME, DELAY})

QUESTIONS = (
    Question("accueil-courtois", 0.80, 0.60, 0.30),
    Question("aide-joignable", 0.66, 0.30, 0.15, 0.05),
    Question("accompagnement-adapte", 0.67, 0.40, 0.25, 0.08),
    Question("bonne-orientation", 0.71, 0.40, 0.20),
    Question("satisfaction-delai", 0.55, 0.60, 0.45, 0.04),
    Question("information-avancement", 0.52, 0.35, 0.30, 0.05),
    Question("resultats-vus", 0.24, 0.25, 0.02, 0.06),
    Question("avis-pris-en-compte", 0.46, 0.25, 0.08, 0.15),
    Question("competence-agents", 0.78, 0.30, 0.20, 0.06),
    Question("eco-responsabilite-percue", 0.57, 0.15, 0.02, 0.22),
    Question("signalisation-claire", 0.66, 0.25, 0.05, 0.03, (COURTS, APPEAL)),
    Question("confiance-justice", 0.60, 0.25, 0.25, 0.03, (COURTS, APPEAL, LABOUR)),
    Question("recommandation", 0.36, 0.25, 0.10, 0.03),
)
"""Everything but the overall question, which is put to everyone and follows from the others."""
OVERALL_FAVOURABLE = 0.68

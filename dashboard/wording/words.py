"""One word for each verdict, status and signal, wherever it is written."""

from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Status

VERDICT_WORDS = {
    Verdict.BETTER: "meilleur",
    Verdict.WORSE: "moins bon",
    Verdict.HIGHER: "plus élevé",
    Verdict.LOWER: "plus bas",
    Verdict.STABLE: "stable",
    Verdict.NO_EVIDENCE: "pas d’écart démontré",
    Verdict.NOT_TESTED: "non testé",
    Verdict.MET: "cible atteinte",
    Verdict.IMPROVING: "amélioration",
    Verdict.NOT_IMPROVING: "absence d’amélioration",
    Verdict.MISSING: "donnée non renseignée",
    Verdict.NO_TARGET: "sans cible",
}

STATUS_WORDS = {
    Status.OK: "solide",
    Status.FRAGILE: "base faible",
    Status.MASKED: "secret statistique",
    Status.INSUFFICIENT: "effectif insuffisant",
    Status.NO_DATA: "aucune réponse",
    Status.NO_BENCHMARK: "sans référence",
    Status.NOT_COMPARABLE: "non comparable",
}

SIGNAL_WORDS = {
    "improvement": "amélioration",
    "concern": "dégradation",
    "neutral": "changement",
    "common_cause": "variation habituelle",
}

STEPS = {1: ("mois", ""), 3: ("trimestre", ""), 6: ("semestre", ""), 12: ("année", "e")}
"""Noun of a step of so many months, and the ending of its adjectives: « dernier mois », « dernière année »."""


def step_noun(step: int) -> str:
    """« mois », « trimestre », « semestre », « année »; « période » for another length."""
    return STEPS.get(step, ("période", "e"))[0]


def feminine_step(step: int) -> bool:
    """Whether the noun of the step is feminine."""
    return bool(STEPS.get(step, ("période", "e"))[1])

"""The words of a poster, read on a wall by people who know nothing of statistics."""

import datetime as dt

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.wording import numerals, short
from dashboard.wording.dates import day, during, month
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import NBSP
from dashboard.wording.publications import title
from dashboard.wording.words import STATUS_WORDS

TITLE = "Nos résultats de qualité de service"
DEMONSTRATION = f"Démonstration{NBSP}: site, résultats et avis inventés. Ne pas afficher."
SAID = "Vous avez dit"
SAID_AND_DONE = "Vous avez dit, nous avons fait"
OTHER_SITES, OTHER_SERVICES, CHANGE = "Sites comparables", "Autres services", "Sur un an"
UNOBSERVED = "Non mesuré ici sur cette période."
READ_SITE = "Lire les avis et nos réponses, donner le vôtre"
READ_SERVICE = "Lire ces résultats en détail et ceux de chaque site"
UNPROVEN = "pas d’écart démontré"
UNPROVEN_MARK = f"Point gris{NBSP}: {UNPROVEN}"
MARK_OF_OTHERS = "Le trait noir sur une barre marque le résultat des autres."
_WITHHELD = {
    Status.MASKED: "Résultat non montré, pour que les réponses de quelques personnes restent secrètes.",
    Status.INSUFFICIENT: "Trop peu de réponses pour un résultat.",
    Status.NO_DATA: "Aucun résultat sur cette période.",
    Status.NOT_COMPARABLE: f"Pas de résultat d’ensemble{NBSP}: le nombre de réponses n’est pas communiqué.",
}
_GAPS = {
    Verdict.BETTER: "écart favorable",
    Verdict.WORSE: "écart défavorable",
    Verdict.HIGHER: "écart démontré",
    Verdict.LOWER: "écart démontré",
    Verdict.STABLE: "écart trop petit pour compter",
    Verdict.NO_EVIDENCE: UNPROVEN,
    Verdict.NOT_TESTED: "écart non testé",
}


def instead(estimate: Estimate | None) -> str:
    """What is read in the place of the figure; None: nothing was observed. Empty for a figure that is shown."""
    if estimate is None:
        return UNOBSERVED
    if isinstance(estimate, Shown):
        return ""
    return _WITHHELD.get(estimate.status, f"{capital(STATUS_WORDS[estimate.status])}.")


def reference(indicator: Indicator, found: Comparison) -> tuple[str, str]:
    """« 69,0 % » and « écart favorable »; no value, and why, where the others have none to show."""
    if isinstance(found.benchmark, Shown):
        return short.value(indicator, found.benchmark), _GAPS[found.verdict]
    why = short.value(indicator, found.benchmark) if found.benchmark is not None else found.reason
    return "", why or "non comparé"


def trend(indicator: Indicator, estimate: Shown, found: Comparison) -> tuple[str, str]:
    """« +2,7 points » and « amélioration démontrée »; no gap, and why, where none was tested."""
    if found.verdict is Verdict.NOT_TESTED:
        hidden = found.benchmark
        why = STATUS_WORDS[hidden.status] if isinstance(hidden, Withheld) else found.reason
        # What the figure stands on already says that its base is not known.
        untold = not why or estimate.n is None
        return "", "évolution non testée" if untold else f"évolution non testée{NBSP}: {why}"
    gap = "" if found.difference is None else numerals.gap(indicator, found.difference, estimate.n)
    return gap, short.CHANGES[found.verdict]


def dated(period: Period, version: int, published: dt.date, running: dt.date | None) -> str:
    """« Résultats sur 12 mois à fin octobre 2026. Données version 12, publiées le 3 novembre 2026. »"""
    late = f" ({month(running)} n’est pas fini)" if running else ""
    return f"Résultats {during(period)}{late}. {title(version, day(published))}."

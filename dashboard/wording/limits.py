"""What limits a conclusion, in clauses that `reading.sentence` joins: base, season, respondents, unfinished month…"""

import datetime as dt
from dataclasses import dataclass

from dashboard.domain.comparison import Against
from dashboard.domain.indicator import Base, Indicator
from dashboard.domain.period import Period
from dashboard.wording.dates import month
from dashboard.wording.numerals import NBSP, number, self_selected

SAMPLING = "l’intervalle ne mesure que l’aléa d’échantillonnage"
NOT_EQUAL = "pas d’écart démontré ne veut pas dire égalité"
NO_BASE = "la source ne communique pas la base, donc ni marge ni test ne sont possibles"
FRAGILE = "la base est faible, donc aucun verdict n’est rendu"
NO_MARGIN = "ce chiffre est un décompte ou une valeur publiée, sans marge d’échantillonnage"
SELF_SELECTED = "les auteurs d’avis ont choisi de s’exprimer, la marge n’est donc qu’indicative"
MIXED = "les avis en ligne n’y ont qu’une marge indicative"
VOLUNTARY = "les auteurs d’avis ont choisi de s’exprimer, ils ne représentent pas tous les usagers"
OBJECTS = "on compte ici des lieux ou des objets et non des personnes, la marge n’est donc qu’un repère"
SEASON = "les deux périodes ne couvrent pas les mêmes mois de l’année, l’écart peut donc être saisonnier"
SAME_PEOPLE = f"test prudent{NBSP}: les mêmes personnes peuvent avoir répondu aux deux questions"
QUESTIONS = "les questions diffèrent, un écart peut donc tenir à leur formulation"
USUAL_DIFFERENCES = "compte tenu des différences habituelles entre sites"
OF_SITES = f"verdicts corrigés du nombre de sites comparés, non du nombre d’indicateurs, {USUAL_DIFFERENCES}"
NOT_A_CAUSE_OF_TREND = "la tendance ne dit rien de sa cause et ne se prolonge pas d’elle-même"
NOT_A_CAUSE = "cet écart ne dit rien de sa cause"
WIDEN = "élargir le périmètre ou la période"


@dataclass(frozen=True, slots=True)
class Setting:
    """What limits a whole analysis. `running`: the month of the period that was still under way; `season`: it is
    compared with other months of the year; `self_selected`: figures drawn from open opinions, `mixed` with others."""

    running: dt.date | None = None
    season: bool = False
    self_selected: bool = False
    mixed: bool = False

    @property
    def clauses(self) -> tuple[str, ...]:
        """In the order in which they matter."""
        return (
            unfinished(self.running),
            SEASON if self.season else "",
            (MIXED if self.mixed else SELF_SELECTED) if self.self_selected else "",
        )


PLAIN = Setting()


def unfinished(running: dt.date | None) -> str:
    """« la période n’est pas finie (novembre 2026 est en cours) »; empty without such a month."""
    return f"la période n’est pas finie ({month(running)} est en cours)" if running else ""


def seasonal(against: Against, span: Period | None) -> bool:
    """Whether the period is set against other months of the year: one that is not made of whole years, and the one just
    before. `span`: either period, they are of one length."""
    return against is Against.PREVIOUS and span is not None and span.months % 12 != 0


def respondents(indicator: Indicator, *, margin: bool = True) -> str:
    """The clause on who is in the base: people who chose to speak, or nobody (places, all of them observed: nothing is
    sampled); empty for people who were asked. `margin`: an interval is shown."""
    if indicator.base is Base.OBJECTS:
        return OBJECTS if margin else ""
    if not self_selected(indicator):
        return ""
    return SELF_SELECTED if margin else VOLUNTARY


def corrected(tested: int, dispersion: bool = False) -> str:
    """« tests corrigés de leur nombre (12) »; empty for a single test."""
    if tested < 2:
        return ""
    return f"tests corrigés de leur nombre ({number(tested)}){_usual(dispersion)}"


def among(sites: int, dispersion: bool = False) -> str:
    """« tests corrigés du nombre de sites du réseau (516) », when a territory shows only some of them."""
    return f"tests corrigés du nombre de sites du réseau ({number(sites)}){_usual(dispersion)}"


def _usual(dispersion: bool) -> str:
    return f", {USUAL_DIFFERENCES}" if dispersion else ""


def changes(tested: int) -> str:
    """« évolutions corrigées de leur nombre (12) »; empty for a single one."""
    return f"évolutions corrigées de leur nombre ({number(tested)})" if tested > 1 else ""

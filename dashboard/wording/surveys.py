"""What is said of surveys: where they stand, how their field goes, what their questions say."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from dashboard.domain.estimate import Shown
from dashboard.domain.survey import Survey, SurveyState
from dashboard.wording.dates import day
from dashboard.wording.grammar import count, inside, listed
from dashboard.wording.numerals import NBSP, number, percent
from dashboard.wording.reading import Reading


class Pace(StrEnum):
    """How a field goes against the share of its time that has passed."""

    BEHIND = "behind"
    ON_TIME = "on_time"
    AHEAD = "ahead"
    UNTOLD = "untold"


STATES = {
    SurveyState.PLANNED: "à venir",
    SurveyState.OPEN: "en cours",
    SurveyState.CLOSED: "close",
    SurveyState.UNDATED: "sans calendrier",
}
PACES = {
    Pace.BEHIND: "en retard",
    Pace.ON_TIME: "pas d’écart démontré",
    Pace.AHEAD: "en avance",
    Pace.UNTOLD: "non jugé",
}
MOST_TOLD = 3
"""Surveys under way whose answers are in the first sentence."""
NO_SURVEY = "Aucune enquête n’est connue : charger des réponses ou un calendrier d’enquêtes sur la page Données."
PACE_RULE = (
    "L’avancement est jugé au jour de la dernière réponse connue : le nombre de réponses est comparé à l’objectif × la "
    "part du temps écoulé (loi de Poisson, intervalle à 95 %, test corrigé du nombre de sites par Benjamini-Hochberg), "
    "dès que 5 réponses sont attendues. "
    "Un site est « en retard » quand l’écart est démontré, jamais à l’œil ; un recueil voulu surtout en fin de "
    "période n’est pas pris en compte."
)


def dates(survey: Survey) -> str:
    """« du 1er juillet 2026 au 31 décembre 2026 »; the days of the answers when no calendar gives its own."""
    if survey.opens_on is None:
        if survey.first_answer is None or survey.last_answer is None:
            return "dates inconnues"
        return f"réponses du {day(survey.first_answer)} au {day(survey.last_answer)}"
    if survey.closes_on is None:
        return f"depuis le {day(survey.opens_on)}, sans date de clôture"
    return f"du {day(survey.opens_on)} au {day(survey.closes_on)}"


def read_calendar(surveys: Sequence[Survey], on: dt.date) -> Reading:
    """How many are under way, to come, closed; then what is not known."""
    if not surveys:
        return Reading(NO_SURVEY, "")
    states = [survey.state(on) for survey in surveys]
    parts = [
        f"{count(n, 'enquête')} {words if n < 2 else several}"
        for state, words, several in (
            (SurveyState.OPEN, "en cours", "en cours"),
            (SurveyState.PLANNED, "à venir", "à venir"),
            (SurveyState.CLOSED, "close", "closes"),
        )
        if (n := states.count(state))
    ]
    said = f"Au {day(on)}{NBSP}: {listed(parts)}." if parts else f"Au {day(on)}, aucune enquête n’est datée."
    running = [survey for survey, state in zip(surveys, states, strict=True) if state is SurveyState.OPEN]
    for survey in running[:MOST_TOLD]:
        progress = answers_against_target(survey)
        said += f" {survey.label}{NBSP}: {inside(progress)}."
    undated = states.count(SurveyState.UNDATED)
    limit = "L’état suit les dates du calendrier et le jour de la version des données, pas celui de la lecture."
    if undated:
        have = "a" if undated < 2 else "ont"
        limit = f"{count(undated, 'enquête')} {have} des réponses sans calendrier{NBSP}: ni état ni avancement. {limit}"
    return Reading(said, limit)


def read_field(
    survey: Survey,
    state: SurveyState,
    on: dt.date,
    measured: dt.date | None,
    elapsed: float | None,
    pace: Pace,
    behind: Sequence[str],
) -> Reading:
    """Answers against the target and the time; the sites that are behind; how old the answers are."""
    if state is SurveyState.PLANNED:
        assert survey.opens_on is not None
        days = (survey.opens_on - on).days
        return Reading(f"L’enquête ouvre le {day(survey.opens_on)}, dans {count(days, 'jour')}.", "")
    said = answers_against_target(survey)
    if state is SurveyState.OPEN and elapsed is not None:
        said += f", pour {percent(100 * elapsed, 0)} du temps écoulé"
        said += f"{NBSP}: {PACES[pace]}" if pace is not Pace.UNTOLD else ""
    said += "."
    if behind:
        verb = "est" if len(behind) < 2 else "sont"
        said += f" {count(len(behind), 'site')} {verb} en retard{NBSP}: {listed(list(behind))}."
    return Reading(said, _age(state, on, measured))


def answers_against_target(survey: Survey) -> str:
    """« 2 278 réponses sur 3 600 attendues (63 %) »."""
    if not isinstance(survey.answered, Shown):
        return "Le nombre de réponses est confidentiel"
    answered = round(survey.answered.value)
    if survey.target is None:
        return f"{count(answered, 'réponse')}, sans objectif connu"
    share = f" ({percent(100 * answered / survey.target, 0)})" if survey.target else ""
    return f"{count(answered, 'réponse')} sur {number(survey.target)} attendues{share}"


def _age(state: SurveyState, on: dt.date, measured: dt.date | None) -> str:
    if measured is None:
        return "Aucune réponse n’est chargée."
    said = f"Dernière réponse connue le {day(measured)}"
    late = (on - measured).days
    if state is SurveyState.OPEN and late > 0:
        said += f", {count(late, 'jour')} avant la version des données{NBSP}: ce qui est arrivé depuis n’est pas compté"
    return f"{said}."


FIELD_WHOLE = (
    "Les effectifs sont ceux de toute l’enquête\u00a0: les filtres choisissent les sites listés, jamais ce qui est "
    "additionné. Un site n’a pas d’effectif quand celui-ci est faible, ou donnerait un chiffre retenu ailleurs."
)


def hidden_parts(hidden: int, judged: int, drawn: int) -> Reading:
    """What the chart of the sites shows, and what it leaves out."""
    said = f"Avancement jugé pour {count(judged, 'site')}"
    said += f"{NBSP}; les {drawn} plus loin de leur objectif sont dessinés." if drawn < judged else "."
    if not hidden:
        return Reading(said, "Un écart n’est dit que s’il est démontré, compte tenu du nombre de sites.")
    of = "dont l’effectif est protégé (secret statistique)"
    verb = "n’est pas jugé" if hidden < 2 else "ne sont pas jugés"
    return Reading(said, f"{count(hidden, 'site')} {of} {verb}.")

"""French words of the actions, and of « vous avez dit, nous avons fait »."""

import datetime as dt

from dashboard.domain.action import ActionState
from dashboard.wording.dates import day
from dashboard.wording.numerals import NBSP

STATES = {
    ActionState.CONSIDERED: "envisagée",
    ActionState.UNDER_WAY: "en cours",
    ActionState.DONE: "faite",
    ActionState.ABANDONED: "abandonnée",
}
DONE_WORDS = {
    ActionState.CONSIDERED: "Nous envisageons",
    ActionState.UNDER_WAY: "Nous faisons",
    ActionState.DONE: "Nous avons fait",
}
NOTHING_SAID = "Aucune action n’est encore rattachée à un avis sur ce périmètre."
WITHHELD_TEXT = f"Le texte de cet avis n’est pas montré ici{NBSP}: trop peu d’avis sur son site."


def state_and_term(state: ActionState, due_on: dt.date | None, done_on: dt.date | None) -> str:
    """« faite le 3 mars 2026 », « en cours, échéance le 1er juin 2026 », « envisagée »."""
    if done_on is not None:
        return f"{STATES[state]} le {day(done_on)}"
    running = state in (ActionState.CONSIDERED, ActionState.UNDER_WAY)
    return f"{STATES[state]}, échéance le {day(due_on)}" if due_on and running else STATES[state]

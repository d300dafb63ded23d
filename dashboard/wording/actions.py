"""French words of the actions, and of « vous avez dit, nous avons fait »."""

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.domain.action import RUNNING, SOON_DAYS, Action, ActionState
from dashboard.domain.action_effect import ActionVerdict, Reminder
from dashboard.wording.dates import day
from dashboard.wording.grammar import agree, count, listed
from dashboard.wording.numerals import NBSP, number

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
LATE = "en retard"
DONE_TITLE = "Action faite"
NOTHING_SAID = "Aucune action n’est encore rattachée à un avis sur ce périmètre."
NO_ACTION = f"Aucune action n’est encore inscrite sur ce périmètre{NBSP}: en créer une ci-dessous."
NONE_HERE = "Aucune action n’est inscrite ici."
NO_REMINDER = f"Rien n’est en retard, aucune échéance dans les {SOON_DAYS} jours, aucun verdict attendu."
UNKNOWN_ACTION = f"Cette action n’existe pas{NBSP}: revenir au plan."
FIXED = "L’effet attendu est fixé à la création : il ne pourra plus être changé."
NO_EXPECTED = "aucun n’a été fixé à la création ; il n’y aura pas de verdict."
UNCHANGED = "Rien n’a changé."
NO_DAY_DONE = f"Une action faite garde son jour{NBSP}: indiquer le jour où elle a été faite, ou changer son état."
LATE_MARK = " (effet attendu fixé après coup)"
REMINDERS = {
    Reminder.OVERDUE: "En retard",
    Reminder.DUE: "Échéance proche",
    Reminder.WAITING: "Verdict attendu",
}
_OUTCOMES = {
    ActionVerdict.USEFUL: ("effet démontré et utile", "effets démontrés et utiles"),
    ActionVerdict.UNCERTAIN: ("effet démontré, d’ampleur incertaine", "effets démontrés, d’ampleur incertaine"),
    ActionVerdict.SMALL: ("effet trop petit", "effets trop petits"),
    ActionVerdict.CONTRARY: ("effet contraire", "effets contraires"),
    ActionVerdict.INCONCLUSIVE: ("sans conclusion", "sans conclusion"),
}
WITHHELD_TEXT = f"Le texte de cet avis n’est pas montré ici{NBSP}: trop peu d’avis sur son site."


def state_and_term(
    state: ActionState, due_on: dt.date | None, done_on: dt.date | None, on: dt.date | None = None
) -> str:
    """« faite le 3 mars 2026 », « en cours, échéance le 1er juin 2026 », « envisagée »; past its term on a day, an
    action that is still to be done is « en retard »."""
    if done_on is not None:
        return f"{STATES[state]} le {day(done_on)}"
    if due_on is None or state not in RUNNING:
        return STATES[state]
    late = f", {LATE}" if on is not None and due_on < on else ""
    return f"{STATES[state]}, échéance le {day(due_on)}{late}"


def place_of(action: Action, names: Mapping[str, str]) -> str:
    """The name of the site of an action, or « Tout le service : Tribunaux judiciaires »."""
    code = action.site or action.service or ""
    name = names.get(code, code)
    return name if action.site else f"Tout le service{NBSP}: {name}"


def reminder_term(reminder: Reminder, due_on: dt.date | None, why: str) -> str:
    """« échéance le 3 mars 2026 », « verdict à partir des données de mars 2026 »."""
    return why if reminder is Reminder.WAITING or due_on is None else f"échéance le {day(due_on)}"


def verdict_count(verdicts: Sequence[ActionVerdict]) -> str:
    """« 8 actions, dont 3 ont un verdict : 2 effets démontrés et utiles et 1 effet contraire. Chaque verdict… »"""
    actions, given = count(len(verdicts), "action"), [one for one in verdicts if one.given]
    if not given:
        return f"{actions}{NBSP}; aucun verdict n’est encore rendu."
    parts = [f"{number(n)}{NBSP}{agree(n, *words)}" for one, words in _OUTCOMES.items() if (n := given.count(one))]
    return (
        f"{actions}, dont {number(len(given))} {agree(len(given), 'a', 'ont')} un verdict{NBSP}: {listed(parts, 6)}. "
        f"Chacun a environ 2,5{NBSP}chances sur 100, 4 au pire de nos simulations, "
        "de voir un effet favorable qui n’existe pas."
    )

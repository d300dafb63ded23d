"""French words of a review meeting, its agenda and its decisions."""

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.action import Action, DecisionState
from dashboard.domain.agenda import ItemKind
from dashboard.wording.actions import LATE, state_and_term
from dashboard.wording.dates import day
from dashboard.wording.grammar import count
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import sentences

KINDS = {
    ItemKind.FOLLOW_UP: "Suivi des décisions",
    ItemKind.CHANGE: "Ce qui a changé",
    ItemKind.REFERENCE: "Moins bon que le reste du réseau",
    ItemKind.TARGET: "Cible",
    ItemKind.SURVEY: "Enquête",
    ItemKind.ACTION: "Action à échéance",
    ItemKind.REMARK: "Point ajouté",
}
DECISION_STATES = {DecisionState.OPEN: "à faire", DecisionState.DONE: "faite", DecisionState.DROPPED: "abandonnée"}
DECISION_COLUMNS = ("Décision", "Responsable", "Échéance", "État")
FOLLOWED_CAPTION = "Décisions suivies"
FOLLOWED_COLUMNS = ("Décision", "Prise le", "Responsable", "Échéance", "État")
EMPTY_AGENDA = "Aucun point à l’ordre du jour."
NOTHING_FOUND = (
    f"Rien n’est signalé sur ce périmètre{NBSP}: ni changement démontré, ni résultat moins bon que le reste du réseau, "
    "ni cible manquée, ni enquête close depuis six mois, ni action à échéance. Des points peuvent être ajoutés."
)
NO_DECISION = "Aucune décision n’est encore enregistrée."
NO_MEETING = "Aucune revue n’est encore préparée."
INVENTED = f"Démonstration{NBSP}: sites, réponses et chiffres sont inventés. Ne pas diffuser."
UNKNOWN = f"Cette revue n’existe pas{NBSP}: revenir à la liste."


def since(before: str, now: str | None) -> str:
    """« Depuis, 71,2 % → 69,8 %. » when what is published now differs from what the meeting looked at; else nothing."""
    if now is None:
        return "Depuis, ce chiffre n’est plus publié."
    return "" if now == before else f"Depuis, {before}{NBSP}→ {now}."


def frozen(version: int, current: int) -> str:
    """Which data a meeting looks at."""
    later = "" if version == current else f" La version en service est la{NBSP}{current}."
    return f"Chiffres figés{NBSP}: données version{NBSP}{version}.{later}"


def owner_and_term(owner: str, due_on: dt.date | None, state: DecisionState, on: dt.date) -> str:
    """« Le greffe, échéance le 1er juin 2026, à faire, en retard » on a day."""
    term = f", échéance le {day(due_on)}" if due_on else ", sans échéance"
    return f"{owner}{term}, {state_on(state, due_on, on)}"


def about_what(about: str) -> str:
    """« Objet : Accueil courtois, Tribunal judiciaire de Lyon » of a decision; empty when it is about nothing."""
    return f"Objet{NBSP}: {about}" if about else ""


def carried_out(action: Action, on: dt.date) -> str:
    """« Action « Un second guichet » : en cours, échéance le 1er juin 2026, en retard »."""
    state = state_and_term(action.state, action.due_on, action.done_on, on)
    return f"Action «{NBSP}{action.title}{NBSP}»{NBSP}: {state}"


def told_in_full(text: str, about: str, actions: Sequence[Action], on: dt.date) -> str:
    """A decision with what it is about and the actions that carry it out, as they stand on a day."""
    return sentences(text, about_what(about), *(carried_out(one, on) for one in actions))


def is_late(state: DecisionState, due_on: dt.date | None, on: dt.date) -> bool:
    """Whether a decision that is still to be carried out has passed its term on a day."""
    return state is DecisionState.OPEN and due_on is not None and due_on < on


def state_on(state: DecisionState, due_on: dt.date | None, on: dt.date) -> str:
    """« faite », « à faire, en retard »."""
    return f"{DECISION_STATES[state]}, {LATE}" if is_late(state, due_on, on) else DECISION_STATES[state]


def follow_up_title(last: dt.date, *, older: bool) -> str:
    """« Suivi des décisions du 2 mars 2026 », « … et des revues d’avant » when some of those are still to be done."""
    return f"Suivi des décisions du {day(last)}{' et des revues d’avant' if older else ''}"


def what_is_followed(title: str, last: dt.date, *, older: bool) -> str:
    """Which decisions an item follows, and when their states were read."""
    earlier = ", puis ce qui reste à faire des revues d’avant sur le même périmètre" if older else ""
    return (
        f"Toutes les décisions de la revue «{NBSP}{title}{NBSP}» du {day(last)}{earlier}. "
        "États enregistrés le jour de la préparation."
    )


def followed(states: Sequence[DecisionState], late: int) -> str:
    """« 3 décisions : 1 faite, 2 à faire, dont 1 en retard. »"""
    told = [f"{number}{NBSP}{_PLURALS[state][number > 1]}" for state in _TOLD if (number := states.count(state))]
    overdue = f", dont {late}{NBSP}{LATE}" if late else ""
    return f"{count(len(states), 'décision')}{NBSP}: {', '.join(told)}{overdue}."


_TOLD = (DecisionState.DONE, DecisionState.DROPPED, DecisionState.OPEN)
_PLURALS = {
    DecisionState.DONE: ("faite", "faites"),
    DecisionState.DROPPED: ("abandonnée", "abandonnées"),
    DecisionState.OPEN: ("à faire", "à faire"),
}

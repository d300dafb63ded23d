"""The life of an action in French, day by day: what people did, its term, its data, its verdict."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.action import ActionState
from dashboard.domain.action_effect import ActionVerdict
from dashboard.domain.period import Period
from dashboard.wording.action_effect import VERDICTS
from dashboard.wording.actions import STATES
from dashboard.wording.dates import day, period
from dashboard.wording.numerals import NBSP
from dashboard.wording.review_acts import actor_name


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened, or that must, on a day."""

    on: dt.date
    said: str


def milestones(
    acts: Sequence[tuple[dt.date, str, str, str]],
    *,
    due_on: dt.date | None,
    done_on: dt.date | None,
    compared: Period | None,
    ready: bool,
    verdict: ActionVerdict,
) -> list[Milestone]:
    """The oldest first. `acts`: day, actor, act and detail of each line of the audit; `compared`: the months after the
    action that the verdict looks at, once `ready`, or must wait for."""
    found = [Milestone(on, f"{actor_name(actor)} {act_words(act, detail)}.") for on, actor, act, detail in acts]
    if due_on is not None:
        found.append(Milestone(due_on, "Échéance de l’action."))
    if done_on is not None:
        found.append(Milestone(done_on, "L’action est faite."))
    if compared is not None and done_on is not None:
        found.append(Milestone(compared.start, "Premier mois qui peut être comparé."))
        said = (
            f"Données comparées{NBSP}: {period(compared)}" if ready else f"Données attendues{NBSP}: {period(compared)}"
        )
        end = f". {VERDICTS[verdict]}." if ready and verdict.given else "."
        found.append(Milestone(compared.stop, said + end))
    return sorted(found, key=lambda one: one.on)


def act_words(act: str, detail: str) -> str:
    """« a créé l’action », « a changé l’état : faite, le 3 mars 2026 »."""
    match act:
        case "created":
            return "a créé l’action"
        case "effect_stated":
            return "a fixé l’effet attendu"
        case "state_changed":
            state, _, on = detail.partition(" ")
            when = f", le {day(dt.date.fromisoformat(on))}" if on else ""
            return f"a changé l’état{NBSP}: {STATES[ActionState(state)]}{when}"
        case "owner_changed":
            return f"a changé le responsable{NBSP}: {detail}"
        case "due_changed":
            return f"a changé l’échéance{NBSP}: {_day(detail)}"
        case "done_changed":
            return f"a changé la date de réalisation{NBSP}: {_day(detail)}"
        case "tied":
            return f"a rattaché l’avis {detail}"
        case "untied":
            return f"a détaché l’avis {detail}"
    return act


def _day(detail: str) -> str:
    return f"le {day(dt.date.fromisoformat(detail))}" if detail else "aucune"

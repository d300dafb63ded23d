"""The form of an action: what it gives, and what is kept of it."""

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass, replace

from dashboard.domain.action import LONGEST_TITLE, ActionState, ExpectedEffect
from dashboard.errors import RegistryError
from dashboard.reception.free_text import checked_text
from dashboard.reception.preview import preview
from dashboard.reception.short_text import checked_line
from dashboard.wording.grammar import listed
from dashboard.wording.public_reviews import KINDS

LONGEST_OWNER = 120


@dataclass(frozen=True, slots=True)
class ActionForm:
    """`decided` is what was decided, in sentences that users read. One of `site` and `service` is given. `expected`:
    the effect that is fixed now or never. `decision`: number of the decision of a meeting that it carries out."""

    title: str
    decided: str
    owner: str
    state: ActionState = ActionState.CONSIDERED
    site: str | None = None
    service: str | None = None
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    commitment: int | None = None
    indicator: str | None = None
    expected: ExpectedEffect | None = None
    decision: int | None = None


def checked_action(form: ActionForm, today: dt.date) -> ActionForm:
    """The form as it is kept; an action that is done without a day was done today. Raises RegistryError."""
    if bool(form.site) == bool(form.service):
        raise RegistryError("Une action est celle d’un site ou d’un service\u00a0: choisir l’un des deux.")
    if form.expected is not None:
        checked_effect(form.expected, form.indicator)
    return replace(
        form,
        title=_impersonal(checked_line(form.title, "Le titre de l’action", LONGEST_TITLE), "Le titre de l’action"),
        decided=_impersonal(checked_text(form.decided, "Ce qui a été décidé").text, "Ce qui a été décidé"),
        owner=checked_owner(form.owner),
        done_on=day_done(form.state, form.done_on, today),
    )


def checked_effect(expected: ExpectedEffect, indicator: str | None) -> None:
    """Raises RegistryError: an effect on nothing, on another indicator than that of the action, of no size."""
    if not indicator or expected.indicator != indicator:
        raise RegistryError(
            "Un effet est attendu, mais sur aucun indicateur de l’action\u00a0: choisir l’indicateur qui doit changer."
        )
    if not (math.isfinite(expected.smallest_change) and expected.smallest_change > 0):
        raise RegistryError(
            "Le plus petit changement utile doit être plus grand que zéro\u00a0: dire à partir de combien l’action "
            "aura valu la peine."
        )


def change_written(text: str) -> float:
    """The smallest useful change as a person writes it: « 2,5 ». Raises RegistryError that says what was written."""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError as error:
        raise RegistryError(
            f"Le plus petit changement utile «\u00a0{text.strip() or 'vide'}\u00a0» n’est pas un nombre\u00a0: "
            "écrire par exemple 2,5."
        ) from error


def checked_owner(owner: str) -> str:
    """The name of the one in charge, on one line. Raises RegistryError: none, too long."""
    return checked_line(owner, "Le nom du responsable", LONGEST_OWNER)


def _impersonal(text: str, what: str) -> str:
    """The text, when nothing in it tells of a person: the public reads it beside the opinion that it answers. Raises
    RegistryError."""
    if found := preview(text).found:
        kinds = [KINDS[kind].counted(times) for kind, times in Counter(found).items()]
        raise RegistryError(
            f"{what} est lu par le public et contient {listed(kinds, most=len(kinds))}\u00a0: "
            "retirer ce qui désigne une personne."
        )
    return text


def day_done(state: ActionState, done_on: dt.date | None, today: dt.date) -> dt.date | None:
    """The day on which an action in this state was done. Raises RegistryError: a day to come, a day without an end."""
    if state is not ActionState.DONE:
        if done_on is not None:
            raise RegistryError("Une date de réalisation est donnée\u00a0: l’action doit être «\u00a0faite\u00a0».")
        return None
    if done_on is not None and done_on > today:
        raise RegistryError("La date de réalisation est à venir\u00a0: indiquer celle d’aujourd’hui ou d’avant.")
    return done_on or today

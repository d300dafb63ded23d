"""Leaves the invented improvement plan of the demonstration in the registry, by its ordinary services."""

import datetime as dt
from collections.abc import Collection

from dashboard.config import Settings
from dashboard.demo.actions import PLAN
from dashboard.demo.left_opinions import AGENT, CHIEF, moment_of
from dashboard.domain.action import ActionState, ExpectedEffect
from dashboard.reception.action_form import ActionForm
from dashboard.registry.actions import actions, change_action_state, create_action

_STARTED = 14
"""Days from the creation of an action to its beginning."""


def leave_invented_plan(settings: Settings, sites: Collection[str], now: dt.datetime) -> int:
    """Leave the actions of the `sites` of the demonstration, unless the registry has some whose effect is expected; how
    many were left. Each is created on its day, begun two weeks later, then done,
    unless the plan leaves it earlier; one whose effect is stated too late is created done. Raises RegistryError."""
    if any(one.expected for one in actions(settings)):
        return 0
    left = 0
    for planned in PLAN:
        site = planned.site_among(sites)
        if not site and not planned.service:
            continue
        stated = planned.stated or now.date()
        due = planned.done or now.date() + dt.timedelta(days=planned.days)
        late = planned.done is not None and stated > planned.done
        form = ActionForm(
            planned.title, planned.decided, CHIEF,
            state=ActionState.DONE if late else ActionState.CONSIDERED,
            site=site or None, service=planned.service or None,
            due_on=due, done_on=planned.done if late else None,
            commitment=planned.commitment, indicator=planned.indicator,
            expected=ExpectedEffect(planned.indicator, planned.direction, planned.smallest),
        )  # fmt: skip
        number = create_action(settings, form, AGENT, moment_of(stated, 0))
        left += 1
        if late or planned.state is ActionState.CONSIDERED:
            continue
        change_action_state(settings, number, ActionState.UNDER_WAY, AGENT, moment_of(stated, -_STARTED))
        if planned.done is not None:
            change_action_state(settings, number, ActionState.DONE, CHIEF, moment_of(planned.done, 0), planned.done)
    return left

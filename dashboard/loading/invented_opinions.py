"""Leaves the invented opinions of the demonstration in the registry, by its ordinary services."""

import datetime as dt
from collections.abc import Sequence

from dashboard.config import Settings
from dashboard.demo.left_opinions import ACTIONS, AGENT, CHIEF, OPINIONS, LeftOpinion, moment_of
from dashboard.domain.left_review import review_code
from dashboard.reception.action_form import ActionForm
from dashboard.reception.review_form import ReviewForm
from dashboard.registry.actions import create_action
from dashboard.registry.left_reviews import leave_review, left_reviews
from dashboard.registry.moderation import publish_review, refuse_review
from dashboard.registry.replies import draft_reply, validate_reply

_SITES = 3
"""How many sites the opinions are shared between."""


def leave_invented_opinions(settings: Settings, sites: Sequence[str], now: dt.datetime) -> int:
    """Leave them when the registry has no opinion at all; how many were left. `sites`: codes of the demonstration.

    Their dates come before `now`, close to it: some replies are late, some due soon. Raises RegistryError.
    """
    if not sites or left_reviews(settings, limit=1):
        return 0
    today, kept = now.date(), sites[:_SITES]
    tied: dict[str, tuple[str, list[str]]] = {}
    for rank, opinion in enumerate(OPINIONS):
        site = kept[rank % len(kept)]
        number = _leave(settings, opinion, site, today)
        if opinion.action:
            tied.setdefault(opinion.action, (site, []))[1].append(review_code(number))
    for action in ACTIONS:
        site, codes = tied[action.title]
        done = None if action.days is None else moment_of(today, action.days).date()
        form = ActionForm(action.title, action.decided, CHIEF, action.state, site=site, done_on=done)
        create_action(settings, form, AGENT, moment_of(today, 1), codes)
    return len(OPINIONS)


def _leave(settings: Settings, opinion: LeftOpinion, site: str, today: dt.date) -> int:
    """One opinion and what was done with it: read the day it was left, answered four days later, validated after."""
    form = ReviewForm(site, opinion.tone, opinion.channel, opinion.text, opinion.themes)
    number = leave_review(settings, form, {site}, moment_of(today, opinion.days)).id
    if opinion.refused is not None:
        refuse_review(settings, number, opinion.refused, AGENT, moment_of(today, opinion.days, 15))
    if opinion.published:
        publish_review(settings, number, AGENT, moment_of(today, opinion.days, 15))
    if opinion.reply:
        reply = draft_reply(settings, number, opinion.reply, AGENT, moment_of(today, opinion.days - 4))
        if opinion.validated:
            validate_reply(settings, reply, 1, CHIEF, moment_of(today, opinion.days - 5))
    return number

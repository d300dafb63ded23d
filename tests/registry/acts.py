"""Short words for the acts that the tests of the registry repeat."""

import datetime as dt

from dashboard.config import Settings
from dashboard.reception.review_form import ReviewForm
from dashboard.registry.audit import audit_of
from dashboard.registry.left_reviews import LeftReview, leave_review, left_reviews
from dashboard.registry.moderation import publish_review
from dashboard.registry.replies import draft_reply, validate_reply

SITES = frozenset({"A", "B"})
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def after(**span: float) -> dt.datetime:
    """A moment after NOW."""
    return NOW + dt.timedelta(**span)


def form(text: str = "Accueil rapide.", **changed: object) -> ReviewForm:
    """A right form."""
    values: dict[str, object] = {"site": "A", "tone": "positive", "channel": "desk", "themes": ("Relation",)}
    return ReviewForm(text=text, **(values | changed))  # type: ignore[arg-type]


def left(settings: Settings, text: str = "Accueil rapide.", now: dt.datetime = NOW, **changed: object) -> int:
    """The number of an opinion that was just left."""
    return leave_review(settings, form(text, **changed), SITES, now).id


def published(settings: Settings) -> int:
    """The number of an opinion that was just published."""
    number = left(settings)
    publish_review(settings, number, "mod", NOW)
    return number


def replied(settings: Settings) -> int:
    """The number of a reply that was just validated."""
    reply = draft_reply(settings, published(settings), "Merci.", "greffe", NOW)
    validate_reply(settings, reply, 1, "chef", NOW)
    return reply


def only(settings: Settings) -> LeftReview:
    """The one opinion of the registry."""
    [review] = left_reviews(settings)
    return review


def acts(settings: Settings, table: str, number: int) -> list[tuple[str, str]]:
    """Who did what on an object."""
    return [(line.actor, line.act.value) for line in audit_of(settings, table, number)]

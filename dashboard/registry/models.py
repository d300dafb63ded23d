"""The tables of the registry. A change here needs a migration in `migrations/versions/`: a test compares the two."""

import datetime as dt
from urllib.parse import parse_qs

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.registry.base import Base, Instant


class SavedViewRow(Base):
    """A name for the address of a view. `folded` is the name without case, accents or double spaces: it is unique."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(160), unique=True)
    page: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))


class LeftReviewRow(Base):
    """An opinion left in the application. `review` is the table of those that are loaded and counted.

    `text` is NULL once erased. `digest` recognises the same text sent twice; it is drawn from the masked text, so
    that it tells nothing of what was masked, and emptied with it.
    """

    __tablename__ = "left_review"
    __table_args__ = (
        CheckConstraint("tone in ('positive', 'neutral', 'negative')", name="tone"),
        CheckConstraint("state in ('waiting', 'published', 'refused')", name="state"),
        CheckConstraint("(state = 'refused') = (refusal_reason is not null)", name="refusal_reason"),
        Index("ix_left_review_site_state", "site", "state"),
        Index("ix_left_review_digest", "digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(String(80))
    tone: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(20))
    text: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    refusal_reason: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    published_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    refused_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class LeftReviewThemeRow(Base):
    """A theme that the author chose."""

    __tablename__ = "left_review_theme"

    left_review_id: Mapped[int] = mapped_column(ForeignKey("left_review.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(80), primary_key=True)


class LeftReviewContactRow(Base):
    """The address of the author, apart: a row deleted here is gone everywhere."""

    __tablename__ = "left_review_contact"

    left_review_id: Mapped[int] = mapped_column(ForeignKey("left_review.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)


class LeftReviewReplyRow(Base):
    """The reply of the administration, one an opinion. `version` grows each time the draft is rewritten."""

    __tablename__ = "left_review_reply"
    __table_args__ = (
        CheckConstraint("state in ('draft', 'validated')", name="state"),
        CheckConstraint("(state = 'validated') = (validated_by is not null)", name="validated_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    left_review_id: Mapped[int] = mapped_column(ForeignKey("left_review.id"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    validated_by: Mapped[str | None] = mapped_column(String(120))
    validated_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class ReplyVoteRow(Base):
    """Whether a reader found a reply useful. `reader` is drawn from a token of the browser, never from a person."""

    __tablename__ = "reply_vote"

    reply_id: Mapped[int] = mapped_column(ForeignKey("left_review_reply.id"), primary_key=True)
    reader: Mapped[str] = mapped_column(String(64), primary_key=True)
    useful: Mapped[bool]
    voted_at: Mapped[dt.datetime] = mapped_column(Instant)


class AuditRow(Base):
    """Who did what, when, on which object. The database itself refuses to change or delete a line; `chain` ties it to
    all the lines before (`registry.audit_chain`)."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_object", "object", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
    act: Mapped[str] = mapped_column(String(30))
    object: Mapped[str] = mapped_column(String(30))
    object_id: Mapped[int]
    detail: Mapped[str] = mapped_column(String(200))
    chain: Mapped[str] = mapped_column(String(64), server_default="")


class PersonRow(Base):
    """Somebody who signed in, or whom the command line named. `subject` is the key of the provider of identities."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    first_seen_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    last_seen_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class RoleGrantRow(Base):
    """A role of a person over a perimeter (JSON of codes). One that is taken back stays, with who did and when."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(
            "role in ('lecteur', 'analyste', 'agent', 'moderateur', 'pilote', 'administrateur')", name="role"
        ),
        CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revoked_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    perimeter: Mapped[str] = mapped_column(Text)
    expires_on: Mapped[dt.date | None] = mapped_column(Date)
    granted_by: Mapped[str] = mapped_column(String(120))
    granted_at: Mapped[dt.datetime] = mapped_column(Instant)
    revoked_by: Mapped[str | None] = mapped_column(String(120))
    revoked_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class SecretRow(Base):
    """Random keys that several servers share. The salt of a day is deleted the day after."""

    __tablename__ = "secret"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(64))


class SendingOriginRow(Base):
    """How many opinions one origin sent in ten minutes: neither which ones, nor from where."""

    __tablename__ = "sending_origin"

    origin: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(Instant, primary_key=True)
    accepted: Mapped[int]


class ActionRow(Base):
    """What is done about what users say, by one site or by a whole service."""

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("state in ('considered', 'under_way', 'done', 'abandoned')", name="state"),
        CheckConstraint("(state = 'done') = (done_on is not null)", name="done_on"),
        CheckConstraint("(site is null) <> (service is null)", name="place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    decided: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    owner: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[dt.date | None] = mapped_column(Date)
    done_on: Mapped[dt.date | None] = mapped_column(Date)
    commitment: Mapped[int | None]
    indicator: Mapped[str | None] = mapped_column(String(80))
    site: Mapped[str | None] = mapped_column(String(80), index=True)
    service: Mapped[str | None] = mapped_column(String(80), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)


class ActionReviewRow(Base):
    """An opinion that an action answers, by its code in the published data (`domain.left_review.review_code`)."""

    __tablename__ = "action_review"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    review: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    tied_at: Mapped[dt.datetime] = mapped_column(Instant)


class ExpectedEffectRow(Base):
    """What an action must change, fixed when it is created: the database itself refuses to change or delete a row."""

    __tablename__ = "expected_effect"
    __table_args__ = (
        CheckConstraint("direction in ('up', 'down')", name="direction"),
        CheckConstraint("smallest_change > 0", name="smallest_change"),
    )

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(80))
    direction: Mapped[str] = mapped_column(String(4))
    smallest_change: Mapped[float] = mapped_column(Double)
    stated_at: Mapped[dt.datetime] = mapped_column(Instant)


class ActionDecisionRow(Base):
    """The decision of a meeting that an action carries out, and the meeting."""

    __tablename__ = "action_decision"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    review_meeting_id: Mapped[int] = mapped_column(ForeignKey("review_meeting.id"))


class ReviewMeetingRow(Base):
    """A session of a steering committee. `query` is its perimeter, as the address of a view has it;
    `perimeter` the same in words; `basis` is the JSON of what its figures rest on (`registry.agenda_text`)."""

    __tablename__ = "review_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[dt.date] = mapped_column(Date)
    query: Mapped[str] = mapped_column(Text)
    perimeter: Mapped[str] = mapped_column(Text, server_default="")
    data_version: Mapped[int]
    participants: Mapped[str] = mapped_column(Text, server_default="")
    basis: Mapped[str] = mapped_column(Text, server_default="")
    created_at: Mapped[dt.datetime] = mapped_column(Instant)

    @property
    def places(self) -> dict[str, list[str]]:
        """The perimeter, parameter by parameter."""
        return parse_qs(self.query)


class AgendaItemRow(Base):
    """An item of the agenda of a meeting, with the figures that it had then (`registry.agenda_text`)."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_meeting_id: Mapped[int] = mapped_column(ForeignKey("review_meeting.id"), index=True)
    place: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    comment: Mapped[str] = mapped_column(Text)


class DecisionRow(Base):
    """What a meeting decided, who sees to it, and until when; `about`: its indicator and its site in the words of the
    day, so that a document stays the same when they change."""

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("state in ('open', 'done', 'dropped')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_meeting_id: Mapped[int] = mapped_column(ForeignKey("review_meeting.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[dt.date | None] = mapped_column(Date)
    indicator: Mapped[str | None] = mapped_column(String(80))
    site: Mapped[str | None] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(Text, server_default="")
    state: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[dt.datetime] = mapped_column(Instant)

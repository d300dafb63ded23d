"""An opinion left in the application, before it is one of the opinions that are counted (`review`)."""

from enum import StrEnum

MOST_THEMES = 5
LONGEST_TEXT = 5_000
"""Characters, once cleaned."""


class Tone(StrEnum):
    """What the author says to have felt."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


FEELING_OF = {Tone.POSITIVE: 1, Tone.NEUTRAL: 0, Tone.NEGATIVE: -1}
"""Each tone as the number that opinions are counted by."""
TONE_OF = {feeling: tone for tone, feeling in FEELING_OF.items()}


class Channel(StrEnum):
    """How the author dealt with the service: the list of the open data « expériences »."""

    ONLINE = "online"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    MAIL = "mail"
    DESK = "desk"
    SOCIAL_MEDIA = "social_media"


class ReviewState(StrEnum):
    """Waiting → published or refused; published → refused. A refusal is final: its text is soon erased."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    """The only reasons for which an opinion is not shown. To be displeased is none of them."""

    INSULT = "insult"
    ACCUSATION = "accusation"
    OFF_TOPIC = "off_topic"
    UNREADABLE = "unreadable"
    REPEATED = "repeated"
    ADVERTISING = "advertising"
    PENDING_CASE = "pending_case"
    PERSONAL_DATA = "personal_data"


class ReplyState(StrEnum):
    """A draft is shown to nobody outside; a validated reply never changes."""

    DRAFT = "draft"
    VALIDATED = "validated"


CODE = "avis-"
"""What the code of an opinion of the registry begins with."""


def review_code(number: int) -> str:
    """What an opinion of the registry is called among the opinions that are counted: « avis-12 »."""
    return f"{CODE}{number}"


def review_number(code: str) -> int | None:
    """The number of an opinion of the registry, None for the code of a loaded one."""
    number = code.removeprefix(CODE)
    return int(number) if number != code and number.isascii() and number.isdecimal() else None

"""Signs of an opinion: its tone and the delay that is left, each with a shape, a colour and a word."""

import datetime as dt
from html import escape

from dashboard.domain.answering import Urgency, urgency
from dashboard.domain.left_review import Tone
from dashboard.wording.answering import delay_left
from dashboard.wording.grammar import capital
from dashboard.wording.left_reviews import TONES

_TONE_SIGNS = {Tone.POSITIVE: ("better", "▲"), Tone.NEUTRAL: ("usual", "="), Tone.NEGATIVE: ("worse", "▼")}
_URGENCY_SIGNS = {Urgency.LATE: ("worse", "✗"), Urgency.SOON: ("notable", "→"), Urgency.IN_TIME: ("better", "✓")}


def tone_sign(tone: Tone) -> tuple[str, str, str]:
    """The role, the glyph and the word: « ▼ », « Négatif »."""
    return *_TONE_SIGNS[tone], capital(TONES[tone])


def tone_mark(tone: Tone) -> str:
    """« ▼ Négatif »."""
    return mark(*tone_sign(tone))


def delay_mark(published_at: dt.datetime, now: dt.datetime, announced_days: int) -> str:
    """« ✗ En retard de 3 jours »."""
    role, glyph = _URGENCY_SIGNS[urgency(published_at, now, announced_days)]
    return mark(role, glyph, delay_left(published_at, now, announced_days))


def mark(role: str, glyph: str, words: str) -> str:
    """A sign before its words, as HTML."""
    sign = f'<span class="spp-glyph" aria-hidden="true">{glyph}</span>'
    return f'<span class="spp-mark spp-mark-{role}">{sign}<span>{escape(words)}</span></span>'

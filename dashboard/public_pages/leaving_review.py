"""Leaving an opinion: the form, what is read again before sending, the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.public_sites import PublicSite
from dashboard.catalog.review_theme_file import review_themes
from dashboard.config import Settings
from dashboard.domain.left_review import LONGEST_TEXT, MOST_THEMES, Channel, Tone
from dashboard.public_pages.rendering import Frame, render
from dashboard.reception.preview import preview
from dashboard.reception.review_form import Refusal, ReviewForm
from dashboard.wording.grammar import count
from dashboard.wording.left_reviews import CHANNELS, REASONS, TONES
from dashboard.wording.numerals import number
from dashboard.wording.public_reviews import KINDS, reply_delay, were_masked, will_mask, will_remove

ANCHORS = {
    "tone": f"ressenti-{Tone.POSITIVE}",
    "channel": "canal",
    "themes": "theme-1",
    "text": "texte",
    "email": "courriel",
}
"""Where the sentence of a refusal leads: the first control of its field."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A form being filled: its site, what was typed, the hour at which it was opened, signed."""

    site: PublicSite
    form: ReviewForm
    stamp: str
    refusals: Sequence[Refusal] = ()
    trap: str = ""


def form_page(frame: Frame, opened: Opened, settings: Settings) -> str:
    """The form, with what was typed and what is refused."""
    return render(
        "review_form.html",
        frame,
        opened=opened,
        form=opened.form,
        site=opened.site,
        refused={refusal.field: refusal.sentence for refusal in opened.refusals},
        anchors=ANCHORS,
        tones=[(tone.value, TONES[tone].capitalize()) for tone in Tone],
        channels=[(channel.value, CHANNELS[channel].capitalize()) for channel in Channel],
        themes=_themes(),
        most_themes=MOST_THEMES,
        longest=number(LONGEST_TEXT),
        kept=count(settings.email_days, "jour"),
    )


def check_page(frame: Frame, opened: Opened) -> str:
    """The opinion as it will be kept, before it is sent. The form has been checked."""
    return render(
        "review_check.html",
        frame,
        opened=opened,
        form=opened.form,
        site=opened.site,
        tone=TONES[Tone(opened.form.tone)],
        channel=CHANNELS[Channel(opened.form.channel)],
        preview=(seen := preview(opened.form.text)),
        masking=will_mask(seen.found),
        removing=will_remove(seen.removed),
        kinds={kind: noun.singular for kind, noun in KINDS.items()},
    )


def receipt_page(frame: Frame, site: PublicSite, review: int, masked: int, settings: Settings) -> str:
    """The number of the opinion, and what happens next."""
    return render(
        "review_receipt.html",
        frame,
        site=site,
        review=review,
        masked=were_masked(masked),
        reasons=list(REASONS.values()),
        delay=reply_delay(settings.announced_reply_days),
    )


def _themes() -> list[str]:
    """In the order of the engagements."""
    return [tag for _, tags in sorted(review_themes().tags.items()) for tag in tags]

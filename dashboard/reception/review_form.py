"""The form « laisser un avis »: what it gives, and what is kept of it."""

from collections.abc import Container
from dataclasses import dataclass

from dashboard.catalog.review_theme_file import review_themes
from dashboard.domain.left_review import MOST_THEMES, Channel, Tone
from dashboard.errors import RegistryError
from dashboard.personal_data.detection import detected, masked
from dashboard.reception.contact import checked_email
from dashboard.reception.free_text import checked_text
from dashboard.wording.numerals import number


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """As the browser sends it: nothing is known to be right."""

    site: str
    tone: str
    channel: str
    text: str
    themes: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True, slots=True)
class CheckedReview:
    """Ready to be kept: `masked` pieces of personal data are hidden in `text`, `removed` characters are gone."""

    site: str
    tone: Tone
    channel: Channel
    text: str
    themes: tuple[str, ...]
    email: str | None
    masked: int
    removed: int


def known_themes() -> frozenset[str]:
    """The general themes of data/reference/review_themes.toml."""
    return frozenset(tag for tags in review_themes().tags.values() for tag in tags)


def checked_review(form: ReviewForm, sites: Container[str]) -> CheckedReview:
    """Raises RegistryError with a sentence for each thing that cannot be kept. `sites`: the codes that exist."""
    if form.site not in sites:
        raise RegistryError("Ce site n’existe pas, ou n’existe plus\u00a0: le choisir dans la liste.")
    if form.tone not in {tone.value for tone in Tone}:
        raise RegistryError("Le ressenti manque\u00a0: choisir positif, neutre ou négatif.")
    if form.channel not in {channel.value for channel in Channel}:
        raise RegistryError("La façon de joindre le service manque\u00a0: la choisir dans la liste.")
    themes = tuple(dict.fromkeys(form.themes))
    if len(themes) > MOST_THEMES:
        raise RegistryError(f"{number(len(themes))} thèmes sont choisis\u00a0: en garder au plus {MOST_THEMES}.")
    if not known_themes().issuperset(themes):
        raise RegistryError("Un des thèmes n’existe pas\u00a0: les choisir dans la liste.")
    email = checked_email(form.email)
    cleaned = checked_text(form.text, "L’avis")
    return CheckedReview(
        site=form.site,
        tone=Tone(form.tone),
        channel=Channel(form.channel),
        text=masked(cleaned.text),
        themes=themes,
        email=email,
        masked=len(detected(cleaned.text)),
        removed=cleaned.removed,
    )

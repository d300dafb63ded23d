"""The form « laisser un avis »: what it gives, and what is kept of it."""

from collections.abc import Container
from dataclasses import dataclass

from dashboard.catalog.review_theme_file import review_themes
from dashboard.domain.left_review import MOST_THEMES, Channel, Tone
from dashboard.errors import RegistryError
from dashboard.personal_data.detection import detected, masked
from dashboard.reception.contact import checked_email
from dashboard.reception.free_text import CleanText, checked_text
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence about one field of `ReviewForm`."""

    field: str
    sentence: str


def refusals(form: ReviewForm, sites: Container[str]) -> tuple[Refusal, ...]:
    """Everything that cannot be kept, in the order of the fields on the screen. `sites`: the codes that exist."""
    found = []
    if form.site not in sites:
        found.append(Refusal("site", "Ce site n’existe pas, ou n’existe plus\u00a0: le choisir dans la liste."))
    if form.tone not in {tone.value for tone in Tone}:
        found.append(Refusal("tone", "Le ressenti manque\u00a0: choisir positif, neutre ou négatif."))
    if form.channel not in {channel.value for channel in Channel}:
        found.append(Refusal("channel", "La façon de joindre le service manque\u00a0: la choisir dans la liste."))
    if (chosen := len(set(form.themes))) > MOST_THEMES:
        sentence = f"{number(chosen)} thèmes sont choisis\u00a0: en garder au plus {MOST_THEMES}."
        found.append(Refusal("themes", sentence))
    elif not known_themes().issuperset(form.themes):
        found.append(Refusal("themes", "Un des thèmes n’existe pas\u00a0: les choisir dans la liste."))
    for field, check in (("text", _text), ("email", _email)):
        try:
            check(form)
        except RegistryError as refused:
            found.append(Refusal(field, str(refused)))
    return tuple(found)


def checked_review(form: ReviewForm, sites: Container[str]) -> CheckedReview:
    """What is kept of a form. Raises RegistryError with the first of its refusals."""
    for refused in refusals(form, sites):
        raise RegistryError(refused.sentence)
    cleaned = _text(form)
    return CheckedReview(
        site=form.site,
        tone=Tone(form.tone),
        channel=Channel(form.channel),
        text=masked(cleaned.text),
        themes=tuple(dict.fromkeys(form.themes)),
        email=_email(form),
        masked=len(detected(cleaned.text)),
        removed=cleaned.removed,
    )


def _text(form: ReviewForm) -> CleanText:
    return checked_text(form.text, "L’avis")


def _email(form: ReviewForm) -> str | None:
    return checked_email(form.email)

"""Opinions of the registry in the published data: the same tables, the same figures, nothing that is not published."""

import pytest

from dashboard.config import Settings
from dashboard.domain.left_review import RefusalReason
from dashboard.loading.publication import Waiting, publish_everything, waiting
from dashboard.registry.counted_reviews import counted_reviews
from dashboard.registry.moderation import mask_passage, publish_review, refuse_review
from dashboard.registry.replies import draft_reply, validate_reply
from dashboard.registry.reply_votes import vote
from dashboard.store import reads, staging
from dashboard.store.reads import Reader
from dashboard.store.store import Store, open_current
from tests.builders import day, review, site, stage
from tests.registry.acts import NOW, after, left

TOKENS = ("a" * 20, "b" * 20)


@pytest.fixture
def installation(settings: Settings) -> Settings:
    """Two sites and one opinion out of a file."""
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    stage(settings, kind="spplus-reviews", reviews=[review("7", "A", "2026-03-02", feeling=-1)])
    return settings


def sums(settings: Settings, indicator: str) -> tuple[float | None, float | None]:
    """Numerator and denominator over all sites."""
    rows = reads.observations(open_current(settings), indicators=[indicator], start=day("2026-01"), stop=day("2027-01"))
    [row] = rows or [None]
    return (None, None) if row is None else (row.numerator, row.denominator)


def texts(reader: Reader, where: str = "A") -> list[tuple[str, str | None, str | None]]:
    """Code, text and reply of the opinions on a site."""
    rows = reads.site_reviews(reader, site=where, start=day("2026-01"), stop=day("2027-01"))
    return [(row.code, row.text, row.reply) for row in rows]


def answered(settings: Settings, number: int, on: float) -> int:
    reply = draft_reply(settings, number, "Merci.", "greffe", after(days=on))
    validate_reply(settings, reply, 1, "chef", after(days=on))
    return reply


def test_only_what_a_moderator_published_is_counted_and_shown(installation: Settings) -> None:
    shown, waiting_to_be_read, refused = (left(installation, text) for text in ("Un.", "Deux.", "Trois."))
    publish_review(installation, shown, "mod", NOW)
    refuse_review(installation, refused, RefusalReason.INSULT, "mod", NOW)
    assert [found.id for found in counted_reviews(installation)] == [shown]
    assert publish_everything(installation).is_new
    assert sums(installation, "avis-positifs") == (1, 2)
    assert (f"avis-{shown}", "Un.", None) in texts(open_current(installation))
    assert not {f"avis-{waiting_to_be_read}", f"avis-{refused}"} & {row[0] for row in texts(open_current(installation))}


def test_the_delays_of_replies_are_those_of_the_registry(installation: Settings) -> None:
    """Published on day 0: answered on day 2, on day 20, never; a later opinion says that day 40 is known."""
    quick, slow, silent, last = (left(installation, f"Avis {place}.") for place in range(4))
    for number, on in ((quick, 0), (slow, 0), (silent, 0), (last, 40)):
        publish_review(installation, number, "mod", after(days=on))
    answered(installation, quick, 2)
    answered(installation, slow, 20)
    publish_everything(installation)
    assert sums(installation, "avis-repondus") == (2, 4)  # and the one of the file
    assert sums(installation, "avis-delai-annonce") == (1, 4)
    [row] = reads.observations(
        open_current(installation), indicators=["avis-delai-reponse"], start=day("2026-01"), stop=day("2027-01")
    )
    assert row.delays == ((2, 1), (20, 1))


def test_a_draft_is_shown_to_nobody(installation: Settings) -> None:
    number = left(installation)
    publish_review(installation, number, "mod", NOW)
    draft_reply(installation, number, "Brouillon.", "greffe", NOW)
    publish_everything(installation)
    assert (f"avis-{number}", "Accueil rapide.", None) in texts(open_current(installation))


def test_voices_of_readers_are_counted_by_reply(installation: Settings) -> None:
    liked, disliked, silent = (left(installation, f"Avis {place}.") for place in range(3))
    for number in (liked, disliked, silent):
        publish_review(installation, number, "mod", NOW)
    for number, voices in ((liked, (True, False)), (disliked, (False, False)), (silent, ())):
        reply = answered(installation, number, 1)
        for token, useful in zip(TOKENS, voices, strict=False):
            vote(installation, reply, token, useful, NOW)
    assert [found.useful for found in counted_reviews(installation)] == [1, 0, None]
    publish_everything(installation)
    assert sums(installation, "avis-utiles") == (1, 2)


def test_what_is_withdrawn_or_masked_is_so_in_the_next_version(installation: Settings) -> None:
    kept, withdrawn = left(installation, "Vu Zoé au greffe."), left(installation, "Deux.")
    for number in (kept, withdrawn):
        publish_review(installation, number, "mod", NOW)
    publish_everything(installation)
    refuse_review(installation, withdrawn, RefusalReason.OFF_TOPIC, "mod", after(days=1))
    mask_passage(installation, kept, "Zoé", "mod", after(days=1))
    publish_everything(installation)
    assert [row[:2] for row in texts(open_current(installation)) if row[0] != "7"] == [
        (f"avis-{kept}", "Vu [donnée personnelle] au greffe.")
    ]


def test_nothing_new_in_the_registry_is_no_new_version(installation: Settings) -> None:
    publish_review(installation, left(installation), "mod", NOW)
    first = publish_everything(installation)
    left(installation, "Pas encore lu.")
    assert not publish_everything(installation).is_new
    assert first.is_new


def test_what_waits_for_a_publication_is_counted_by_opinion(installation: Settings) -> None:
    one, two = left(installation, "Un."), left(installation, "Deux.")
    publish_review(installation, two, "mod", NOW)
    served = publish_everything(installation)
    staged = staging.loads(installation)
    assert waiting(installation, staged, served) == Waiting(0, 0)
    later = served.built_at.replace(year=served.built_at.year + 1)
    publish_review(installation, one, "mod", later)
    reply = draft_reply(installation, one, "Merci.", "greffe", later)
    assert waiting(installation, staged, served) == Waiting(0, 1)
    validate_reply(installation, reply, 1, "chef", later)  # the same opinion
    assert waiting(installation, staged, served) == Waiting(0, 1)
    refuse_review(installation, two, RefusalReason.INSULT, "mod", later)
    assert waiting(installation, staged, served) == Waiting(0, 2)
    assert waiting(installation, staged, None) == Waiting(2, 0)


def test_what_was_not_counted_and_is_not_now_waits_for_nothing(installation: Settings) -> None:
    served = publish_everything(installation)
    later = served.built_at.replace(year=served.built_at.year + 1)
    refused, withdrawn = left(installation, "Un."), left(installation, "Deux.")
    refuse_review(installation, refused, RefusalReason.INSULT, "mod", later)
    publish_review(installation, withdrawn, "mod", later)
    assert waiting(installation, staging.loads(installation), served) == Waiting(0, 1)
    refuse_review(installation, withdrawn, RefusalReason.INSULT, "mod", later)
    assert waiting(installation, staging.loads(installation), served) == Waiting(0, 0)


def test_a_figure_says_that_it_comes_from_the_registry(installation: Settings) -> None:
    publish_review(installation, left(installation), "mod", NOW)
    store = Store(publish_everything(installation).path)
    rows = reads.lineage(store, indicator="avis-positifs", start=day("2026-01"), stop=day("2027-01"))
    assert [(row.load_id, row.kind, row.file) for row in rows] == [
        (0, "registry", "avis laissés dans l’application"),
        (2, "spplus-reviews", rows[1].file),
    ]

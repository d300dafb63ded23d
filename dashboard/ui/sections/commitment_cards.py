"""The engagements at a glance: a card each, grouped by pillar."""

from html import escape
from itertools import groupby

import streamlit as st

from dashboard.analyses.overview import Card, Overview
from dashboard.charts import adapters
from dashboard.charts.palette import Palette
from dashboard.charts.signs import GOALS, SIGNALS, Goal, Sign, Signal
from dashboard.charts.sparkline import sparkline_image
from dashboard.domain.estimate import Shown
from dashboard.ui import address, navigation
from dashboard.wording import short
from dashboard.wording.target import short_target
from dashboard.wording.words import SIGNAL_WORDS, VERDICT_WORDS

PILLARS = {"proches": "Plus proches", "efficaces": "Plus efficaces", "simples": "Plus simples"}


def render(found: Overview, palette: Palette) -> None:
    """Draw the cards, three a row, each leading to its engagement."""
    for pillar, cards in groupby(found.cards, key=lambda card: card.engagement.commitment.pillar):
        st.header(PILLARS.get(pillar.removeprefix("+ "), pillar))
        listed = list(cards)
        for column, card in zip(st.columns(max(3, len(listed))), listed, strict=False):
            with column, st.container(border=True, height="stretch", key=f"card_{card.engagement.commitment.number}"):
                st.html(markup(card, palette))
                _link(card)


def _link(card: Card) -> None:
    commitment = card.engagement.commitment
    st.page_link(
        navigation.file_of("commitments"),
        label=f"Détail de l’engagement {commitment.number}",
        query_params=address.query(engagement=str(commitment.number)),
    )


def markup(card: Card, palette: Palette) -> str:
    """The card as HTML: engagement, indicator, value, interval, change, signal, target."""
    commitment, judged = card.engagement.commitment, card.judged
    head = f'<h3 class="spp-card-title">{commitment.number}. {escape(commitment.short_label)}</h3>'
    if judged is None:
        return f'{head}<p class="spp-card-empty">Aucun résultat sur ce périmètre et cette période.</p>'
    figure, indicator = judged.figure, judged.figure.indicator
    estimate = figure.estimate
    spark = sparkline_image(adapters.values(card.series), palette, width=132, height=36) if card.series else ""
    kind = "spp-value" if isinstance(estimate, Shown) else "spp-value spp-value-absent"
    lines = [
        head,
        f'<p class="spp-card-indicator">{escape(indicator.label)}</p>',
        f'<p class="spp-card-figure"><span class="{kind}">{escape(short.value(indicator, estimate))}</span>{spark}</p>',
        f'<p class="spp-note">{escape(short.details(indicator, estimate))}</p>',
        *_marks(card),
    ]
    return "".join(lines)


def _marks(card: Card) -> list[str]:
    """Change, signal of the last month and target, each with its sign."""
    judged = card.judged
    if judged is None or not isinstance(judged.figure.estimate, Shown):
        return []
    indicator, estimate = judged.figure.indicator, judged.figure.estimate
    change = adapters.change(judged.earlier)
    marks = [_mark(SIGNALS[change], short.change(indicator, estimate, judged.earlier))]
    last = card.series.last if card.series else None
    signal = adapters.signal(last)
    if last is not None and signal is not None and signal is not Signal.USUAL:
        marks.append(_mark(SIGNALS[signal], f"Dernier mois : {SIGNAL_WORDS[last.signal.value]}"))
    goal = adapters.goal(judged.target)
    if goal is not Goal.NONE and judged.target.target is not None:
        words = VERDICT_WORDS[judged.target.verdict]
        marks.append(_mark(GOALS[goal], f"{words.capitalize()} : {short_target(indicator, judged.target.target)}"))
    return marks


def _mark(sign: Sign, words: str) -> str:
    tone = sign.role if sign.role in ("better", "worse", "notable") else "usual"
    glyph = f'<span class="spp-glyph" aria-hidden="true">{sign.glyph}</span>'
    return f'<p class="spp-mark spp-mark-{tone}">{glyph}{escape(words)}</p>'

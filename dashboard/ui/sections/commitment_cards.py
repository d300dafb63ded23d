"""The engagements at a glance: a card each, in one column a pillar."""

from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from dashboard.analyses.overview import Card, Overview
from dashboard.analyses.time_series import Series
from dashboard.charts import adapters
from dashboard.charts.palette import Palette
from dashboard.charts.signs import GOALS, SIGNALS, Goal, Sign, Signal
from dashboard.charts.sparkline import sparkline_image
from dashboard.domain.estimate import Shown
from dashboard.ui import address, navigation
from dashboard.wording import short
from dashboard.wording.pillars import pillar_name
from dashboard.wording.signals import short_signal
from dashboard.wording.target import short_target
from dashboard.wording.words import VERDICT_WORDS


def render(found: Overview, palette: Palette) -> None:
    """Draw the cards under their pillars, each leading to its engagement: one piece for all, because every piece of a
    page costs a message of the server and a drawing of the browser (docs/decisions/0013)."""
    last = found.period.last_month if found.period else None
    pillars = [
        f'<section class="spp-pillar"><h2>{escape(pillar_name(pillar))}</h2>'
        f"{''.join(_card(card, palette, last) for card in cards)}</section>"
        for pillar, cards in groupby(found.cards, key=lambda card: card.engagement.commitment.pillar)
    ]
    if pillars:
        st.html(f'<div class="spp-pillars">{"".join(pillars)}</div>')


def _card(card: Card, palette: Palette, last: date | None) -> str:
    """The name of the engagement is a link; the style sheet makes the whole card answer to the click."""
    commitment = card.engagement.commitment
    href = escape(address.link("commitments", engagement=str(commitment.number)))
    name = f'<a class="spp-link" href="{href}">{escape(navigation.commitment_label(commitment))}</a>'
    inside = f'<p class="spp-card-name">{name}</p>{markup(card, palette, last)}'
    return f'<article class="spp-card spp-card-{commitment.number}">{inside}</article>'


def markup(card: Card, palette: Palette, last: date | None = None) -> str:
    """What a card says under its name: indicator, value, interval, change, signal, target. `last`: the month where its
    spark ends."""
    judged = card.judged
    if judged is None:
        return '<p class="spp-card-empty">Aucun résultat sur ce périmètre et cette période.</p>'
    figure, indicator = judged.figure, judged.figure.indicator
    estimate = figure.estimate
    kind = "spp-value" if isinstance(estimate, Shown) else "spp-value spp-value-absent"
    lines = [
        _spark(card.series, palette, last),
        f'<p class="spp-card-figure"><span class="{kind}">{escape(short.value(indicator, estimate))}</span> '
        f'<span class="spp-card-indicator">{escape(indicator.label)}</span></p>',
        f'<p class="spp-note">{escape(short.details(indicator, estimate))}</p>',
        *_marks(card),
    ]
    return "".join(lines)


def _spark(series: Series | None, palette: Palette, last: date | None) -> str:
    if series is None or last is None:
        return ""
    values, running = adapters.recent(series, last)
    image = sparkline_image(values, palette, width=84, height=22, running=running)
    return f'<span class="spp-card-spark">{image}</span>' if image else ""


def _marks(card: Card) -> list[str]:
    """Change, signal of the last whole step and target, each with its sign."""
    judged = card.judged
    if judged is None or not isinstance(judged.figure.estimate, Shown):
        return []
    indicator, estimate = judged.figure.indicator, judged.figure.estimate
    change = adapters.change(judged.earlier)
    equal = Sign("", "usual", "", "=")
    words = short.change(indicator, estimate, judged.earlier)
    marks = [_mark(equal if change is Signal.USUAL else SIGNALS[change], words)]
    if card.series is not None:
        signal = adapters.signal(card.series.last)
        marks.append(_mark(SIGNALS[signal or Signal.USUAL], signal_words(card.series)))
    goal = adapters.goal(judged.target)
    if goal is not Goal.NONE and judged.target.target is not None:
        words = VERDICT_WORDS[judged.target.verdict]
        marks.append(_mark(GOALS[goal], f"{words.capitalize()} : {short_target(indicator, judged.target.target)}"))
    return marks


def signal_words(series: Series) -> str:
    """The control chart in words, always with its month: « Octobre 2026 : variation habituelle »."""
    last = series.last
    if last is None:
        return short_signal(None, None)
    if series.rolling:
        return short_signal(None, last.month, series.step, why="périodes qui se chevauchent")
    if isinstance(last.estimate, Shown) and last.estimate.fragile:
        return short_signal(None, last.month, series.step, why="base faible")
    if last.upper is None:
        return short_signal(None, last.month, series.step, why="trop peu de points")
    why = "limites provisoires" if series.provisional else ""
    return short_signal(last.signal.value, last.month, series.step, why=why)


def _mark(sign: Sign, words: str) -> str:
    tone = sign.role if sign.role in ("better", "worse", "notable") else "usual"
    glyph = f'<span class="spp-glyph" aria-hidden="true">{sign.glyph}</span>'
    return f'<p class="spp-mark spp-mark-{tone}">{glyph}{escape(words)}</p>'

"""Events that may explain a change: their kinds, their dates, their list under a chart."""

from collections.abc import Sequence

from dashboard.domain.event import Event, EventKind
from dashboard.domain.period import Period, shift
from dashboard.wording import dates
from dashboard.wording.grammar import Noun, agree, capital, listed
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import sentence

KIND_LABELS = {
    EventKind.REORGANISATION: "réorganisation",
    EventKind.SOFTWARE: "nouveau logiciel",
    EventKind.STRIKE: "grève",
    EventKind.STAFF: "moyens",
    EventKind.LAW: "texte",
    EventKind.OPENING: "ouverture ou fermeture",
    EventKind.CRISIS: "crise ou intempérie",
    EventKind.WORKS: "travaux",
    EventKind.CAMPAIGN: "communication",
    EventKind.OTHER: "autre",
}

EVENT = Noun("événement")


def when(event: Event) -> str:
    """« 15 mars 2026 », « mars 2026 », « de mars à mai 2026 »."""
    if event.last_month is not None:
        return dates.period(Period(event.month, shift(event.last_month, 1)))
    return dates.month(event.month) if event.day is None else dates.day(event.day)


def named(event: Event) -> str:
    """« 15 mars 2026 : Nouveau logiciel de suivi (nouveau logiciel, Bretagne) »."""
    kind = KIND_LABELS[event.kind] if event.kind is not EventKind.OTHER else ""
    inside = ", ".join(part for part in (kind, event.where) if part)
    return f"{when(event)}{NBSP}: {event.title}" + (f" ({inside})" if inside else "")


def marked(events: Sequence[Event]) -> str:
    """What a text alternative says of the marks: « 2 événements marqués : 1, mars 2026 ; 2, mai 2026. »"""
    drawn = [event for event in events if event.whole]
    if not drawn:
        return ""
    places = [f"{rank}, {when(event)}" for rank, event in enumerate(drawn, start=1)]
    return sentence(f"{EVENT.counted(len(drawn))} {agree(len(drawn), 'marqué')}{NBSP}: {f'{NBSP}; '.join(places)}")


def not_drawn(events: Sequence[Event]) -> str:
    """« 1 événement n’est pas tracé : il ne concerne qu’une partie du périmètre. »; empty when all are."""
    apart = sum(not event.whole for event in events)
    if not apart:
        return ""
    verb, pronoun = agree(apart, "n’est", "ne sont"), agree(apart, "il ne concerne", "ils ne concernent")
    return f"{EVENT.counted(apart)} {verb} pas {agree(apart, 'tracé')}{NBSP}: {pronoun} qu’une partie du périmètre."


def beside(events: Sequence[Event]) -> str:
    """The events whose dates fall within those of a change: « Dans cet intervalle : … »; a coincidence is no cause."""
    if not events:
        return ""
    names = listed([f"«{NBSP}{event.title}{NBSP}» ({when(event)})" for event in events])
    return f"{capital('dans cet intervalle')}{NBSP}: {names}. La coïncidence des dates ne prouve pas la cause."

"""Decisions with what they are about, in words, and the actions that carry them out."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.scope_sites import site_names
from dashboard.config import Settings
from dashboard.domain.action import Action
from dashboard.registry.actions import actions_carrying
from dashboard.registry.review_meetings import Decision
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """`about`: its indicator and its site, « Accueil courtois, Tribunal judiciaire de Lyon », empty without any;
    `actions`: those that carry it out, the first created first."""

    decision: Decision
    about: str = ""
    actions: tuple[Action, ...] = ()


def told_decisions(reader: Reader, settings: Settings, decided: Sequence[Decision]) -> tuple[ToldDecision, ...]:
    """The same decisions in their order, about what they said then; without such words, an indicator or a site has the
    name of today, or its code when it is no longer published."""
    known = reader.compute(indicators)
    sites = site_names(reader, {one.site for one in decided if one.site})
    carried: dict[int | None, list[Action]] = {}
    for action in actions_carrying(settings, [one.id for one in decided]):
        carried.setdefault(action.decision, []).append(action)
    labels = {one.id: known[one.indicator].label for one in decided if one.indicator in known}
    return tuple(
        ToldDecision(
            one,
            one.about or about_both(labels.get(one.id, one.indicator), sites.get(one.site or "")),
            tuple(carried.get(one.id, ())),
        )
        for one in decided
    )


def about_both(indicator: str | None, site: str | None) -> str:
    """What a decision is about, of which either may be missing."""
    return ", ".join(part for part in (indicator, site) if part)

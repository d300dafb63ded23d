"""What the pack of a meeting says: what the registry kept of it, and nothing computed again."""

from dataclasses import dataclass

from dashboard.analyses.told_decisions import ToldDecision
from dashboard.domain.brand import NEUTRAL, Brand
from dashboard.registry.agenda import KeptItem
from dashboard.registry.review_meetings import ReviewMeeting


@dataclass(frozen=True, slots=True)
class Pack:
    """A meeting, its agenda in its order, its decisions. `invented`: demonstration data, which every page must say;
    `brand`: whose documents they are."""

    meeting: ReviewMeeting
    items: tuple[KeptItem, ...]
    decisions: tuple[ToldDecision, ...]
    invented: bool = False
    brand: Brand = NEUTRAL

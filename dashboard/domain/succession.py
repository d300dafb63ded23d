"""Sites that merge, split, close: what follows a site, from which month (docs/decisions/0017)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class SuccessionKind(StrEnum):
    """What became of a site."""

    MERGER = "merger"  # « fusion »: the successor takes its history over
    SPLIT = "split"  # « scission »: the history stays with the former site
    CLOSURE = "closure"  # « fermeture »: nothing follows


@dataclass(frozen=True, slots=True)
class Succession:
    """One line of the table. `month`: the first month of the new situation; `successor` None: a closure. A site that
    splits and goes on is among its own successors."""

    former: str
    successor: str | None
    month: dt.date
    kind: SuccessionKind


@dataclass(frozen=True, slots=True)
class Heir:
    """Where the history of a merged site is counted: its months before `before` belong to the site `heir`."""

    heir: str
    before: dt.date


def merged(successions: Iterable[Succession]) -> dict[str, Heir]:
    """The next step of every merged site."""
    return {
        one.former: Heir(one.successor, one.month)
        for one in successions
        if one.kind is SuccessionKind.MERGER and one.successor is not None
    }


def last_of(site: str, steps: Mapping[str, Heir]) -> str:
    """The site at the end of the mergers that follow `site`; `site` itself when there is none, or when they turn."""
    seen = {site}
    while site in steps and steps[site].heir not in seen:
        site = steps[site].heir
        seen.add(site)
    return site


def heirs(successions: Iterable[Succession]) -> dict[str, Heir]:
    """By merged site: the site that holds its history today (a chain of mergers is followed to its end)."""
    steps = merged(successions)
    return {site: Heir(last_of(site, steps), step.before) for site, step in steps.items()}

"""Whether a site has a figure for an indicator, and the five distinct reasons why it may have none or a weak one."""

from enum import StrEnum


class Presence(StrEnum):
    """One state an indicator and site. Never confused with zero."""

    SHOWN = "shown"
    FEW = "few"  # shown, on a base too small for any verdict
    WITHHELD = "withheld"  # by the statistical secret
    UNDER_WAY = "under_way"  # expected, not due yet
    MISSING = "missing"  # expected and not delivered, or no answer where there used to be some
    UNCONCERNED = "unconcerned"  # no figure for two years: this site does not do it

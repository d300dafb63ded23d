"""Links between the list of the sites and their sheets; each keeps the filters of the other in the address."""

from collections.abc import Sequence

from dashboard.domain.scope import Scope
from dashboard.ui import address

AMONG = "parmi"
"""The group that a person comes from, while a sheet is shown."""
LISTED = ("indicateur", "verdict", "base", "etat", "ordre", "groupe")
"""The choices of the list that a sheet does not draw."""


def to_sheet(site: str, scope: Scope, indicator: str = "") -> str:
    """The address of the sheet of a site, open on an indicator."""
    among = scope.sites if len(scope.sites) > 1 else None
    return address.link("sites", site=site, detail=indicator or None, **{AMONG: among})


def carry() -> None:
    """On a sheet: keep what the list had chosen."""
    for key in (*LISTED, AMONG):
        address.carried(key)


def back() -> str:
    """The address of the list that a sheet comes from: a step of the history, so that it leads like any address."""
    among: Sequence[str] = address.carried(AMONG)
    return address.link("sites", site=among or None, detail=None, **{AMONG: None})

"""Links between the list of the sites and their sheets; each keeps the filters of the other in the address."""

from collections.abc import Callable, Sequence
from urllib.parse import quote_plus

from dashboard.domain.scope import Scope
from dashboard.ui import address

AMONG = "parmi"
"""The group that a person comes from, while a sheet is shown."""
_SITE = "__site__"
LISTED = ("indicateur", "verdict", "base", "etat", "ordre", "groupe")
"""The choices of the list that a sheet does not draw."""


def to_sheets(scope: Scope, indicator: str = "") -> Callable[[str], str]:
    """From the code of a site to the address of its sheet, open on an indicator. A list has a hundred of them: what
    they share is written once."""
    among = scope.sites if len(scope.sites) > 1 else None
    before, _, after = address.link("sites", site=_SITE, detail=indicator or None, **{AMONG: among}).partition(_SITE)
    return lambda site: f"{before}{quote_plus(site)}{after}"


def carry() -> None:
    """On a sheet: keep what the list had chosen."""
    for key in (*LISTED, AMONG):
        address.carried(key)


def back() -> str:
    """The address of the list that a sheet comes from: a step of the history, so that it leads like any address."""
    among: Sequence[str] = address.carried(AMONG)
    return address.link("sites", site=among or None, detail=None, **{AMONG: None})

"""What the page of this run is about: its perimeter, its period and the version of its data, for what leaves it."""

from dashboard.ui import page_shell, scope_bar
from dashboard.wording.citation import Provenance
from dashboard.wording.grammar import inside


def current(*, when: str = "", filtered: bool = True) -> Provenance:
    """The provenance of what this run draws. `when`: a period other than that of the filters, which is then compared to
    nothing; `filtered` False: what does not depend on the filters (loads, versions)."""
    line, invented = page_shell.shown()
    data = inside(line)
    chosen = scope_bar.current() if filtered else None
    if chosen is None:
        return Provenance(data=data, demonstration=invented)
    before = "" if when else chosen.before
    return Provenance(chosen.where, when or chosen.when, before, data, invented)

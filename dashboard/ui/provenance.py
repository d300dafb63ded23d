"""What the page of this run is about: its perimeter, its period and the version of its data, for what leaves it."""

from dashboard.ui import cache, scope_bar
from dashboard.ui.page_shell import data_line
from dashboard.wording.citation import Provenance


def current(*, when: str = "", filtered: bool = True) -> Provenance:
    """The provenance of what this run draws. `when`: a period other than that of the filters, which is then compared to
    nothing; `filtered` False: what does not depend on the filters (loads, versions)."""
    published, chosen = cache.current_version(), scope_bar.current()
    line = data_line(published) if published else ""
    data = line[:1].lower() + line[1:]  # inside a sentence
    invented = published is not None and cache.is_demonstration(published)
    if not filtered or chosen is None:
        return Provenance(data=data, demonstration=invented)
    before = "" if when else chosen.before
    return Provenance(chosen.where, when or chosen.when, before, data, invented)

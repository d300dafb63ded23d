"""What the shared filters offer: codes and their labels, drawn from the published data."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from dashboard.analyses.question import Axis
from dashboard.analyses.scopes import judicial_areas
from dashboard.domain.french_order import by_name
from dashboard.domain.period import Period, months_between, shift
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import dates

USUAL_PERIOD = "12m"
"""Code of the period that a page opens on."""

FREE_PERIOD = "libre"
"""Code of a period whose first and last months are chosen."""

LETTERS = {Axis.DEPARTMENT: "d", Axis.COURT: "c", Axis.REGION: "r", Axis.DIRECTION: "i"}
"""What the code of a territory begins with in the address, the finest territory first."""

MOST_SITES = 1_000
"""A list longer than this is of no use to anybody and weighs on every click (2,000 options: 130 ms in the browser): the
other filters shorten it, and the page of the sites finds one while a person types."""


def distinct(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Code → label, every label different: twins are told apart by their code."""
    listed = list(pairs)
    seen = Counter(label for _, label in listed)
    return {code: f"{label} ({code})" if seen[label] > 1 else label for code, label in listed}


def services(reader: Reader) -> dict[str, str]:
    """Every service that holds a site."""
    return distinct((row.code, row.name) for row in reads.services(reader))


def site_types(reader: Reader, chosen_services: tuple[str, ...]) -> dict[str, str]:
    """The types of site of the chosen services."""
    rows = reads.site_types(reader)
    return distinct(
        (row.code, row.name)
        for row in rows
        if not chosen_services or row.service is None or row.service in chosen_services
    )


def territories(reader: Reader) -> dict[str, str]:
    """Régions (`r84`), ressorts (`c…`) and directions (`i…`) of the judicial map if any, départements (`d01`)."""
    regions = {f"r{row.code}": f"{row.name} (région)" for row in reads.regions(reader)}
    departments = {f"d{row.code}": f"{row.code} – {row.name}" for row in reads.departments(reader)}
    return regions | _judicial_names(reader) | departments


def territory(reader: Reader, code: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The régions or the départements of a territory. A ressort is a list of them, judged by the secret statistique as
    any other; one that is made of whole régions is these régions, of which more may be shown."""
    kind, rest = (code or " ")[0], (code or " ")[1:]
    if kind in "ci":
        rows = judicial_areas(reader)
        inside = {row.department for row in rows if rest == (row.court if kind == "c" else row.direction)}
        known = reads.departments(reader)
        regions = {row.region for row in known if row.code in inside and row.region}
        if inside and inside == {row.code for row in known if row.region in regions}:
            return tuple(sorted(regions)), ()
        return (), tuple(sorted(inside))
    return ((rest,) if kind == "r" else ()), ((rest,) if kind == "d" else ())


def _judicial_names(reader: Reader) -> dict[str, str]:
    """Ressorts (`caix`), then directions interrégionales (`iouest`), by name."""
    rows = judicial_areas(reader)
    courts = {f"c{row.court}": f"{row.court_label} (ressort)" for row in rows}
    directions = {f"i{row.direction}": str(row.direction_label) for row in rows if row.direction}
    return by_name(distinct(courts.items())) | by_name(distinct(directions.items()))


def sites(reader: Reader, within: Scope, chosen: tuple[str, ...] = ()) -> tuple[dict[str, str], bool]:
    """The observed sites of a scope, and whether they are too many to be offered: then only those already `chosen`."""
    listed = partial(
        reads.sites,
        reader,
        services=within.services or None,
        site_types=within.site_types or None,
        regions=within.regions or None,
        departments=within.departments or None,
    )
    rows = listed(max_rows=MOST_SITES + 1)
    cut = len(rows) > MOST_SITES
    if cut:
        rows = listed(sites=chosen)
    merged = {row.former for row in reads.successions(reader)}  # without figures of their own: their page says why
    kept = (row for row in rows if row.observed or row.code in merged)
    return distinct((row.code, row.name) for row in kept), cut


def months(first: dt.date, last: dt.date) -> dict[str, str]:
    """Code → label of every published month, the last one first."""
    back = range(months_between(first, last) + 1)
    return {month_code(month): dates.month(month) for month in (shift(last, -step) for step in back)}


def month_code(month: dt.date) -> str:
    """`2026-03`."""
    return f"{month:%Y-%m}"


def month_of_code(code: str) -> dt.date:
    """The first day of `2026-03`."""
    return dt.date.fromisoformat(f"{code}-01")


def periods(first: dt.date, last: dt.date, usual: dt.date | None = None) -> Mapping[str, tuple[str, Period]]:
    """Code → label, period, the usual ones first; only those that hold at least one published month.

    Rolling periods end with `usual` (default: `last`): an opinion of this morning does not move every page to a month
    that nothing else covers. The codes are those of the address: `12m`, `2025`, `2026-t3`.
    """
    found = {
        f"{months}m": (
            f"{months} derniers mois" if months > 1 else "Dernier mois",
            Period.ending(usual or last, months),
        )
        for months in (12, 6, 3, 1, 24)
    }
    for year in range(last.year, first.year - 1, -1):
        found[str(year)] = (f"Année {year}", Period.year(year))
    start = dt.date(last.year, (last.month - 1) // 3 * 3 + 1, 1)
    for _ in range(12):
        if start < first:
            break
        code = f"{start.year}-t{(start.month + 2) // 3}"
        found[code] = (dates.quarter(start).capitalize(), Period(start, shift(start, 3)))
        start = shift(start, -3)
    return found

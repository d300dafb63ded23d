"""The attack on the open data as a stranger would make it: every figure that the API gives, through HTTP, and every row
of the files of the export, together. Each is an equation over the people of each site and month.

`python -m tests.api_attack 20` attacks twenty random tables, with and without the protection of neighbours;
`python -m tests.api_attack --demonstration HOME 5` attacks a demonstration at five random sets of boundaries.
"""

import datetime as dt
import itertools
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from starlette.applications import Starlette

from dashboard.analyses.confidential import Confidential
from dashboard.analyses.question import TIMES, Axis
from dashboard.api.combinations import SPLITS
from dashboard.config import Settings
from dashboard.domain.period import Grain, shift
from dashboard.open_data.export import export
from dashboard.open_data.request import AXES, Request, Unit
from dashboard.server import api_data
from dashboard.server.api_routes import api_routes
from dashboard.store.store import open_current
from dashboard.ui import cache
from tests import crossed_tables, judicial_tables
from tests.attack import SMALL, Atom, Told, exposed
from tests.builders import CROSSED, day
from tests.table_schema import rows_of
from tests.unit.asgi_client import Client

Filters = tuple[tuple[str, str], ...]
MOST = 1000


@dataclass(frozen=True)
class Network:
    """What a stranger knows of the sites: their place on each axis, as /sites tells. `boundaries`: the months between
    which figures are asked, one more than there are gaps between them."""

    indicator: str
    sites: Sequence[dict[Axis, str | None]]
    boundaries: Sequence[dt.date]

    def kept(self, filters: Filters) -> list[int]:
        """The sites that a question keeps."""
        asked: dict[str, set[str]] = {}
        for name, value in filters:
            asked.setdefault(name, set()).add(value)
        return [
            row
            for row, places in enumerate(self.sites)
            if all(places.get(Axis(name)) in values for name, values in asked.items())
        ]

    def gaps(self, start: dt.date, stop: dt.date) -> range:
        """The gaps between two boundaries."""
        return range(self.boundaries.index(start), self.boundaries.index(stop))

    @property
    def runs(self) -> list[tuple[dt.date, dt.date]]:
        """Every pair of boundaries."""
        return list(itertools.combinations(self.boundaries, 2))


class Stranger:
    """Asks the API and counts what it was answered."""

    def __init__(self, network: Network) -> None:
        self.network, self.requests, self.rows = network, 0, 0
        self._client = Client(Starlette(routes=api_routes("")))

    def figures(
        self, by: Sequence[Axis], filters: Filters, start: dt.date, stop: dt.date
    ) -> list[dict[str, Any]] | None:
        """The rows of a question, page after page; None when it is refused."""
        asked = [("indicator", self.network.indicator), *filters, ("limit", str(MOST))]
        asked += [("from", f"{start:%Y-%m}"), ("to", f"{shift(stop, -1):%Y-%m}")]
        if by:
            asked.append(("by", ",".join(axis.value for axis in by)))
        address, found = f"/api/v1/figures?{urlencode(asked)}", []
        while address:
            answer = self._client.get(address)
            self.requests += 1
            if answer.status_code == 422:  # the bound cuts a step of time
                return None
            assert answer.status_code == 200, answer.text
            found += answer.json()["rows"]
            address = answer.json()["next"]
        self.rows += len(found)
        return found

    def told(self, by: Sequence[Axis], filters: Filters, start: dt.date, stop: dt.date) -> Iterator[Told]:
        """What the answer says; who is not there has nobody."""
        answered = self.figures(by, filters, start, stop)
        if answered is None:
            return
        places = [axis for axis in by if axis not in TIMES]
        kept: dict[tuple[Any, ...], list[Any]] = {}
        for row in self.network.kept(filters):
            kept.setdefault(tuple(self.network.sites[row].get(axis) for axis in places), []).append(row)
        for first, last, step in _steps(by, start, stop):
            rows = [row for row in answered if step is None or str(row[step[0]]) == step[1]]
            said = {tuple(row[axis.value] for axis in places): row for row in rows}
            for place, here in kept.items():
                yield from _equation(said.get(place), itertools.product(here, self.network.gaps(first, last)))


def _steps(
    by: Sequence[Axis], start: dt.date, stop: dt.date
) -> Iterator[tuple[dt.date, dt.date, tuple[str, str] | None]]:
    """The steps of time of an answer: months, and how a row names them."""
    grain = next((Grain(axis.value) for axis in by if axis in TIMES), None)
    if grain is None:
        yield start, stop, None
        return
    month = grain.first(start)
    while month < stop:
        after = shift(month, grain.months)
        name = {
            Grain.MONTH: f"{month:%Y-%m}",
            Grain.QUARTER: f"{month.year}-T{(month.month + 2) // 3}",
            Grain.YEAR: str(month.year),
        }[grain]
        yield max(start, month), min(stop, after), (grain.value, name)
        month = after


def _equation(row: dict[str, Any] | None, atoms: Iterable[Atom]) -> Iterator[Told]:
    if row is None or row["status"] == "no_data":
        yield Told(frozenset(atoms), 0)
    elif row["n"] is not None:
        yield Told(frozenset(atoms), row["n"])
    else:
        assert row["status"] == "masked", row


def heard(stranger: Stranger, filtered: Iterable[Filters]) -> set[Told]:
    """Every combination of axes that the API offers, without filter and with those of `filtered`, between any two
    boundaries; then every step of time."""
    network, known = stranger.network, set[Told]()
    splits = [by for by in SPLITS if all(any(axis in site for site in network.sites) for axis in by)]
    for filters in [(), *filtered]:
        for by, run in itertools.product(splits, network.runs):
            known.update(stranger.told(by, filters, *run))
    whole = network.boundaries[0], network.boundaries[-1]
    for by, step in itertools.product(splits, TIMES):
        for filters in [(), *filtered]:
            for start in [whole[0], *network.boundaries[1:3]]:
                known.update(stranger.told((*by, step), filters, start, whole[1]))
    return known


def in_files(settings: Settings, network: Network) -> set[Told]:
    """What the rows of the export say, where their period lies between two boundaries; a row that is not there says
    that nobody answered."""
    with tempfile.TemporaryDirectory(prefix="barometre-attack-") as folder, open_current(settings) as store:
        export(store, Request((network.indicator,)), settings, Path(folder) / "donnees", lambda done, of, label: None)
        rows = rows_of(Path(folder) / "donnees", "observations")
    found = set[Told]()
    spans = {(day(row["debut"]), shift(day(row["fin"]).replace(day=1), 1)) for row in rows}
    said = {(row["maille"], row["code_maille"], row["debut"], row["fin"][:7]): row for row in rows}
    for start, stop in spans:
        if start not in network.boundaries or stop not in network.boundaries:
            continue
        for unit in Unit:
            codes = {site.get(AXES[unit][-1]) if AXES[unit] else "FR" for site in network.sites} - {None}
            for code in codes:
                row = said.get((unit.value, code, start.isoformat(), f"{shift(stop, -1):%Y-%m}"))
                here = [
                    place
                    for place, site in enumerate(network.sites)
                    if not AXES[unit] or site.get(AXES[unit][-1]) == code
                ]
                atoms = frozenset(itertools.product(here, network.gaps(start, stop)))
                if row is None or row["statut"] == "sans-donnee":
                    found.add(Told(atoms, 0))
                elif row["n"]:
                    found.add(Told(atoms, int(row["n"])))
    return found


@contextmanager
def unprotected() -> Iterator[None]:
    """Only the small figures themselves are withheld, not what gives them back: the attack must then find some."""
    api_data.forget()
    with mock.patch.object(Confidential, "withholds", return_value=False):
        yield
    api_data.forget()


@contextmanager
def serving(settings: Settings) -> Iterator[None]:
    """The API answers from this installation, as fast as it is asked."""
    there = {"BAROMETRE_HOME": str(settings.home), "BAROMETRE_API_PER_MINUTE": "1000000"}
    with mock.patch.dict("os.environ", there | {"BAROMETRE_MEMORY_LIMIT": settings.memory_limit}):
        yield
    api_data.forget()
    cache.forget()


CROSSED_START, CROSSED_MONTHS = day("2024-11"), 4
CROSSED_FILTERS: tuple[Filters, ...] = (
    (("service", "tj"),),
    (("site_type", "antenne"),),
    (("region", "84"),),
    (("department", "69"),),
    (("service", "tj"), ("region", "84")),
    (("service", "spip"), ("department", "75")),
    (("department", "69"), ("department", "75")),
    (("site", "S0"), ("site", "S1")),
    (("site", "S4"), ("site", "S8")),
)


def crossed_network() -> Network:
    """The sites of tests/crossed_tables.py."""
    names = [Axis(name) for name in crossed_tables.ATTRIBUTES]
    sites: list[dict[Axis, str | None]] = [
        {**dict(zip(names, places, strict=True)), Axis.SITE: f"S{row}"} for row, places in enumerate(CROSSED)
    ]
    return Network("share", sites, [shift(CROSSED_START, month) for month in range(CROSSED_MONTHS + 1)])


def judicial_network() -> Network:
    """The sites of tests/judicial_tables.py, on their map."""
    axes = (Axis.SITE, Axis.SERVICE, Axis.REGION, Axis.DEPARTMENT, Axis.COURT, Axis.DIRECTION)
    sites: list[dict[Axis, str | None]] = [
        {axis: judicial_tables.value(row, axis) for axis in axes} for row in range(len(judicial_tables.SITES))
    ]
    months = range(judicial_tables.MONTHS + 1)
    return Network("share", sites, [shift(judicial_tables.START, month) for month in months])


def targets(network: Network) -> set[frozenset[Atom]]:
    """Each unit of each axis between any two boundaries."""
    found = set[frozenset[Atom]]()
    for axis in {axis for site in network.sites for axis in site}:
        for code in {site.get(axis) for site in network.sites}:
            here = [row for row, site in enumerate(network.sites) if site.get(axis) == code]
            found |= {frozenset(itertools.product(here, network.gaps(*run))) for run in network.runs}
    return found


@dataclass(frozen=True)
class Attempt:
    """What came of an attack: small counts of the table, those found, and what was asked for it."""

    small: int
    found: int
    requests: int
    equations: int


def attack(settings: Settings, network: Network, people: dict[Atom, int], filtered: Iterable[Filters]) -> Attempt:
    """Everything that the API and the files tell, and the small counts that follow."""
    with serving(settings):
        stranger = Stranger(network)
        known = heard(stranger, filtered) | in_files(settings, network)
    aimed = targets(network)
    small = [atoms for atoms in aimed if sum(people[atom] for atom in atoms) in SMALL]
    return Attempt(len(small), len(exposed(people, known, aimed)), stranger.requests, len(known))


def crossed(settings: Settings, seed: int) -> Attempt:
    """One random table of crossed services, types, régions and départements."""
    people = crossed_tables.people_of(seed, CROSSED_MONTHS)
    crossed_tables.published(settings, people, CROSSED_START).close()
    return attack(settings, crossed_network(), people, CROSSED_FILTERS)


def judicial(settings: Settings, seed: int) -> Attempt:
    """One random table on a judicial map."""
    people = judicial_tables.people_of(seed)
    judicial_tables.published(settings, people).close()
    filtered: list[Filters] = [(("service", "tj"),), (("department", "01"), ("department", "75"))]
    return attack(settings, judicial_network(), people, filtered)


def line(*cells: object) -> None:
    """A line of a Markdown table, at once."""
    sys.stdout.write(f"| {' | '.join(str(cell) for cell in cells)} |\n")
    sys.stdout.flush()


def _random(tables: int) -> None:
    line("table", "small counts", "found", "found without protection", "requests", "equations")
    line(*["---"] * 6)
    for seed, kind in itertools.product(range(tables), (crossed, judicial)):
        safe = _apart(kind, seed)
        with unprotected():
            bare = _apart(kind, seed)
        line(f"{kind.__name__} {seed}", safe.small, safe.found, bare.found, safe.requests, safe.equations)


def _apart(kind: Callable[[Settings, int], Attempt], seed: int) -> Attempt:
    with tempfile.TemporaryDirectory(prefix="barometre-attack-") as home:
        return kind(Settings(home=Path(home), memory_limit="500MB"), seed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--demonstration"]:
        from tests.api_attack_demonstration import run

        run(Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3)
    else:
        _random(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

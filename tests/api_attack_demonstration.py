"""The attack on a whole demonstration: hundreds of sites, a few boundaries at a time, drawn at random.

For each set of boundaries, every split of the API between any two of them, and the rows of the export between two of
them, are equations over the people of each site in each gap. Which masked small counts follow is read in two ways: from
the equations alone (is the count a combination of them?), for every one; from the equations and from what no count can
be below (linear programming), for a sample.
"""

import itertools
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.linalg import qr
from scipy.optimize import linprog
from scipy.sparse import csr_array

from dashboard.analyses.question import Axis
from dashboard.api.combinations import SPLITS
from dashboard.config import Settings
from dashboard.domain.period import Period, shift
from dashboard.store import reads
from dashboard.store.store import Store, open_current
from tests.api_attack import Network, Stranger, in_files, line, serving, unprotected
from tests.attack import SMALL, Atom, Told

INDICATORS = ("satisfaction-globale", "accueil-courtois", "avis-positifs")
GAPS = 4
SAMPLE = 60
"""Small counts that linear programming is asked about in each set."""
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Found:
    """Small counts of a set of boundaries; those that follow from the equations, from linear programming."""

    small: int
    combined: int
    bounded: int
    sampled: int
    requests: int
    equations: int


def sites_of(store: Store, indicator: str) -> list[dict[Axis, str | None]]:
    """Where each site that answers the indicator is."""
    axes = (Axis.SERVICE, Axis.SITE_TYPE, Axis.REGION, Axis.DEPARTMENT, Axis.COURT, Axis.DIRECTION)
    return [
        {Axis.SITE: row.code, **{axis: getattr(row, axis.value) for axis in axes}}
        for row in reads.sites(store, levels=["site"])
    ]


def people_in(store: Store, network: Network) -> dict[Atom, int]:
    """The truth that the attack looks for."""
    place = {site[Axis.SITE]: row for row, site in enumerate(network.sites)}
    found = dict.fromkeys(itertools.product(range(len(place)), range(len(network.boundaries) - 1)), 0)
    for gap, (start, stop) in enumerate(itertools.pairwise(network.boundaries)):
        rows = reads.observations(store, start=start, stop=stop, indicators=[network.indicator], by_site=True)
        for row in rows:
            if row.site in place and row.n:
                found[place[row.site], gap] += int(row.n)
    return found


def drawn(store: Store, indicator: str, seed: int) -> Network:
    """Boundaries among the last three years: those of usual periods first, then any month."""
    known = reads.traits(store, [indicator])[indicator]
    whole = Period(shift(known.last_month, -35), shift(known.last_month, 1))
    usual = [whole.stop, shift(whole.stop, -12), *(month for month in (whole.stop.replace(month=1),))]
    chance = random.Random(f"{indicator} {seed}")
    months = [shift(whole.start, step) for step in range(whole.months + 1)]
    chosen = {*usual, *chance.sample(months, len(months))[: GAPS + 1 - len(set(usual))]}
    return Network(indicator, sites_of(store, indicator), sorted(chosen))


def attacked(settings: Settings, store: Store, network: Network, sample: int) -> Found:
    """One set of boundaries."""
    with serving(settings):
        stranger, known = Stranger(network), set[Told]()
        for by, run in itertools.product(SPLITS, network.runs):
            known.update(stranger.told(by, (), *run))
        known |= in_files(settings, network)
    people = people_in(store, network)
    for fact in known:
        assert fact.people == sum(people[atom] for atom in fact.atoms), fact
    aimed = _small(network, people)
    zero = {atom for fact in known if fact.people == 0 for atom in fact.atoms}
    atoms = sorted(people.keys() - zero)
    equations = {frozenset(fact.atoms - zero): fact.people for fact in known if fact.people}
    matrix, right = _matrix(equations, atoms), np.array(list(equations.values()), dtype=float)
    aims = [aim for aim in aimed if aim - zero]
    rows = _matrix(dict.fromkeys((frozenset(aim - zero) for aim in aims), 0), atoms)
    combined = _combined(matrix, rows)
    chosen = random.Random(0).sample(range(rows.shape[0]), min(sample, rows.shape[0]))
    bounded = sum(_bounded(rows[[row], :].toarray()[0], matrix, right) for row in chosen)
    return Found(len(aims), combined, bounded, len(chosen), stranger.requests, len(equations))


def _small(network: Network, people: dict[Atom, int]) -> list[frozenset[Atom]]:
    """The small counts of every unit between any two boundaries."""
    found = set[frozenset[Atom]]()
    for axis in Axis:
        places: dict[str, list[int]] = {}
        for row, site in enumerate(network.sites):
            if (code := site.get(axis)) is not None:
                places.setdefault(code, []).append(row)
        for rows, run in itertools.product(places.values(), network.runs):
            found.add(frozenset(itertools.product(rows, network.gaps(*run))))
    return [atoms for atoms in found if sum(people[atom] for atom in atoms) in SMALL]


def _matrix(rows: dict[frozenset[Atom], int], atoms: Sequence[Atom]) -> csr_array:
    column = {atom: place for place, atom in enumerate(atoms)}
    pairs = [(number, column[atom]) for number, row in enumerate(rows) for atom in row]
    places = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return csr_array((np.ones(len(places)), (places[:, 0], places[:, 1])), shape=(len(rows), len(atoms)))


def _combined(matrix: csr_array, aims: csr_array) -> int:
    """How many aims are combinations of the equations: what their row space leaves of them is nothing."""
    turned, triangle, _ = qr(matrix.toarray().T, mode="economic", pivoting=True)
    rank = int((np.abs(np.diag(triangle)) > TOLERANCE).sum())
    space = turned[:, :rank]
    wanted = aims.toarray().T
    left = wanted - space @ (space.T @ wanted)
    return int((np.linalg.norm(left, axis=0) < TOLERANCE).sum())


def _bounded(aim: np.ndarray, matrix: csr_array, right: np.ndarray) -> bool:
    """Whether the count has one value only, no count being below zero."""
    ends = []
    for way in (1, -1):
        answer = linprog(way * aim, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
        assert answer.status == 0, answer.message
        ends.append(way * answer.fun)
    return bool(ends[1] - ends[0] < 1 - TOLERANCE)


def run(home: Path, sets: int) -> None:
    """A table of what was found, each set with and without the protection of neighbours."""
    settings = Settings(home=home)
    line(
        "indicator", "boundaries", "protected", "small", "combined", "bounded (of)", "requests", "equations", "seconds"
    )
    line(*["---"] * 9)
    with open_current(settings) as store:
        for indicator, seed in itertools.product(INDICATORS, range(sets)):
            network = drawn(store, indicator, seed)
            _told(network, "yes", lambda network=network: attacked(settings, store, network, SAMPLE))
            if seed == 0:
                with unprotected():
                    _told(network, "no", lambda network=network: attacked(settings, store, network, SAMPLE // 6))


def _told(network: Network, protected: str, attempt: Callable[[], Found]) -> None:
    began = time.perf_counter()
    found, names = attempt(), " ".join(f"{month:%Y-%m}" for month in network.boundaries)
    line(
        network.indicator,
        names,
        protected,
        found.small,
        found.combined,
        f"{found.bounded} ({found.sampled})",
        found.requests,
        found.equations,
        round(time.perf_counter() - began),
    )

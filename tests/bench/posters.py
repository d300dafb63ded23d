"""The posters of the full demonstration, as `poster --all` makes them: time by poster, and memory."""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from dashboard import authority
from dashboard.analyses.usual_period import usual_period
from dashboard.config import Settings
from dashboard.domain.access import OPEN, Access
from dashboard.posters.files import made
from dashboard.posters.gathering import open_sites, service_posters, site_posters
from dashboard.posters.rendering import Format
from dashboard.store.store import open_current
from tests.bench.demonstration import home

ADDRESS = "https://barometre.example.fr/public/sites/{}"
FEW, MANY = 200, 2000


LIMITS = "limits: 50 ms each; 2,000 in 90 s and 1,024 MB"


def everything_allowed() -> Access:
    """As the command line."""
    return OPEN


def run() -> tuple[str, list[str], list[list[object]]]:
    """Results of all the open sites, then 200 posters of each format; 2,000 are those of the sites, several times.

    In a process of its own, as the command is: the one that made the demonstration has used more memory than posters.
    """
    whoever = {"initializer": authority.provided_by, "initargs": (everything_allowed,)}  # the new process knows nobody
    with ProcessPoolExecutor(1, get_context("spawn"), **whoever) as apart:
        rows = apart.submit(_measured, home()).result()
    columns = ["what", "posters", "total, s", "each, ms", "memory, MB", "peak, MB"]
    return f"Posters of the full demonstration ({LIMITS})", columns, rows


def _measured(chosen: Settings) -> list[list[object]]:
    store = open_current(chosen)
    period = usual_period(store)
    rows: list[list[object]] = []

    def timed(name: str, count: int, started: float) -> None:
        spent = time.perf_counter() - started
        rows.append([name, count, round(spent, 1), round(1000 * spent / count, 1), _megabytes(), _peak()])

    started = time.perf_counter()
    site_posters(store, chosen, ["TJ-VALMORANDE"], period, ADDRESS.format)
    timed("results of one site", 1, started)
    started = time.perf_counter()
    service_posters(store, chosen, ["tribunaux-judiciaires"], period, ADDRESS.format)
    timed("results of one service", 1, started)
    started = time.perf_counter()
    posters = site_posters(store, chosen, open_sites(store), period, ADDRESS.format)
    timed("results of all the sites", len(posters), started)
    for form, count in ((Format.A4, FEW), (Format.A3, FEW), (Format.A4, MANY)):
        started = time.perf_counter()
        size = sum(len(one.content) for one in made(islice(cycle(posters), count), form))
        timed(f"{form.upper()}, {round(size / count / 1000)} kB each", count, started)
    return rows


def _megabytes() -> int:
    """Resident memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 2**20


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

"""Many people at once: sessions that think some seconds between two clicks, on one server or several.

`python -m tests.bench.sessions --help` says what can be asked; `python -m tests.bench sessions` runs the two cases of
the goal for two minutes each (64 sessions on one server, 128 on two).
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import demonstration
from tests.bench.processors import Processors
from tests.bench.visitor import Answer, Visitor
from tests.browser import harness

THINK_S = 5.0
OPENED_PER_S = 2.0
"""People do not all arrive in the same second."""
COLUMNS = [
    "sessions", "servers", "minutes", "clicks", "clicks/s", "first figures p50, ms", "p95", "whole page p50, ms", "p95",
    "p99", "longest", "errors", "server cores", "cores of others", "server ms per click", "memory at start, MB",
    "at end, MB",
]  # fmt: skip


@dataclass
class Seen:
    """What the sessions met, once they were all there."""

    counted: bool = False
    answers: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        if self.counted:
            self.answers.append(answer)


def run() -> tuple[str, list[str], list[list[object]]]:
    """The two cases of the goal, two minutes each."""
    rows = [measured(sessions, servers, 120) for sessions, servers in ((64, 1), (128, 2))]
    return f"Many people at once, {THINK_S:.0f} s between two clicks", COLUMNS, rows


def measured(sessions: int, servers: int, seconds: float, home: Path | None = None) -> list[object]:
    """One row of the table, on servers started for it."""
    with ExitStack() as stack:
        logs = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        started = [
            stack.enter_context(_server(home or demonstration.folder(), logs / f"{place}.log"))
            for place in range(servers)
        ]
        return asyncio.run(_crowd([server.origin for server in started], sessions, seconds))


@contextmanager
def _server(home: Path, log: Path) -> Iterator[harness.Server]:
    with harness.own_server(home, log, lambda _origin: {}) as server:
        time.sleep(20)  # it computes its usual views
        yield server


async def _crowd(origins: Sequence[str], sessions: int, seconds: float) -> list[object]:
    seen, stop = Seen(), asyncio.Event()
    visits = [
        asyncio.create_task(_visit(origins[place % len(origins)], place, seen, stop)) for place in range(sessions)
    ]
    await asyncio.sleep(sessions / OPENED_PER_S + 2 * THINK_S)
    processors = Processors.of(origins)
    memory, used, others, began = processors.memory_mb(), processors.used_s(), processors.others_s(), time.monotonic()
    seen.counted = True
    await asyncio.sleep(seconds)
    seen.counted = False
    lasted = time.monotonic() - began
    cores, away = (processors.used_s() - used) / lasted, (processors.others_s() - others) / lasted
    end = processors.memory_mb()
    stop.set()
    await asyncio.gather(*visits)
    for error in sorted(set(seen.errors)):
        print(f"error: {error} ({seen.errors.count(error)} times)")
    clicks = len(seen.answers)
    return [
        sessions, len(origins), round(lasted / 60, 1), clicks, round(clicks / lasted, 1), *_times(seen.answers),
        len(seen.errors), round(cores, 2), round(away, 2), round(1000 * cores * lasted / max(clicks, 1)), memory, end,
    ]  # fmt: skip


def _times(answers: Sequence[Answer]) -> list[object]:
    first = sorted(answer.first_ms for answer in answers if answer.first_ms is not None)
    whole = sorted(answer.whole_ms for answer in answers)
    shares = statistics.quantiles(first, n=100), statistics.quantiles(whole, n=100)
    found = (shares[0][49], shares[0][94], shares[1][49], shares[1][94], shares[1][98], whole[-1])
    return [round(value) for value in found]


async def _visit(origin: str, place: int, seen: Seen, stop: asyncio.Event) -> None:
    """One person, until the end; after an error, they open the application again."""
    draw = random.Random(place)
    await asyncio.sleep(place / OPENED_PER_S)
    while not stop.is_set():
        visitor = Visitor(origin, draw)
        try:
            seen.add(await visitor.open())
            while not await _waited(stop, draw.expovariate(1 / THINK_S)):
                seen.add(await visitor.act())
        except Exception as error:  # whatever it is, it is counted and told
            seen.errors.append(f"{type(error).__name__}: {error}")
            await asyncio.sleep(1)
        finally:
            await visitor.close()


async def _waited(stop: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=64)
    parser.add_argument("--servers", type=int, default=1, help="processes started for the measure")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--home", type=Path, help="folder of published data; the full demonstration by default")
    parser.add_argument("--origin", action="append", help="a server that already runs, once each")
    asked = parser.parse_args()
    if asked.origin:
        row = asyncio.run(_crowd(asked.origin, asked.sessions, asked.seconds))
    else:
        row = measured(asked.sessions, asked.servers, asked.seconds, asked.home)
    for name, value in zip(COLUMNS, row, strict=True):
        print(f"{name:>24}  {value}")


if __name__ == "__main__":
    main()

"""The search on a million invented opinions: time of the index, its size, and of each kind of search without any cache.

Words follow a Zipf law: common French words of the field first, then invented ones.
"""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analyses.review_corpus import corpus
from dashboard.analyses.review_results import results
from dashboard.analyses.review_selection import Wanted
from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.sources.canonical import TABLES
from dashboard.store import review_index
from dashboard.store.publish import publish
from dashboard.store.reads import Reader
from dashboard.store.reference_data import reference
from dashboard.store.staging import LoadOrder, StagedFile
from dashboard.store.staging_writer import StagingWriter
from dashboard.store.store import open_current
from tests.builders import canonical, site

OPINIONS, SITES, BATCH = 1_000_000, 2_000, 100_000
WORDS = """
de la le à et les un une je pas pour en que j l d est ai on il mais dans qui ne ce du très au plus avec me m
mon sur n a été nous vous se sans personne dossier rendez réponse téléphone accueil délai agent service
courrier attente site ligne merci semaines mois guichet document demande heures tribunal greffe audience
depuis jamais toujours aucune
""".split()  # noqa: SIM905
SYLLABLES = """
ba be bi co da dé fa fi ga la lé li lo ma mi mo na no pa pe pi ra ré ri ro sa si ta té ti to va vi vo
""".split()  # noqa: SIM905
PERIOD, EVERYWHERE = Period(dt.date(2022, 1, 1), dt.date(2027, 1, 1)), Scope()


def run() -> tuple[str, list[str], list[list[object]]]:
    """Every kind of search, then what the index costs."""
    with tempfile.TemporaryDirectory() as folder:
        home = Settings(home=Path(folder))
        write_opinions(home, OPINIONS)
        indexing = _timed_index()
        publish(home, reference(home))
        title = f"Search in {OPINIONS:,} opinions, no cache (index {indexing[-1]:.1f} s)"
        rows = [*searches(home), ["index: seconds", round(indexing[-1], 1), "", ""], *_sizes(home)]
        return title, ["search", "first, ms", "median, ms", "p95, ms"], rows


def write_opinions(settings: Settings, count: int) -> None:
    """Stage sites and opinions of some 45 words."""
    rng = np.random.default_rng(20_26)
    words = _vocabulary(rng)
    odds = 1 / np.arange(3, len(words) + 3) ** 1.05
    with StagingWriter(settings, LoadOrder("spplus-structures", (StagedFile("s.csv", "1" * 64, 1),))) as writer:
        regions = ("84", "11", "53", "93")
        writer.write({"sites": canonical("sites", [site(f"S{i}", region=regions[i % 4]) for i in range(SITES)])})
        writer.commit()
    with StagingWriter(settings, LoadOrder("spplus-reviews", (StagedFile("r.csv", "2" * 64, 1),))) as writer:
        for first in range(0, count, BATCH):
            writer.write({"reviews": _batch(first, min(BATCH, count - first), words, odds / odds.sum(), rng)})
        writer.commit()


def _vocabulary(rng: np.random.Generator) -> pa.Array:
    endings = ["", "s", "e", "es", "er", "ée", "ment", "tion"]
    invented = ["".join(rng.choice(SYLLABLES, rng.integers(2, 5))) + rng.choice(endings) for _ in range(50_000)]
    return pa.array(list(dict.fromkeys([*WORDS, *invented])))


def _batch(first: int, size: int, words: pa.Array, odds: np.ndarray, rng: np.random.Generator) -> pa.Table:
    stops = np.cumsum(np.concatenate([[0], 5 + rng.poisson(40, size)]))
    drawn = words.take(pa.array(rng.choice(len(words), size=stops[-1], p=odds)))
    texts = pc.binary_join(pa.ListArray.from_arrays(pa.array(stops, pa.int32()), drawn), " ")
    days = np.datetime64("2022-01-01") + (first + np.arange(size)) * 1_800 // OPINIONS
    names = [f"{number:09d}" for number in range(first, first + size)]
    given = {
        "code": names,
        "site": [f"S{i}" for i in rng.integers(0, SITES, size)],
        "rank": np.ones(size, dtype=int),
        "written_on": days,
        "published_on": days,
        "text": texts,
        "feeling": rng.choice([-1, 0, 1], size, p=[0.5, 0.14, 0.36]),
        "file": ["r.csv"] * size,
        "line": np.arange(first, first + size),
    }
    schema = TABLES["reviews"]
    columns = [
        pa.array(given[f.name]).cast(f.type) if f.name in given and not isinstance(given[f.name], pa.Array)
        else given[f.name].cast(f.type) if f.name in given
        else pa.nulls(size, f.type)
        for f in schema
    ]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=schema)


def _timed_index() -> list[float]:
    """Seconds of each call of the index that follows."""
    taken: list[float] = []
    write: Callable[..., None] = review_index.write

    def timed(*arguments: object) -> None:
        before = time.perf_counter()
        write(*arguments)
        taken.append(time.perf_counter() - before)

    review_index.write = timed  # type: ignore[assignment]
    return taken


def searches(home: Settings) -> list[list[object]]:
    """First, median and 95th percentile of 40 calls."""
    store = open_current(home)
    kept = store.compute(corpus)

    class Warm:
        """The store with the corpus kept, as the application's cache does."""

        read, columns = store.read, store.columns

        def compute(self, analysis: Callable[..., object], /, *arguments: object) -> object:
            return kept if analysis is corpus else analysis(self, *arguments)

    reader: Reader = Warm()  # type: ignore[assignment]
    rare = store.read("review_words", words=[], stems=["zzz"]) or _rare(home)
    year = Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    asked = {
        "every opinion": Wanted(EVERYWHERE, PERIOD),
        "rare word": Wanted(EVERYWHERE, PERIOD, rare),
        "common word (téléphone)": Wanted(EVERYWHERE, PERIOD, "téléphone"),
        "the most common word (pas)": Wanted(EVERYWHERE, PERIOD, "pas"),
        "two common words": Wanted(EVERYWHERE, PERIOD, "dossier délais"),
        "a common and a rare word": Wanted(EVERYWHERE, PERIOD, f"dossier {rare}"),
        "phrase (« réponse téléphone »)": Wanted(EVERYWHERE, PERIOD, '"réponse téléphone"'),
        "phrase with a stop word": Wanted(EVERYWHERE, PERIOD, '"attente au guichet"'),
        "word without another": Wanted(EVERYWHERE, PERIOD, "dossier -téléphone"),
        "common word, one region and year": Wanted(Scope(regions=("53",)), year, "dossier"),
        "theme and word": Wanted(EVERYWHERE, PERIOD, "dossier", "telephone"),
    }
    rows: list[list[object]] = []
    for name, wanted in asked.items():
        times = []
        for _ in range(40):
            before = time.perf_counter()
            results(reader, wanted, home, None, "pertinence", 1)
            times.append(1000 * (time.perf_counter() - before))
        rows.append([name, *(round(value) for value in (times[0], statistics.median(times), sorted(times)[37]))])
    return rows


def _rare(home: Settings) -> str:
    with duckdb.connect(str(next(home.published.glob("*.duckdb"))), read_only=True) as connection:
        [[word]] = connection.sql("select min(word) from review_word where n between 40 and 60").fetchall()
    return str(word)


def _sizes(home: Settings) -> list[list[object]]:
    """Bytes of each table of the index, and of the texts."""
    file = next(home.published.glob("*.duckdb"))
    with duckdb.connect(str(file), read_only=True) as connection:
        rows: list[list[object]] = [["published file: MB", round(file.stat().st_size / 1e6), "", ""]]
        for table in ("review", "review_term", "review_word", "review_document"):
            [[blocks]] = connection.sql(
                f"select count(distinct block_id) from pragma_storage_info('{table}') where block_id >= 0"
            ).fetchall()
            rows.append([f"{table}: MB", round(blocks * 262_144 / 1e6), "", ""])
    return rows

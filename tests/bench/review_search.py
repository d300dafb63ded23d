"""A million invented opinions: the time and size of the index, of each kind of search and of each part of the page,
without any cache.

Words follow a Zipf law: common French words of the field first, then invented ones.
"""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analyses.review_commitments import tone_by_commitment
from dashboard.analyses.review_corpus import corpus
from dashboard.analyses.review_months import course
from dashboard.analyses.review_results import results
from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.review_topics import topics
from dashboard.analyses.review_words import characteristic
from dashboard.config import Settings
from dashboard.domain.comparison import Against
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
        rows = [*searches(home), *parts(home), ["index: seconds", round(indexing[-1], 1), "", ""], *_sizes(home)]
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
    reader, rare = _warm(home), _rare(home)
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
    return [
        _row(name, 40, partial(results, reader, wanted, home, None, "pertinence", 1)) for name, wanted in asked.items()
    ]


def parts(home: Settings) -> list[list[object]]:
    """The other parts of the page, over one year: for everything, a common word, a theme, a rare word."""
    reader, against, year = _warm(home), Against.LAST_YEAR, Period.year(2025)
    everything = Wanted(EVERYWHERE, year)
    rows = [
        _row("page: opinions as arrays (once a version)", 3, partial(corpus, open_current(home))),
        _row("page: themes", 10, partial(topics, reader, everything, against, home, None)),
        _row("page: engagements", 10, partial(tone_by_commitment, reader, everything, against, home, None)),
    ]
    asked = {"everything": ("", ""), "dossier": ("dossier", ""), "theme": ("", "telephone"), "rare": (_rare(home), "")}
    for name, (query, about) in asked.items():
        wanted = Wanted(EVERYWHERE, year, query, about)
        rows.append(_row(f"page: months ({name})", 10, partial(course, reader, wanted, against, home, None)))
        rows.append(
            _row(f"page: own words and texts ({name})", 10, partial(characteristic, reader, wanted, home, None))
        )
    return rows


def _warm(home: Settings) -> Reader:
    """The published version with the corpus kept, as the application's cache does."""
    store = open_current(home)
    kept = store.compute(corpus)

    class Warm:
        read, columns = store.read, store.columns

        def compute(self, analysis: Callable[..., object], /, *arguments: object) -> object:
            return kept if analysis is corpus else analysis(self, *arguments)

    return Warm()  # type: ignore[return-value]


def _row(name: str, calls: int, call: Callable[[], object]) -> list[object]:
    times = []
    for _ in range(calls):
        before = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - before))
    last = sorted(times)[min(calls - 1, round(0.95 * calls) - 1)]
    return [name, *(round(value) for value in (times[0], statistics.median(times), last))]


def _rare(home: Settings) -> str:
    with duckdb.connect(str(next(home.published.glob("*.duckdb"))), read_only=True) as connection:
        [[word]] = connection.sql("select word from review_word where n >= 40 order by n, word limit 1").fetchall()
    return str(word)


def _sizes(home: Settings) -> list[list[object]]:
    """Bytes of each table of the index, and of the texts."""
    file = next(home.published.glob("*.duckdb"))
    with duckdb.connect(str(file), read_only=True) as connection:
        rows: list[list[object]] = [["published file: MB", round(file.stat().st_size / 1e6), "", ""]]
        for table in ("review", "review_term", "review_word", "review_document", "review_sample"):
            [[blocks]] = connection.sql(
                f"select count(distinct block_id) from pragma_storage_info('{table}') where block_id >= 0"
            ).fetchall()
            rows.append([f"{table}: MB", round(blocks * 262_144 / 1e6), "", ""])
    return rows

"""Answers to the satisfaction survey, one file a half-year wave: CSV, or Parquet written some people at a time when
there are too many answers to be held (`Scale.streamed`).

Each respondent has a mood, shared by all of his or her answers, and each answer its own chance; the overall answer is
drawn from the answers that matter (so the drivers can be found again). Probit thresholds turn that into grades.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import ndtri

from dashboard.demo import signals
from dashboard.demo.kinds_of_site import FIRST_SURVEY, PROBATION
from dashboard.demo.network import DemoSite
from dashboard.demo.questions import DELAY, MOOD, NET, OVERALL, OVERALL_FAVOURABLE, QUESTIONS, WELCOME
from dashboard.demo.scale import LAST_MONTH, Scale
from dashboard.demo.seasons import collection, months_from
from dashboard.demo.seeds import generator
from dashboard.demo.survey_comments import comments
from dashboard.demo.writing import coded, write_parquet, write_table
from dashboard.domain.indicator import Scale as AnswerScale
from dashboard.domain.period import months_between

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
UNKNOWN = "Ne sait pas"
CHANNELS = ("En ligne", "Borne sur place", "Téléphone", "Courrier")
CHANNEL_SHARES = (0.55, 0.25, 0.15, 0.05)
ONLINE_SHARES = (0.68, 0.16, 0.12, 0.04)
_WEIGHTS = ("0,85", "1,2", "1,1", "1,35")
"""By channel: those who answer on line are over-represented among respondents."""
BLOCK = 50_000
"""Respondents invented at a time when a wave is written in a stream: half a million answers."""
_COMMON = 0.5
"""Share of an answer's spread that comes from the respondent's mood (standard deviations)."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A half-year of survey: `name` is `2026-s2`."""

    name: str
    months: tuple[dt.date, ...]


def waves(scale: Scale) -> list[Wave]:
    """The half-years that hold at least one month of collection, oldest first."""
    grouped: dict[str, list[dt.date]] = {}
    for month in months_from(scale.first_month, LAST_MONTH):
        if collection(month):
            grouped.setdefault(wave_name(month), []).append(month)
    return [Wave(name, tuple(months)) for name, months in grouped.items()]


def wave_name(month: dt.date) -> str:
    """The half-year that holds a month: `2026-s2`."""
    return f"{month.year}-s{1 if month.month <= 6 else 2}"


def write_surveys(
    folder: Path, sites: tuple[DemoSite, ...], scale: Scale, scales: Mapping[str, AnswerScale]
) -> Iterator[tuple[Path, int]]:
    """Write `demo-enquete-<wave>.csv` (or `.parquet`) one by one; `scales` gives the answers of each question.

    Yields the path and the number of rows.
    """
    surveyed = [site for site in sites if site.respondents > 0]
    moods = _moods(surveyed)
    for wave in waves(scale):
        invented = _Invented(wave, surveyed, moods, scales)
        path = folder / f"demo-enquete-{wave.name}{'.parquet' if scale.streamed else '.csv'}"
        yield path, _write_streaming(path, invented, scale) if scale.streamed else _write_wave(path, invented, scale)


@dataclass(frozen=True, slots=True)
class _Invented:
    """What a wave is invented from."""

    wave: Wave
    sites: list[DemoSite]
    moods: Floats
    scales: Mapping[str, AnswerScale]


@dataclass(frozen=True, slots=True)
class _People:
    """Respondents in order of day: site, day since the first of the wave, month of the wave; `first`: the number of
    the first one."""

    site: Ints
    day: Ints
    month: Ints
    first: int = 1

    def __len__(self) -> int:
        return len(self.site)

    def some(self, begin: int, end: int) -> "_People":
        """Those of these places."""
        return _People(self.site[begin:end], self.day[begin:end], self.month[begin:end], self.first + begin)


def _moods(sites: list[DemoSite]) -> Floats:
    """Site × question: how much better than average people answer there (standard deviations of one answer)."""
    rng = generator("survey sites")
    general = rng.normal(0, 0.13, len(sites))
    moods = general[:, None] + rng.normal(0, 0.07, (len(sites), len(QUESTIONS) + 1))
    for index, site in enumerate(sites):
        moods[index] += MOOD[site.service]
        if site.code == signals.EXCELLENT_SITE:
            moods[index] = 1.15
    return moods


def _write_wave(path: Path, invented: _Invented, scale: Scale) -> int:
    rng = generator(f"survey {invented.wave.name}")
    people = _People(*_respondents(invented.wave, invented.sites, scale, rng))
    return write_table(path, _columns(invented, people, rng, invented.wave.name))


def _write_streaming(path: Path, invented: _Invented, scale: Scale) -> int:
    """Write some people at a time, each block with its own chance: the memory does not follow the number of answers."""
    wave = invented.wave.name
    everybody = _People(*_respondents(invented.wave, invented.sites, scale, generator(f"survey {wave}")))
    blocks = (
        _columns(invented, everybody.some(begin, begin + BLOCK), generator(f"survey {part}"), part)
        for begin in range(0, len(everybody), BLOCK)
        for part in [f"{wave} from {begin}"]
    )
    first = invented.wave.months[0]
    return write_parquet(path, (_typed(columns, first) for columns in blocks))


def _typed(columns: dict[str, pa.DictionaryArray], first: dt.date) -> dict[str, pa.Array]:
    """The columns as a data warehouse exports them: days and numbers are no texts."""
    days = columns["date"].dictionary.cast(pa.date32())
    numbers = pc.replace_substring(columns["poids"].dictionary, ",", ".").cast(pa.float64())
    return {
        **columns,
        "date": days.take(columns["date"].indices),
        "poids": numbers.take(columns["poids"].indices),
    }


def _columns(
    invented: _Invented, people: _People, rng: np.random.Generator, part: str
) -> dict[str, pa.DictionaryArray]:
    """The answers of some people, a row an answer. `part`: names the chance of what they write."""
    wave, scales, month = invented.wave, invented.scales, people.month
    grades, asked = _answers(wave, invented.sites, invented.moods, people.site, month, scales, rng)
    codes = [OVERALL, *(question.code for question in QUESTIONS), NET]
    who, question = np.nonzero(asked)
    channel = rng.choice(len(CHANNELS), size=len(people), p=channel_shares(wave))[who]
    texts, first = _answer_texts(codes, scales)
    chosen = grades[who, question]
    first_day, last = wave.months[0], int(people.day.max())
    days = [(first_day + dt.timedelta(days=step)).isoformat() for step in range(last + 1)]
    numbers = range(people.first, people.first + len(people))
    pleased = np.isin(grades[:, 0], list(scales[OVERALL].favourable))
    return {
        "enquete": coded([f"satisfaction-{wave.name}"], np.zeros(len(who), dtype=np.int64)),
        "repondant": coded([f"{wave.name.upper()}-{number:06d}" for number in numbers], who),
        "site": coded([item.code for item in invented.sites], people.site[who]),
        "date": coded(days, people.day[who]),
        "question": coded(codes, question),
        "reponse": coded(texts, np.where(chosen < 0, 0, first[question] + chosen)),
        "poids": coded(_WEIGHTS, channel),
        "canal": coded(CHANNELS, channel),
        "commentaire": comments(part, pleased, who).dictionary_encode(),
    }


def channel_shares(wave: Wave) -> tuple[float, ...]:
    """What each channel makes of the answers; the mix changes once (`signals.ONLINE_WAVE`)."""
    return ONLINE_SHARES if wave.name == signals.ONLINE_WAVE else CHANNEL_SHARES


def expected_respondents(months: tuple[dt.date, ...], sites: list[DemoSite], scale: Scale) -> Floats:
    """Site × month: how many people are expected to answer."""
    small = np.array([item.kind.prefix in {"RAD", "CJN"} for item in sites])
    rates = np.array([item.respondents for item in sites]) * np.where(small & (scale.volume < 5), 1.0, scale.volume)
    expected = np.zeros((len(sites), len(months)))
    for rank, begun in enumerate(months):
        there = [begun >= FIRST_SURVEY[item.service] and item.open_in(begun) for item in sites]
        expected[:, rank] = rates * collection(begun) * np.array(there)
    return expected


def respondents_by_site(month: dt.date, sites: list[DemoSite], scale: Scale) -> Ints:
    """How many people answer the wave that holds a month, in each site: the very ones that `write_surveys` writes."""
    [wave] = [found for found in waves(scale) if found.name == wave_name(month)]
    site, _, _ = _respondents(wave, sites, scale, generator(f"survey {wave.name}"))
    return np.bincount(site, minlength=len(sites))


def _respondents(wave: Wave, sites: list[DemoSite], scale: Scale, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """For each respondent: site, day since the first of the wave, month of the wave; in order of day."""
    expected = expected_respondents(wave.months, sites, scale)
    counts = rng.poisson(expected).ravel()
    site, month = (part.ravel() for part in np.indices(expected.shape))
    site, month = np.repeat(site, counts), np.repeat(month, counts)
    start = np.array([(begun - wave.months[0]).days for begun in wave.months])
    length = np.array([28 if begun.month == 2 else 30 for begun in wave.months])
    day = start[month] + (rng.random(len(month)) * length[month]).astype(np.int64)
    order = np.argsort(day, kind="stable")
    return site[order], day[order], month[order]


def _answers(
    wave: Wave,
    sites: list[DemoSite],
    moods: Floats,
    site: Ints,
    month: Ints,
    scales: Mapping[str, AnswerScale],
    rng: np.random.Generator,
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Respondent × question (overall first, net last): the grade (−1 for « ne sait pas ») and whether it was put."""
    count = len(site)
    common = rng.normal(size=count)
    service = np.array([item.service for item in sites])[site]
    shape = (count, len(QUESTIONS) + 2)
    grades, asked = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.bool_)
    driven, total = np.zeros(count), 0.0
    for rank, question in enumerate(QUESTIONS, start=1):
        chance = _COMMON * common + np.sqrt(1 - _COMMON**2) * rng.normal(size=count)
        latent = ndtri(question.favourable) + moods[site, rank] + _shift(question.code, wave, sites, site, month)
        driven += question.weight * (latent - ndtri(question.favourable) - moods[site, rank] + chance)
        total += question.weight**2
        grades[:, rank] = _grade(latent + chance, scales[question.code])
        grades[rng.random(count) < question.unknown, rank] = -1
        asked[:, rank] = (rng.random(count) < question.asked) & np.isin(service, question.services)
    spread = float(np.sqrt(total * (1 - _COMMON**2) + _COMMON**2 * sum(item.weight for item in QUESTIONS) ** 2))
    overall = ndtri(OVERALL_FAVOURABLE) + moods[site, 0] + 0.85 * driven / spread + 0.53 * rng.normal(size=count)
    grades[:, 0] = _grade(overall, scales[OVERALL])
    grades[:, -1] = _grade(overall + 0.2 * rng.normal(size=count), scales[NET])
    grades[rng.random(count) < 0.01, 0] = -1
    asked[:, 0], asked[:, -1] = True, rng.random(count) < 0.3
    return grades, asked


def _shift(question: str, wave: Wave, sites: list[DemoSite], site: Ints, month: Ints) -> Floats:
    """What the true signals add to an answer."""
    if question == WELCOME:
        failing = np.array([item.code == signals.FAILING_SITE for item in sites])
        since = np.array([first >= signals.FAILING_SINCE for first in wave.months])
        return np.where(failing[site] & since[month], -1.1, 0.0)
    if question == DELAY:
        worse = np.array([item.service == PROBATION for item in sites])
        steps = np.array([months_between(signals.WORSENED_SINCE, first) + 1 for first in wave.months])
        return np.where(worse[site], -0.11 * np.clip(steps, 0, 6)[month], 0.0)
    return np.zeros(len(site))


def _grade(latent: Floats, scale: AnswerScale) -> Ints:
    """The grade of each latent opinion: above 0, favourable; the other grades are equal steps on both sides."""
    lowest = next(place for place, grade in enumerate(scale.grades) if grade.index in scale.favourable)
    top = len(scale.grades) - 1
    step = 0.42 if top > 6 else 0.9
    return np.clip(np.floor(latent / step).astype(np.int64) + lowest, 0, top)


def _answer_texts(codes: list[str], scales: Mapping[str, AnswerScale]) -> tuple[list[str], Ints]:
    """Every text that an answer may have, and for each question the place of its first grade among them."""
    texts, first = [UNKNOWN], []
    for code in codes:
        first.append(len(texts))
        texts += [grade.label for grade in scales[code].grades]
    return texts, np.array(first)

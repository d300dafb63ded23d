"""The calendar of the invented surveys: the waves that `surveys` answers, one to come, and one of another public.

What is offered and expected follows from how many people a site should have, never from how many answered: rates
and paces then vary as they would. One site alone is behind (`LATE_SITE`): its target is out of its reach.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dashboard.demo.network import DemoSite
from dashboard.demo.scale import LAST_MONTH, Scale
from dashboard.demo.seasons import months_from
from dashboard.demo.seeds import generator
from dashboard.demo.surveys import CHANNEL_SHARES, CHANNELS, expected_respondents, respondents_by_site, wave_name, waves
from dashboard.demo.writing import write_rows
from dashboard.domain.period import month_of, shift

HEADER = (
    "enquête", "titre", "série", "vague", "ouverture", "clôture", "mode", "public visé", "public servi",
    "questionnaires proposés", "objectif", "site", "canal", "lien", "méthode",
)  # fmt: skip
TITLE, SERIES = "Satisfaction des usagers (fictif)", "satisfaction-usagers"
LATE_SITE, OUT_OF_REACH = "CJN", 1.3
"""The site that is behind in the wave under way, and how many times too high its target is."""
_MODES = "En ligne, borne sur place, téléphone, courrier"
_PUBLIC = "Usagers des services du ministère de la Justice (fictif)"
_METHOD = (
    "Questionnaire à parties tournantes : chaque question n’est posée qu’à une partie des répondants. "
    "Données inventées."
)
_LINK = "https://enquetes.exemple.invalid/"
_RATES = (0.18, 0.42, 0.35, 0.22)
"""By channel: who is asked on the spot answers more often."""


def write_survey_waves(path: Path, sites: tuple[DemoSite, ...], scale: Scale) -> int:
    """Write the calendar that agrees with the answers. Returns the number of rows."""
    surveyed = [site for site in sites if site.respondents > 0]
    rows: list[tuple[object, ...]] = []
    for wave in waves(scale):
        rows += _wave(wave.months[0], surveyed, scale)
    opens = shift(_half_year(LAST_MONTH)[0], 6)
    rows.append((*_described(opens), "", "", 3000, "", "", f"{_LINK}satisfaction", _METHOD))
    rows.append(
        ("avocats-2026", "Relations des juridictions avec les avocats (fictif)", "avocats", "2026", "2026-12-07",
         "2027-01-29", "En ligne", "Avocats inscrits à un barreau (fictif)", 9000, 6000, 800, "", "",
         f"{_LINK}avocats", "Première vague. Données inventées."),
    )  # fmt: skip
    return write_rows(path, HEADER, rows)


def _half_year(month: dt.date) -> tuple[dt.date, dt.date]:
    """Its first day and its last one."""
    first = dt.date(month.year, 1 if month.month <= 6 else 7, 1)
    return first, shift(first, 6) - dt.timedelta(days=1)


def _described(month: dt.date) -> tuple[object, ...]:
    opens, closes = _half_year(month)
    half = "1er" if opens.month == 1 else "2e"
    return (
        f"satisfaction-{wave_name(opens)}", TITLE, SERIES, f"{half} semestre {opens.year}", opens.isoformat(),
        closes.isoformat(), _MODES, _PUBLIC,
    )  # fmt: skip


def _wave(month: dt.date, sites: list[DemoSite], scale: Scale) -> Iterator[tuple[object, ...]]:
    """The row that describes the wave and counts it, then its sites, then its channels."""
    opens, closes = _half_year(month)
    described = _described(month)
    rng = generator(f"survey waves {wave_name(opens)}")
    known = expected_respondents(months_from(opens, min(month_of(closes), LAST_MONTH)), sites, scale).sum(axis=1)
    whole = expected_respondents(months_from(opens, month_of(closes)), sites, scale).sum(axis=1)
    answered = respondents_by_site(opens, sites, scale)
    offered = np.maximum(answered, np.ceil(known / rng.uniform(0.16, 0.30, len(sites)))).astype(int)
    served = np.ceil(offered * rng.uniform(2.0, 5.0, len(sites))).astype(int)
    target = np.maximum(1, np.round(whole)).astype(int)
    for place, site in enumerate(sites):
        if site.code == LATE_SITE and closes > LAST_MONTH:
            target[place] = round(target[place] * OUT_OF_REACH)
    asked = whole > 0
    totals = [int(count[asked].sum()) for count in (served, offered, target)]
    yield (*described, *totals, "", "", f"{_LINK}satisfaction", _METHOD)
    empty = ("",) * (len(described) - 1)
    for place, site in enumerate(sites):
        if asked[place]:
            yield (described[0], *empty, served[place], offered[place], target[place], site.code, "", "", "")
    for channel, count in zip(CHANNELS, _by_channel(totals[1]), strict=True):
        yield (described[0], *empty, "", count, "", "", channel, "", "")


def _by_channel(offered: int) -> list[int]:
    """What each channel offered, so that their sum is that of the wave."""
    parts = np.array(CHANNEL_SHARES) / np.array(_RATES)
    counts = [round(offered * float(part)) for part in parts / parts.sum()]
    return [offered - sum(counts[1:]), *counts[1:]]

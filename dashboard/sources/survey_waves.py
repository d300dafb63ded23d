"""Each wave of each survey: what it is, when it is open, whom it was offered to; a row a wave, a site or a channel."""

import datetime as dt
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.sources.duplicates import SeenKeys
from dashboard.sources.figures import column_figures, distinct
from dashboard.sources.periods import parse_date
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, Columns, Mask, ReadContext, Rows, empty
from dashboard.sources.resolving import SiteLabels
from dashboard.sources.values import normal_name

COLUMNS = Columns(
    {
        "survey": ("enquete", "enquête", "code enquête", "code de l'enquête", "survey"),
        "title": ("titre", "intitulé", "intitulé de l'enquête", "title"),
        "series": ("série", "enquête récurrente", "series"),
        "wave": ("vague", "wave"),
        "opens": ("ouverture", "date d'ouverture", "début", "opens"),
        "closes": ("clôture", "date de clôture", "fin", "closes"),
        "channels": ("mode", "modes", "modes de recueil", "canaux", "channels"),
        "population": ("population", "public visé", "public interrogé", "population served"),
        "served": ("public servi", "usagers servis", "served"),
        "offered": ("proposés", "questionnaires proposés", "invités", "invitations", "offered", "invited"),
        "target": ("objectif", "réponses attendues", "objectif de réponses", "target"),
        "site": ("site", "code site", "code du site", "code SP+ de la structure", "site code"),
        "channel": ("canal", "canal de réponse", "channel"),
        "link": ("lien", "questionnaire", "adresse du questionnaire", "link"),
        "method": ("méthode", "note de méthode", "method"),
    },
    required=("survey", "title", "opens"),
)
LONGEST_TITLE = 120
COUNTS = ("served", "offered", "target")
_DESCRIPTION = ("title", "series", "wave", "opens", "closes", "channels", "population", "link", "method")
_NO_COUNT = "effectif illisible : écrire un nombre entier, sans décimale"
_NO_DATE = "date illisible : écrire un jour, par exemple 2026-03-15 ou 15/03/2026"


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of SURVEY_WAVES. Raises SourceError for a missing column."""
    reader = _Waves(context)
    for batch in batches:
        rows = Rows(batch, COLUMNS, context.mapping)
        tables = {"survey_waves": reader.table(rows)}
        yield CanonicalBatch(tables, rows.listed, batch.read_bytes, batch.total_bytes)


class _Waves:
    """What is known of the waves met so far: the first row of each describes it, the next ones may not deny it."""

    def __init__(self, context: ReadContext) -> None:
        self._labels, self._seen = SiteLabels(context.known_sites), SeenKeys()
        self._described: dict[str, dict[str, str]] = {}

    def table(self, rows: Rows) -> pa.Table:
        survey, title = rows.text("survey"), rows.text("title")
        rows.refuse(empty(survey), "survey", "enquête absente : écrire le code de la colonne enquete des réponses")
        rows.refuse(
            np.asarray(title.str.len() > LONGEST_TITLE, dtype=bool),
            "title",
            f"titre trop long : {LONGEST_TITLE} caractères au plus",
        )
        _check_dates(rows)
        _check_link(rows)
        site = self._sites(rows)
        channel = rows.text("channel")
        rows.refuse(
            ~empty(site) & ~empty(channel), "channel", "un site et un canal sur la même ligne : une ligne pour chacun"
        )
        counts = {name: _counts(rows, name) for name in COUNTS}
        rows.refuse(
            counts["offered"] > counts["served"], "offered", "plus de questionnaires proposés que d’usagers servis"
        )
        self._seen.refuse_repeated(rows, [survey, site, channel.map(normal_name)])
        described = self._descriptions(rows)
        days = {f"{name}_on": _days(described.pop(name)) for name in ("opens", "closes")}
        return rows.table("survey_waves", {"survey": survey, **described, **days, **counts, "site": site,
                                           "channel": channel})  # fmt: skip

    def _sites(self, rows: Rows) -> "pd.Series[str]":
        texts = rows.text("site")
        places, codes = distinct(texts, lambda text: self._labels.find(text) or "" if text else "")
        found = pd.Series(np.array(codes, dtype=object)[places], dtype="str")
        rows.refuse(
            empty(found) & ~empty(texts),
            "site",
            "site inconnu : charger d’abord le référentiel des structures ou corriger le code",
        )
        return found

    def _descriptions(self, rows: Rows) -> "dict[str, pd.Series[str]]":
        """The description of each row, that of the first row of its wave; a few thousand rows at most: one by one."""
        texts = {name: rows.text(name).tolist() for name in _DESCRIPTION}
        survey = rows.text("survey").tolist()
        filled: dict[str, list[str]] = {name: [""] * len(rows) for name in _DESCRIPTION}
        for place in np.flatnonzero(rows.kept).tolist():
            said = {name: texts[name][place] for name in _DESCRIPTION}
            first = self._described.get(survey[place])
            if wrong := _contradiction(said, first):
                rows.refuse(np.arange(len(rows)) == place, *wrong)
                continue
            first = self._described.setdefault(survey[place], said)
            for name, text in first.items():
                filled[name][place] = text
        return {name: pd.Series(cells, dtype="str") for name, cells in filled.items()}


def _contradiction(said: dict[str, str], first: dict[str, str] | None) -> tuple[str, str] | None:
    """The field and the reason of what a row may not say beside the first row of its wave (None: it is the first)."""
    if first is None:
        for name, what in (("title", "titre absent"), ("opens", "date d’ouverture absente")):
            if not said[name]:
                return name, f"{what} : la première ligne d’une vague la décrit"
        return None
    for name, text in said.items():
        if text and text != first[name]:
            return name, "description contraire à la première ligne de cette vague : n’en garder qu’une"
    return None


def _check_dates(rows: Rows) -> None:
    days = {}
    for name in ("opens", "closes"):
        days[name] = _days(rows.text(name)).to_numpy()
        rows.refuse(np.isnat(days[name]) & ~empty(rows.text(name)), name, _NO_DATE)
    rows.refuse(days["closes"] < days["opens"], "closes", "la clôture précède l’ouverture : corriger l’une des dates")


def _check_link(rows: Rows) -> None:
    """Only addresses that a browser opens: a link that is shown must never be a script."""
    link = rows.text("link")
    rows.refuse(
        ~empty(link) & ~np.asarray(link.str.match(r"https?://[^\s<>\"]+$"), dtype=bool),
        "link",
        "lien illisible : écrire une adresse complète, https://…",
    )


def _days(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    codes, days = distinct(texts, _day)
    found = np.array(days, dtype="datetime64[s]")
    return pd.Series(found[codes] if len(found) else found)


def _day(text: str) -> dt.date | None:
    return parse_date(text) if text else None


def _counts(rows: Rows, name: str) -> npt.NDArray[np.float64]:
    """A column of numbers of people, NaN where the cell is empty."""
    figures = column_figures(rows.text(name), rows.mapping, ())
    values = figures.values
    with np.errstate(invalid="ignore"):
        wrong: Mask = figures.given & ~((values >= 0) & (values == np.floor(values)))
    rows.refuse(wrong, name, _NO_COUNT)
    return np.where(wrong, np.nan, values)

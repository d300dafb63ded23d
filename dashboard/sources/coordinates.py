"""Latitude and longitude (WGS 84, decimal degrees), in two columns or in one; none is guessed or put right.

A place that cannot be is listed and left aside: the site stays. A point is compared with the département of its site,
because a map that shows a site elsewhere than its territory says two things at once.
"""

import json
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard import catalog
from dashboard.domain.sheet_place import kilometres_from
from dashboard.sources.figures import Floats, distinct
from dashboard.sources.reader import Rows
from dashboard.sources.values import Number, Word, parse_number

NAMES = {
    "latitude": ("Latitude", "lat", "Latitude WGS84", "y_wgs84"),
    "longitude": ("Longitude", "lon", "long", "lng", "Longitude WGS84", "x_wgs84"),
    "point": (
        "geo_point_2d", "Geo Point", "Coordonnées", "Coordonnées géographiques", "Coordonnées GPS", "Géolocalisation",
        "lat, lon", "latitude, longitude", "latlong", "geopoint", "geoloc",
    ),
}  # fmt: skip
FARTHEST_KM = 10.0
"""Beyond the outline of the département: outlines are simplified, and a site may stand on a quay or on a border."""

_ASIDE = "coordonnées retirées, site gardé"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a row says of its place: numbers when they are believed, else why not (`field` has the cell)."""

    latitude: float = np.nan
    longitude: float = np.nan
    reason: str = ""
    field: str = "latitude"


def coordinates(rows: Rows, department: "pd.Series[str]") -> dict[str, Floats]:
    """The columns `latitude` and `longitude` of the rows, NaN where there is none; lists the cells left aside."""
    if not any(rows.has(name) for name in NAMES):
        return {}
    latitude, longitude, point = (rows.text(name) for name in NAMES)
    together = latitude + "\0" + longitude + "\0" + point + "\0" + department
    codes, found = distinct(together, lambda cell: _read(*cell.split("\0")))
    reasons = [one.reason for one in found]
    for field in NAMES:
        wrong = np.array([one.field == field and bool(one.reason) for one in found], dtype=bool)[codes]
        places = np.flatnonzero(wrong & rows.kept)
        rows.remark(places, field, lambda place: f"{reasons[codes[place]]}\u00a0: {_ASIDE}")
    return {
        "latitude": np.array([one.latitude for one in found])[codes],
        "longitude": np.array([one.longitude for one in found])[codes],
    }


def _read(latitude: str, longitude: str, point: str, department: str) -> _Found:
    pair = (latitude, longitude)
    field = "latitude"
    if not (latitude or longitude):
        if not point:
            return _Found()
        pair, field = _pair(point), "point"
    numbers = []
    for name, text in zip(("latitude", "longitude"), pair, strict=True):
        number = parse_number(text, ("°",))
        if isinstance(number, Word):
            numbers.append(np.nan)
        elif not isinstance(number, Number):
            reason = f"{name} illisible, écrire des degrés décimaux (48,8566)"
            return _Found(reason=reason, field=name if field == "latitude" else field)
        else:
            numbers.append(number.value)
    return _checked(numbers[0], numbers[1], department, field)


def _checked(latitude: float, longitude: float, department: str, field: str) -> _Found:
    if np.isnan(latitude) and np.isnan(longitude):
        return _Found()
    pair = field == "point"
    if np.isnan(latitude) or np.isnan(longitude):
        alone, missing = ("longitude", "latitude") if np.isnan(latitude) else ("latitude", "longitude")
        return _Found(reason=f"{alone} sans {missing}", field=field if pair else alone)
    if abs(latitude) >= 90:
        return _Found(reason="latitude hors de −90 à 90", field=field)
    if abs(longitude) > 180:
        return _Found(reason="longitude hors de −180 à 180", field=field if pair else "longitude")
    if latitude == longitude == 0:
        return _Found(reason="0 et 0 ne situent aucun site", field=field)
    reason = _elsewhere(latitude, longitude, department)
    return _Found(reason=reason, field=field) if reason else _Found(latitude, longitude)


def _elsewhere(latitude: float, longitude: float, department: str) -> str:
    """Why the point is not in its département; empty when it is, or when there is no outline to tell."""
    sheet = catalog.outlines()
    away = kilometres_from(sheet, longitude, latitude, department)
    if away is None or away <= FARTHEST_KM:
        return ""
    turned = kilometres_from(sheet, latitude, longitude, department)
    if turned is not None and turned <= FARTHEST_KM:
        return "latitude et longitude semblent inversées"
    label = catalog.departments()[department].label
    return f"point à plus de {FARTHEST_KM:.0f}\u00a0km du département du site ({label}, {department})"


def _pair(text: str) -> tuple[str, str]:
    """Latitude and longitude from « 48.85, 2.35 », « 48,85 ; 2,35 », `[48.85, 2.35]`, `{"lon": 2.35, "lat": 48.85}`."""
    if text.startswith("{"):
        return _of_record(text)
    bare = text.strip("[]() ")
    for separator in (r"\s*;\s*", r"\s*,\s+|\s+,", r"\s+", ","):
        parts = re.split(separator, bare)
        if len(parts) == 2 and (separator != "," or "." in bare):
            return parts[0], parts[1]
    return text, text


def _of_record(text: str) -> tuple[str, str]:
    try:
        record = json.loads(text)
    except ValueError:
        return text, text
    return str(record.get("lat", text)), str(record.get("lon", text))

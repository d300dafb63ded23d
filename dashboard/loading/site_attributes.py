"""The variables of a margin that a respondent has from his or her site: service, type, region, department, site."""

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard import catalog
from dashboard.sources.values import normal_name, parse_insee, plain

_NAMES = {
    "service": "service services reseau code_service",
    "site_type": "site_type typologie type_de_site type_de_structure",
    "region": "region code_region",
    "department": "department departement code_departement",
    "site": "site code_site structure",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
Register = Mapping[str, Mapping[str, str | None]]
"""Site code → its row in the register (canonical.SITES)."""
KeyOf = Callable[[str], str]
"""From a category as a person writes it to the value that the rows hold."""


def field_of(variable: str) -> str | None:
    """The attribute that a variable names (« réseau », « typologie », « région »…), None when it names none."""
    return _FIELDS.get(normal_name(variable))


def values(field: str, register: Register) -> "pd.Series[str]":
    """The value of the attribute by site code; a site without it has None. A department gives a missing region."""
    departments = catalog.departments() if field == "region" else {}

    def value(code: str, row: Mapping[str, str | None]) -> str | None:
        if field == "site":
            return code
        found = row[field] or None
        if field == "region" and found is None and (department := row["department"]) in departments:
            found = departments[department].region
        return found

    return pd.Series({code: value(code, row) for code, row in register.items()}, dtype="object")


def key_of(field: str, register: Register) -> KeyOf:
    """Finds the code of a category given by its code or its label; an unknown one stays as it is."""
    codes: dict[str, str] = {}
    exact = {code for code in values(field, register).tolist() if code}
    for label, code in _labels(field, register):
        codes.setdefault(plain(label), code)

    def key(text: str) -> str:
        if text in exact:
            return text
        insee = parse_insee(text) if field in ("region", "department") else None
        return insee or codes.get(plain(text), text)

    return key


def _labels(field: str, register: Register) -> list[tuple[str, str]]:
    """(label, code), codes first: a label never hides the code of another one."""
    if field == "region":
        found = [(region.label, code) for code, region in catalog.regions().items()]
    elif field == "department":
        found = [(department.label, code) for code, department in catalog.departments().items()]
    elif field == "site":
        found = [(row["label"] or code, code) for code, row in register.items()]
    else:
        pairs = ((row[f"{field}_label"], row[field]) for row in register.values())
        found = [(label, code) for label, code in pairs if label and code]
    return [(code, code) for _, code in found] + found

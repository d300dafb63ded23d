"""Under which licence the open data may be used again."""

from dataclasses import dataclass

from dashboard.config import OPEN_LICENCE


@dataclass(frozen=True, slots=True)
class Licence:
    """`code`: the short name that catalogues know, empty for another one."""

    code: str
    title: str
    address: str


_KNOWN = {
    OPEN_LICENCE: Licence(
        OPEN_LICENCE,
        "Licence Ouverte 2.0",
        "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
    ),
    "ODbL-1.0": Licence("ODbL-1.0", "Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "CC-BY-4.0": Licence(
        "CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
    ),
}


def licence_of(chosen: str, demo: bool) -> Licence | None:
    """The licence of a setting: a known code, or the address of a text. None for invented data unless one is chosen."""
    if not chosen:
        return None if demo else _KNOWN[OPEN_LICENCE]
    return _KNOWN.get(chosen) or Licence("", chosen, chosen)

"""The three parts of the programme, as headings."""

_NAMES = {"proches": "Plus proches", "efficaces": "Plus efficaces", "simples": "Plus simples"}


def pillar_name(pillar: str) -> str:
    """« + proches » or « proches » → « Plus proches »."""
    return _NAMES.get(pillar.removeprefix("+ "), pillar)

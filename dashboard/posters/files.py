"""Posters as files: their names and their bytes, one at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.posters.poster import Poster
from dashboard.posters.rendering import Format, pdf
from dashboard.wording.file_name import file_name


@dataclass(frozen=True, slots=True)
class Made:
    """One file. `created`: the moment of its data, UTC."""

    file: str
    content: bytes
    created: dt.datetime


def name_of(code: str, form: Format) -> str:
    """« affiche-tj-lyon-a4.pdf »."""
    return f"affiche-{file_name(code)}-{form}.pdf"


def made(posters: Iterable[Poster], form: Format) -> Iterator[Made]:
    """One file a poster, made when it is asked for. Two codes that differ by their signs alone have two names."""
    taken: set[str] = set()
    for poster in posters:
        name, rank = name_of(poster.code, form), 1
        while name in taken:
            rank += 1
            name = name_of(f"{poster.code}-{rank}", form)
        taken.add(name)
        yield Made(name, pdf(poster, form), poster.created)

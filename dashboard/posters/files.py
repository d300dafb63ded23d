"""Posters as files: their names and their bytes."""

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from dashboard.posters.poster import Poster
from dashboard.posters.rendering import Format, pdf
from dashboard.typesetting.compiling import AT_ONCE
from dashboard.wording.file_name import file_name

AHEAD = 2 * AT_ONCE
"""Posters made or being made before they are asked for."""


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
    """One file a poster, in their order; a few are made ahead of the one that is asked for, several at once. Two codes
    that differ by their signs alone have two names."""
    ahead: deque[tuple[str, Poster, Future[bytes]]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, poster in _named(posters, form):
            ahead.append((name, poster, pool.submit(pdf, poster, form)))
            if len(ahead) > AHEAD:
                yield _done(*ahead.popleft())
        while ahead:
            yield _done(*ahead.popleft())


def _done(name: str, poster: Poster, content: Future[bytes]) -> Made:
    return Made(name, content.result(), poster.created)


def _named(posters: Iterable[Poster], form: Format) -> Iterator[tuple[str, Poster]]:
    taken: set[str] = set()
    for poster in posters:
        name, rank = name_of(poster.code, form), 1
        while name in taken:
            rank += 1
            name = name_of(f"{poster.code}-{rank}", form)
        taken.add(name)
        yield name, poster

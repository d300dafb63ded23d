"""Every cache of the application. The version of the data is in each key: a new publication empties nothing by hand.

Only reads and analyses are kept (small, aggregated): never a figure, which costs more to copy than to draw again.
"""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from dashboard import config
from dashboard.errors import StoreError
from dashboard.store import staging, version
from dashboard.store.store import Store
from dashboard.store.version import Version

T = TypeVar("T")


def current_version() -> Version | None:
    """The published version, read from the pointer at every run (a small file); None when none can be served."""
    try:
        return version.current(config.settings())
    except StoreError:
        return None


def refusal() -> str:
    """Why no version can be served although one was published; empty otherwise."""
    try:
        version.current(config.settings())
    except StoreError as reason:
        return str(reason)
    return ""


def is_demonstration(published: Version) -> bool:
    """True when the data are invented (`python -m dashboard demo`)."""
    return _is_demonstration(published.sha256, published.loads)


class CachedReader:
    """Reads of one version, kept in memory: the same question of two sessions is asked to the database once."""

    def __init__(self, published: Version) -> None:
        self.version = published
        self._store = _open_store(published.sha256, str(published.path), published.number)

    def read(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        """The rows of queries/read/<name>.sql, as `Store.read` gives them. The list is a copy: it may be sorted."""
        return list(_read(name, _hashable(params), self.version.sha256, self._store))

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """`analysis(reader, *arguments, **options)`, kept by version. Arguments: frozen objects, texts, numbers, dates.

        For slow analyses; `analysis` is a function of a module, known by its name (a lambda is refused: ValueError).
        """
        name = f"{analysis.__module__}.{analysis.__qualname__}"
        if "<" in name or not inspect.isfunction(analysis):
            raise ValueError(f"only a function of a module can be cached: {name}")
        result: T = _compute(name, _hashable(options), arguments, self.version.sha256, analysis, self)
        return result


def reader() -> CachedReader | None:
    """The reader of the published version; None when nothing is published."""
    published = current_version()
    return None if published is None else CachedReader(published)


def _hashable(params: Mapping[str, object]) -> tuple[tuple[str, Any], ...]:
    """Sorted, lists as tuples: one question, one entry."""
    return tuple(sorted((key, tuple(v) if isinstance(v, list) else v) for key, v in params.items()))


# The SHA-256 of the data file is the key everywhere: a number may be used again after `undo`, a content may not.
# Two stores: the readers of the old version finish while the new one serves; none is closed under them.
@st.cache_resource(max_entries=2, show_spinner=False)
def _open_store(sha256: str, path: str, number: int) -> Store:
    chosen = config.settings()
    return Store(Path(path), number=number, threads=chosen.threads, memory_limit=chosen.memory_limit)


@st.cache_resource(max_entries=4, show_spinner=False)
def _is_demonstration(sha256: str, loads: tuple[int, ...]) -> bool:
    return any(load.demo for load in staging.loads(config.settings()) if int(load.id) in loads)


# Shared, not copied: rows are tuples of plain values that nobody can change, and copying a long answer costs as much as
# drawing it.
@st.cache_resource(max_entries=1024, show_spinner=False)
def _read(name: str, params: tuple[tuple[str, Any], ...], sha256: str, _store: Store) -> tuple[tuple[Any, ...], ...]:
    plain = {label: list(value) if isinstance(value, tuple) else value for label, value in params}
    return tuple(_store.read(name, **plain))


# Shared for the same reason: what an analysis answers is frozen. Room for the usual views (some 250) and many others.
@st.cache_resource(max_entries=1024, show_spinner=False)
def _compute(
    name: str,
    options: tuple[tuple[str, Any], ...],
    arguments: tuple[Any, ...],
    sha256: str,
    _analysis: Callable[..., Any],
    _reader: CachedReader,
) -> Any:
    return _analysis(_reader, *arguments, **dict(options))

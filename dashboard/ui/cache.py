"""Every cache of the application. The version of the data is in each key: a new publication empties nothing by hand.

Only reads and analyses are kept (small, aggregated): never a figure, which costs more to copy than to draw again.
"""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from dashboard import config
from dashboard.store import publish, staging
from dashboard.store.publish import Version
from dashboard.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")


def current_version() -> Version | None:
    """The published version, read from the pointer at every run (a small file); None when nothing is published."""
    return publish.current(config.settings())


def open_store(version: Version) -> Store:
    """The store of a version, shared by every session."""
    return _open_store(str(version.path), version.number)


def is_demonstration(version: Version) -> bool:
    """True when the data are invented (`python -m dashboard demo`)."""
    return _is_demonstration(str(config.settings().home), version.number)


class CachedReader:
    """Reads of one version, kept in memory: the same question of two sessions is asked to the database once."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self._store = open_store(version)

    def read(self, name: str, **params: Any) -> list[Any]:
        """The rows of a query file. The list is a copy: the caller may sort it. Raises what Store.read raises."""
        return _read(name, _hashable(params), self._key, self._store)

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """`analysis(reader, *arguments, **options)`, kept by version. Arguments: frozen objects, texts, numbers, dates.

        For slow analyses; `analysis` is a function of a module, known by its name (a lambda is refused: ValueError).
        """
        name = f"{analysis.__module__}.{analysis.__qualname__}"
        if "<" in name or not inspect.isfunction(analysis):
            raise ValueError(f"only a function of a module can be cached: {name}")
        result: T = _compute(name, _hashable(options), arguments, self._key, analysis, self)
        return result

    @property
    def _key(self) -> tuple[str, int]:
        # The path too: two installations in one process (tests) may publish the same number.
        return str(self.version.path), self.version.number


def reader() -> CachedReader | None:
    """The reader of the published version; None when nothing is published."""
    version = current_version()
    return None if version is None else CachedReader(version)


def _hashable(params: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Sorted, lists as tuples: one question, one entry."""
    return tuple(sorted((key, tuple(v) if isinstance(v, list) else v) for key, v in params.items()))


# Two: the readers of the old version finish while the new one serves. No `on_release` that would close it under them.
@st.cache_resource(max_entries=2, show_spinner=False)
def _open_store(path: str, number: int) -> Store:
    return Store(Path(path))


@st.cache_data(max_entries=4, show_spinner=False)
def _is_demonstration(home: str, number: int) -> bool:
    return any(load.demo for load in staging.loads(config.settings()))


@st.cache_data(max_entries=1024, show_spinner=False)
def _read(name: str, params: tuple[tuple[str, Any], ...], key: tuple[str, int], _store: Store) -> list[Any]:
    plain = {label: list(value) if isinstance(value, tuple) else value for label, value in params}
    return list(_store.read(name, **plain))


@st.cache_data(max_entries=256, show_spinner=False)
def _compute(
    name: str,
    options: tuple[tuple[str, Any], ...],
    arguments: tuple[Any, ...],
    key: tuple[str, int],
    _analysis: Callable[..., Any],
    _reader: CachedReader,
) -> Any:
    return _analysis(_reader, *arguments, **dict(options))

"""Every cache of the application. The version of the data is in each key: a new publication empties nothing by hand.

Only reads and analyses are kept (small, aggregated): never a figure, which costs more to copy than to draw again.
"""

import datetime as dt
import inspect
from collections.abc import Callable, Hashable, Mapping
from threading import Condition
from typing import Any, NamedTuple, TypeVar, cast

import numpy.typing as npt
from cachetools import LRUCache, cached

from dashboard import authority, config
from dashboard.domain.access import Perimeter, Right
from dashboard.errors import StoreError
from dashboard.store import reads, version
from dashboard.store.perimeter import PerimeterReader
from dashboard.store.public_version import public_version
from dashboard.store.store import Store, store_of
from dashboard.store.version import Version
from dashboard.ui.turns import Turns

T = TypeVar("T")
Params = tuple[tuple[str, Any], ...]
Key = tuple[Hashable, ...]


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
    try:
        return _is_demonstration(published)
    except StoreError:  # damaged: nothing of it is shown
        return False


class CachedReader:
    """Reads of one version, kept in memory: the same question of two sessions is asked to the database once."""

    def __init__(self, published: Version) -> None:
        self.version = published
        self._store = _open_store(published)

    @property
    def reference(self) -> "CachedReader":
        """Itself: it has every site."""
        return self

    @property
    def key(self) -> Key:
        """What tells its answers from those of another reader."""
        return (self.version.sha256,)

    def read(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        """The rows of queries/read/<name>.sql, as `Store.read` gives them. The list is a copy: it may be sorted."""
        return list(_read(name, _hashable(params), self.version.sha256, self._store).rows)

    def columns(self, name: str, /, **params: object) -> Mapping[str, npt.NDArray[Any]]:
        """As `Store.columns`; not kept, arrays are large: what is computed from them is."""
        return self._store.columns(name, **params)

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """`analysis(reader, *arguments, **options)`, kept by version. Arguments: frozen objects, texts, numbers, dates.

        For slow analyses; `analysis` is a function of a module, known by its name (a lambda is refused: ValueError).
        """
        return _kept(analysis, self, arguments, options)


class PersonalReader(PerimeterReader):
    """The same for somebody who does not see everything; what is computed is shared by those who see the same."""

    def __init__(self, whole: CachedReader, perimeter: Perimeter) -> None:
        super().__init__(whole, perimeter)
        self.version = whole.version

    @property
    def key(self) -> Key:
        """What tells its answers from those of another reader."""
        return (self.version.sha256, self.perimeter)

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """As `CachedReader.compute`."""
        return _kept(analysis, self, arguments, options)


PageReader = CachedReader | PersonalReader
"""What pages ask: everything that the person who looks may see."""


def reader() -> PageReader | None:
    """The reader of the published version for whoever looks; None when nothing is published. Raises AccessError when
    they may see nothing."""
    held = authority.within(Right.READ)
    whole = whole_reader()
    return whole if whole is None or held.everywhere else PersonalReader(whole, held)


def whole_reader() -> CachedReader | None:
    """The reader of the published version, every site; None when nothing is published. For the server itself."""
    published = current_version()
    return None if published is None else CachedReader(published)


def public_reader(now: dt.datetime) -> CachedReader | None:
    """The reader of the version that the public reads. Raises StoreError when it cannot be served."""
    published = public_version(config.settings(), now)
    return None if published is None else CachedReader(published)


def _kept(analysis: Callable[..., T], reader: PageReader, arguments: Key, options: Mapping[str, object]) -> T:
    if not inspect.isfunction(analysis) or "<" in analysis.__qualname__:
        raise ValueError(f"only a function of a module can be cached: {analysis}")
    asked = (analysis, reader, arguments, _hashable(options))
    with _ONE_BY_ONE:
        if (found := _COMPUTED.get(_compute.cache_key(*asked), _UNKNOWN)) is not _UNKNOWN:
            return cast(T, found)
    with _TURNS.taken():
        return cast(T, _compute(*asked))


def _hashable(params: Mapping[str, object]) -> Params:
    """Sorted, lists as tuples: one question, one entry."""
    return tuple(sorted((key, tuple(v) if isinstance(v, list) else v) for key, v in params.items()))


# Not Streamlit's caches, which take 0.3 to 1.5 ms to find an answer again: a page asks a hundred times. A condition
# makes two sessions that ask the same at once wait for one answer. What is kept is shared, not copied: rows are tuples
# of plain values and analyses are frozen; to copy a long answer costs as much as to draw it.
# The SHA-256 of the data file is the key everywhere: a number may be used again after `undo`, a content may not.


class Rows(NamedTuple):
    """What one read gave; `weight`: the values that it and its key hold."""

    weight: int
    rows: tuple[tuple[Any, ...], ...]


KEPT_VALUES = 6_000_000
"""Values of the rows that are kept, some 200 MB: counted in reads, an address asked in a thousand ways would keep its
longest list a thousand times. The usual views of 600 sites over nine years hold 3.8 million. A read that would not fit
alone is answered and not kept."""
READ_WEIGHT = 20
"""What an entry costs beside its values, for the reads that give none."""
_READ: LRUCache[Key, Rows] = LRUCache(KEPT_VALUES, getsizeof=lambda kept: kept.weight)
_COMPUTED: LRUCache[Key, Any] = LRUCache(4096)
"""Room for the usual views (some 300) and those of a dozen services over a dozen periods."""
_ONE_BY_ONE = Condition()
_UNKNOWN = object()
ANALYSES_AT_ONCE = 2
LONGEST_TURN_S = 30.0
_TURNS = Turns(
    ANALYSES_AT_ONCE,
    LONGEST_TURN_S,
    "Trop de calculs sont demandés à la fois : recharger la page dans une minute.",
)
"""Python computes one thing at a time: ten analyses together would end together, late, and slow every other click. A
turn is taken before the answer is known to be computed by somebody: whoever holds one never waits for one."""
# Three stores: the version of the agents, that of the public, and an old one whose readers finish; none is closed under
# them.
_STORES: LRUCache[Key, Store] = LRUCache(3)
_DEMONSTRATIONS: LRUCache[Key, bool] = LRUCache(4)


def forget() -> None:
    """Empty every cache, for a test that looks at what is computed."""
    for kept in (_READ, _COMPUTED, _STORES, _DEMONSTRATIONS):
        kept.clear()


@cached(_STORES, key=lambda published: (published.sha256, published.path, published.number), condition=Condition())
def _open_store(published: Version) -> Store:
    return store_of(published, config.settings())


@cached(_DEMONSTRATIONS, key=lambda published: (published.sha256,), condition=Condition())
def _is_demonstration(published: Version) -> bool:
    """As the file says: a server that copies the versions of another has no load."""
    return reads.version(CachedReader(published)).demo


@cached(_READ, key=lambda name, params, sha256, store: (name, params, sha256), condition=Condition())
def _read(name: str, params: Params, sha256: str, store: Store) -> Rows:
    plain = {label: list(value) if isinstance(value, tuple) else value for label, value in params}
    rows = tuple(store.read(name, **plain))
    asked = sum(_values(value) for _, value in params)
    return Rows(READ_WEIGHT + asked + (len(rows) * sum(map(_values, rows[0])) if rows else 0), rows)


def _values(value: object) -> int:
    """How many a column or a parameter holds."""
    return len(value) if isinstance(value, list | tuple) else 1


@cached(
    _COMPUTED,
    key=lambda analysis, reader, arguments, options: (analysis, reader.key, arguments, options),
    condition=_ONE_BY_ONE,
)
def _compute(analysis: Callable[..., Any], reader: PageReader, arguments: Key, options: Params) -> Any:
    return analysis(reader, *arguments, **dict(options))

"""A dataset of an Opendatasoft portal (Explore API v2.1) to a JSON Lines file: pages, retries, resume after a cut.

The records endpoint gives 100 records a page and none beyond the 10,000th; a larger dataset is read from its JSON Lines
export, in one stream, which cannot be resumed by its nature and starts again. Pages are kept until the file is whole.
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from dashboard.errors import SourceError, cause
from dashboard.sources.download import Download, Patience
from dashboard.sources.portal_address import Dataset, parse_address

PAGE = 100
LAST_OFFSET = 10_000
"""The API refuses offset + limit above it."""
MAX_BYTES = 2_000_000_000
MAX_PAGE_BYTES = 100_000_000
MAX_RESTARTS = 3
KEPT_FOR = dt.timedelta(hours=24)
"""Pages of an older attempt are dropped: the portal may have changed values without changing their number."""

Progress = Callable[[int, int | None], None]


class _Changed(Exception):
    """The dataset changed while it was being read: its pages no longer fit together."""


def _write(path: Path, text: str) -> None:
    """Write through a temporary name: a file under its own name is whole."""
    part = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _line(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


@dataclass(slots=True)
class _Pages:
    """The pages of one query already received, and the count of records that they were cut from."""

    folder: Path
    query: str
    total: int | None = None

    @property
    def _state(self) -> Path:
        return self.folder / "state.json"

    def load(self, now: dt.datetime) -> None:
        """Take up the pages of an earlier attempt at the same query, unless they are too old."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            young = now - dt.datetime.fromisoformat(state["started"]) < KEPT_FOR
            self.total = int(state["total_count"]) if young and state["query"] == self.query else None
        except (OSError, ValueError, KeyError, TypeError):
            self.total = None
        if self.total is None:
            self.clear()

    def start(self, total: int, now: dt.datetime) -> None:
        self.clear()
        self.total = total
        state = {"query": self.query, "total_count": total, "started": now.isoformat()}
        _write(self._state, json.dumps(state))

    def clear(self) -> None:
        self.total = None
        for path in self.folder.iterdir():
            path.unlink(missing_ok=True)

    def page(self, offset: int) -> Path:
        return self.folder / f"{offset:06d}.jsonl"

    def remove(self) -> None:
        self.clear()
        self.folder.rmdir()


def _page(download: Download, dataset: Dataset, offset: int) -> tuple[int, list[Any]]:
    """The count of records of the whole query, and the records of one page."""
    answer = download.json(dataset.records, {**dataset.query, "limit": PAGE, "offset": offset}, MAX_PAGE_BYTES)
    if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
        raise SourceError(
            f"{dataset.label} ne répond pas comme l’API Opendatasoft v2.1 : vérifier l’adresse du jeu de données."
        )
    total = answer.get("total_count")
    if not isinstance(total, int) or total < 0:
        raise SourceError(f"{dataset.label} n’indique pas le nombre d’enregistrements : vérifier l’adresse.")
    return total, answer["results"]


def _fetch_pages(download: Download, dataset: Dataset, pages: _Pages, progress: Progress | None) -> None:
    """Every missing page. _Changed when the count of records moves, or a page is not full."""
    assert pages.total is not None
    for offset in range(0, pages.total, PAGE):
        due = min(PAGE, pages.total - offset)
        path = pages.page(offset)
        if not path.exists():
            total, records = _page(download, dataset, offset)
            if total != pages.total or len(records) != due:
                raise _Changed
            _write(path, "".join(map(_line, records)))
        if progress:
            progress(offset + due, pages.total)


def _export(download: Download, dataset: Dataset, path: Path, total: int, progress: Progress | None) -> None:
    """The whole dataset from the export endpoint. _Changed when it holds fewer records than announced."""
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        count = 0
        for text in download.lines(f"{dataset.exports}/jsonl", dataset.query, MAX_BYTES):
            count += 1
            # An export that fails midway ends with a sentence in place of a record: `json.loads` refuses it.
            yield _line(json.loads(text))
            if progress and count % 1_000 == 0:
                progress(count, max(total, count))

    part = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        download.save(lines, part)
        if count < total:
            raise _Changed
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    if progress:
        progress(count, count)


def _fetch(download: Download, dataset: Dataset, pages: _Pages, path: Path, progress: Progress | None) -> None:
    now = dt.datetime.now(dt.UTC)
    pages.load(now)
    if pages.total is None:
        total, _ = _page(download, dataset, 0)
        if total == 0:
            raise SourceError(f"{dataset.label} ne contient aucun enregistrement : vérifier l’adresse ou le filtre.")
        pages.start(total, now)
    assert pages.total is not None
    if pages.total > LAST_OFFSET:
        _export(download, dataset, path, pages.total, progress)
    else:
        _fetch_pages(download, dataset, pages, progress)
        part = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        with part.open("w", encoding="utf-8") as file:
            for offset in range(0, pages.total, PAGE):
                file.write(pages.page(offset).read_text(encoding="utf-8"))
        part.replace(path)
    pages.remove()


def fetch(
    address: str,
    folder: Path,
    progress: Progress | None = None,
    client: httpx.Client | None = None,
    patience: Patience | None = None,
) -> Path:
    """Download the dataset at `address` into `folder`; the path of the JSON Lines file that results.

    `address`: the API v2.1 (`…/catalog/datasets/<id>/records?where=…`, `…/exports/json`), an older one, or the page of
    the dataset on the portal. Its filters are kept; `limit` and `offset` are not: the dataset is always read whole.
    `progress(done, total)` counts records. Called again after a cut, it asks only for the missing pages.
    SourceError, in one sentence: unknown address, refusal, unreadable answer, too many failures.
    """
    dataset = parse_address(address)
    digest = hashlib.sha256(json.dumps([dataset.records, dataset.query], sort_keys=True).encode()).hexdigest()
    path = folder / f"{dataset.name}-{digest[:8]}.jsonl"
    pages = _Pages(folder / f"{path.stem}.part", digest)
    own = client or httpx.Client(timeout=httpx.Timeout(60, connect=10), headers={"User-Agent": "barometre-spplus"})
    download = Download(own, dataset.label, patience or Patience())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for _ in range(MAX_RESTARTS):
            try:
                _fetch(download, dataset, pages, path, progress)
                return path
            except _Changed:
                pages.clear()
    except OSError as error:
        raise SourceError(
            f"Écriture impossible dans « {folder} » ({cause(error)}) : libérer de la place ou vérifier les droits."
        ) from error
    finally:
        if client is None:
            own.close()
    raise SourceError(f"{dataset.label} change pendant la lecture : relancer le chargement un peu plus tard.")

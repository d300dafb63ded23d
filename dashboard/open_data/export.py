"""The whole package of one version of the data: rows, dictionaries, descriptions."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from dashboard.catalog.indicator_file import Derivation
from dashboard.config import Settings
from dashboard.domain.estimate import Status
from dashboard.domain.indicator import Indicator
from dashboard.open_data import labels, spplus, tables
from dashboard.open_data.catalogue import catalogue
from dashboard.open_data.data_package import data_package, schema_path
from dashboard.open_data.facts import Facts, Written, written
from dashboard.open_data.fields import Table
from dashboard.open_data.folder import DESCRIPTOR, whole
from dashboard.open_data.licence import licence_of
from dashboard.open_data.observations import STATUS, Extract, Observation, extract, observations
from dashboard.open_data.periods import last_whole_year
from dashboard.open_data.read_me import read_me
from dashboard.open_data.request import Request
from dashboard.open_data.writing import CsvFile, ParquetFile
from dashboard.store import reads
from dashboard.store.reads import Reader

READ_ME, CATALOGUE = "LISEZMOI.md", "catalogue.jsonld"

Advance = Callable[[int, int, str], None]


def export(reader: Reader, request: Request, settings: Settings, target: Path, advance: Advance) -> Facts:
    """Write the package in the folder `target`, whole or not at all. `advance` hears how many indicators are done, out
    of how many, and the next one. Raises QueryError: what is asked does not exist, or the folder may not be written."""
    made = extract(reader, request)
    with whole(target) as folder:
        with ExitStack() as opened:
            found = _Rows(reader, made, settings, folder, opened)
            for number, indicator in enumerate(made.chosen):
                advance(number, len(made.chosen), indicator.label)
                found.add(indicator)
        facts = _facts(reader, made, settings, found.finished(), found.withheld)
        _describe(folder, facts)
    return facts


class _Rows:
    """The files of rows, filled one indicator after the other; `opened` closes them. `withheld`: observations that
    are."""

    def __init__(self, reader: Reader, made: Extract, settings: Settings, folder: Path, opened: ExitStack) -> None:
        self._reader, self._made, self._settings, self._folder = reader, made, settings, folder
        self._version = reads.version(reader)
        self._register = reads.register(reader)
        self._sites = {one.code: one for one in self._register}
        self._year = last_whole_year(made.last, made.request.period)
        self._updated = spplus.updated_on(self._version.built_at.date(), self._year)
        self.withheld = 0
        notes = {"data_version": str(self._version.version), "demonstration": str(self._version.demo).lower()}
        self._tidy = opened.enter_context(CsvFile(folder, tables.OBSERVATIONS))
        self._parquet = opened.enter_context(ParquetFile(folder, tables.OBSERVATIONS, notes))
        self._reviews = opened.enter_context(CsvFile(folder, tables.REVIEWS))
        self._results = opened.enter_context(CsvFile(folder, spplus.RESULTS))

    def add(self, indicator: Indicator) -> None:
        """All the rows of an indicator."""
        for one in observations(self._reader, self._made, indicator, self._settings):
            self._tidy.write(one)
            self._parquet.write(one)
            self.withheld += one.statut == STATUS[Status.MASKED]
            if indicator.derived_from == Derivation.POSITIVE:  # its base is the number of opinions
                self._reviews.write(_count(one))
            if spplus.is_result(one, self._year):
                site = self._sites[one.code_maille]
                self._results.write(spplus.result_row(one, indicator, site, self._updated))

    def finished(self) -> list[Written]:
        """Every file, once these are closed and the small ones written."""
        chosen = self._made.chosen
        small: Sequence[tuple[Table, Iterable[Sequence[object]]]] = (
            (tables.INDICATORS, labels.indicator_rows(chosen)),
            (tables.UNIT_LABELS, labels.unit_rows(self._reader)),
            (spplus.STRUCTURES, spplus.structure_rows(self._register)),
            (spplus.INDICATORS, spplus.indicator_rows(chosen)),
        )
        files: list[CsvFile | ParquetFile] = [self._tidy, self._parquet, self._reviews]
        for table, rows in small:
            with CsvFile(self._folder, table) as file:
                file.fill(rows)
            files.append(file)
        files.append(self._results)
        return [written(file.path, file.table, file.rows) for file in files]


def _count(one: Observation) -> tuple[object, ...]:
    """A row of nombre-avis.csv."""
    known = one._asdict() | {"nombre_avis": one.n}
    return tuple(known[name] for name in tables.REVIEWS.columns)


def _facts(reader: Reader, made: Extract, settings: Settings, files: Sequence[Written], withheld: int) -> Facts:
    version = reads.version(reader)
    return Facts(
        version=version.version,
        built=version.built_at,
        demo=version.demo,
        covered=made.covered,
        last=made.last,
        licence=licence_of(settings.licence, version.demo),
        regions={region.code: region.name or region.code for region in reads.regions(reader)},
        indicators=len(made.chosen),
        withheld=withheld,
        masked_below=settings.masked_below,
        files=files,
    )


def _describe(folder: Path, facts: Facts) -> None:
    """The dictionaries and the three descriptions, that of the package last."""
    (folder / "schemas").mkdir()
    described = {file.table.name: file.table for file in facts.files}
    for table in described.values():
        _json(folder / schema_path(table), table.schema(facts.notice))
    (folder / READ_ME).write_text(read_me(facts), encoding="utf-8")
    _json(folder / CATALOGUE, catalogue(facts))
    content = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    _json(folder / DESCRIPTOR, data_package(facts, content))


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

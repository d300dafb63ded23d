"""Loads a source: nothing is staged before every file was read to its end."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.domain.weighting import Weighting
from dashboard.errors import RejectedRowsError, SourceError, StoreError, cause
from dashboard.loading.bulk_answers import stage_in_bulk
from dashboard.loading.bulk_files import Texts, bulk_files, regular_texts
from dashboard.loading.context import read_context
from dashboard.loading.journal import complete, tell
from dashboard.loading.report import LoadReport, Progress
from dashboard.loading.restatements import count_restated
from dashboard.loading.weighting import MarginWeights
from dashboard.registry.audit import Act
from dashboard.sources import files, opendatasoft
from dashboard.sources.bulk_file import NotPlainError
from dashboard.sources.kinds import KINDS, SourceKind, open_source
from dashboard.sources.mapping import Mapping, read_mapping
from dashboard.sources.margins import Margin, read_margins
from dashboard.sources.raw import RawBatch, Reject
from dashboard.store import staging
from dashboard.store.following import require_publisher
from dashboard.store.staging import REJECTS, LoadOrder, StagedFile, StagedLoad
from dashboard.store.staging_writer import StagingWriter
from dashboard.telemetry import data_act

FIRST_REJECTS = 20
Listener = Callable[[Progress], None]


def load(
    settings: Settings,
    kind: str,
    sources: Sequence[str],
    mapping: Path | None = None,
    strict: bool = False,
    progress: Listener | None = None,
    *,
    margins: Path | None = None,
    demo: bool = False,
    note: str = "",
) -> LoadReport:
    """Read the sources (files, folders, Opendatasoft addresses), check every row, and stage the good ones as one load.

    `margins`: the file of the population by which the answers of a survey are weighted (dashboard.sources.margins).
    The same content (kind, files, mapping, margins) is never staged twice. SourceError, ConfigurationError or
    RefusedError: a source, the kind, the mapping or the margins cannot be used. RejectedRowsError, with the path of a
    report: no row is good, or `strict` and one is bad. StoreError: the disk refuses. In every such case nothing was
    staged.
    """
    authority.require(Right.ADMINISTER)
    require_publisher(settings)
    _require_kind(kind, weighted=margins is not None)
    rules = read_mapping(mapping) if mapping else Mapping()
    population = read_margins(margins) if margins else ()
    paths = _fetched(settings, sources, progress)
    with ThreadPoolExecutor(1) as beside:  # a text is read whole to know what it is made of, and for its digest
        texts = beside.submit(regular_texts, KINDS[kind], () if margins else paths, rules)
        digests = tuple(_digest(path) for path in paths)
    order = LoadOrder(
        kind=kind,
        files=digests,
        mapping=rules.name,
        mapping_digest=rules.digest,
        strict=strict,
        note=note,
        demo=demo,
        margins=_digest(margins) if margins else None,
    )
    complete(settings)
    if same := staging.find_same(settings, order.digest):
        return _already(settings, same)
    with data_act("load"):
        report = _Load(settings, KINDS[kind], paths, texts.result(), rules, order, population, progress, mapping).run()
    if report.load_id:
        tell(settings, Act.LOADED, "load", int(report.load_id), kind)
    return report


def _require_kind(kind: str, *, weighted: bool) -> None:
    if kind not in KINDS:
        raise SourceError(f"« {kind} » n’est pas un type de données : choisir parmi {', '.join(KINDS)}.")
    if weighted and kind != "survey":
        raise SourceError(
            "Des marges ne pondèrent que les réponses à une enquête (type « survey ») : retirer le fichier de marges."
        )


class _Load:
    """One load under way."""

    def __init__(
        self,
        settings: Settings,
        kind: SourceKind,
        paths: Sequence[Path],
        texts: Texts,
        rules: Mapping,
        order: LoadOrder,
        population: Sequence[Margin],
        progress: Listener | None,
        mapping: Path | None,
    ) -> None:
        self._settings, self._kind, self._paths, self._rules = settings, kind, paths, rules
        self._texts = texts
        self._order, self._progress, self._mapping = order, progress, mapping
        self._weights = MarginWeights(population, order.margins, rules) if order.margins else None
        self._first: list[Reject] = []
        self._label = paths[0].name
        self._unfinished = 0
        self._done = self._told = 0.0
        self._total = float(sum(file.bytes for file in order.files))

    def run(self) -> LoadReport:
        with StagingWriter(self._settings, self._order) as writer:
            self._read(writer)
            writer.close()
            self._refuse(writer)
            restated = self._restated(writer)
            weighting = self._weighted(writer)
            if self._mapping:
                writer.keep_mapping(self._mapping)
            staged = writer.commit(weighting)
        if writer.already:
            return _already(self._settings, writer.already)
        return LoadReport(
            kind=self._order.kind,
            load_id=staged.id,
            accepted=staged.accepted,
            rejected=staged.rejected,
            restated=restated,
            unfinished=self._unfinished,
            first_rejects=tuple(self._first),
            rejects_path=staged.folder / REJECTS if staged.rejected else None,
            weighting=staged.weighting,
        )

    def _read(self, writer: StagingWriter) -> None:
        """Stage the good rows: by columns when the files allow it, else some rows at a time."""
        variables = self._weights.variables if self._weights else ()
        context = read_context(self._settings, self._rules, variables)
        placed = None if self._weights else bulk_files(self._kind, self._paths, context, self._texts)
        if placed:
            with suppress(NotPlainError):
                for rejects in stage_in_bulk(self._settings, placed, context, writer, partial(self._at, writer)):
                    self._reject(writer, rejects)
                return
        for batch in self._kind.read(self._raw(), context):
            writer.write(batch.tables)
            if self._weights:
                self._weights.add(batch)
            self._reject(writer, batch.rejects)
            self._unfinished += batch.unfinished
            self._tell(writer)

    def _reject(self, writer: StagingWriter, rejects: Sequence[Reject]) -> None:
        writer.reject(rejects)
        self._first += rejects[: FIRST_REJECTS - len(self._first)]

    def _at(self, writer: StagingWriter, share: float) -> None:
        self._done = share * self._total
        self._tell(writer)

    def _raw(self) -> Iterator[RawBatch]:
        """The batches of every file, one after the other; `_done` follows the bytes read."""
        before = 0.0
        for path, file in zip(self._paths, self._order.files, strict=True):
            self._label = path.name
            for batch in open_source(self._kind, path, self._rules):
                share = batch.read_bytes / batch.total_bytes if batch.total_bytes else 0.0
                self._done = before + share * file.bytes
                yield batch
            before += file.bytes
            self._done = before

    def _tell(self, writer: StagingWriter) -> None:
        self._told = max(self._told, self._done)  # a text that proves irregular is read again from its beginning
        if self._progress:
            accepted = sum(writer.accepted.values())
            self._progress(Progress(self._label, self._told, self._total, accepted, writer.rejected))

    def _refuse(self, writer: StagingWriter) -> None:
        """Raises RejectedRowsError when the load may not be staged; the list of the rejects is kept for the person."""
        nothing = not writer.accepted
        if not nothing and not (self._order.strict and writer.rejected):
            return
        if not writer.rejected and self._unfinished:
            raise RejectedRowsError(
                f"{self._names()} ne contient que des questionnaires inachevés (sans date de soumission), rien n’a été "
                "chargé : exporter les réponses complètes."
            )
        if not writer.rejected:
            raise RejectedRowsError(
                f"{self._names()} ne contient aucune ligne à charger : vérifier le fichier et son type."
            )
        report = _keep_report(self._settings, writer.folder / REJECTS)
        first = self._first[0]
        where = f"ligne {first.line}" + (f", colonne « {first.column} »" if first.column else "")
        why = "aucune ligne n’est valable" if nothing else f"{writer.rejected} rejet(s) en mode strict"
        raise RejectedRowsError(
            f"{self._names()} : {why}, rien n’a été chargé ; premier motif, {first.file}, {where} : {first.reason}.",
            str(report),
        )

    def _names(self) -> str:
        more = len(self._paths) - 1
        return f"« {self._paths[0].name} »" + (f" (et {more} autre{'s' * (more > 1)})" if more else "")

    def _weighted(self, writer: StagingWriter) -> Weighting | None:
        """Weight the answers of the load by its margins, once all of them are known."""
        if not self._weights:
            return None
        weighting = self._weights.solve(self._settings)
        writer.rewrite("answers", self._weights.weigh)
        return weighting

    def _restated(self, writer: StagingWriter) -> int:
        if "measures" not in writer.accepted:
            return 0
        earlier = [path for load in staging.loads(self._settings) if (path := load.table("measures"))]
        return count_restated(writer.folder / "measures.parquet", earlier)


def _fetched(settings: Settings, sources: Sequence[str], progress: Listener | None) -> list[Path]:
    """The files of the sources; those of an address are downloaded first. Raises SourceError when there is none."""
    paths: list[Path] = []
    for source in files.expand(sources):
        if isinstance(source, Path):
            paths.append(source)
            continue

        def tell(done: int, total: int | None, address: str = source) -> None:
            if progress:
                progress(Progress(f"Téléchargement de {address}", done, total))

        paths.append(opendatasoft.fetch(source, settings.home / "downloads", tell))
    if not paths:
        raise SourceError("Aucun fichier n’est indiqué : donner un fichier, un dossier ou une adresse.")
    return paths


def _digest(path: Path) -> StagedFile:
    try:
        return staging.digest_of(path, path.name)
    except OSError as error:
        raise SourceError(
            f"« {path.name} » ne peut pas être lu ({cause(error)}) : vérifier le chemin et les droits."
        ) from error


def _keep_report(settings: Settings, rejects: Path) -> Path:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S-%f")
    report = settings.home / "rejects" / f"rejets-{stamp}.csv"
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(rejects, report)
    except OSError as error:
        raise StoreError(
            f"Le compte rendu {report} ne peut pas être écrit ({cause(error)}) : libérer de la place."
        ) from error
    return report


def _already(settings: Settings, same: StagedLoad) -> LoadReport:
    day = dt.datetime.fromisoformat(same.created_at).date()
    later = any(int(one.id) > int(same.id) and one.kind == same.kind for one in staging.loads(settings))
    return LoadReport(same.kind, None, already_loaded=same.id, already_loaded_on=day, followed=later)

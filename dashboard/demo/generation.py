"""Every file of the demonstration, written in the order in which it is loaded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard import catalog
from dashboard.config import ROOT
from dashboard.demo.events import write_events
from dashboard.demo.measures import write_measures
from dashboard.demo.network import network
from dashboard.demo.oddities import write_oddities
from dashboard.demo.results import write_indicators, write_results
from dashboard.demo.reviews import write_reviews
from dashboard.demo.scale import FULL, LAST_MONTH, SMALL, Scale
from dashboard.demo.structures import write_structures
from dashboard.demo.successions import write_successions
from dashboard.demo.survey_waves import write_survey_waves
from dashboard.demo.surveys import waves, write_surveys
from dashboard.errors import StoreError, cause

DEMO_MARK = "Données fictives de démonstration"
"""What pages, exports and documents say while demonstration data are shown."""

WEIGHTED_WAVE = "2025-s1"
"""The half-year whose answers are weighted by a file of margins, as a true survey would be; the others bring their own
weights. Answers do not depend on the channel: weighting by channel changes the precision, not the truth."""
MARGINS = ROOT / "data" / "demo" / "marges-canal.csv"
JUDICIAL_MAP = ROOT / "data" / "demo" / "ressorts.csv"

Progress = Callable[[int, int, str], None]
"""Called after each file with: files done, files in all, name of the file."""


@dataclass(frozen=True, slots=True)
class DemoSource:
    """One source to load: its kind (dashboard.sources.kinds), its file, the mapping that describes it and the margins
    that weight it, if any."""

    kind: str
    path: Path
    mapping: Path | None = None
    rows: int = 0
    margins: Path | None = None


def write(folder: Path, scale: Scale = FULL, progress: Progress | None = None) -> list[DemoSource]:
    """Write the invented sources into `folder` (files of an earlier demonstration are replaced).

    Returns the sources in loading order. The same scale gives the same bytes on every run. Raises StoreError when the
    disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("demo-*.csv"), *folder.glob("demo-*.parquet")):
            old.unlink()
        sources: list[DemoSource] = []
        total = 9 + len(waves(scale)) + (LAST_MONTH.year - scale.first_month.year + 1)
        for source in _sources(folder, scale):
            sources.append(source)
            if progress:
                progress(len(sources), total, source.path.name)
        return sources
    except OSError as error:
        raise StoreError(
            f"Les données de démonstration n’ont pas pu être écrites dans {folder} ({cause(error)}) : "
            "vérifier les droits et l’espace libre."
        ) from error


def _sources(folder: Path, scale: Scale) -> Iterator[DemoSource]:
    sites, catalogue = network(scale), catalog.indicators()
    path = folder / "demo-structures.csv"
    yield DemoSource("spplus-structures", path, rows=write_structures(path, sites))
    path = folder / "demo-indicateurs.csv"
    yield DemoSource("spplus-indicators", path, rows=write_indicators(path, catalogue))
    path = folder / "demo-evenements.csv"
    yield DemoSource("events", path, rows=write_events(path, sites))
    path = folder / "demo-resultats.csv"
    yield DemoSource("spplus-results", path, rows=write_results(path, sites, scale, catalogue))
    for path, rows in write_measures(folder, sites, scale):
        yield DemoSource("measures", path, rows=rows)
    path = folder / "demo-mesures-a-corriger.csv"
    yield DemoSource("measures", path, rows=write_oddities(path, sites))
    scales = {code: indicator.scale for code, indicator in catalogue.items() if indicator.scale}
    for path, rows in write_surveys(folder, sites, scale, scales):
        # Load tests may leave a channel with fewer respondents than a stratum needs.
        weighted = scale in (SMALL, FULL) and path.stem.endswith(WEIGHTED_WAVE)
        yield DemoSource("survey", path, rows=rows, margins=MARGINS if weighted else None)
    path = folder / "demo-enquetes.csv"
    yield DemoSource("survey-waves", path, rows=write_survey_waves(path, sites, scale))
    path = folder / "demo-ressorts.csv"
    path.write_bytes(JUDICIAL_MAP.read_bytes())
    yield DemoSource("judicial-map", path, rows=len(JUDICIAL_MAP.read_text(encoding="utf-8").splitlines()) - 1)
    path = folder / "demo-successions.csv"
    yield DemoSource("successions", path, rows=write_successions(path, sites))
    path = folder / "demo-experiences.csv"
    yield DemoSource("spplus-reviews", path, rows=write_reviews(path, sites, scale))

"""The reference data of an installation: ours, and the indicators that it adds under `<home>/reference/`."""

from dashboard import catalog
from dashboard.catalog.review_vocabulary_file import review_vocabulary
from dashboard.config import Settings
from dashboard.engine.reference import Reference


def reference(settings: Settings) -> Reference:
    """What a build joins to the staged rows. Raises ConfigurationError that names the file and the key."""
    return Reference(
        indicators=catalog.indicators(settings.home / "reference" / "indicators"),
        editions=[edition for _, edition in sorted(catalog.editions().items())],
        regions={region.code: region.label for region in catalog.regions().values()},
        departments={d.code: (d.label, d.region) for d in catalog.departments().values()},
        topics=review_vocabulary(),
    )

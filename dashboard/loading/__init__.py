"""From a source that a person names to a staged load: read, check, refuse or keep."""

from dashboard.loading.load import load
from dashboard.loading.report import LoadReport, Progress

__all__ = ["LoadReport", "Progress", "load"]

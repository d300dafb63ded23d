"""The errors whose sentence a person reads: what is wrong, where, and what to do. Anything else is a defect of ours."""


class DashboardError(Exception):
    """Base of all refusals. `str(error)` is one French sentence, fit to be shown as it is."""


class ConfigurationError(DashboardError):
    """A setting, or a file of reference data, cannot be used."""


class SourceError(DashboardError):
    """A source (file, folder, address, mapping) cannot be read at all."""


class RejectedRowsError(DashboardError):
    """A strict load met rows that break a rule; nothing was staged. `report` is the path of the rejects as CSV."""

    def __init__(self, sentence: str, report: str | None = None) -> None:
        super().__init__(sentence)
        self.report = report


class StoreError(DashboardError):
    """The published data are missing, damaged, or cannot be written."""


class QueryError(DashboardError):
    """What is asked does not exist: an unknown indicator, axis, site or period."""

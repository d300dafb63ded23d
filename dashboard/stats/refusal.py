"""What a method says when the data do not let it run."""

from dashboard.errors import DashboardError


class RefusedError(DashboardError):
    """A statistical method cannot be used on these data; `str(error)` says in French why and what to do."""

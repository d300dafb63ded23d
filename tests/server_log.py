"""The log of the server as it is written, out of what a test caught."""

import pytest

from dashboard.server.log_lines import TextLines


def written(caplog: pytest.LogCaptureFixture) -> str:
    """One line an event."""
    return "\n".join(TextLines().format(record) for record in caplog.records)

"""The server follows the audit by itself, and says in its log what it found."""

import asyncio
import logging
import time

import pytest
from sqlalchemy import text

from dashboard.config import Settings
from dashboard.registry import database
from dashboard.registry.audit_chain import verify
from dashboard.server.audit_watch import follow_audit_each_day
from tests.registry.acts import left
from tests.server_log import written


def _said(caplog: pytest.LogCaptureFixture, words: str) -> bool:
    """Whether the log of the server ends by saying it."""

    async def lived() -> None:
        async with follow_audit_each_day(None, 3_600):
            limit = time.monotonic() + 20
            while words not in written(caplog) and time.monotonic() < limit:
                await asyncio.sleep(0.02)

    with caplog.at_level(logging.INFO):
        asyncio.run(lived())
    return words in written(caplog)


def test_the_log_keeps_the_last_digest_and_cries_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(settings.home))
    monkeypatch.setenv("BAROMETRE_REGISTRY", settings.registry)
    left(settings)
    assert _said(caplog, f"audit_holds lines=1 last_digest={verify(settings).last}")
    engine = database.engine(settings)
    with engine.begin() as connection:
        trigger = "audit_is_kept on audit" if engine.dialect.name == "postgresql" else "audit_no_update"
        connection.execute(text(f"drop trigger {trigger}"))
        connection.execute(text("update audit set actor = 'autre'"))
    assert _said(caplog, "audit_changed line=1")

"""What lives as long as the server: slow libraries are loaded once, garbage is collected each minute."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dashboard.server.garbage import collect_garbage
from dashboard.server.warming import warm_up


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Starts both threads; they end with the server."""
    warm_up()
    async with collect_garbage(app):
        yield

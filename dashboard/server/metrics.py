"""`/metrics`: what an operator follows, in the text format of Prometheus. For supervision alone: whoever comes through
a proxy, or from an address that the settings do not name, is told that there is nothing here."""

import datetime as dt
import ipaddress
from collections.abc import Iterator
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit import runtime

from dashboard.authority import acting
from dashboard.config import PROGRAM, Settings, settings
from dashboard.domain.access import OPEN
from dashboard.errors import DashboardError
from dashboard.registry import database
from dashboard.registry.answering_queue import stage_counts
from dashboard.server import following_watch
from dashboard.store import version
from dashboard.telemetry import REGISTRY

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What a proxy adds: `/metrics` is read from beside the server, never through it."""


async def metrics(request: Request) -> Response:
    """200 and the metrics; 404 for whoever may not read them."""
    if not _may_read(request, settings()):
        return PlainTextResponse("Not Found", 404)
    text = await run_in_threadpool(generate_latest, REGISTRY)
    return Response(text, media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store"})


def _may_read(request: Request, one: Settings) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        address = ipaddress.ip_address(request.client.host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    return address.is_loopback or any(address in network for network in one.metrics_from)


class Installation(Collector):
    """What is read when it is asked: the version served, who is there, what waits in the registry."""

    def describe(self) -> list[Metric]:
        """Nothing: to register must not read anything."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("barometre_build", "Version of the program", value={"version": PROGRAM})
        yield GaugeMetricFamily("barometre_sessions", "Windows open on this process", value=_sessions())
        with acting(OPEN):  # the supervisor, for everybody
            yield from _version()
            yield from following_watch.families(settings())
            yield from _opinions()


def _sessions() -> int:
    if not runtime.exists():
        return 0
    manager: Any = runtime.get_instance()._session_mgr
    return int(manager.num_active_sessions())


def _version() -> Iterator[Metric]:
    """The number is 0 when nothing can be served; then there is no age."""
    try:
        served = version.current(settings())
    except DashboardError:
        served = None
    number = served.number if served else 0
    yield GaugeMetricFamily("barometre_data_version", "Published version served; 0: none can be", value=number)
    if served:
        age = (dt.datetime.now(dt.UTC) - served.built_at).total_seconds()
        yield GaugeMetricFamily("barometre_data_version_age_seconds", "Since this version was built", value=age)
        yield GaugeMetricFamily("barometre_data_loads", "Loads that this version is made of", value=len(served.loads))


def _opinions() -> Iterator[Metric]:
    """How many at each stage; whether the registry answers."""
    one, answers = settings(), 1
    opinions = GaugeMetricFamily("barometre_opinions", "Opinions left in the application", labels=["stage"])
    try:
        if database.exists(one):
            for stage, counted in stage_counts(one, None, dt.datetime.now(dt.UTC)).items():
                opinions.add_metric([stage.value], counted.n)
    except DashboardError:
        answers = 0
    yield opinions
    yield GaugeMetricFamily("barometre_registry_answers", "1 when the registry can be read", value=answers)


REGISTRY.register(Installation())

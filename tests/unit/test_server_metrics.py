"""/metrics: what it counts, under which labels, and to whom it answers."""

import asyncio
import datetime as dt
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard import config
from dashboard.errors import ConfigurationError, QueryError
from dashboard.server.followed_requests import FollowedRequests, route_class
from dashboard.server.metrics import metrics
from dashboard.store import protected_sql
from dashboard.store.store import open_current
from dashboard.store.version import current
from dashboard.telemetry import REGISTRY, data_act
from tests.registry.acts import left


async def _told(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.headers["x-request-id"], int(request.query_params.get("status", "200")))


def _application(*proxies: str) -> Starlette:
    trusted = config.settings({"BAROMETRE_TRUSTED_PROXIES": ",".join(proxies)}).sign_in.proxies
    followed = Middleware(FollowedRequests, base="", proxies=trusted)
    return Starlette(routes=[Route("/metrics", metrics), Route("/{path:path}", _told)], middleware=[followed])


def _ask(path: str, client: str = "127.0.0.1", *proxies: str, **headers: str) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(_application(*proxies), client=(client, 40_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://application.test") as browser:
            return await browser.get(path, headers={name.replace("_", "-"): said for name, said in headers.items()})

    return asyncio.run(send())


def _value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> config.Settings:
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path))
    return config.settings()


def test_it_says_which_data_are_served_and_what_waits(
    published: config.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(published.home))
    left(published)
    served = current(published)
    assert served
    before = dt.datetime.now(dt.UTC)
    answer = _ask("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    found = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert found["barometre_data_version"].samples[0].value == 1
    age = dt.timedelta(seconds=found["barometre_data_version_age_seconds"].samples[0].value)
    assert before <= served.built_at + age <= dt.datetime.now(dt.UTC)
    assert [one.value for one in found["barometre_opinions"].samples if one.labels["stage"] == "to_read"] == [1]
    assert found["barometre_registry_answers"].samples[0].value == 1
    assert found["barometre_process_resident_memory_bytes"].samples[0].value > 1e7
    assert found["barometre_build_info"].samples[0].labels["version"]


def test_a_registry_or_a_version_that_cannot_be_read_is_a_number_and_not_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path))
    (tmp_path / "registry.db").write_bytes(b"this is no database at all, and never was one" * 40)
    text = _ask("/metrics").text
    assert "\nbarometre_data_version 0.0\n" in text
    assert "\nbarometre_registry_answers 0.0\n" in text


@pytest.mark.parametrize("client", ["203.0.113.7", "10.1.2.3", "unknown"])
def test_others_are_told_that_there_is_nothing(installation: config.Settings, client: str) -> None:
    assert _ask("/metrics", client).status_code == 404


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_IP", "Via"])
def test_never_through_a_proxy_even_one_of_this_machine(installation: config.Settings, header: str) -> None:
    assert _ask("/metrics", **{header: "127.0.0.1"}).status_code == 404


def test_the_supervision_that_the_settings_name(installation: config.Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_METRICS_FROM", "10.1.2.0/24, fd00::5")
    assert [_ask("/metrics", one).status_code for one in ("10.1.2.9", "fd00::5", "::ffff:10.1.2.9", "::1")] == [200] * 4
    assert _ask("/metrics", "10.1.3.9").status_code == 404
    for wrong in ("0.0.0.0/0", "supervision"):
        with pytest.raises(ConfigurationError, match="BAROMETRE_METRICS_FROM"):
            config.settings({"BAROMETRE_METRICS_FROM": wrong})


def test_requests_are_counted_by_class_whatever_is_asked() -> None:
    asked = {
        "page": ("/", "/sites", "/whatever/a/visitor?types=this"),
        "public": ("/public/", "/public", "/apercu/public/", "/public/sites/X%20Y", "/robots.txt"),
        "api": ("/api", "/api/v1/figures"),
        "download": ("/media/abc.csv",),
        "upload": ("/_stcore/upload_file/session/1",),
        "other": ("/_stcore/health", "/static/js/a.js", "/spp/static/spp.css", "/connexion", "/ready"),
    }
    for route, paths in asked.items():
        before = _value("barometre_http_requests_total", route=route, status="2xx")
        for path in paths:
            _ask(path)
            assert route_class(path.partition("?")[0]) == route
        assert _value("barometre_http_requests_total", route=route, status="2xx") == before + len(paths)
    before = _value("barometre_http_refusals_total", route="api", status="429")
    _ask("/api/v1/sites?status=429")
    assert _value("barometre_http_refusals_total", route="api", status="429") == before + 1


def test_every_label_is_one_of_ours(installation: config.Settings) -> None:
    _ask("/nobody-knows-this-path/jean.dupont@example.fr?nom=DUPONT", X_Remote_User="DUPONT")
    text = _ask("/metrics").text
    assert "DUPONT" not in text
    assert "nobody-knows" not in text
    names = {label for family in text_string_to_metric_families(text) for one in family.samples for label in one.labels}
    assert names <= {"page", "route", "status", "where", "reason", "result", "act", "stage", "version", "le"}


def test_the_id_of_a_request_is_that_of_a_trusted_proxy_when_well_formed() -> None:
    given = "0123456789abcdef"
    answer = _ask("/", "127.0.0.1", "127.0.0.1", X_Request_ID=given)
    assert (answer.text, answer.headers["x-request-id"]) == (given, given)
    wrong = ("127.0.0.1", "a b\tc"), ("127.0.0.1", "x" * 65), ("127.0.0.1", "short")
    for client, said in (("203.0.113.7", given), *wrong):
        answer = _ask("/", client, "127.0.0.1", X_Request_ID=said)
        assert answer.headers["x-request-id"] not in (said, given)
        assert answer.text == answer.headers["x-request-id"]


def test_each_query_is_timed(published: config.Settings) -> None:
    asked = _value("barometre_query_seconds_count")
    with open_current(published) as store:
        store.read("commitments")
    assert _value("barometre_query_seconds_count") == asked + 1


def test_loads_and_the_console_are_counted() -> None:
    refused = _value("barometre_data_act_seconds_count", act="load", result="refused") or 0
    with data_act("load"):
        pass
    assert _value("barometre_data_act_last_result", act="load") == 1
    with pytest.raises(RuntimeError), data_act("load"):
        raise RuntimeError
    assert _value("barometre_data_act_last_result", act="load") == 0
    assert _value("barometre_data_act_seconds_count", act="load", result="refused") == refused + 1
    before = _value("barometre_sql_console_runs_total", result="empty")
    with pytest.raises(QueryError):
        protected_sql.run(" ", ())
    assert _value("barometre_sql_console_runs_total", result="empty") == before + 1

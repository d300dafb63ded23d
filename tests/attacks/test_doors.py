"""Attacks on a server that runs, through its HTTP and its sockets: nothing leaves, nothing stops, nothing is told.

docs/attacks.md lists them with those that other files try.
"""

import http.client
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.browser import harness
from tests.browser.harness import Server

HOSTS = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1"}
SECRETS = ("root:", "[server]", "Traceback", "site-packages", "import streamlit", "[core]", "SQLite format")
"""What a file of the machine, of the project or of the server would show."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = harness.published_home(tmp_path_factory)
    log = tmp_path_factory.mktemp("attacked") / "server.log"
    with harness.own_server(home, log, lambda _origin: HOSTS) as running:
        yield running


def ask(
    server: Server, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> tuple[int, Mapping[str, str], str]:
    """As it is written: httpx would tidy the path."""
    connection = http.client.HTTPConnection(str(urlsplit(server.origin).netloc), timeout=10)
    try:
        connection.putrequest(method, path, skip_host="Host" in (headers or {}))
        for name, value in {
            **(headers or {}),
            **({"Content-Length": str(len(body))} if body is not None else {}),
        }.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def alive(server: Server) -> None:
    assert ask(server, "GET", "/ready")[0] == 200


@pytest.mark.parametrize(
    "root", ["media", "component/x", "static", "spp/static", "spp/brand", "public/sites", "api/v1"]
)
@pytest.mark.parametrize(
    "climb",
    ["../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cetc", "%00"],
)
def test_no_path_climbs_out(server: Server, root: str, climb: str) -> None:
    status, _, text = ask(server, "GET", f"/{root}/{climb}")
    assert status in {400, 404, 422}
    assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize(
    "path",
    [
        "/.streamlit/config.toml",
        "/streamlit_app.py",
        "/.git/config",
        "/data/var/registry.db",
        "/pages/sites.py",
        "/.env",
    ],
)
def test_no_file_of_the_project_is_served(server: Server, path: str) -> None:
    """The shell of the application answers, which then says that there is no such page."""
    _, headers, text = ask(server, "GET", path)
    assert headers["content-type"].startswith("text/html")
    assert '<html lang="fr">' in text
    assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/metrics"),
        *("/auth/login", "/auth/logout?next=https://ailleurs.test", "/oauth2callback?code=x", "/app/static/x.py"),
        "/_stcore/script-health-check",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_doors_that_are_not_used_are_closed(server: Server, method: str, path: str) -> None:
    status, headers, text = ask(server, method, path, body=b"{}" if method == "POST" else None)
    assert (status, text) == (404, "Cette adresse n’existe pas.")
    assert "location" not in headers


@pytest.mark.parametrize(
    "path", ["//ailleurs.test", "//ailleurs.test/%2e%2e", "/\\ailleurs.test", "/%0d%0aSet-Cookie:x=1"]
)
def test_no_address_leads_elsewhere(server: Server, path: str) -> None:
    _, headers, _ = ask(server, "GET", path)
    assert not headers.get("location", "").startswith(("//", "http", "/\\"))
    assert "x=1" not in headers.get("set-cookie", "")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "DELETE", "PATCH", "PROPFIND"])
def test_a_method_that_nothing_needs_is_refused(server: Server, method: str) -> None:
    assert ask(server, method, "/")[0] == 405
    assert ask(server, method, "/public/sites")[0] in {404, 405}


@pytest.mark.parametrize("override", ["X-HTTP-Method-Override", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL"])
def test_a_header_changes_neither_method_nor_address(server: Server, override: str) -> None:
    status, _, text = ask(server, "GET", "/public/", {override: "/apercu/public/", "Accept": "text/html"})
    assert status == 200
    assert "aperçu" not in text.casefold()


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Xsrftoken": "2|00000000|x|0"},
        {"Cookie": "_streamlit_xsrf=2|a|b|0", "X-Xsrftoken": "2|c|d|0"},
        {"Origin": "https://ailleurs.test", "Cookie": "_streamlit_xsrf=2|a|b|0"},
    ],
    ids=["nothing", "token alone", "another's token", "another site"],
)
def test_a_file_is_sent_or_removed_by_our_pages_only(server: Server, method: str, headers: Mapping[str, str]) -> None:
    status, answered, _ = ask(server, method, "/_stcore/upload_file/session/file", headers, b"x")
    assert status == 403
    assert answered.get("access-control-allow-origin") in {None, ""}


def test_another_site_is_given_no_right_to_ask(server: Server) -> None:
    asked = {"Origin": "https://ailleurs.test", "Access-Control-Request-Method": "PUT"}
    for path in ("/_stcore/upload_file/a/b", "/media/x", "/_stcore/host-config", "/public/"):
        _, headers, _ = ask(server, "OPTIONS", path, asked)
        assert headers.get("access-control-allow-origin") not in {"*", "https://ailleurs.test"}


def test_two_lengths_are_not_two_requests(server: Server) -> None:
    status, _, text = ask(
        server, "POST", "/public/", {"Transfer-Encoding": "chunked"}, b"0\r\n\r\nGET /ready HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    assert status in {400, 405}
    assert "ready" not in text
    alive(server)


def test_headers_without_end_are_refused(server: Server) -> None:
    try:
        status, _, _ = ask(server, "GET", "/", {"X-Long": "a" * 300_000})
    except (OSError, http.client.HTTPException):
        status = 400  # the connection was closed in the middle
    assert status >= 400
    alive(server)


def socket(server: Server, **headers: str) -> ClientConnection:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return connect(
        f"{server.origin.replace('http', 'ws')}/_stcore/stream",
        additional_headers=named,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
    )


@pytest.mark.parametrize("origin", ["https://ailleurs.test", "null", "http://127.0.0.1.ailleurs.test", "file://"])
def test_another_site_opens_no_session(server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        socket(server, Origin=origin)
    assert refused.value.response.status_code == 403


def test_a_session_under_another_name_of_host_is_refused(server: Server) -> None:
    """What a name that leads to this address would do (DNS rebinding)."""
    key = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    for host in ("ailleurs.test", "127.0.0.1.ailleurs.test", "127.0.0.1@ailleurs.test"):
        status, _, _ = ask(server, "GET", "/_stcore/stream", {**key, "Host": host, "Origin": f"http://{host}"})
        assert status == 403


def answered(opened: ClientConnection, asked: BackMsg) -> list[ForwardMsg]:
    """All that comes until the page is whole."""
    opened.send(asked.SerializeToString())
    found: list[ForwardMsg] = []
    while not found or found[-1].WhichOneof("type") != "script_finished":
        found.append(ForwardMsg.FromString(opened.recv(timeout=30)))  # type: ignore[arg-type]
    return found


def rerun(**state: str) -> BackMsg:
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    for name, value in state.items():
        setattr(asked.rerun_script, name, value)
    return asked


def test_a_message_that_would_stop_the_server_stops_nothing(server: Server) -> None:
    with socket(server) as opened:
        answered(opened, rerun())
        for order in ("debug_shutdown_runtime", "debug_disconnect_websocket", "clear_cache", "set_run_on_save"):
            asked = BackMsg()
            setattr(asked, order, True)
            opened.send(asked.SerializeToString())
        assert any(one.WhichOneof("type") == "delta" for one in answered(opened, rerun()))
    alive(server)


def closed(opened: ClientConnection) -> bool:
    """Whether the server ends the session; fails by a TimeoutError otherwise."""
    try:
        while True:
            opened.recv(timeout=20)
    except ConnectionClosed:
        return True


@pytest.mark.parametrize(
    "sent", [b"\xff" * 200, b"\x0a\xff\xff\xff\xff\x0f", "du texte"], ids=["noise", "length", "text"]
)
def test_a_message_that_is_none_closes_its_session_alone(server: Server, sent: bytes | str) -> None:
    with socket(server) as other, socket(server) as opened:
        opened.send(sent)
        assert closed(opened)
        assert answered(other, rerun())


def test_a_message_too_long_closes_its_session_alone(server: Server) -> None:
    asked = rerun()
    asked.rerun_script.widget_states.widgets.add(id="x", string_value="a" * 70_000_000)
    with socket(server) as other, socket(server) as opened:
        with suppress(ConnectionClosed):
            opened.send(asked.SerializeToString())
        assert closed(opened)
        assert answered(other, rerun())


def test_a_page_or_a_part_that_does_not_exist_runs_nothing(server: Server) -> None:
    with socket(server) as opened:
        assert answered(opened, rerun())
        for state in ({"page_name": "../../etc/passwd"}, {"fragment_id": "another-session"}):
            opened.send(rerun(**state).SerializeToString())
        for message in answered(opened, rerun()):
            assert message.delta.new_element.WhichOneof("type") != "exception"
            assert not any(secret in str(message.delta) for secret in SECRETS)


def browser_cookie(server: Server) -> str:
    """The secret that a browser is given before it opens a session."""
    return ask(server, "GET", "/_stcore/health")[1]["set-cookie"].partition(";")[0]


@contextmanager
def session(server: Server, cookie: str, number: str = "") -> Iterator[str]:
    """The number of a session of a browser, which asks for the one of `number` when it is given."""
    with connect(
        f"{server.origin.replace('http', 'ws')}/_stcore/stream",
        additional_headers={"Cookie": cookie} if cookie else {},
        subprotocols=["streamlit", "none", *([number] if number else [])],  # type: ignore[list-item]
        max_size=None,
    ) as opened:
        told = next(one for one in answered(opened, rerun()) if one.WhichOneof("type") == "new_session")
        yield told.new_session.initialize.session_id


@pytest.mark.parametrize("left", [False, True], ids=["open", "cut"])
def test_a_session_is_not_taken_over_by_its_number(server: Server, left: bool) -> None:
    own = browser_cookie(server)
    with ExitStack() as stack:
        number = stack.enter_context(session(server, own))
        if left:
            stack.close()
        for cookie in ("", browser_cookie(server), "_streamlit_xsrf=2|a|b|0"):
            with session(server, cookie, number) as met:
                assert met != number
        with session(server, own, number) as met:
            assert met == number


def test_choices_of_the_address_are_text(server: Server) -> None:
    """What an address asks is looked up in a list, and shown as it is written."""
    hostile = "<img src=x onerror=alert(1)>"
    for key in ("service", "periode", "territoire", "site", "indicateur"):
        with socket(server) as opened:
            asked = rerun(query_string=f"{key}={hostile}';drop table observation;--")
            for message in answered(opened, asked):
                element = message.delta.new_element
                assert element.WhichOneof("type") != "exception"
                assert hostile not in element.html.body
    alive(server)


def test_many_sessions_opened_and_left_take_nothing_from_the_others(server: Server) -> None:
    for _ in range(40):
        with socket(server) as opened:
            opened.send(rerun().SerializeToString())
    with socket(server) as last:
        assert answered(last, rerun())

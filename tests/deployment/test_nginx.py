"""Two processes behind nginx, as docs/deploy/ says to have them: agents that nginx identifies, a public that it does
not, and a browser that stays with one process for as long as it lives."""

import datetime as dt
import json
import re
import socket
import ssl
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page

from dashboard.config import Settings
from dashboard.domain.access import Grant, Perimeter, Person, Role
from dashboard.domain.answering import Stage
from dashboard.loading.publication import publish_everything
from dashboard.registry.answering_queue import queue
from dashboard.registry.moderation import publish_review
from dashboard.registry.people import grant_role
from tests.browser import harness
from tests.deployment.behind_nginx import (
    AGENT,
    NAME,
    PASSWORD,
    Deployment,
    agent_window,
    deployed,
    required,
    sessions,
)

STRANGER = {"X-Remote-User": "root", "X-Remote-Name": "Root", "X-Spp-Person": "root"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    required()
    one = Settings(home=harness.published_home(tmp_path_factory))
    everywhere = Grant(Role.ADMINISTRATOR, Perimeter(everywhere=True), None)
    grant_role(one, Person(AGENT), everywhere, {}, "installation", dt.datetime.now(dt.UTC))
    return one


@pytest.fixture(scope="module")
def deployment(home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    given = {"BAROMETRE_ACCESS": "header", "BAROMETRE_API_PER_MINUTE": "10"}
    with deployed((home.home, home.home), tmp_path_factory.mktemp("nginx"), **given) as made:
        yield made


def _served_by(deployment: Deployment, *routes: str) -> set[int]:
    """The processes that answered requests of these classes."""
    return {
        port
        for port in deployment.processes
        for line in deployment.log(port).splitlines()
        if line.startswith("{") and json.loads(line).get("route") in routes
    }


def test_the_public_has_no_cookie_and_agents_have_one(deployment: Deployment) -> None:
    with deployment.browser() as client:
        for path in ("/public/", "/api/v1/sites?limit=1", "/robots.txt"):
            answer = client.get(f"{deployment.origin}{path}")
            assert (answer.status_code, answer.headers.get_list("set-cookie")) == (200, [])
            assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        entered = client.get(f"{deployment.origin}/", auth=(AGENT, PASSWORD), headers={"X-Request-ID": "f" * 32})
        assert entered.status_code == 200
        assert entered.headers["strict-transport-security"]
        known = entered.headers["x-request-id"]
        assert deployment.said(known)
        assert f"barometre_server={known}" in entered.headers["set-cookie"]  # what nginx drew, and no visitor
        [cookie] = [said for said in entered.headers.get_list("set-cookie") if said.startswith("barometre_server=")]
        assert re.fullmatch(r"barometre_server=[0-9a-f]{32}; Path=/; HttpOnly; Secure; SameSite=Lax", cookie)
        plain = client.get(f"http://{NAME}:{deployment.http}/sites?a=b")
        assert plain.headers["location"] == f"https://{NAME}/sites?a=b"


def test_what_is_for_supervision_is_closed_outside(deployment: Deployment) -> None:
    with deployment.browser() as client:
        for path in ("/ready", "/metrics", "/_stcore/health", "/_stcore/metrics"):
            assert client.get(f"{deployment.origin}{path}").status_code == 403
    [port, *_] = deployment.processes
    for header in ("X-Forwarded-For", "X-Real-IP"):  # a proxy that would let it through
        assert (
            httpx.get(f"http://127.0.0.1:{port}/metrics", headers={header: "127.0.0.1"}, timeout=60).status_code == 404
        )
    for port in deployment.processes:
        assert httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=60).status_code == 200


def test_nobody_comes_in_by_saying_who_they_are(deployment: Deployment) -> None:
    with deployment.browser() as client:
        assert client.get(f"{deployment.origin}/", headers=STRANGER).status_code == 401
        assert client.get(f"{deployment.origin}/apercu/public/", headers=STRANGER).status_code == 401
        assert client.get(f"{deployment.origin}/public/", headers=STRANGER).status_code == 200
    [port, *_] = deployment.processes
    assert httpx.get(f"http://127.0.0.1:{port}/", headers={"Accept": "text/html"}, timeout=60).status_code == 401


def test_another_name_has_no_answer(deployment: Deployment) -> None:
    with deployment.browser() as client, pytest.raises(httpx.ConnectError):
        client.get(f"https://ailleurs.example.fr:{deployment.https}/")


def test_the_address_of_a_visitor_is_written_over(deployment: Deployment) -> None:
    """Whoever names another address at each request is still one network, which each process answers ten times."""
    with deployment.browser() as client:
        codes = [
            client.get(f"{deployment.origin}/api/v1/sites?limit=1", headers={"X-Forwarded-For": f"198.51.100.{n}"})
            for n in range(40)
        ]
    assert 429 in {answer.status_code for answer in codes}


def test_a_file_over_the_limit_is_refused_by_the_proxy(deployment: Deployment) -> None:
    request = (
        f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: {NAME}\r\n"
        f"Content-Length: {202 * 1024 * 1024}\r\nConnection: close\r\n\r\n"
    )
    context = ssl.create_default_context(cafile=str(deployment.folder / "fullchain.pem"))
    with (
        socket.create_connection(("127.0.0.1", deployment.https)) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as secured,
    ):
        secured.sendall(request.encode())
        assert secured.recv(1024).startswith(b"HTTP/1.1 413 ")


def test_a_publication_is_seen_by_both(deployment: Deployment, home: Settings) -> None:
    [waiting, *_] = queue(home, Stage.TO_READ, None, 1)
    publish_review(home, waiting.id, "modération", dt.datetime.now(dt.UTC))
    made = publish_everything(home)
    assert made.is_new
    for port in deployment.processes:
        assert httpx.get(f"http://127.0.0.1:{port}/ready", timeout=60).json()["data_version"] == made.number
        shown = httpx.get(f"http://127.0.0.1:{port}/public/", timeout=60).text
        assert f"version {made.number}" in shown.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def agent(deployment: Deployment) -> Iterator[Page]:
    with agent_window() as page:
        yield page


def test_a_browser_stays_with_one_process_and_moves_when_it_stops(deployment: Deployment, agent: Page) -> None:
    before = _served_by(deployment, "upload", "download")
    assert before == set()
    agent.goto(f"{deployment.origin}/donnees")
    harness.ready(agent)
    agent.locator("input[type=file]").first.set_input_files(
        {"name": "mesures.csv", "mimeType": "text/csv", "buffer": b"site;indicateur;periode;valeur\n"}
    )
    agent.get_by_text("mesures.csv").first.wait_for()
    agent.goto(f"{deployment.origin}/services")
    harness.ready(agent)
    agent.locator("[class*=_files] button").first.press("Enter")
    with agent.expect_download():
        agent.get_by_role("button", name="Données (CSV)").first.press("Enter")
    sent = {one["name"]: one for one in agent.context.cookies() if one["domain"] == NAME}
    assert (sent["barometre_server"]["httpOnly"], sent["barometre_server"]["secure"]) == (True, True)
    assert sent["_streamlit_xsrf"]["sameSite"] == "Strict"
    [port] = _served_by(deployment, "upload", "download")
    assert {one: sessions(one) for one in deployment.processes} == {
        one: int(one == port) for one in deployment.processes
    }
    deployment.processes[port].terminate()
    deployment.processes[port].wait(timeout=30)
    [other] = set(deployment.processes) - {port}
    # The window that was open comes back by itself, with the other process: a click is enough.
    agent.get_by_role("link", name="Sites", exact=True).first.click()
    agent.get_by_role("heading", name="Sites", level=1).wait_for(timeout=60_000)
    harness.ready(agent)
    assert sessions(other) == 1

"""Two servers with a disk each behind nginx: what a third one publishes is on both, what one writes the other reads,
and one goes on when the other stops, or when the folder that they copy is away."""

import itertools
import os
import signal
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser import harness
from tests.deployment import behind_nginx, several_servers
from tests.deployment.behind_nginx import agent_window, metric, sessions
from tests.deployment.several_servers import Servers, wait_until

TO_READ = 'barometre_opinions{stage="to_read"}'


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    behind_nginx.required()
    several_servers.required()
    home = harness.demonstration(tmp_path_factory)
    with several_servers.several_servers(home, tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture(scope="module")
def agent(servers: Servers) -> Iterator[Page]:
    with agent_window() as page:
        yield page


def _both_serve(servers: Servers, number: int) -> None:
    for port in servers.ports:
        wait_until(lambda port=port: servers.version(port) == number, f"version {number} on {port}")  # type: ignore[misc]


def _open_port(servers: Servers) -> int:
    [found] = [port for port in servers.ports if sessions(port)]
    return found


def test_each_one_copies_what_is_published_before_it_is_ready(servers: Servers) -> None:
    for port in servers.ports:
        assert "publications_not_followed" not in servers.deployment.log(port)
    _both_serve(servers, 1)
    whole = (servers.source.published / "data-000001.duckdb").read_bytes()
    for port, home in servers.homes.items():
        assert (home / "published" / "data-000001.duckdb").read_bytes() == whole
        assert not (home / "staging").exists()
        assert not (home / "registry.db").exists()
        assert metric(port, "barometre_following_answers") == 1
        assert metric(port, "barometre_following_version") == 1
        assert '"event": "version_copied", "version": 1' in servers.deployment.log(port)
        shown = httpx.get(f"http://127.0.0.1:{port}/public/", timeout=60).text
        assert "Données de démonstration" in shown, "the file says that they are invented, without the loads"
        assert "version 1" in shown.replace("\u00a0", " ")


def test_what_is_typed_on_one_is_known_by_the_other(servers: Servers) -> None:
    first, second = servers.ports
    assert [metric(port, TO_READ) for port in (first, second)] == [0, 0]
    sent = servers.leave_an_opinion(first)
    assert sent.status_code == 303, sent.text[:2000]
    assert [metric(port, TO_READ) for port in (first, second)] == [1, 1]
    receipt = httpx.get(f"http://127.0.0.1:{second}{httpx.URL(sent.headers['location']).raw_path.decode()}", timeout=60)
    assert receipt.status_code == 200, "what one signed, the other reads"


def test_a_window_stays_open_while_the_version_changes(servers: Servers, agent: Page) -> None:
    agent.goto(f"{servers.deployment.origin}/services?periode=2024")
    harness.ready(agent)
    port = _open_port(servers)
    footer = agent.locator("footer.spp-footer")
    expect(footer).to_contain_text("version 1")
    agent.evaluate("window.sppSamePage = true")  # lost when the page is loaded again
    assert servers.publish().number == 2
    _both_serve(servers, 2)
    agent.get_by_role("link", name="Sites", exact=True).first.click()
    agent.get_by_role("heading", name="Sites", level=1).wait_for(timeout=60_000)
    harness.ready(agent)
    expect(footer).to_contain_text("version 2")
    assert agent.evaluate("window.sppSamePage") is True
    assert "periode=2024" in agent.url
    assert {one: sessions(one) for one in servers.ports} == {one: int(one == port) for one in servers.ports}
    for one in servers.ports:
        feed = httpx.get(f"http://127.0.0.1:{one}/public/publications.rss", timeout=60)
        assert feed.text.count("<item>") == 2


def test_undo_is_followed_and_no_number_is_used_again(servers: Servers) -> None:
    assert servers.undo().number == 1
    _both_serve(servers, 1)
    servers.leave_an_opinion(servers.ports[1])
    assert servers.publish().number == 3
    _both_serve(servers, 3)


def test_nothing_is_published_on_them(servers: Servers, agent: Page) -> None:
    acts = (("publish",), ("undo",), ("load", "measures", "none.csv"), ("demo",), ("rejects", "0001"))
    for port, act in zip(itertools.cycle(servers.ports), acts, strict=False):
        refused = servers.command(port, *act)
        assert (refused.returncode, "Ce serveur copie les versions publiées dans" in refused.stderr) == (1, True)
        assert str(servers.source.published) in refused.stderr
    agent.goto(f"{servers.deployment.origin}/donnees")
    harness.ready(agent)
    expect(agent.get_by_text("Ce serveur copie les versions publiées dans")).to_be_visible()
    expect(agent.get_by_text("La version 3, publiée le")).to_be_visible()
    assert agent.locator("input[type=file]").count() == 0
    assert agent.get_by_role("button", name="Publier").count() == 0
    _both_serve(servers, 3)


def test_the_folder_goes_away_and_comes_back(servers: Servers) -> None:
    away = servers.source.published.rename(servers.source.home / "away")
    for port in servers.ports:
        wait_until(lambda port=port: metric(port, "barometre_following_answers") == 0, "it says so")  # type: ignore[misc]
        assert servers.version(port) == 3
        assert httpx.get(f"http://127.0.0.1:{port}/public/", timeout=60).status_code == 200
        said = servers.command(port, "doctor")
        assert said.returncode == 1
        [line] = [line for line in said.stdout.splitlines() if "Versions suivies" in line]
        assert "n’existe pas" in line
        assert "la version 3 reste servie" in line
    assert servers.deployment.said("publications_not_followed")
    away.rename(servers.source.published)
    for port in servers.ports:
        wait_until(lambda port=port: metric(port, "barometre_following_answers") == 1, "it is back")  # type: ignore[misc]
        said = servers.command(port, "doctor")
        assert "✓ bon        Versions suivies" in said.stdout, said.stdout
    assert servers.deployment.said("publications_followed_again")


def test_one_is_killed_and_its_people_go_on_with_the_other(servers: Servers, agent: Page) -> None:
    agent.goto(f"{servers.deployment.origin}/services")
    harness.ready(agent)
    wait_until(lambda: sum(map(sessions, servers.ports)) == 1, "one window")
    port = _open_port(servers)
    [other] = set(servers.ports) - {port}
    process = servers.deployment.processes[port]
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    agent.get_by_role("link", name="Sites", exact=True).first.click()
    agent.get_by_role("heading", name="Sites", level=1).wait_for(timeout=60_000)
    harness.ready(agent)
    assert sessions(other) == 1
    with servers.deployment.browser() as visitor:
        assert {visitor.get(f"{servers.deployment.origin}/public/").status_code for _ in range(6)} == {200}

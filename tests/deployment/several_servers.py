"""One server that publishes, two that copy what it publishes, each with a home of its own; one PostgreSQL, one nginx.

`python -m tests.deployment.several_servers` starts all of it, publishes, and prints what each server says and when.
"""

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import OPEN, Grant, Perimeter, Person, Role
from dashboard.domain.answering import Stage
from dashboard.loading.publication import publish_everything, undo_publication
from dashboard.reception.form_stamp import stamp
from dashboard.registry import database
from dashboard.registry.answering_queue import queue
from dashboard.registry.moderation import publish_review
from dashboard.registry.people import grant_role
from dashboard.registry.shared_secrets import form_key
from dashboard.store.version import Version
from tests import postgresql
from tests.deployment.behind_nginx import AGENT, Deployment, deployed
from tests.requirement import lacking
from tests.shared_home import ROOT

_LIMIT_S = 120


@dataclass(frozen=True, slots=True)
class Servers:
    """`source`: the server that publishes, on which no process listens here; `homes`: those of the two others."""

    source: Settings
    deployment: Deployment
    homes: dict[int, Path]

    @property
    def ports(self) -> tuple[int, int]:
        first, second = self.deployment.processes
        return first, second

    def ready(self, port: int) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{port}/ready", timeout=30)

    def version(self, port: int) -> int | None:
        """The version that a server says it serves; None while it is not ready."""
        found: int | None = self.ready(port).json().get("data_version")
        return found

    def publish(self) -> Version:
        """As the command does on the server that publishes, with an opinion that was left meanwhile."""
        for waiting in queue(self.source, Stage.TO_READ, None, 1):
            publish_review(self.source, waiting.id, "modération", dt.datetime.now(dt.UTC))
        return publish_everything(self.source)

    def undo(self) -> Version:
        return undo_publication(self.source)

    def command(self, port: int, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command on the machine of one of the two others."""
        return subprocess.run(
            [sys.executable, "-m", "dashboard", *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
            env={**os.environ, "BAROMETRE_HOME": str(self.homes[port]), **_settings(self.source)},
        )  # fmt: skip

    def leave_an_opinion(self, port: int) -> httpx.Response:
        """As the form of the public pages sends it, to one of them."""
        origin = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=origin, timeout=60) as client:
            [site] = client.get("/api/v1/sites?limit=1").json()["rows"]
            opened = stamp(form_key(self.source), dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))
            said = {"ressenti": "positive", "canal": "desk", "texte": "Un accueil rapide et clair.", "ouvert": opened}
            ours = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
            return client.post(
                f"/public/sites/{site['code']}/avis", data={**said, "courriel": "", "etape": "envoyer"}, headers=ours
            )


def wait_until(true: Callable[[], bool], what: str) -> float:
    """Seconds until it is true. Raises AssertionError when it is never."""
    started = time.monotonic()
    while time.monotonic() - started < _LIMIT_S:
        if true():
            return time.monotonic() - started
        time.sleep(0.1)
    raise AssertionError(f"never: {what}")


@contextmanager
def several_servers(published: Path, folder: Path) -> Iterator[Servers]:
    """`published`: a home with data, of the server that publishes. All is ended at the end."""
    with postgresql.server() as address:
        source = Settings(home=published, registry=f"{address}/postgres")
        everywhere = Grant(Role.ADMINISTRATOR, Perimeter(everywhere=True), None)
        grant_role(source, Person(AGENT), everywhere, {}, "installation", dt.datetime.now(dt.UTC))
        homes = folder / "premier", folder / "second"
        try:
            with deployed(homes, folder, BAROMETRE_ACCESS="header", **_settings(source)) as made:
                yield Servers(source, made, dict(zip(made.processes, homes, strict=True)))
        finally:
            database.forget(source)


def _settings(source: Settings) -> dict[str, str]:
    return {"BAROMETRE_REGISTRY": source.registry, "BAROMETRE_PUBLISHED_FROM": str(source.published)}


def required() -> None:
    """Skip, or fail with BAROMETRE_REQUIRE_POSTGRESQL=1, where there is no PostgreSQL."""
    if why := postgresql.missing():
        lacking("POSTGRESQL", why)


def _show() -> None:
    with tempfile.TemporaryDirectory(prefix="barometre-serveurs-") as name, acting(OPEN):
        folder = Path(name)
        environment = {**os.environ, "BAROMETRE_HOME": str(folder / "source")}
        demonstration = [sys.executable, "-m", "dashboard", "demo", "--scale", "small"]
        subprocess.run(demonstration, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        with several_servers(folder / "source", folder) as servers:
            first, second = servers.ports
            _tell(f"nginx: {servers.deployment.origin}; servers: {first} and {second}; source: {servers.source.home}")
            for act in ("start", "publish", "undo"):
                if act != "start":
                    servers.leave_an_opinion(first)
                number = {"start": lambda: 1, "publish": servers.publish, "undo": servers.undo}[act]()
                wanted = number if isinstance(number, int) else number.number
                for port in (first, second):
                    said = wait_until(lambda port=port, wanted=wanted: servers.version(port) == wanted, act)
                    _tell(f"{act}: version {wanted}, on {port} after {said:.1f} s more")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _show()

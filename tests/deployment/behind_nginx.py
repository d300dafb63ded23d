"""Debian's nginx with docs/deploy/nginx.conf, before two processes of the application: as an operator would have it.

Only ports and certificates are replaced, and the authentication of agents is added where an operator adds theirs;
whatever else the file says is what is tried.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page

from tests.browser import harness
from tests.local_process import answers, free_port
from tests.requirement import lacking
from tests.shared_home import ROOT

NAME = "barometre.example.fr"
PROXY, VISITOR = "127.0.0.9", "127.0.0.2"
"""The addresses that nginx and a visitor speak from: they are not on one machine, where it matters."""
AGENT, PASSWORD = "anne", "a-password-of-this-test"
CONFIGURATION = ROOT / "docs" / "deploy" / "nginx.conf"
_MIME = Path("/etc/nginx/mime.types")


def required() -> None:
    """Skip the tests of a machine without nginx, or fail them with BAROMETRE_REQUIRE_NGINX=1."""
    if nginx() is None:
        lacking("NGINX", "no nginx: install it with `make nginx`")


def sessions(port: int) -> int:
    """The windows that are open on a process, as it says to its operator."""
    return int(metric(port, "barometre_sessions"))


def metric(port: int, name: str) -> float:
    """One value of `/metrics`, its labels being part of its name."""
    text = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=60).text
    [found] = re.findall(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found)


@contextmanager
def agent_window() -> Iterator[Page]:
    """A browser that nginx knows as AGENT."""
    flags = [*harness._FLAGS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    path = harness.chromium()
    with harness.sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=path, args=flags)
        context = browser.new_context(
            ignore_https_errors=True,
            http_credentials={"username": AGENT, "password": PASSWORD},
            reduced_motion="reduce",
        )
        yield context.new_page()
        browser.close()


@dataclass
class Deployment:
    """`origin`: where a browser goes; `processes`: those of the application, by port."""

    folder: Path
    https: int
    http: int
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """The public address, its port included."""
        return f"https://{NAME}:{self.https}"

    def browser(self) -> httpx.Client:
        """A client that finds the name on this machine and trusts the certificate of the test."""
        return httpx.Client(transport=_Here(self), timeout=60, follow_redirects=False)

    def log(self, port: int) -> str:
        """What a process wrote."""
        return (self.folder / f"{port}.log").read_text(encoding="utf-8", errors="replace")

    def said(self, words: str) -> bool:
        """Whether a process writes it: a line comes after the answer that it is about."""
        limit = time.monotonic() + 10
        while not (found := any(words in self.log(port) for port in self.processes)) and time.monotonic() < limit:
            time.sleep(0.05)
        return found


class _Here(httpx.HTTPTransport):
    """Every name is on this machine; the host that is asked for stays in the request and in the handshake."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__(verify=False, local_address=VISITOR)
        self._deployment = deployment

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions = {**request.extensions, "sni_hostname": request.url.host}
        request.url = request.url.copy_with(host="127.0.0.1")
        return super().handle_request(request)


def nginx() -> str | None:
    """The program, where Debian puts it; None without it."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def deployed(homes: tuple[Path, Path], folder: Path, **settings: str) -> Iterator[Deployment]:
    """Two processes, of these homes or of the same one, and nginx before them; all ended at the end."""
    first, second, https, http = (free_port() for _ in range(4))
    made = Deployment(folder, https, http)
    with ExitStack() as running:
        for port, home in zip((first, second), homes, strict=True):
            made.processes[port] = running.enter_context(_application(home, folder, port, settings))
        running.enter_context(_proxy(made, _configuration(made, first, second)))
        for port in (first, second):
            assert answers(f"http://127.0.0.1:{port}/_stcore/health", made.processes[port]), made.log(port)[-4000:]
        yield made


@contextmanager
def _application(home: Path, folder: Path, port: int, settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "BAROMETRE_HOME": str(home),
        "BAROMETRE_LOG": "json",
        "BAROMETRE_TRUSTED_PROXIES": PROXY,
        "FORWARDED_ALLOW_IPS": "",
        "STREAMLIT_SERVER_COOKIE_SECRET": "of-this-test-alone-and-long-enough-for-it",
        "STREAMLIT_SERVER_ALLOWED_HOSTS": NAME,
        **settings,
    }
    command = [sys.executable, "-m", "dashboard", "serve", "--host", "127.0.0.1", "--port", str(port)]
    with (
        (folder / f"{port}.log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def _configuration(made: Deployment, first: int, second: int) -> Path:
    folder = made.folder
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    text = CONFIGURATION.read_text(encoding="utf-8")
    for written, here in (
        ("127.0.0.1:8501", f"127.0.0.1:{first}"),
        ("127.0.0.1:8502", f"127.0.0.1:{second}"),
        ("Host              $host; ", "Host $http_host; "),  # it keeps the port, which is not the usual one here
        ("/etc/ssl/barometre", str(folder)),
        ("listen 80;", f"listen 127.0.0.1:{made.http};"),
    ):
        assert written in text, f"{written} is no longer in nginx.conf"
        text = text.replace(written, here)
    secret = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], check=True, capture_output=True, text=True).stdout
    (folder / "agents").write_text(f"{AGENT}:{secret}", encoding="utf-8")
    text = text.replace(
        "    location / {\n", f"    location / {{\n auth_basic Agents; auth_basic_user_file {folder}/agents;\n", 1
    )
    text = re.sub(r"listen 443 ", f"listen 127.0.0.1:{made.https} ", text)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    whole = folder / "nginx.conf"
    lines = [
        *(f"pid {folder}/nginx.pid;", f"error_log {folder}/nginx.log;", "worker_processes 1;", "user root;"),
        *("events {}", "http {", f"include {_MIME};", f"access_log {folder}/access.log;", f"proxy_bind {PROXY};"),
        *(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")),
        *(f"include {folder}/site.conf;", "}", ""),
    ]
    whole.write_text("\n".join(lines), encoding="utf-8")
    return whole


@contextmanager
def _proxy(made: Deployment, configuration: Path) -> Iterator[None]:
    command = [str(nginx()), "-c", str(configuration), "-g", "daemon off;"]
    subprocess.run([*command[:3], "-t"], check=True, capture_output=True)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()

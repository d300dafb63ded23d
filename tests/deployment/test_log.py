"""The log of a real server, after strangers wrote marks wherever they can: not one of them is in it."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from dashboard.config import Settings
from dashboard.reception.form_stamp import stamp
from dashboard.registry.shared_secrets import form_key
from tests.browser import harness
from tests.shared_home import ROOT, demonstration

MARK = "MARQUE7Q"
_HEADERS = {
    **{name: f"{MARK}-{name}" for name in ("X-Remote-User", "X-Remote-Name", "X-Remote-Email", "X-Request-ID")},
    **{name: f"{MARK}-{name}" for name in ("User-Agent", "Referer", "Cookie", "Authorization", "X-Spp-Person")},
    "X-Forwarded-For": f"203.0.113.77, {MARK}",
    "Accept-Language": MARK,
}
_READ = (
    *("/", f"/sites?site={MARK}", f"/{MARK}", f"/public/?q={MARK}", f"/public/sites?recherche={MARK}"),
    *(f"/public/sites/{MARK}", f"/public/sites/{MARK}/avis", f"/public/services/{MARK}", f"/public/{MARK}"),
    *(f"/public/encart/indicateur/{MARK}", f"/public/badge/indicateur/{MARK}.svg", f"/public/sitemap-{MARK}.xml"),
    *(f"/api/v1/sites?search={MARK}", f"/api/v1/figures?indicator={MARK}", f"/api/v1/{MARK}", f"/api/{MARK}"),
    *(f"/media/{MARK}.csv", f"/spp/static/{MARK}", f"/spp/brand/{MARK}", f"/connexion?next=/{MARK}", "/ready"),
    *(f"/static/{MARK}.js", f"/metrics?{MARK}", f"/apercu/public/sites/{MARK}", "/robots.txt", "/_stcore/health"),
)


def _leave_an_opinion(client: httpx.Client, home: Path, site: str) -> httpx.Response:
    """As a browser does: the form, read again, sent with a name, an address and a text."""
    address = f"/public/sites/{site}/avis"
    ours = {"Origin": str(client.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    opened = stamp(form_key(Settings(home=home)), dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))
    said = {
        "ressenti": "negative",
        "canal": "desk",
        "texte": f"Je suis {MARK}, jean@{MARK}.fr",
        "courriel": f"j@{MARK}.fr",
    }
    return client.post(address, data={**said, "ouvert": opened, "etape": "envoyer"}, headers=ours)


def test_no_mark_of_a_visitor_is_in_the_log(tmp_path_factory: pytest.TempPathFactory) -> None:
    home, log = demonstration(tmp_path_factory), tmp_path_factory.mktemp("log") / "server.log"
    with harness.own_server(home, log, lambda _: {"BAROMETRE_LOG": "json"}) as server:
        ids = _write_everywhere(server, home)
    text = log.read_text(encoding="utf-8")
    for personal in (MARK, MARK.lower(), "203.0.113.77", "127.0.0.1"):
        assert personal not in text
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    told = {line["request"]: line["route"] for line in lines if line["event"] == "request"}
    assert set(told.values()) >= {"page", "public", "api", "upload"}
    assert ids <= set(told)


def _write_everywhere(server: harness.Server, home: Path) -> set[str]:
    """The ids of the requests that are worth a line."""
    with httpx.Client(base_url=server.origin, headers=_HEADERS, timeout=60) as client:
        ids = [client.get(path).headers["x-request-id"] for path in _READ]
        [site, *_] = client.get("/api/v1/sites?limit=1").json()["rows"]
        sent = _leave_an_opinion(client, home, site["code"])
        client.get(f"/public/sites/{site['code']}/avis/recu?recu={MARK}")
        client.put(f"/_stcore/upload_file/{MARK}/{MARK}", files={"file": (f"{MARK}.csv", MARK.encode())})
        client.request(MARK, "/public/")
        client.post("/public/sites", content=MARK.encode())
    assert sent.status_code == 303
    return {known for known, path in zip(ids, _READ, strict=True) if path.startswith(("/public", "/api"))}


def test_exceptions_and_lines_of_libraries_lose_their_values() -> None:
    program = f"""
import logging, threading, warnings
from dashboard.server import assembly
from dashboard.server.log_lines import reported, write_lines
from streamlit.error_util import _log_uncaught_app_exception
from dashboard.errors import ConfigurationError
write_lines("text")
from streamlit.logger import get_logger
get_logger("streamlit.later").warning("File %s is odd", "{MARK}")
logging.getLogger("uvicorn.error").warning('%s - "WebSocket %s" [accepted]', "{MARK}", "/?nom={MARK}")
logging.getLogger("uvicorn.access").info("%s %s", "{MARK}", "/{MARK}")
logging.getLogger("other").error(ValueError("{MARK}"))
def fail():
    try:
        int("{MARK}")
    except ValueError as error:
        raise KeyError("{MARK}") from error
try:
    fail()
except KeyError as error:
    reported(logging.getLogger("dashboard"), "page", error)
thread = threading.Thread(target=fail)
thread.start()
thread.join()
assembly.find_configuration()
_log_uncaught_app_exception(ValueError("{MARK}"))
reported(logging.getLogger("dashboard"), "page", ConfigurationError("BAROMETRE_LOG vaut autre chose."))
fail()
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    written = [line.partition(" ")[2] for line in ended.stderr.splitlines()]
    assert MARK not in ended.stderr.replace(f'("{MARK}")', "")
    assert written[0] == 'WARNING library logger=streamlit.later said="File %s is odd"'
    assert written[1] == 'WARNING library logger=uvicorn.error said="%s - \\"WebSocket %s\\" [accepted]"'
    assert written[2] == "ERROR library logger=other said=ValueError"
    report = (
        r"ERROR unexpected_error where=page reference=[0-9a-f]{8} "
        r'error="builtins.KeyError at <string>:\d+ < <string>:\d+" caused_by="builtins.ValueError at <string>:\d+"'
    )
    assert re.fullmatch(report, written[3])
    assert written[4].startswith('ERROR uncaught_error error="builtins.KeyError at')
    assert written[5].startswith('ERROR library logger=streamlit.error_util said="Uncaught app execution" error=')
    assert 'sentence="BAROMETRE_LOG vaut autre chose."' in written[6]
    assert written[7].startswith("ERROR uncaught_error")
    assert len(written) == 8

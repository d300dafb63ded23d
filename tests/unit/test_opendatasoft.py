"""The Opendatasoft client, against a local server that behaves like the API v2.1 and fails on demand."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from dashboard.errors import SourceError
from dashboard.sources import json_records, opendatasoft
from dashboard.sources.download import Patience
from dashboard.sources.opendatasoft import fetch
from dashboard.sources.portal_address import parse_address

DATASET = "/api/explore/v2.1/catalog/datasets/export-resultats"


@dataclass
class Portal:
    """What the server holds, what it must do wrong, and what it was asked.

    `faults` maps the rank of a request (from 0) to a status, to `cut` (connection closed midway), to `html`…
    """

    records: list[dict[str, Any]]
    faults: dict[int, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def offsets(self) -> list[int]:
        queries = [parse_qs(urlsplit(path).query) for path in self.asked if "/records" in path]
        return [int(query["offset"][0]) for query in queries]


class _Handler(BaseHTTPRequestHandler):
    portal: Portal

    def log_message(self, *_: object) -> None:
        pass

    def _send(
        self, status: int, body: bytes, kind: str = "application/json", length: int | None = None, **more: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _error(self, status: int, **more: str) -> None:
        body = {"message": "erreur du serveur", "error_code": "Error"}
        self._send(status, json.dumps(body).encode(), **more)

    def do_GET(self) -> None:
        portal = self.portal
        fault = portal.faults.get(len(portal.asked))
        portal.asked.append(self.path)
        url = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if isinstance(fault, int):
            return self._error(fault)
        if isinstance(fault, dict):
            return self._error(**fault)
        if fault == "html":
            return self._send(200, b"<html>Connexion</html>", "text/html; charset=utf-8")
        if callable(fault):
            fault(portal)
        if url.path == f"{DATASET}/records":
            return self._records(query, fault)
        if url.path == f"{DATASET}/exports/jsonl":
            body = b"".join(json.dumps(record).encode() + b"\n" for record in portal.records)
            if fault == "interrupted":
                body = (
                    body[: len(body) // 2].rsplit(b"\n", 1)[0] + b"\nStreaming interrupted due to the following error"
                )
            cut = body[: len(body) // 2] if fault == "cut" else body
            return self._send(200, cut, length=len(body))
        return self._error(404)

    def _records(self, query: dict[str, str], fault: object) -> None:
        offset, limit = int(query.get("offset", 0)), int(query.get("limit", 10))
        if limit > 100 or offset + limit > 10_000:
            return self._error(400)
        results = self.portal.records[offset : offset + limit]
        body = json.dumps({"total_count": len(self.portal.records), "results": results}).encode()
        return self._send(200, body[: len(body) // 2] if fault == "cut" else body, length=len(body))


@pytest.fixture
def portal() -> Iterator[Portal]:
    held = Portal([{"code": f"R{i}", "valeur": i / 2, "site": "Évry" if i % 2 else None} for i in range(250)])
    handler = type("Handler", (_Handler,), {"portal": held})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    held.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield held
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=10) as made:
        yield made


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def patience(waits: list[float]) -> Patience:
    return Patience(attempts=4, first=1, longest=8, sleep=waits.append)


def _refusal(address: str, folder: Path, client: httpx.Client, patience: Patience) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(address, folder, client=client, patience=patience)
    return str(caught.value)


@pytest.mark.parametrize(
    "path",
    [
        f"{DATASET}/records?limit=20&offset=40",
        f"{DATASET}/exports/json",
        DATASET,
        "/api/explore/v2.0/catalog/datasets/export-resultats/records",
        "/explore/dataset/export-resultats/",
        "/explore/dataset/export-resultats/table/?disjunctive.reseau",
        "/api/records/1.0/search/?dataset=export-resultats&rows=20",
    ],
)
def test_every_address_of_a_dataset_gives_it_whole(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path, path: str
) -> None:
    seen: list[tuple[int, int | None]] = []
    result = fetch(portal.address + path, tmp_path, lambda *done: seen.append(done), client, patience)
    assert json_records.read(result) == portal.records
    assert seen == [(100, 250), (200, 250), (250, 250)]
    assert [path.name for path in tmp_path.iterdir()] == [result.name]
    assert result.suffix == ".jsonl"


def test_failures_are_retried_with_growing_delays(
    portal: Portal, client: httpx.Client, patience: Patience, waits: list[float], tmp_path: Path
) -> None:
    portal.faults = {0: 503, 2: "cut", 3: 500, 4: {"status": 429, "Retry_After": "7"}}
    result = fetch(f"{portal.address}{DATASET}/records", tmp_path, client=client, patience=patience)
    assert json_records.read(result) == portal.records
    assert waits == [1, 1, 2, 7]


def test_a_cut_fetch_takes_up_where_it_stopped(
    portal: Portal, client: httpx.Client, patience: Patience, waits: list[float], tmp_path: Path
) -> None:
    address = f"{portal.address}{DATASET}/records"
    portal.faults = dict.fromkeys(range(3, 7), 503)
    sentence = _refusal(address, tmp_path, client, patience)
    assert "4 essais" in sentence
    assert "reprendra" in sentence
    assert waits == [1, 2, 4]
    portal.asked, portal.faults = [], {}
    result = fetch(address, tmp_path, client=client, patience=patience)
    assert json_records.read(result) == portal.records
    assert portal.offsets() == [200]


def test_another_count_or_another_query_starts_again(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path
) -> None:
    address = f"{portal.address}{DATASET}/records"
    portal.faults = dict.fromkeys(range(3, 7), 503)
    _refusal(address, tmp_path, client, patience)
    portal.asked, portal.faults = [], {}
    filtered = fetch(f"{address}?where=valeur%3E1", tmp_path, client=client, patience=patience)
    assert portal.offsets() == [0, 0, 100, 200]
    portal.asked = []
    portal.records.append({"code": "nouveau"})
    result = fetch(address, tmp_path, client=client, patience=patience)
    assert json_records.read(result) == portal.records
    assert portal.offsets() == [200, 0, 0, 100, 200]
    assert result != filtered


def test_a_dataset_that_changes_under_the_reading_is_read_again(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path
) -> None:
    portal.faults = {3: lambda held: held.records.pop()}
    result = fetch(f"{portal.address}{DATASET}/records", tmp_path, client=client, patience=patience)
    assert json_records.read(result) == portal.records
    assert len(portal.records) == 249


def test_a_dataset_that_never_stays_still_is_refused(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path
) -> None:
    portal.faults = {rank: (lambda held: held.records.pop()) for rank in range(100)}
    assert "change pendant la lecture" in _refusal(f"{portal.address}{DATASET}/records", tmp_path, client, patience)


def test_old_pages_are_not_taken_up(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{portal.address}{DATASET}/records"
    portal.faults = dict.fromkeys(range(3, 7), 503)
    _refusal(address, tmp_path, client, patience)
    portal.asked, portal.faults = [], {}
    monkeypatch.setattr(opendatasoft, "KEPT_FOR", opendatasoft.dt.timedelta(0))
    fetch(address, tmp_path, client=client, patience=patience)
    assert portal.offsets() == [0, 0, 100, 200]


def test_a_damaged_state_starts_again(portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path) -> None:
    address = f"{portal.address}{DATASET}/records"
    portal.faults = dict.fromkeys(range(3, 7), 503)
    _refusal(address, tmp_path, client, patience)
    (state,) = tmp_path.rglob("state.json")
    state.write_text("{", encoding="utf-8")
    portal.asked, portal.faults = [], {}
    assert json_records.read(fetch(address, tmp_path, client=client, patience=patience)) == portal.records
    assert portal.offsets() == [0, 0, 100, 200]


def test_beyond_the_limit_of_pages_the_export_is_streamed(
    portal: Portal, client: httpx.Client, patience: Patience, waits: list[float], tmp_path: Path
) -> None:
    portal.records[:] = [{"code": f"R{i}"} for i in range(10_050)]
    portal.faults = {1: "cut", 2: "interrupted", 3: 503}
    seen: list[tuple[int, int | None]] = []
    address = f"{portal.address}{DATASET}/records"
    result = fetch(address, tmp_path, lambda *done: seen.append(done), client, patience)
    assert json_records.read(result) == portal.records
    assert waits == [1, 2, 4]
    assert seen[-1] == (10_050, 10_050)
    assert portal.offsets() == [0]
    assert [path.name for path in tmp_path.iterdir()] == [result.name]


def test_filters_are_passed_on(portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path) -> None:
    fetch(
        f"{portal.address}/explore/dataset/export-resultats/?refine.reseau=Justice&refine.reseau=DG%22X&exclude.a=b&sort=c",
        tmp_path,
        client=client,
        patience=patience,
    )
    query = parse_qs(urlsplit(portal.asked[0]).query)
    assert query == {
        "timezone": ["Europe/Paris"],
        "refine": ['reseau:"Justice"', 'reseau:"DG\\"X"'],
        "exclude": ['a:"b"'],
        "limit": ["100"],
        "offset": ["0"],
    }


def test_the_query_of_the_api_is_kept_but_for_its_paging() -> None:
    dataset = parse_address(
        "https://portail.example/api/explore/v2.1/catalog/datasets/x/records?where=a%3D1&order_by=b&limit=1&offset=3&lang=fr"
    )
    assert dataset.query == {"timezone": "Europe/Paris", "where": "a=1", "order_by": "b", "lang": "fr"}
    assert dataset.records == "https://portail.example/api/explore/v2.1/catalog/datasets/x/records"


def test_a_word_search_of_the_portal_becomes_a_filter() -> None:
    dataset = parse_address("https://portail.example/explore/dataset/x/?q=tribunal judiciaire")
    assert dataset.query["where"] == '"tribunal judiciaire"'


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (404, "introuvable"),
        (403, "accès refusé"),
        (400, "vérifier les filtres"),
        ("html", "pas du JSON"),
        ({"status": 429, "Retry_After": "3600"}, "trop de requêtes"),
        ({"status": 302, "Location": "http://ailleurs.example/x"}, "ailleurs.example"),
        ({"status": 302, "Location": "file:///etc/passwd"}, "autre site"),
    ],
)
def test_refusals_say_what_to_do(
    portal: Portal, client: httpx.Client, patience: Patience, waits: list[float], tmp_path: Path, fault: Any, words: str
) -> None:
    portal.faults = {0: fault}
    sentence = _refusal(f"{portal.address}{DATASET}/records", tmp_path, client, patience)
    assert words in sentence
    assert "export-resultats" in sentence
    assert waits == []


def test_a_redirect_within_the_host_is_followed(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path
) -> None:
    target = f"{DATASET}/records?limit=100&offset=0"
    portal.faults = {0: {"status": 301, "Location": target}}
    result = fetch(f"{portal.address}{DATASET}/records", tmp_path, client=client, patience=patience)
    assert json_records.read(result) == portal.records


def test_redirects_without_end_are_refused(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path
) -> None:
    portal.faults = {rank: {"status": 302, "Location": f"{DATASET}/records"} for rank in range(20)}
    assert "redirections" in _refusal(f"{portal.address}{DATASET}/records", tmp_path, client, patience)


def test_a_refused_connection_is_said(
    client: httpx.Client, patience: Patience, waits: list[float], tmp_path: Path
) -> None:
    sentence = _refusal(f"http://127.0.0.1:9{DATASET}/records", tmp_path, client, patience)
    assert "connexion refusée" in sentence
    assert waits == [1, 2, 4]


def test_an_empty_dataset_and_an_oversized_one_are_refused(
    portal: Portal, client: httpx.Client, patience: Patience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{portal.address}{DATASET}/records"
    monkeypatch.setattr(opendatasoft, "MAX_PAGE_BYTES", 1_000)
    assert "dépasse" in _refusal(address, tmp_path, client, patience)
    portal.records.clear()
    assert "aucun enregistrement" in _refusal(address, tmp_path, client, patience)


def test_another_api_is_refused(client: httpx.Client, patience: Patience, tmp_path: Path) -> None:
    answers = httpx.MockTransport(lambda _: httpx.Response(200, json={"features": []}))
    with httpx.Client(transport=answers) as other:
        assert "Opendatasoft" in _refusal(f"https://portail.example{DATASET}/records", tmp_path, other, patience)


@pytest.mark.parametrize(
    "address",
    [
        "https://portail.example/",
        "https://portail.example/explore/dataset/",
        "https://portail.example/explore/dataset/../",
        "https://portail.example/explore/dataset/a%2Fb/",
        "https://portail.example/api/records/1.0/search/?rows=2",
        "https://moi:secret@portail.example/explore/dataset/x/",
        "https://portail.example/explore/dataset/x/?q=a:b",
        f"https://portail.example{DATASET}/records?group_by=a",
        "ftp://portail.example/explore/dataset/x/",
        "https://[portail/explore/dataset/x/",
    ],
)
def test_what_is_no_address_of_a_dataset(address: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(address)
    assert "secret" not in str(caught.value)

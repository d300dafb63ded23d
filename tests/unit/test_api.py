"""The public API through HTTP: rows worked by hand, the same figures as the command line, pages, caches, refusals."""

import datetime as dt
import io
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.analyses import figure_rows
from dashboard.analyses.figures import Axis, Question, figures
from dashboard.api import listings, tables
from dashboard.api.combinations import DECLARED
from dashboard.api.listings import Published
from dashboard.api.parameters import Asked
from dashboard.api.tables import figures_table
from dashboard.config import Settings
from dashboard.registry import database
from dashboard.server import api_data
from dashboard.server.api_routes import api_routes
from dashboard.server.request_rate import Buckets, network_of
from dashboard.server.security_headers import SecurityHeaders
from dashboard.store import reads
from dashboard.store.publish import publish, undo
from dashboard.store.store import open_current
from dashboard.ui import cache
from tests.builders import measure, reference, site, stage
from tests.unit.asgi_client import Client

BASE = "/barometre/api/v1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A share of A (50 people a month), B (50) and C (5) in the first two months of 2024."""
    settings = Settings(home=tmp_path_factory.mktemp("api") / "home", memory_limit="500MB")
    stage(
        settings,
        kind="spplus-structures",
        sites=[site("A", label="=1+1"), site("B", region="11", department="75", city="Paris"), site("C", active=False)],
    )
    stage(
        settings,
        measures=[
            measure(code, month, numerator=good, denominator=n, n=n)
            for code, good, n in (("A", 40, 50), ("B", 10, 50), ("C", 1, 5))
            for month in ("2024-01", "2024-02")
        ],
    )
    publish(settings, reference())
    return settings.home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy for each test."""
    copy = tmp_path / "home"
    shutil.copytree(made, copy)
    monkeypatch.setenv("BAROMETRE_HOME", str(copy))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    api_data.forget()
    return copy


@pytest.fixture
def installed(home: Path) -> Iterator[Settings]:
    chosen = Settings(home=home, memory_limit="500MB")
    yield chosen
    database.forget(chosen)


@pytest.fixture
def client(installed: Settings) -> Client:
    return Client(Starlette(routes=api_routes("/barometre"), middleware=[Middleware(SecurityHeaders)]))


def rows(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_a_figure_has_its_value_its_interval_its_base_and_its_status(client: Client) -> None:
    answer = client.get(f"{BASE}/figures?indicator=share&by=site,month&from=2024-01&to=2024-01")
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    assert (told["data_version"], told["total"], told["next"]) == (1, 3, None)
    assert (told["by"], told["period"]) == (["site", "month"], {"from": "2024-01", "to": "2024-01"})
    hidden, shown, small = told["rows"]
    # Wilson: 10 of 50 people is 11,2 to 33,0 %.
    assert (shown["lower"], shown["upper"]) == pytest.approx((11.2, 33.0), abs=0.05)
    assert shown | {"lower": 0, "upper": 0} == {
        "indicator": "share", "site": "B", "month": "2024-01", "value": 20.0, "lower": 0, "upper": 0, "n": 50,
        "status": "ok", "numerator": 10.0, "denominator": 50.0, "note": None, "n_eff": None, "deff": None,
    }  # fmt: skip
    # C has 5 people; the 55 of the region less the 50 of A would give them.
    for row in (hidden, small):
        assert row["status"] == "masked"
        assert {row[name] for name in ("value", "lower", "upper", "n", "numerator", "denominator", "deff")} == {None}


def test_a_row_is_the_figure_of_the_pages(client: Client, installed: Settings) -> None:
    offered = [by for by in DECLARED if "court" not in by and "direction" not in by]
    assert len(offered) > 30
    for by in offered:
        asked = Question(("share",), tuple(Axis(name) for name in by.split(",")))
        columns = figures_table(asked.by).columns
        with open_current(installed) as store:
            said = [figure_rows.row(figure, asked) for figure in figures(store, asked, installed)]
        assert said
        told = [{name: row.get(name) for name in columns} for row in said]
        assert rows(client.get(f"{BASE}/figures?indicator=share&by={by}")) == told


def test_a_row_is_a_row_of_the_command(
    client: Client, installed: Settings, command: Callable[..., tuple[int, str, str]]
):
    options = ("--by", "site,month", "--from", "2024-01", "--to", "2024-02", "--service", "tj", "--json")
    code, text, _ = command("figures", "--indicator", "share", *options)
    assert code == 0
    printed = json.loads(text)
    told = client.get(f"{BASE}/figures?indicator=share&by=site,month&from=2024-01&to=2024-02&service=tj").json()
    assert told["data_version"] == printed["data_version"]
    assert len(told["rows"]) == 6
    for row, line in zip(told["rows"], printed["rows"], strict=True):
        # The command has the columns of a comparison too: nothing is compared here.
        assert row == {name: line[name] for name in row}
        assert {value for name, value in line.items() if name not in row} == {None}


def test_the_same_rows_leave_as_csv_and_parquet(client: Client) -> None:
    address = f"{BASE}/sites?service=tj"
    told = rows(client.get(address))
    text = client.get(f"{address}&format=csv")
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    assert text.headers["content-disposition"] == 'attachment; filename="barometre-sites-version-1.csv"'
    header, first, *_ = text.text.split("\n")
    assert header.split(",") == list(told[0])
    assert first.startswith("A,'=1+1,tj,")  # no spreadsheet runs it
    table = pq.read_table(io.BytesIO(client.get(f"{address}&format=parquet").content))
    assert table.to_pylist() == told
    assert table.schema.metadata[b"data_version"] == b"1"


def test_sites_are_filtered_and_searched(client: Client) -> None:
    def codes(query: str) -> list[str]:
        return [row["code"] for row in rows(client.get(f"{BASE}/sites?{query}"))]

    assert codes("region=11") == ["B"]
    assert codes("department=69&active=true") == ["A"]
    assert codes("department=69&department=75&site_type=tribunal") == ["A", "B", "C"]
    assert codes("search=paris") == ["B"]
    assert client.get(f"{BASE}/sites?region=99").status_code == 404


def test_what_is_listed(client: Client) -> None:
    assert rows(client.get(f"{BASE}/services")) == [
        {"code": "tj", "label": "Tribunaux judiciaires", "n_sites": 3, "n_active": 2}
    ]
    numbers = rows(client.get(f"{BASE}/commitments?limit=1000"))
    assert numbers == sorted(numbers, key=lambda row: (row["edition"], row["number"]))
    one = client.get(f"{BASE}/indicators/IND-1").json()
    assert [(row["code"], row["unit"], row["direction"]) for row in one["rows"]] == [("share", "%", "higher")]
    assert one["rows"][0]["first_month"] == "2024-01-01"
    assert one["targets"] == [{"year": 2024, "operator": ">=", "value": 80.0, "scope": None, "source": None}]
    assert rows(client.get(f"{BASE}/targets?indicator=share"))[0]["value"] == 80.0
    assert [row["current"] for row in rows(client.get(f"{BASE}/versions"))] == [True]
    assert all(row["nature"] == "perceived" for row in rows(client.get(f"{BASE}/indicators?nature=perceived")))
    entry = client.get(BASE).json()
    assert entry["period"] == {"from": "2024-01", "to": "2024-02", "last_whole": "2024-02"}
    assert "Licence Ouverte" in entry["licence"]["title"]
    for link in entry["rows"]:
        if link["name"] not in ("figures", "indicator"):
            assert client.get(link["href"]).status_code == 200


def test_the_dictionary_names_every_column(client: Client) -> None:
    schemas = {schema["name"]: schema for schema in client.get(f"{BASE}/dictionary").json()["rows"]}
    for name in ("services", "sites", "commitments", "indicators", "versions"):
        [first, *_] = rows(client.get(f"{BASE}/{name}"))
        assert [field["name"] for field in schemas[name]["fields"]] == list(first)
        assert all(field["description"] for field in schemas[name]["fields"])


def test_the_catalogue_describes_the_data_and_the_service(client: Client) -> None:
    answer = client.get(f"{BASE}/catalogue")
    told = answer.json()
    assert answer.headers["content-type"] == "application/ld+json"
    assert (told["@type"], told["dcat:version"]) == ("dcat:Dataset", "1")
    service = told["@reverse"]["dcat:servesDataset"]
    assert (service["@type"], service["dcat:endpointURL"]["@id"]) == ("dcat:DataService", BASE)
    assert "Licence-Ouverte" in service["dct:license"]["@id"]


def test_a_public_address_holds_the_path_already(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_PUBLIC_ADDRESS", "https://justice.example.fr/barometre")
    told = client.get(f"{BASE}/catalogue").json()
    root = "https://justice.example.fr/barometre"
    [distribution] = told["dcat:distribution"]
    service = told["@reverse"]["dcat:servesDataset"]
    assert distribution["dcat:accessURL"]["@id"] == f"{root}/api/v1/figures"
    assert service["dcat:endpointURL"]["@id"] == f"{root}/api/v1"
    assert service["dcat:endpointDescription"]["@id"] == f"{root}/api/v1/openapi.json"
    assert service["dcat:landingPage"]["@id"] == f"{root}/api/"
    # Every other address is a path of this host.
    assert client.get(f"{BASE}/openapi.json").json()["servers"][0]["url"] == BASE
    assert {row["href"].partition("/api")[0] for row in client.get(BASE).json()["rows"]} == {"/barometre"}
    following = client.get(f"{BASE}/figures?indicator=share&by=site,month&limit=1").json()["next"]
    assert following.startswith(f"{BASE}/figures?")


def test_surveys_stand_as_on_the_local_day_of_the_publication(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published at half past eleven in the evening, UTC: the next day in Paris."""
    dates = {"opens_on": dt.date(2026, 6, 2), "closes_on": dt.date(2026, 6, 30)}
    stage(installed, kind="survey-waves", survey_waves=[{"survey": "v1", "title": "Accueil", **dates}])
    publish(installed, reference())
    kept = reads.version
    monkeypatch.setattr(reads, "version", lambda one: kept(one)._replace(built_at=dt.datetime(2026, 6, 1, 23, 30)))
    reader = cache.reader()
    assert reader is not None
    with monkeypatch.context() as here:
        here.setenv("TZ", "Europe/Paris")
        time.tzset()
        [found] = listings.surveys(Published(reader, installed), Asked()).rows
    time.tzset()
    assert dict(zip(tables.SURVEYS.columns, found, strict=True))["state"] == "open"


def test_pages_follow_one_another(client: Client) -> None:
    address, found, pages = f"{BASE}/figures?indicator=share&by=site,month&limit=2", [], 0
    whole = rows(client.get(address.replace("limit=2", "limit=1000")))
    while address:
        answer = client.get(address)
        found += rows(answer)
        pages += 1
        following = answer.json()["next"]
        assert answer.headers.get("link") == (f'<{following}>; rel="next"' if following else None)
        address = following
    assert (pages, found) == (3, whole)


def test_a_cursor_is_of_one_version_and_of_one_question(client: Client, installed: Settings) -> None:
    following = client.get(f"{BASE}/figures?indicator=share&by=site&limit=1").json()["next"]
    other = client.get(following.replace("by=site", "by=region"))
    assert (other.status_code, other.json()["parameter"]) == (409, "cursor")
    stage(installed, measures=[measure("A", "2024-03", numerator=30, denominator=40, n=40)])
    publish(installed, reference())
    gone = client.get(following)
    assert gone.status_code == 409
    assert "Reprendre à la première page" in gone.json()["detail"]
    undo(installed)
    assert client.get(following).status_code == 200


def test_an_answer_is_not_sent_twice(client: Client, installed: Settings) -> None:
    address = f"{BASE}/figures?indicator=share&by=site"
    answer = client.get(address)
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "public, max-age=60"
    again = client.get(address, {"if-none-match": f'"else", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{address},month").headers["etag"] != tag
    stage(installed, measures=[measure("A", "2024-03", numerator=30, denominator=40, n=40)])
    publish(installed, reference())
    assert client.get(address, {"if-none-match": tag}).status_code == 200


def test_head_has_the_headers_and_no_content(client: Client) -> None:
    asked = client.get(f"{BASE}/services")
    head = client.request("HEAD", f"{BASE}/services")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length", "access-control-allow-origin"):
        assert head.headers[name] == asked.headers[name]


def test_any_origin_may_read_and_nothing_else(client: Client) -> None:
    answer = client.get(f"{BASE}/services", {"origin": "https://ailleurs.test"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in answer.headers
    asked = client.request("OPTIONS", f"{BASE}/services", {"access-control-request-method": "GET"})
    assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")
    refused = client.request("POST", f"{BASE}/services", content=b"{}")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.get("/barometre/api/").headers["cross-origin-resource-policy"] == "same-origin"


REFUSALS = [
    ("figures", 400, "indicator", "obligatoire"),
    ("figures?indicateur=share", 400, "indicateur", "Paramètres\u00a0: indicator, by, from"),
    ("figures?indicator=share&by=month,site", 400, "by", "site,month|service\u00a0; site_type"),
    ("figures?indicator=share&by=site,commitment", 400, "by", "pas de temps"),
    ("figures?indicator=share&by=site&by=month", 400, "by", "2 fois"),
    ("figures?indicator=share&from=2024-13", 400, "from", "par exemple 2026-03"),
    ("figures?indicator=share&against=previous", 400, "against", "n’existe pas"),
    ("figures?indicator=share&limit=1001", 400, "limit", "un entier de 1 à 1000"),
    ("figures?indicator=share&limit=0", 400, "limit", "un entier de 1 à 1000"),
    ("figures?indicator=share&format=xml", 400, "format", "json, csv, parquet"),
    ("figures?indicator=share&from=2024-02&to=2024-01", 422, "from", "échanger from et to"),
    ("figures?indicator=share&by=year&from=2024-02", 422, "from", "from=2024-01"),
    ("figures?indicator=share&by=quarter&to=2024-01", 422, "to", "to=2024-03"),
    ("figures?indicator=shar", 404, None, "Codes proches\u00a0: share"),
    ("figures?indicator=share&by=court", 404, None, "Aucune carte judiciaire"),
    ("figures?indicator=share&from=1950-01&to=1950-02", 404, None, "en dehors des données publiées"),
    ("figures?indicator=share&site=Z", 404, None, "Le site «\u00a0Z\u00a0» n’existe pas"),
    ("indicators/rien", 404, None, "n’est pas publié"),
    ("services?cursor=AAAAAAAAAAAAAAAAAAAA", 409, "cursor", "première page"),
    ("rien", 404, None, "partir de /barometre/api/v1"),
]


@pytest.mark.parametrize(("path", "status", "parameter", "words"), REFUSALS, ids=[path for path, *_ in REFUSALS])
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    client: Client, path: str, status: int, parameter: str | None, words: str
) -> None:
    answer = client.get(f"{BASE}/{path}")
    told = answer.json()
    assert (answer.status_code, told["status"], told.get("parameter")) == (status, status, parameter)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert re.search(words, told["detail"]), told["detail"]
    # The kind of refusal is explained on the page.
    page = client.get("/barometre/api/").text
    address, _, anchor = told["type"].partition("#")
    assert address == "/barometre/api/"
    assert f'id="{anchor}"' in page


def test_one_list_of_sites_is_kept_for_all_the_ways_of_asking(client: Client) -> None:
    cache.forget()
    for query in ("", "search=t", "search=1", "search=paris", "region=11", "department=69&department=75"):
        assert rows(client.get(f"{BASE}/sites?{query}"))
    assert [name for name, *_ in cache._READ].count("sites") == 1


def test_an_answer_that_is_kept_weighs_its_rows_and_its_question(client: Client) -> None:
    assert len(rows(client.get(f"{BASE}/figures?indicator=share&by=site&site=A&site=B&from=2024-01"))) == 2
    assert api_data._ANSWERS.currsize == 2 + 5 + 1


def test_a_question_that_costs_too_much_is_refused_before_it_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.api.asked_figures.MOST_ROWS", 5)
    answer = client.get(f"{BASE}/figures?indicator=share&by=site,month")
    assert answer.status_code == 422
    assert "5 au plus" in answer.json()["detail"]
    assert client.get(f"{BASE}/figures?indicator=share&by=site").status_code == 200


def test_too_many_requests_wait(installed: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_API_PER_MINUTE", "2")
    client = Client(Starlette(routes=api_routes("/barometre")))
    assert [client.get(f"{BASE}/services").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get(f"{BASE}/services")
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert "2\u00a0demandes par minute" in refused.json()["detail"]


def test_a_bucket_fills_again_and_belongs_to_a_network() -> None:
    buckets = Buckets()
    assert [buckets.wait("192.0.2.1", 2, 0.0) for _ in range(3)] == [0, 0, 30]
    assert buckets.wait("192.0.2.2", 2, 0.0) == 0
    assert buckets.wait("192.0.2.1", 2, 29.0) == 1
    assert buckets.wait("192.0.2.1", 2, 30.0) == 0
    # An hour without any request gives no more than a minute's.
    assert [buckets.wait("192.0.2.1", 2, 3600.0) for _ in range(3)] == [0, 0, 30]
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::4")


def test_nothing_published_is_said(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_HOME", str(settings.home))
    client = Client(Starlette(routes=api_routes("/barometre")))
    answer = client.get(f"{BASE}/services")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "86400")
    assert client.get("/barometre/api/").status_code == 200


def test_a_defect_is_a_reference_and_no_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(api_data, "rows", broken)
    answer = client.get(f"{BASE}/services")
    assert answer.status_code == 500
    assert re.search(r"Référence\u00a0: [0-9a-f]{8}", answer.json()["detail"])
    assert "secret" not in answer.text


def test_invented_data_are_said_everywhere(
    client: Client, installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.api.descriptions.notice_of", lambda demo: "Données inventées." if not demo else None)
    assert client.get(f"{BASE}/services").json()["notice"] == "Données inventées."
    assert client.get(f"{BASE}/openapi.json").json()["info"]["description"].startswith("Données inventées.")


def test_the_documentation_is_a_page_without_script(client: Client) -> None:
    answer = client.get("/barometre/api/")
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert client.get("/barometre/api").headers["location"] == "/barometre/api/"
    for address in re.findall(r'href="(/barometre/api/v1[^"]*)"', answer.text):
        # The examples are those of the demonstration: here, their codes are not known.
        assert client.get(address.replace("&amp;", "&")).status_code in (200, 404)


def test_what_only_agents_may_read_is_not_served(
    client: Client, installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(installed, measures=[measure("A", "2024-03", numerator=30, denominator=40, n=40)])
    publish(installed, reference())
    assert client.get(BASE).json()["data_version"] == 2
    monkeypatch.setenv("BAROMETRE_PUBLIC_DELAY_DAYS", "3")
    answer = client.get(BASE)
    assert answer.status_code == 503 or answer.json()["data_version"] == 1

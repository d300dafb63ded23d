"""A new version is read by agents first: the public keeps the one before, for as many days as the installation says."""

import datetime as dt
import html
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from dashboard.config import settings as read_settings
from dashboard.errors import ConfigurationError
from dashboard.registry import database
from dashboard.server import foresight, public_copies
from dashboard.server.public_routes import public_routes
from dashboard.store import version
from dashboard.store.public_version import public_version
from dashboard.store.publish import publish
from dashboard.ui import cache
from tests.builders import measure, reference, site, stage
from tests.unit.asgi_client import Client

NOW = dt.datetime.now(dt.UTC)
A_WEEK = {"BAROMETRE_PUBLIC_DELAY_DAYS": "7"}


@pytest.fixture
def two(made_once):
    """Two versions; in the second, site A goes from 80 % to 90 %."""
    made = made_once(_two_versions)
    yield made
    database.forget(made)


def _two_versions(settings):
    catalogue = reference()
    entries = dict(catalogue.indicators) | {"share": replace(catalogue.indicators["share"], headline=True)}
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    for numerator in (160, 180):
        months = {"numerator": numerator, "denominator": 200, "months": 12}
        stage(settings, measures=[measure(code, "2024-12", **months) for code in "AB"])
        publish(settings, replace(catalogue, indicators=entries))


@pytest.fixture
def client(two, monkeypatch):
    monkeypatch.setenv("BAROMETRE_HOME", str(two.home))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    public_copies.forget()
    return Client(Starlette(routes=public_routes("/b")))


def told(home, **changed):
    return read_settings({"BAROMETRE_HOME": str(home)} | changed)


def test_the_public_keeps_the_version_before_for_a_week(two):
    delayed = told(two.home, **A_WEEK)
    assert public_version(told(two.home), NOW).number == 2
    assert public_version(delayed, NOW).number == 1
    assert public_version(delayed, NOW + dt.timedelta(days=8)).number == 2


def test_a_version_that_is_withdrawn_is_read_by_nobody(two):
    version.point_to(two, version.versions(two)[0])
    for days in (0, 8):
        assert public_version(told(two.home, **A_WEEK), NOW + dt.timedelta(days=days)).number == 1


def test_a_version_of_another_program_is_passed_over(two):
    [first, _] = version.versions(two)
    version.write(first.folder / "data-000001.json", version.Version(**{
        name: getattr(first, name) for name in first.__slots__} | {"build": "other"}))  # fmt: skip
    assert public_version(told(two.home, **A_WEEK), NOW).number == 2


def test_nothing_published_is_nothing(settings):
    assert public_version(settings, NOW) is None


def test_a_delay_is_a_number_of_days():
    with pytest.raises(ConfigurationError, match="BAROMETRE_PUBLIC_DELAY_DAYS"):
        read_settings({"BAROMETRE_PUBLIC_DELAY_DAYS": "-1"})


def test_agents_see_what_the_public_will_read(client, monkeypatch):
    monkeypatch.setenv(*next(iter(A_WEEK.items())))
    public, preview = (html.unescape(client.get(f"/b{path}/public/sites/A").text) for path in ("", "/apercu"))
    assert "80,0\u00a0%" in public
    assert "Données version 1," in public
    assert "Aperçu" not in public
    assert "90,0\u00a0%" in preview
    assert "Aperçu de la version 2, que le public lira à partir du " in preview
    assert 'href="/b/apercu/public/services/tj"' in preview
    assert 'href="/b/spp/static/public.css' in preview
    assert '<meta name="robots" content="noindex">' in preview
    assert "canonical" not in preview
    assert client.get("/b/apercu/public/sites/A").headers["cache-control"] == "no-store"
    for path in ("", "services/tj", "sites?q=lyon"):
        assert client.get(f"/b/apercu/public/{path}").status_code == 200
    left = client.get("/b/apercu/public/sites/A/avis")
    assert (left.status_code, left.headers["location"]) == (303, "/b/public/sites/A/avis")
    assert "Données version 2" not in client.get("/b/public/publications.rss").text


def test_without_a_delay_the_public_reads_the_last_version(client):
    assert "90,0\u00a0%" in html.unescape(client.get("/b/public/sites/A").text)
    assert "que le public lit déjà" in html.unescape(client.get("/b/apercu/public/sites/A").text)


def test_what_the_public_reads_is_computed_when_it_changes_version(client, monkeypatch):
    """Three looks; the public is given the second version between the first two."""
    monkeypatch.setenv(*next(iter(A_WEEK.items())))
    looks, computed = [], []

    class Stopped:
        def wait(self, _seconds):
            looks.append(1)
            monkeypatch.setenv("BAROMETRE_PUBLIC_DELAY_DAYS", "0")
            return len(looks) == 3

    monkeypatch.setattr(
        foresight, "_compute", lambda _stopped: computed.append(cache.public_reader(NOW).version.number)
    )
    foresight._foresee_until(Stopped())
    assert computed == [1, 2]


def test_the_first_version_waits_for_nobody(published, monkeypatch):
    monkeypatch.setenv("BAROMETRE_HOME", str(published.home))
    monkeypatch.setenv(*next(iter(A_WEEK.items())))
    seen = Client(Starlette(routes=public_routes(""))).get("/apercu/public/sites/A")
    assert "Aperçu de la version 1, que le public lit déjà." in html.unescape(seen.text)
    database.forget(published)


def test_a_version_that_the_public_reads_is_kept(two):
    """Three publications in a day: what the public reads would be the fourth from the end."""
    delayed = told(two.home, **A_WEEK)
    [first, second] = version.versions(two)
    version.write(first.folder / "data-000001.json", replace(first, built_at=NOW - dt.timedelta(days=60)))
    for numerator in (181, 182, 183):
        months = {"numerator": numerator, "denominator": 200, "months": 12}
        stage(two, measures=[measure(code, "2024-12", **months) for code in "AB"])
        catalogue = reference()
        publish(replace(two, public_delay_days=7), catalogue)
    assert public_version(delayed, NOW).number == 1
    assert second.number not in {one.number for one in version.versions(two)}

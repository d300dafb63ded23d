"""The public pages of results through HTTP: what they say, how they are kept, and the figures made to be embedded.

Service `tj`: S01 to S08 with 200 answers a year, P1 with 5 and P5 with 8, P3 with none, OLD closed and merged into S01.
Service `ca`: C01 with 300 answers.
"""

import datetime as dt
import html
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as Xml

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.analyses.figures import figures
from dashboard.analyses.public_results import of_public_services, of_public_site, of_public_whole
from dashboard.analyses.public_sites import public_sites
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.usual_period import usual_period
from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.left_review import review_code
from dashboard.domain.scope import Scope
from dashboard.posters.gathering import open_sites, service_posters, site_posters
from dashboard.public_pages import indexing
from dashboard.public_pages.indexing import Publication
from dashboard.reception.action_form import ActionForm
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database, visible_acts
from dashboard.registry.actions import create_action
from dashboard.registry.left_reviews import leave_review
from dashboard.registry.moderation import publish_review
from dashboard.registry.replies import draft_reply, validate_reply
from dashboard.registry.reply_votes import vote
from dashboard.registry.review_meetings import DecisionForm, create_meeting, record_decision, record_participants
from dashboard.registry.visible_acts import last_visible_act
from dashboard.server import public_copies
from dashboard.server.public_routes import public_routes
from dashboard.server.security_headers import SecurityHeaders
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.ui import cache
from dashboard.wording import numerals, short
from dashboard.wording.method_rules import sections
from dashboard.wording.public_results import over_a_year
from dashboard.wording.public_reviews import elsewhere, read_all
from dashboard.wording.public_reviews import published as no_opinion
from tests.builders import measure, reference, site, stage
from tests.unit.asgi_client import Client

NOW = dt.datetime.now(dt.UTC)
FULL = {f"S{number:02}": 110 + 6 * number for number in range(1, 8)} | {"S08": 60}
SMALL = {"P1": (3, 5), "P5": (4, 8)}
WITHHELD = "Résultat non montré, pour que les réponses de quelques personnes restent secrètes."
NAMES = {"S02": "<script>alert(1)</script> & fils"}
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("public"), memory_limit="500MB")
    rows = [site(code, label=NAMES.get(code, f"Tribunal {code}")) for code in [*FULL, *SMALL, "P3"]]
    court = {"service": "ca", "service_label": "Cours d’appel", "site_type": "cour", "site_type_label": "Cour d’appel"}
    rows += [site("OLD", active=False), site("C01", label="Cour C01", **court)]
    stage(settings, kind="spplus-structures", sites=rows)
    gone = {"former": "OLD", "successor": "S01", "month": dt.date(2023, 1, 1), "kind": "merger"}
    stage(settings, kind="successions", successions=[gone])
    counted = {code: (x, 200) for code, x in FULL.items()} | SMALL | {"C01": (240, 300)}
    stage(
        settings,
        measures=[
            measure(code, f"{year}-12", numerator=x - 40 * (code == "S08") * (year == 2023), denominator=n, months=12)
            for code, (x, n) in counted.items()
            for year in (2023, 2024)
        ],
    )
    catalogue = reference()
    [edition] = catalogue.editions
    first = edition.commitments[0]
    two = (first, replace(first, number=2, short_label="Joignabilité", pillar="simples"))
    entries = dict(catalogue.indicators)
    entries["share"] = replace(entries["share"], headline=True, rule="Règle & <b>calcul</b>.", source="Enquête")
    publish(settings, replace(catalogue, indicators=entries, editions=(replace(edition, commitments=two),)))
    yield settings
    database.forget(settings)


@pytest.fixture
def client(installation, monkeypatch):
    monkeypatch.setenv("BAROMETRE_HOME", str(installation.home))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    public_copies.forget()
    return Client(Starlette(routes=public_routes("/b"), middleware=[Middleware(SecurityHeaders)]))


@pytest.fixture
def reader(client):
    return cache.reader()


@pytest.fixture(scope="module")
def published(installation):
    """An opinion of S03, its reply and its action; a reader finds the reply useful."""
    review = leave_review(
        installation, ReviewForm("S03", "negative", "desk", "Attente <i>longue</i>."), {"S03"}, NOW
    ).id
    publish_review(installation, review, "mod", NOW)
    reply = draft_reply(installation, review, "Merci, c’est corrigé.", "greffe", NOW)
    validate_reply(installation, reply, 1, "chef", NOW)
    form = ActionForm("Ouvrir deux guichets", "Le lundi matin.", "greffe", ActionState.DONE, site="S03")
    create_action(installation, form, "agent", NOW, [review_code(review)])
    vote(installation, reply, "un-lecteur-de-cet-avis-1234", True, NOW)


def text_of(page):
    """What is read of a page, spaces as they are."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.text))


def results_of(pillars):
    return [one for part in pillars for one in part.results]


def test_a_site_says_its_figure_its_peers_its_year_and_its_base(client):
    page = client.get("/b/public/sites/S08")
    said = text_of(page)
    assert page.status_code == 200
    assert "30,0\u00a0%" in said
    assert "Sites comparables\u00a0: " in said
    assert "écart défavorable" in said
    assert "Sur un an\u00a0: +20,0\u00a0points, amélioration démontrée" in said
    assert "200\u00a0réponses, marge\u00a0: de 24,1 à 36,7\u00a0%." in said
    assert "Face aux sites comparables\u00a0: 1\u00a0moins bon. Sur un an\u00a0: 1\u00a0en amélioration." in said
    assert "Résultats sur 12 mois à fin décembre 2024" not in said  # a calendar year is named by its year
    assert "Résultats en 2024. Données version 1, publiées le " in said
    assert "Règle & <b>calcul</b>." in said
    assert "Non mesuré ici sur cette période." in said  # the second engagement
    assert 'width="30.00%"' in page.text


def test_what_is_withheld_says_so_and_leaves_no_number(client):
    for address in ("/b/public/sites/P1", "/b/public/encart/sites/engagement-1/P1",
                    "/b/public/badge/sites/engagement-1/P1.svg", "/b/public/encart/sites/share/P5",
                    "/b/public/integrer/sites/share/P1"):  # fmt: skip
        page = client.get(address)
        said = re.sub(r"<(style|svg|path|text|rect)\b[^>]*>", "", page.text)
        assert page.status_code == 200, address
        assert "60" not in text_of(page).replace("360", ""), address  # 3 of 5
        assert "n\u00a0=\u00a05" not in said
        assert "5\u00a0réponses" not in said
        assert "8\u00a0réponses" not in said
        assert WITHHELD.rstrip(".") in html.unescape(page.text), address
    assert ">non montré</text>" in client.get("/b/public/badge/sites/engagement-1/P1.svg").text
    assert "%" not in re.sub(r"IC|95\u00a0%|width=\"100%\"", "", text_of(client.get("/b/public/sites/P1")))


def test_pages_lead_from_the_whole_to_a_site_and_back(client):
    whole, service, one = (client.get(f"/b/public/{path}").text for path in ("", "services/tj", "sites/S01"))
    assert 'href="/b/public/services/tj"' in whole
    assert 'href="/b/public/sites/S01"' in service
    assert 'name="service" value="tj"' in service
    assert 'href="/b/public/services/tj"' in one
    assert 'href="/b/public/"' in one
    assert 'href="/b/public/sites/S01/avis"' in one
    found = client.get("/b/public/sites?service=ca").text
    assert 'href="/b/public/sites/C01"' in found
    assert 'href="/b/public/sites/S01"' not in found


def test_a_name_is_never_read_as_html(client):
    for path in ("sites/S02", "services/tj", "encart/sites/share/S02", "badge/sites/share/S02.svg",
                 "integrer/sites/share/S02", "sites?q=fils"):  # fmt: skip
        page = client.get(f"/b/public/{path}").text
        assert "<script" not in page
        assert "alert(1)" in page or path == "services/tj"
    Xml.fromstring(client.get("/b/public/badge/sites/share/S02.svg").text)


def test_figures_are_those_of_the_command_and_of_the_posters(client, reader, installation):
    period = usual_period(reader)
    sites = reader.compute(public_sites)
    posters = {one.code: one for one in site_posters(reader, installation, open_sites(reader), period, lambda _: "")}
    for code in ("S01", "S05", "S08", "P1", "P3", "C01"):
        shown = of_public_site(reader, sites[code], installation, period)
        assert shown == posters[code].pillars
        [figure] = figures(reader, Question(("share",), scope=Scope(sites=(code,)), period=period), installation)
        assert results_of(shown)[0].value == written(figure)
        assert results_of(shown)[0].value in text_of(client.get(f"/b/public/sites/{code}"))
        assert written(figure) in text_of(client.get(f"/b/public/encart/sites/share/{code}"))
    services = of_public_services(reader, installation, period)
    for figure in figures(reader, Question(("share",), (Axis.SERVICE,), period=period), installation):
        code = figure.axes[Axis.SERVICE]
        [poster] = service_posters(reader, installation, [code], period, lambda _: "")
        assert services[code] == poster.pillars
        assert results_of(services[code])[0].value == written(figure) != ""
        assert written(figure) in text_of(client.get(f"/b/public/services/{code}"))
    [figure] = figures(reader, Question(("share",), period=period), installation)
    assert results_of(of_public_whole(reader, installation, period))[0].value == written(figure) != ""
    assert f'<p class="value">{written(figure)}</p>' in client.get("/b/public/").text


def written(figure):
    """The figure as screens write it, nothing when it is withheld."""
    return numerals.value(figure.indicator, figure.estimate) if isinstance(figure.estimate, Shown) else ""


def test_a_closed_site_shows_its_successor_and_no_result(client):
    page = client.get("/b/public/sites/OLD")
    assert page.status_code == 200
    assert 'href="/b/public/sites/S01"' in page.text
    assert "Ce site est fermé" in page.text
    assert 'class="value"' not in page.text
    assert client.get("/b/public/encart/sites/share/OLD").status_code == 410


def test_a_page_is_asked_again_by_its_tag(client):
    first = client.get("/b/public/sites/S01")
    assert first.headers["cache-control"].startswith("public, max-age=")
    assert "stale-while-revalidate" in first.headers["cache-control"]
    assert "set-cookie" not in first.headers
    for asked in (first.headers["etag"], f'"other", {first.headers["etag"]}', "*"):
        again = client.get("/b/public/sites/S01", {"if-none-match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/b/public/sites/S01", {"if-none-match": 'W/"other"'}).status_code == 200
    head = client.request("HEAD", "/b/public/sites/S01")
    assert (head.status_code, head.headers["etag"]) == (200, first.headers["etag"])
    packed, raw = client.raw("/b/public/sites/S01", {"accept-encoding": "br"})
    assert packed.headers["content-encoding"] == "br"
    assert len(raw) < len(first.content) / 2


def test_a_cookie_changes_nothing_of_a_shared_page(client, published):
    mine = {"cookie": "spp_lecteur=un-lecteur-de-cet-avis-1234"}
    assert client.get("/b/public/sites/S03", mine).content == client.get("/b/public/sites/S03").content
    assert "<form" not in client.get("/b/public/sites/S03").text
    for path in ("avis-publies", "avis"):
        assert client.get(f"/b/public/sites/S03/{path}").headers["cache-control"] == "no-store"


def test_opinions_and_answers_are_on_the_page(client, published):
    said = text_of(client.get("/b/public/sites/S03"))
    assert "Attente <i>longue</i>." in said
    assert "Merci, c’est corrigé." in said
    assert "Nous avons fait\u00a0: Ouvrir deux guichets" in said
    assert "Nous avons fait\u00a0: Ouvrir deux guichets" in text_of(client.get("/b/public/"))


def test_the_tag_changes_with_what_is_published_and_not_with_a_vote(client, installation, published):
    tag = client.get("/b/public/sites/S04").headers["etag"]
    review = leave_review(installation, ReviewForm("S04", "positive", "desk", "Très bien."), {"S04"}, NOW).id
    assert client.get("/b/public/sites/S04").headers["etag"] == tag
    before = last_visible_act(installation)
    publish_review(installation, review, "mod", NOW)
    assert last_visible_act(installation) > before
    assert client.get("/b/public/sites/S04").headers["etag"] != tag
    after = last_visible_act(installation)
    reply = draft_reply(installation, review, "Merci.", "greffe", NOW)
    assert last_visible_act(installation) == after
    validate_reply(installation, reply, 1, "chef", NOW)
    seen = last_visible_act(installation)
    assert seen > after
    vote(installation, reply, "un-autre-lecteur-de-la-page-5678", False, NOW)
    assert last_visible_act(installation) == seen
    meeting = create_meeting(installation, "Comité", NOW.date(), {}, 1, "greffe", NOW)
    record_participants(installation, meeting, "Le greffe.", "greffe", NOW)
    record_decision(installation, meeting, DecisionForm("Ouvrir le samedi.", "greffe"), "greffe", NOW)
    assert last_visible_act(installation) == seen
    visible_acts._KNOWN.clear()  # another process, which has seen nothing
    assert last_visible_act(installation) == seen


def test_large_numbers_are_written_as_everywhere(client, monkeypatch):
    kept = reads.services
    monkeypatch.setattr(reads, "services", lambda reader: [one._replace(n_active=1234) for one in kept(reader)])
    assert "Ensemble du service, 1\u00a0234\u00a0sites." in text_of(client.get("/b/public/services/tj"))
    assert "1\u00a0234\u00a0sites" in text_of(client.get("/b/public/"))
    assert read_all(1234) == "Lire les 1\u00a0234\u00a0avis, dire si une réponse est utile"
    assert (read_all(1), read_all(0)) == ("Lire cet avis, dire si sa réponse est utile", "")


def test_settings_change_the_page(client, monkeypatch):
    tag = client.get("/b/public/sites/P3").headers["etag"]
    monkeypatch.setenv("BAROMETRE_ANNOUNCED_REPLY_DAYS", "12")
    assert client.get("/b/public/sites/P3").headers["etag"] != tag


def test_an_address_is_shared_with_a_figure(client, monkeypatch):
    monkeypatch.setenv("BAROMETRE_PUBLIC_ADDRESS", "https://justice.example.fr/b")
    page = client.get("/b/public/sites/S08").text
    assert '<link rel="canonical" href="https://justice.example.fr/b/public/sites/S08">' in page
    assert '<meta property="og:url" content="https://justice.example.fr/b/public/sites/S08">' in page
    assert '<meta property="og:locale" content="fr_FR">' in page
    assert re.search(
        r'<meta property="og:description" content="Tribunal S08, en 2024\xa0: Share\xa0: 30,0\xa0%.">', page
    )
    assert '<meta property="og:title" content="Tribunal S08' in page
    assert "noindex" not in page
    assert '<meta name="robots" content="noindex">' in client.get("/b/public/sites/S08/avis").text


@pytest.mark.parametrize("host", ['a"><script>', "x y", "", "a/b"])
def test_a_forged_host_is_not_repeated(client, host):
    page = client.get("/b/public/sites/S01", {"host": host})
    assert page.status_code == 200
    assert "<script" not in page.text
    assert '<link rel="canonical" href="/b/public/sites/S01">' in page.text


def test_the_site_map_lists_every_open_page(client):
    answer = client.get("/b/public/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    listed = [one.text for one in Xml.fromstring(answer.content).iter(f"{SITEMAPS}loc")]
    assert listed[0] == "http://application.test/b/public/"
    assert "http://application.test/b/public/services/ca" in listed
    assert "http://application.test/b/public/sites/S08" in listed
    assert not any("OLD" in one for one in listed)
    for one in listed:
        assert client.get(one.removeprefix("http://application.test")).status_code == 200
    assert client.get("/b/public/sitemap-1.xml").status_code == 404


def test_a_long_site_map_has_an_index(monkeypatch):
    monkeypatch.setattr(indexing, "MOST_ADDRESSES", 2)
    pages, day = [f"https://a.fr/{number}" for number in range(5)], dt.date(2026, 1, 2)
    index = Xml.fromstring(indexing.site_map(pages, "https://a.fr", day).encode())
    assert [one.text for one in index.iter(f"{SITEMAPS}loc")] == [
        f"https://a.fr/public/sitemap-{part}.xml" for part in (1, 2, 3)
    ]
    parts = [Xml.fromstring(indexing.site_map(pages, "https://a.fr", day, part).encode()) for part in (1, 2, 3)]
    assert [one.text for part in parts for one in part.iter(f"{SITEMAPS}loc")] == pages
    assert indexing.site_map(pages, "https://a.fr", day, 4) is None


def test_robots_find_results_and_never_invented_ones(client):
    for path in ("/b/robots.txt", "/b/public/robots.txt"):
        text = client.get(path).text
        assert "Sitemap: http://application.test/b/public/sitemap.xml" in text
        assert "Allow: /b/public/" in text
    assert indexing.robots("https://a.fr", "", demonstration=True).endswith("User-agent: *\nDisallow: /\n")


def test_publications_are_followed(client, installation):
    answer = client.get("/b/public/publications.rss")
    assert answer.headers["content-type"].startswith("application/rss+xml")
    top = Xml.fromstring(answer.content)
    assert (top.tag, top.attrib["version"]) == ("rss", "2.0")
    channel = top.find("channel")
    assert {"title", "link", "description", "language"} <= {one.tag for one in channel}
    [item] = channel.findall("item")
    assert item.findtext("title").startswith("Données version 1, publiées le ")
    assert parsedate_to_datetime(item.findtext("pubDate")).date() == dt.datetime.now(dt.UTC).date()
    assert "référentiel des structures SP+" in item.findtext("description")
    assert not re.search(r"[0-9]", item.findtext("description"))  # no count of anything
    page = client.get("/b/public/").text
    assert 'type="application/rss+xml" title="Publications des données" href="/b/public/publications.rss"' in page


def test_the_last_publication_comes_first():
    made = [Publication(n, "0" * 64, NOW, f"Version {n}", "Tout & le reste <b>") for n in (2, 1)]
    top = Xml.fromstring(indexing.feed("https://a.fr", made, demonstration=True).encode())
    assert [one.text for one in top.iter("title")][1:] == ["Version 2", "Version 1"]
    assert "démonstration" in top.find("channel").findtext("description")


@pytest.mark.parametrize("path", ["encart/sites/engagement-1/S01", "encart/services/share/tj", "encart/national/share",
                                  "badge/sites/engagement-1/S01.svg", "badge/national/engagement-1.svg"])  # fmt: skip
def test_only_what_is_made_to_be_embedded_may_be(client, path):
    answer = client.get(f"/b/public/{path}")
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    for closed in ("", "sites/S01", "services/tj", "sites", "integrer/national/share"):
        other = client.get(f"/b/public/{closed}")
        assert "frame-ancestors 'none'" in other.headers["content-security-policy"]
        assert other.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_badge_says_its_figure_to_those_who_do_not_see_it(client):
    answer = client.get("/b/public/badge/sites/engagement-1/S08.svg")
    top = Xml.fromstring(answer.content)
    space = "{http://www.w3.org/2000/svg}"
    assert answer.headers["content-type"] == "image/svg+xml"
    assert top.findtext(f"{space}title") == "Share, Tribunal S08, en 2024\u00a0: 30,0\u00a0%."
    assert "200\u00a0réponses" in top.findtext(f"{space}desc")
    assert [one.text for one in top.iter(f"{space}text")] == ["Share", "30,0\u00a0%"]
    assert "style" not in answer.text


def test_badges_push_out_nothing_that_pages_share(client):
    client.get("/b/public/badge/sites/share/S01.svg")
    kept = set(cache._COMPUTED)
    for code in ("S02", "S03", "S04"):
        for form in (f"badge/sites/share/{code}.svg", f"encart/sites/share/{code}", f"integrer/sites/share/{code}"):
            assert client.get(f"/b/public/{form}").status_code == 200
    assert set(cache._COMPUTED) == kept


def test_too_many_figures_for_other_sites_wait(client, monkeypatch):
    monkeypatch.setenv("BAROMETRE_API_PER_MINUTE", "2")
    public_copies.forget()
    path = "/b/public/badge/sites/share/S01.svg"
    # A badge that is kept costs nothing: a page that many people read shows it to all of them.
    assert {client.get(path).status_code for _ in range(5)} == {200}
    assert client.get("/b/public/encart/sites/share/S01").status_code == 200
    refused = client.get("/b/public/integrer/sites/share/S01")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert "2\u00a0demandes par minute" in text_of(refused)
    assert {client.get(one).status_code for one in (path, "/b/public/sites/S01")} == {200}


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("encart/sites/zzz/S01", 404, "n’est pas publié"),
        ("encart/sites/engagement-99/S01", 404, "Aucun engagement ne porte ce numéro"),
        ("badge/autre/share/S01.svg", 404, "Un chiffre est celui d’un site"),
        ("badge/sites/share/ZZ.svg", 404, "Aucun site ne porte ce code"),
        ("encart/sites/share", 404, "Aucun site ne porte ce code"),
        ("encart/services/share", 404, "Aucun service ne porte ce code"),
        ("encart/national/share/S01", 404, "n’a pas de code"),
        ("badge/national/engagement-1/S01.svg", 404, "n’a pas de code"),
        ("services/ZZ", 404, "Aucun service ne porte ce code"),
        ("sites/ZZ", 404, "Aucun site ne porte ce code"),
        ("sitemap-9.xml", 404, "n’existe pas"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_sentence(client, path, status, sentence):
    answer = client.get(f"/b/public/{path}")
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert answer.headers["cache-control"] == "no-store"


def test_no_page_has_a_script_nor_a_style_of_its_own(client):
    for path in ("", "services/tj", "sites/S01", "sites", "integrer/sites/share/S01"):
        page = re.sub(r"<pre>.*?</pre>", "", client.get(f"/b/public/{path}").text)  # what is to be copied
        assert "<script" not in page
        assert "<style" not in page
        assert not re.search(r"<[^>]* (style|on[a-z]+)=", page)


def test_a_withheld_figure_is_named_as_everywhere(reader, installation):
    [figure] = figures(reader, Question(("share",), scope=Scope(sites=("P1",))), installation)
    assert short.value(figure.indicator, figure.estimate) == "secret statistique"


def test_the_method_is_read_without_the_application(client):
    """In the words of the page « Méthode », with the thresholds and the indicators of the installation."""
    page = client.get("/b/public/methode")
    assert page.status_code == 200
    said = " ".join(text_of(page).split())
    for section in sections(11, 20, 30):
        assert section.title in said
        for rule in section.rules:
            assert " ".join(rule.replace("**", "").replace("`", "").split()) in said
    assert "Règle & <b>calcul</b>." in said
    assert "**" not in page.text
    assert "http://application.test/b/public/methode" in client.get("/b/public/sitemap.xml").text


def test_no_public_page_leads_into_the_application(client):
    """But for the open data, which need no account either."""
    for address in ("/b/public/", "/b/public/services/tj", "/b/public/sites/S01", "/b/public/methode",
                    "/b/public/integrer/sites/share/S01"):  # fmt: skip
        links = re.findall(r'href="(/b[^"]*)"', client.get(address).text)
        assert links
        assert [one for one in links if not one.startswith(("/b/public", "/b/api/", "/b/spp/"))] == [], address
        assert "/b/public/methode" in links, address


def test_opinions_that_were_loaded_are_counted_apart_from_those_left_here():
    assert elsewhere(0, "en 2024") == ""
    said = "38\u00a0avis ont été déposés sur «\u00a0Services Publics\u00a0+\u00a0» en 2024\u00a0: "
    assert elsewhere(38, "en 2024").startswith(said)
    assert elsewhere(1, "en 2024").startswith("1\u00a0avis a été déposé sur ")
    assert "laissé ici" in no_opinion(0)


def test_a_gap_too_small_to_matter_is_not_told_as_unproven():
    told = over_a_year([Verdict.BETTER, Verdict.STABLE, Verdict.STABLE, Verdict.NO_EVIDENCE, Verdict.NOT_TESTED])
    assert told == (
        "Sur un an\u00a0: 1\u00a0en amélioration, 2\u00a0avec une évolution trop petite pour compter et "
        "1\u00a0sans évolution démontrée."
    )

"""The public pages through HTTP: an opinion from the form to the receipt, what is refused, and what is shown safely."""

import dataclasses
import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.config import ROOT, Settings
from dashboard.reception.form_stamp import stamp
from dashboard.reception.preview import preview
from dashboard.reception.receipt_stamp import read_receipt, signed_receipt
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database
from dashboard.registry.left_reviews import leave_review, left_reviews
from dashboard.registry.moderation import publish_review
from dashboard.registry.replies import draft_reply, validate_reply
from dashboard.registry.reply_votes import votes_on
from dashboard.registry.shared_secrets import form_key
from dashboard.server.public_form import LARGEST
from dashboard.server.public_routes import public_routes
from dashboard.server.security_headers import SecurityHeaders
from tests.brands import brand_folder
from tests.unit.asgi_client import Client

NOW = dt.datetime.now(dt.UTC)
FORM = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
RIGHT = {"ressenti": "positive", "canal": "desk", "theme": "Relation", "texte": "Accueil rapide.", "courriel": ""}
TEMPLATES = sorted((ROOT / "dashboard" / "public_pages" / "templates").glob("*.html"))


@pytest.fixture
def home(published: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("BAROMETRE_HOME", str(published.home))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    yield published
    database.forget(published)


@pytest.fixture
def client(home: Settings) -> Client:
    return Client(Starlette(routes=public_routes("/barometre"), middleware=[Middleware(SecurityHeaders)]))


def opened(home: Settings) -> str:
    """The stamp of a form opened a minute ago."""
    return stamp(form_key(home), NOW - dt.timedelta(minutes=1))


def post(client: Client, path: str, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
    return client.request("POST", f"/barometre/public/{path}", FORM | (headers or {}), urlencode(fields).encode())


def send(client: Client, home: Settings, **changed: str) -> httpx.Response:
    return post(client, "sites/A/avis", **(RIGHT | {"ouvert": opened(home), "etape": "envoyer"} | changed))


def replied(home: Settings, text: str = "Accueil rapide.") -> tuple[int, int]:
    """An opinion that is published, and its validated reply."""
    review = leave_review(home, ReviewForm("A", "positive", "desk", text), {"A"}, NOW).id
    publish_review(home, review, "mod", NOW)
    reply = draft_reply(home, review, "Merci <b>bien</b>.", "greffe", NOW)
    validate_reply(home, reply, 1, "chef", NOW)
    return review, reply


def test_an_opinion_goes_from_the_form_to_the_receipt(client: Client, home: Settings) -> None:
    form = client.get("/barometre/public/sites/A/avis")
    assert (form.status_code, form.headers["cache-control"]) == (200, "no-store")
    assert 'action="/barometre/public/sites/A/avis"' in form.text
    fields = RIGHT | {"ouvert": opened(home), "texte": "Appelez le 06 12 34 56 78", "courriel": "jean@exemple.fr"}
    read = post(client, "sites/A/avis", etape="relire", **fields)
    assert "06 12 34 56 78<span" in read.text
    assert "numéro de téléphone" in read.text
    assert "Appelez le [téléphone]" in read.text
    assert left_reviews(home) == []
    back = post(client, "sites/A/avis", etape="modifier", **fields)
    assert "Appelez le 06 12 34 56 78</textarea>" in back.text
    assert 'value="jean@exemple.fr"' in back.text
    sent = post(client, "sites/A/avis", etape="envoyer", **fields)
    assert sent.status_code == 303
    [kept] = left_reviews(home)
    assert kept.text == "Appelez le [téléphone]"
    receipt = client.get(sent.headers["location"])
    assert f"<strong>{kept.id}</strong>" in receipt.text
    assert "1\u00a0passage a été masqué." in receipt.text


def test_the_same_opinion_sent_twice_is_kept_once(client: Client, home: Settings) -> None:
    assert send(client, home).status_code == 303
    again = send(client, home)
    assert again.status_code == 422
    assert "Cet avis est déjà reçu" in again.text
    assert len(left_reviews(home)) == 1


def test_every_refusal_leads_to_its_field_and_nothing_typed_is_lost(client: Client, home: Settings) -> None:
    answer = post(client, "sites/A/avis", etape="relire", ouvert=opened(home), texte="x" * 5001, courriel="jean@")
    assert answer.status_code == 422
    assert "<title>Erreur – " in answer.text
    for anchor in ("ressenti-positive", "canal", "texte", "courriel"):
        assert f'href="#{anchor}"' in answer.text
        assert f'id="{anchor}"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 4
    assert "x" * 5001 + "</textarea>" in answer.text
    assert 'value="jean@"' in answer.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"complement": "http://x"}, "Un champ qui doit rester vide est rempli"),
        ({"ouvert": "forged"}, "Ce formulaire n’est pas reconnu"),
    ],
)
def test_a_program_is_refused_and_a_person_can_send_again(
    client: Client, home: Settings, changed: dict[str, str], sentence: str
) -> None:
    answer = send(client, home, **changed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert left_reviews(home) == []
    assert 'name="complement" value=""' in answer.text
    [fresh] = re.findall(r'name="ouvert" value="([^"]+)"', answer.text)
    assert fresh != "forged"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        '=HYPERLINK("http://x")',
        "مرحبا \u202eabc",
        "{{ 7 * 7 }}",
        "</textarea><script>x</script>",
        "👩\u200d⚖️",
    ],
)
def test_whatever_is_typed_is_shown_as_text(client: Client, home: Settings, text: str) -> None:
    for step in ("relire", "modifier"):
        shown = post(client, "sites/A/avis", **(RIGHT | {"ouvert": opened(home), "texte": text, "etape": step})).text
        assert str(html.escape(text)).replace("&quot;", "&#34;").replace("\u202e", "") in shown.replace("\u202e", "")
        assert "<script" not in shown
        assert "<img" not in shown
    review, _ = replied(home, text)
    page = client.get("/barometre/public/sites/A").text + client.get("/barometre/public/sites/A/avis-publies").text
    assert f'id="avis-{review}"' in page
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "Merci &lt;b&gt;bien&lt;/b&gt;." in page


def test_five_thousand_emoji_are_received_and_a_megabyte_is_not(client: Client, home: Settings) -> None:
    assert send(client, home, texte="👍" * 5000).status_code == 303
    refused = send(client, home, texte="x" * 1_000_000)
    assert refused.status_code == 413
    assert "trop long" in refused.text
    assert len(left_reviews(home)) == 1


def test_a_body_that_does_not_say_its_length_stops_being_read(client: Client) -> None:
    headers = FORM | {"content-length": "1"}
    content = b"texte=" + b"x" * (LARGEST + 1)
    assert client.request("POST", "/barometre/public/sites/A/avis", headers, content).status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://application.test"}, 403),
        ({"content-type": "application/json"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
    ],
)
def test_a_form_of_another_site_or_encoding_is_refused(
    client: Client, home: Settings, headers: dict[str, str], status: int
) -> None:
    fields = RIGHT | {"ouvert": opened(home), "etape": "envoyer"}
    assert post(client, "sites/A/avis", headers, **fields).status_code == status
    assert left_reviews(home) == []


@pytest.mark.parametrize(
    ("origin", "status"), [("http://application.test", 303), ("http://evil.test", 403), ("null", 403), (None, 403)]
)
def test_a_browser_that_says_nothing_names_its_origin(
    client: Client, home: Settings, origin: str | None, status: int
) -> None:
    headers = {"content-type": FORM["content-type"]} | ({"origin": origin} if origin else {})
    content = urlencode(RIGHT | {"ouvert": opened(home), "etape": "envoyer"}).encode()
    assert client.request("POST", "/barometre/public/sites/A/avis", headers, content).status_code == status


def test_a_reader_has_one_vote_and_may_change_it(client: Client, home: Settings) -> None:
    _, reply = replied(home)
    first = post(client, f"sites/A/reponses/{reply}", utile="oui")
    assert first.status_code == 303
    assert first.headers["location"].endswith(f"#reponse-{reply}")
    cookie = first.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/barometre/public"} <= {part.strip() for part in cookie.split(";")}
    mine = {"cookie": cookie.partition(";")[0]}
    assert "Vous avez répondu «\u00a0oui" in html.unescape(
        client.get("/barometre/public/sites/A/avis-publies", mine).text
    )
    post(client, f"sites/A/reponses/{reply}", mine, utile="non")
    found = votes_on(home, reply)
    assert (found.useful, found.total) == (0, 1)
    assert "Vous avez répondu" not in client.get("/barometre/public/sites/A/avis-publies").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("sites/Z", 404),
        ("sites/FR", 404),
        ("sites/..%2F..%2Fetc%2Fpasswd", 404),
        ("sites/A%00", 404),
        ("sites/A/avis/recu?recu=1-0.forged", 404),
        ("sites/A?page=999999999999", 200),
        ("sites/A?page=-1", 200),
        ("sites/A/avis-publies?page=999999999999", 200),
        ("services/inconnu", 404),
        ("services/..%2Ftj", 404),
        ("sites?service=inconnu&q=%00", 200),
        ("autre", 404),
        ("avis?q=%00%FF", 200),
    ],
)
def test_an_odd_address_has_a_page(client: Client, path: str, status: int) -> None:
    answer = client.get(f"/barometre/public/{path}")
    assert answer.status_code == status
    assert '<html lang="fr">' in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("reply", ["1", "99999999999999999999"])
def test_a_vote_on_nothing_is_a_sentence(client: Client, reply: str) -> None:
    assert post(client, f"sites/A/reponses/{reply}", utile="oui").status_code in {400, 404}


def test_an_unknown_method_is_a_sentence(client: Client) -> None:
    answer = client.request("DELETE", "/barometre/public/avis")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert client.request("HEAD", "/barometre/public/avis").status_code == 200


def test_a_site_is_found_without_accent_nor_case(client: Client) -> None:
    assert 'href="/barometre/public/sites/B"' in client.get("/barometre/public/avis?q=PÂRIS").text
    assert "Aucun site pour" in client.get("/barometre/public/avis?q=zzz").text


def test_nothing_published_is_a_sentence(client: Client, tmp_path_factory: pytest.TempPathFactory,
                                         monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path_factory.mktemp("empty")))
    answer = client.get("/barometre/public/avis")
    assert answer.status_code == 503
    assert "Aucun site n’est encore publié" in answer.text


def test_a_registry_that_does_not_answer_loses_nothing(
    client: Client, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_at = opened(home)
    monkeypatch.setenv("BAROMETRE_REGISTRY", f"sqlite:///{home.home / 'absent' / 'registry.db'}")
    assert client.get("/barometre/public/sites/A/avis-publies").status_code == 503
    results = client.get("/barometre/public/sites/A")
    assert (results.status_code, results.headers["cache-control"]) == (200, "no-store")
    assert "Les avis ne peuvent pas être lus" in html.unescape(results.text)
    answer = post(client, "sites/A/avis", **(RIGHT | {"ouvert": opened_at, "etape": "envoyer"}))
    assert answer.status_code == 503
    assert "ne peuvent pas être enregistrés" in answer.text
    assert 'name="texte" value="Accueil rapide."' in answer.text
    assert str(home.home) not in answer.text


def test_a_receipt_is_signed() -> None:
    assert read_receipt("key", signed_receipt("key", 12, 2)) == (12, 2)
    assert read_receipt("key", signed_receipt("other", 12, 2)) is None


def test_a_preview_is_the_text_cut_around_what_is_masked() -> None:
    seen = preview("Mme Petit, au 06 12 34 56 78\u202e.")
    assert "".join(piece.text for piece in seen.pieces) == "Mme Petit, au 06 12 34 56 78."
    assert (len(seen.found), seen.kept, seen.removed) == (2, "Mme [nom], au [téléphone].", 1)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_spaces_of_the_templates_do_not_break(path: object) -> None:
    text = re.sub(r"{[{%].*?[%}]}|<[^>]*>", "", TEMPLATES[TEMPLATES.index(path)].read_text(encoding="utf-8"))  # type: ignore[arg-type]
    assert re.findall(r"« |\w »|\w [:;!?%](?=\s|$)", text) == []


def test_colours_are_those_of_the_application() -> None:
    static = ROOT / "dashboard" / "server" / "static"
    sheets = [(static / name).read_text(encoding="utf-8") for name in ("spp.css", "public.css")]
    application, public = (dict(re.findall(r"(--spp-[a-z]+): ([^;]+);", sheet)) for sheet in sheets)
    assert public.items() <= application.items()
    assert len(public) > 8


def test_the_form_of_a_closed_site_is_a_sentence(
    client: Client, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.server import public_visit

    real = public_visit.public_sites
    monkeypatch.setattr(public_visit.Visit, "sites", lambda visit: {
        code: dataclasses.replace(site, active=False) for code, site in real(visit.reader()).items()
    })  # fmt: skip
    assert client.get("/barometre/public/sites/A/avis").status_code == 410
    assert "ne reçoit plus d’avis" in client.get("/barometre/public/sites/A").text


def test_a_page_is_in_the_brand_of_who_publishes(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAROMETRE_BRAND", str(brand_folder(tmp_path / "brand")))
    html = client.get("/barometre/public/avis").text
    assert '<img src="/barometre/spp/brand/logo.svg?v=' in html
    assert 'srcset="/barometre/spp/brand/logo-dark.png?v=' in html
    assert 'alt="Ministère de l’Essai"' in html
    assert '<link rel="stylesheet" href="/barometre/spp/brand/brand.css?v=' in html
    assert '<a href="https://essai.example.fr/mentions">Mentions légales</a>' in html
    assert "Service de la qualité, 1 rue de l’Essai, 75000 Paris." in html


def test_every_page_leads_to_the_accessibility_statement(client: Client) -> None:
    assert 'href="/barometre/public/accessibilite"' in client.get("/barometre/public/avis").text
    statement = client.get("/barometre/public/accessibilite")
    assert statement.status_code == 200
    assert "<h1>Accessibilité\u00a0: non conforme</h1>" in statement.text
    for said in ("n’est pas conforme", "N’ont pas été vérifiés", "article\u00a047", "Défenseur des droits"):
        assert said in statement.text
    assert "n’indique pas encore d’adresse" in statement.text


@pytest.mark.parametrize("path", ["sitemap-{}.xml", "sites/A/reponses/{}"])
@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "un", "٣"])
def test_a_number_that_is_none_is_a_sentence(client: Client, path: str, number: str) -> None:
    method = "POST" if "reponses" in path else "GET"
    answer = client.request(method, f"/barometre/public/{path.format(number)}", FORM, b"utile=oui")
    assert answer.status_code == 404
    assert "ne mène à aucune page" in answer.text

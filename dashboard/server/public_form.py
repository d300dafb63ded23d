"""What a public page accepts from a form: short, of our own pages, and in the one encoding that they use."""

from starlette.datastructures import Headers
from starlette.requests import Request

from dashboard.domain.left_review import LONGEST_TEXT
from dashboard.server.public_visit import Fields, PublicRefusal
from dashboard.wording.numerals import number

LARGEST = 64 * 1024
"""Bytes: 5,000 characters of four bytes, each written in twelve, and the rest of the form."""

DISCARDED = 4 * 1024 * 1024
"""Bytes received and thrown away before a long text is refused: cut off sooner, a browser shows an error of its own and
not our sentence. Beyond that, the connection is cut."""

_ENCODING = "application/x-www-form-urlencoded"


async def read_fields(request: Request) -> Fields:
    """Raises PublicRefusal: sent by another site, too long (what follows is not kept), in another encoding."""
    if not same_origin(request.headers):
        raise PublicRefusal(
            403,
            "Envoi refusé",
            "Ce formulaire ne vient pas de cette application\u00a0: rouvrir la page, puis recommencer.",
        )
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _ENCODING:
        raise PublicRefusal(415, "Envoi refusé", "Ce formulaire est envoyé sous une forme qui n’est pas attendue.")
    try:
        return Fields.read(await _body(request))
    except ValueError as error:
        raise PublicRefusal(400, "Envoi refusé", "Ce formulaire a trop de champs\u00a0: rouvrir la page.") from error


def same_origin(headers: Headers) -> bool:
    """Whether a page of ours sends this form: the browser says so itself (Fetch Metadata), else names the origin.
    Over plain http older and current browsers only give the origin. « none »: a person reloads the page."""
    said = headers.get("sec-fetch-site")
    if said is not None:
        return said in {"same-origin", "none"}
    scheme, _, host = headers.get("origin", "").partition("://")
    return scheme in {"http", "https"} and host.lower() == headers.get("host", "").lower()


async def _body(request: Request) -> bytes:
    content, received = b"", 0
    async for chunk in request.stream():
        received += len(chunk)
        if received <= LARGEST:
            content += chunk
        elif received > DISCARDED:
            break
    if received > LARGEST:
        raise _too_long()
    return content


def _too_long() -> PublicRefusal:
    return PublicRefusal(
        413,
        "Texte trop long",
        "L’avis est trop long pour être reçu\u00a0: revenir à la page précédente, le raccourcir à "
        f"{number(LONGEST_TEXT)}\u00a0caractères, puis recommencer.",
        {"connection": "close"},
    )

"""Leaving an opinion: the form, read again, sent, received."""

import logging
from dataclasses import replace

from starlette.responses import Response

from dashboard.analyses.public_sites import PublicSite
from dashboard.errors import RegistryError, RegistryUnavailableError
from dashboard.public_pages import addresses
from dashboard.public_pages.leaving_review import Opened, check_page, form_page, receipt_page
from dashboard.reception.form_stamp import elapsed, stamp
from dashboard.reception.receipt_stamp import read_receipt, signed_receipt
from dashboard.reception.review_form import Refusal, ReviewForm, refusals
from dashboard.registry.left_reviews import Sender, leave_review
from dashboard.registry.shared_secrets import form_key
from dashboard.server.log_lines import tell
from dashboard.server.public_visit import PublicRefusal, Visit
from dashboard.server.request_rate import client_of

UNAVAILABLE = "Les avis ne peuvent pas être enregistrés pour le moment\u00a0: envoyer de nouveau dans quelques minutes."
_log = logging.getLogger("dashboard")


def open_form(visit: Visit) -> Response:
    """GET /public/sites/{code}/avis"""
    site = _open_site(visit)
    opened = Opened(site, ReviewForm(site.code, "", "", ""), stamp(form_key(visit.settings), visit.now))
    return visit.answer(form_page(visit.frame(), opened, visit.settings))


def step(visit: Visit) -> Response:
    """POST /public/sites/{code}/avis: back to the form, read again, or sent, by the button that was pressed."""
    opened = _opened(visit, _open_site(visit))
    asked = visit.fields.one("etape")
    if asked == "modifier":
        return visit.answer(form_page(visit.frame(), opened, visit.settings))
    if refused := refusals(opened.form, {opened.site.code}):
        return visit.answer(form_page(visit.frame(), replace(opened, refusals=refused), visit.settings), 422)
    if asked != "envoyer":
        return visit.answer(check_page(visit.frame(), opened))
    return _send(visit, opened)


def receipt(visit: Visit) -> Response:
    """GET /public/sites/{code}/avis/recu?recu=…"""
    found = read_receipt(form_key(visit.settings), visit.request.query_params.get("recu", ""))
    if found is None:
        raise PublicRefusal(404, "Avis introuvable", "Cette adresse n’est pas celle d’un avis reçu.")
    return visit.answer(receipt_page(visit.frame(), visit.site(), *found, visit.settings))


def _send(visit: Visit, opened: Opened) -> Response:
    """Kept, or shown again with the sentence of the refusal."""
    sender = Sender(opened.trap, opened.stamp, client_of(visit.request))
    try:
        kept = leave_review(visit.settings, opened.form, {opened.site.code}, visit.now, sender)
        signed = signed_receipt(form_key(visit.settings), kept.id, kept.masked)
        return visit.redirect(addresses.received(visit.base, opened.site.code, signed))
    except RegistryUnavailableError as error:
        tell(_log, logging.ERROR, "opinion_not_kept", error)
        again = replace(opened, refusals=(Refusal("", UNAVAILABLE),))
        return visit.answer(check_page(visit.frame(), again), 503)
    except RegistryError as refused:
        # A browser may have filled the trap by itself: its owner sends again, and it is empty.
        again = replace(opened, refusals=(Refusal("", str(refused)),), stamp=_valid_stamp(visit, opened), trap="")
        return visit.answer(check_page(visit.frame(), again), 422)


def _valid_stamp(visit: Visit, opened: Opened) -> str:
    """That of the form, or a new one when it is not recognised any more."""
    key = form_key(visit.settings)
    try:
        elapsed(key, opened.stamp, visit.now)
    except RegistryError:
        return stamp(key, visit.now)
    return opened.stamp


def _open_site(visit: Visit) -> PublicSite:
    site = visit.site()
    if not site.active:
        raise PublicRefusal(410, "Site fermé", f"{site.name} est fermé\u00a0: ce site ne reçoit plus d’avis.")
    return site


def _opened(visit: Visit, site: PublicSite) -> Opened:
    fields = visit.fields
    form = ReviewForm(
        site=site.code,
        tone=fields.one("ressenti"),
        channel=fields.one("canal"),
        text=fields.one("texte"),
        themes=fields.every("theme"),
        email=fields.one("courriel"),
    )
    return Opened(site, form, fields.one("ouvert"), trap=fields.one("complement"))

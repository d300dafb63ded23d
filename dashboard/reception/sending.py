"""Whether a form was sent by a person: four rules, no outside service, nothing kept about honest authors."""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from dashboard.wording.numerals import number

SHORTEST = dt.timedelta(seconds=3)
"""Nobody reads and fills the form in less."""
SAME_TEXT = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sending:
    """`trap`: the field that people do not see; `sent_in_hour`: opinions already accepted from the same origin."""

    trap: str
    elapsed: dt.timedelta
    same_text: bool
    sent_in_hour: int


def refusal(sending: Sending, most_an_hour: int) -> str | None:
    """A sentence for the author, None when the opinion is accepted."""
    if sending.trap.strip():
        return "Un champ qui doit rester vide est rempli\u00a0: recharger la page, puis recommencer."
    if sending.elapsed < SHORTEST:
        return "Le formulaire est parti trop vite\u00a0: relire l’avis, puis l’envoyer de nouveau."
    if sending.same_text:
        return "Cet avis est déjà reçu\u00a0: il n’a pas besoin d’être envoyé une seconde fois."
    if sending.sent_in_hour >= most_an_hour:
        return (
            f"Plus de {number(most_an_hour)} avis sont arrivés de ce réseau en une heure\u00a0: "
            "recommencer dans une heure."
        )
    return None


def origin_of(address: str, salt: bytes) -> str:
    """What stands for the address of a sender for a day: once the salt is destroyed, nobody goes back."""
    return hmac.new(salt, address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

"""The e-mail address that an author may leave to be told of the reply."""

from email_validator import EmailNotValidError, validate_email

from dashboard.errors import RegistryError
from dashboard.reception.free_text import clean_text

LONGEST_EMAIL = 254


def checked_email(written: str) -> str | None:
    """The address, its domain in lower case; None when nothing is written. Nothing is asked of the network.

    Raises RegistryError when it has not the form of an address.
    """
    address = clean_text(written).text
    if not address:
        return None
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise RegistryError(
            "L’adresse électronique n’est pas complète\u00a0: l’écrire sous la forme nom@domaine.fr, ou ne rien mettre."
        ) from error

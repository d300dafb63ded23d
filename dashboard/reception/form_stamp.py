"""When a form was opened, signed: a program that sends at once is known by it, and cannot write another hour."""

import datetime as dt

from itsdangerous import BadSignature, Signer

from dashboard.errors import RegistryError

_SALT = "form-stamp"
_LONGEST = dt.timedelta(days=1)


def stamp(key: str, now: dt.datetime) -> str:
    """To be put in the form when it is opened."""
    return Signer(key, salt=_SALT).sign(str(now.timestamp())).decode()


def elapsed(key: str, stamped: str, now: dt.datetime) -> dt.timedelta:
    """Since the form was opened. Raises RegistryError: not our signature, or opened more than a day ago."""
    try:
        opened = dt.datetime.fromtimestamp(float(Signer(key, salt=_SALT).unsign(stamped)), dt.UTC)
    except (BadSignature, ValueError, OverflowError) as error:
        raise RegistryError("Ce formulaire n’est pas reconnu\u00a0: recharger la page, puis recommencer.") from error
    if now - opened > _LONGEST:
        raise RegistryError(
            "Ce formulaire est ouvert depuis plus d’un jour\u00a0: recharger la page, puis recommencer."
        )
    return now - opened

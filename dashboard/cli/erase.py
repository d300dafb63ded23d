"""`erase`: what may no longer be kept of the opinions, to be run each day; or an address, when its owner asks."""

import datetime as dt
import sys
from typing import Annotated

import typer

from dashboard.config import settings
from dashboard.errors import RegistryError
from dashboard.registry.retention import erase_email, erase_expired
from dashboard.wording.grammar import count


def register(app: typer.Typer) -> None:
    app.command("erase")(erase)


def erase(
    email: Annotated[str, typer.Option(help="Adresse à effacer partout, à la demande de la personne.")] = "",
    by: Annotated[str, typer.Option(help="Qui efface cette adresse : la personne est inscrite au journal.")] = "",
) -> None:
    """Efface les adresses et les avis refusés dont la durée de conservation est passée (à lancer chaque jour)."""
    now = dt.datetime.now(dt.UTC)
    if bool(email) != bool(by):
        raise RegistryError("Une adresse s’efface avec le nom de qui l’efface\u00a0: donner --email et --by ensemble.")
    if email:
        erased = erase_email(settings(), email, by, now)
        sys.stdout.write(f"Adresse effacée de {count(erased, 'avis', 'avis')}.\n")
        return
    expired = erase_expired(settings(), now)
    sys.stdout.write(
        f"Effacés : {count(expired.emails, 'adresse')}, {count(expired.texts, 'texte refusé', 'textes refusés')}.\n"
    )

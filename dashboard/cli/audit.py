"""`audit`: whether the audit holds together, and its last lines."""

import sys
from typing import Annotated

import typer

from dashboard.config import settings
from dashboard.errors import RegistryError
from dashboard.registry.audit import last_lines
from dashboard.registry.audit_chain import verify
from dashboard.wording.grammar import count


def register(app: typer.Typer) -> None:
    app.command("audit")(audit)


def audit(last: Annotated[int, typer.Option(help="Nombre de lignes à montrer, les dernières.", min=0)] = 0) -> None:
    """Vérifie le journal des actes de bout en bout, et montre ses dernières lignes."""
    found = verify(settings())
    if found.broken is not None:
        raise RegistryError(
            f"Le journal a été modifié\u00a0: la ligne {found.broken} ne suit pas celle d’avant. "
            f"Les {count(found.lines, 'ligne')} qui la précèdent tiennent\u00a0: comparer avec une sauvegarde."
        )
    for line in last_lines(settings(), last):
        said = (f"{line.at:%Y-%m-%d %H:%M:%S}", line.actor, line.act.value, line.object, line.object_id, line.detail)
        sys.stdout.write(" ".join(map(str, said)).strip() + "\n")
    sys.stdout.write(f"{count(found.lines, 'ligne')}, dernière empreinte\u00a0: {found.last}\n")

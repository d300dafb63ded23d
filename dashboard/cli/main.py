"""All commands together, and how each ends: 0 done, 1 refused with a sentence, 2 wrong usage."""

import sys

import typer

from dashboard.authority import acting
from dashboard.cli import (
    access,
    actions,
    audit,
    backup,
    crossing,
    demo,
    doctor,
    erase,
    export,
    figures,
    listings,
    load,
    pack,
    poster,
    publish,
    serve,
    usage,
)
from dashboard.domain.access import OPEN
from dashboard.errors import DashboardError, RejectedRowsError

app = typer.Typer(
    help="Baromètre Services publics + : charger, publier et interroger les indicateurs de qualité de service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_DATA = (demo, load, publish, figures, crossing, listings, actions, export, pack, poster)
for module in (*_DATA, erase, access, audit, backup, serve, doctor):
    module.register(app)


def run() -> None:
    """Runs one command. A refusal is one sentence on the error output, never a traceback."""
    try:
        with acting(OPEN):  # whoever holds the server holds its data
            code = app(standalone_mode=False)
    except DashboardError as refusal:
        sys.stderr.write(f"Refusé : {refusal}\n")
        if isinstance(refusal, RejectedRowsError) and refusal.report:
            sys.stderr.write(f"Toutes les lignes refusées : {refusal.report}\n")
        sys.exit(1)
    except typer.TyperException as misuse:
        sys.stderr.write(f"{usage.sentence(misuse)}\n")
        sys.exit(misuse.exit_code)
    except typer.Abort:
        sys.stderr.write("Interrompu.\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (`| head`) has seen enough.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code or 0)

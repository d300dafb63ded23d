"""All commands together, and how each ends: 0 done, 1 refused with a sentence, 2 wrong usage."""

import importlib
import sys

import typer

from dashboard.authority import acting
from dashboard.cli import usage
from dashboard.domain.access import OPEN
from dashboard.errors import DashboardError, RejectedRowsError

MODULES = {
    "demo": ("demo",),
    "load": ("load",),
    "publish": ("publish", "undo", "versions", "check"),
    "figures": ("figures",),
    "crossing": ("crossing",),
    "listings": ("indicators", "sites", "rejects"),
    "actions": ("actions",),
    "export": ("export",),
    "pack": ("pack", "minutes"),
    "poster": ("poster",),
    "erase": ("erase",),
    "access": ("access",),
    "audit": ("audit",),
    "backup": ("backup", "restore"),
    "serve": ("serve",),
    "doctor": ("doctor",),
}
"""Module of `dashboard.cli` → the commands that it registers, in the order of the help."""


def application(asked: str = "") -> typer.Typer:
    """The command `asked`, or all of them: to import them all takes two seconds, which nobody waits for one."""
    made = typer.Typer(
        help="Baromètre Services publics + : charger, publier et interroger les indicateurs de qualité de service.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    made.callback()(_each_by_its_name)
    for module in [module for module, names in MODULES.items() if asked in names] or MODULES:
        importlib.import_module(f"dashboard.cli.{module}").register(made)
    return made


def _each_by_its_name() -> None:  # a command that is alone would lose its name otherwise
    return


def run() -> None:
    """Runs one command. A refusal is one sentence on the error output, never a traceback."""
    try:
        with acting(OPEN):  # whoever holds the server holds its data
            code = application(*sys.argv[1:2])(standalone_mode=False)
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

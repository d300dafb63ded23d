"""All commands together, and how each ends: 0 done, 1 refused with a sentence, 2 wrong usage."""

import sys

import typer

from dashboard.cli import demo, doctor, figures, listings, load, publish, serve
from dashboard.errors import DashboardError

app = typer.Typer(
    help="Baromètre Services publics + : charger, publier et interroger les indicateurs de qualité de service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (demo, load, publish, figures, listings, serve, doctor):
    module.register(app)


def run() -> None:
    """Runs one command. A refusal is one sentence on the error output, never a traceback."""
    try:
        app()
    except DashboardError as refusal:
        sys.stderr.write(f"Refusé : {refusal}\n")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (`| head`) has seen enough.
        sys.stderr.close()
        sys.exit(0)

"""`doctor`: what is right and what is wrong with this installation."""

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from dashboard.cli import diagnosed_data, diagnosed_following, diagnosed_program, diagnosed_settings
from dashboard.cli.diagnosis import Line, State, good, wrong
from dashboard.config import Settings, settings
from dashboard.errors import ConfigurationError
from dashboard.wording.grammar import count


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Écrit un objet JSON, pour un outil de supervision.")] = False,
) -> None:
    """Examine l’installation. Code de sortie : 0, rien à corriger ; 1, au moins une ligne à corriger."""
    lines = list(examined(os.environ, dt.datetime.now(dt.UTC)))
    bad = sum(line.state is State.WRONG for line in lines)
    if as_json:
        said = [{"what": one.what, "state": one.state.value, "said": one.said, "remedy": one.remedy} for one in lines]
        sys.stdout.write(json.dumps({"healthy": not bad, "lines": said}, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        to_know = sum(line.state is State.LOOK for line in lines)
        sys.stdout.write(f"{count(bad, 'point')} à corriger, {count(to_know, 'point')} à voir.\n")
    if bad:
        raise typer.Exit(1)


def examined(environment: Mapping[str, str], now: dt.datetime) -> Iterator[Line]:
    """Every line, of settings that cannot be used too: nothing more can then be said."""
    yield from diagnosed_settings.names(environment)
    yield from diagnosed_settings.secrets(environment)
    try:
        chosen: Settings = settings(environment)
    except ConfigurationError as error:
        yield wrong("Réglages", str(error))
        return
    yield good("Réglages", "tous utilisables.")
    yield from diagnosed_settings.brand(chosen)
    yield from diagnosed_program.program(chosen)
    yield from diagnosed_data.home(chosen)
    yield from diagnosed_data.data(chosen)
    yield from diagnosed_following.following(chosen)
    yield from diagnosed_data.registry(chosen)
    yield from diagnosed_settings.access(chosen, environment)
    yield from diagnosed_settings.forwarded(chosen, environment)
    yield from diagnosed_data.clock(chosen, now)

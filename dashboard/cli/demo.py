"""`demo`: invented data, written as ordinary files, loaded and published by the ordinary way."""

import datetime as dt
import sys
from typing import Annotated

import typer

from dashboard import demo as demonstration
from dashboard.cli.progress import bar
from dashboard.cli.publish import outcome
from dashboard.config import Settings, settings
from dashboard.errors import StoreError
from dashboard.loading import load
from dashboard.loading.invented_actions import leave_invented_plan
from dashboard.loading.invented_opinions import leave_invented_opinions
from dashboard.loading.publication import publish_everything
from dashboard.store import publish, staging
from dashboard.store.following import require_publisher

COURTS = "tribunaux-judiciaires"


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    scale: Annotated[
        str, typer.Option(help="small (quelques secondes), full, ou un nombre de réponses\u00a0: 100000000-answers.")
    ] = "full",
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Ne rien faire si des données sont publiées.")] = False,
) -> None:
    """Écrit des données fictives, les charge et les publie ; laisse quelques avis fictifs à traiter."""
    chosen = settings()
    if if_empty and _served(chosen):
        return
    require_publisher(chosen)
    if any(not staged.demo for staged in staging.loads(chosen)):
        raise StoreError(
            f"Le dossier {chosen.home} contient des données réelles, qui ne doivent pas être mêlées à des données "
            "fictives : choisir un autre dossier avec BAROMETRE_HOME."
        )
    with bar("Données de démonstration") as shown:
        demonstration.write_breaks(chosen.home)
        size = demonstration.scale_named(scale)
        sources = demonstration.write(
            chosen.home / "demo", size, lambda done, total, name: shown.at(done, total, f"Écriture de {name}")
        )
        for done, source in enumerate(sources):
            shown.at(done, len(sources) + 1, f"Chargement de {source.path.name}")
            load(chosen, source.kind, [str(source.path)], mapping=source.mapping, margins=source.margins, demo=True)
        shown.at(len(sources), len(sources) + 1, "Publication")
        version = publish_everything(chosen)
        # After the publication: opinions of these days would begin a month that nothing else of the invented data has.
        sites, now = staging.site_attributes(chosen), dt.datetime.now(dt.UTC)
        leave_invented_opinions(chosen, sorted(code for code, row in sites.items() if row["service"] == COURTS), now)
        leave_invented_plan(chosen, set(sites), now)
    sys.stdout.write(f"Données de démonstration, fictives. {outcome(version)}\n")


def _served(chosen: Settings) -> bool:
    """True when a version can be served as it is; one built by another version of the program is published again."""
    try:
        return publish.current(chosen) is not None
    except StoreError:
        return False

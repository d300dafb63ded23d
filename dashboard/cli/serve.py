"""`serve`: the application."""

import os
import sys
from typing import Annotated

import typer

from dashboard.catalog.brand_folder import brand_of
from dashboard.config import ROOT, settings


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Adresse d’écoute.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port d’écoute.", min=1, max=65535)] = 8501,
) -> None:
    """Ouvre l’application."""
    one = settings()
    brand_of(one)  # what is wrong is refused here, with its sentence, rather than on the first page
    if one.sign_in.proxies:
        os.environ["FORWARDED_ALLOW_IPS"] = ""  # our gate reads X-Forwarded-For, once it knows who wrote it
    os.chdir(ROOT)  # Streamlit reads .streamlit/config.toml from the current folder
    launcher = str(ROOT / "streamlit_app.py")
    arguments = [f"--server.address={host}", f"--server.port={port}"]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", launcher, *arguments])

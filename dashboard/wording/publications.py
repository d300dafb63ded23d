"""What is said of a publication to those who follow them."""

import datetime as dt
from collections.abc import Sequence

from dashboard.wording.dates import day
from dashboard.wording.numerals import NBSP


def title(number: int, published: str) -> str:
    """« Données version 12, publiées le 3 novembre 2026 »: `published` is a day or a moment in words, empty when it is
    not known."""
    return f"Données version {number}, publiées le {published}" if published else f"Données version {number}"


def holds(added: Sequence[str], before: int | None) -> str:
    """« Ajouts depuis la version 11 : mesures de performance, réponses à une enquête. »"""
    since = f"Ajouts depuis la version {before}" if before is not None else "Données publiées"
    if not added:
        return "Rien n’a été ajouté\u00a0: les mêmes chargements, construits autrement."
    return f"{since}{NBSP}: {', '.join(added)}."


def preview_line(number: int, opens: dt.date | None) -> str:
    """« Aperçu de la version 12, que le public lira à partir du 3 novembre 2026. »; None: it reads it already."""
    if opens is None:
        return f"Aperçu de la version {number}, que le public lit déjà."
    return f"Aperçu de la version {number}, que le public lira à partir du {day(opens)}."

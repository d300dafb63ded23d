"""The invented method break, declared as an installation declares its own: in `<home>/reference/breaks.toml`."""

from pathlib import Path

from dashboard.demo.signals import BREAK_MONTH
from dashboard.errors import StoreError, cause

BREAKS = f"""# Rupture inventée, écrite par « python -m dashboard demo ».
[[breaks]]
indicator = "qualite-demarches-en-ligne"
month = {BREAK_MONTH:%Y-%m-%d}
label = "Nouvelle consigne de notation (fictif)"
"""


def write_breaks(home: Path) -> Path:
    """Writes the file that the catalogue of the installation reads; an existing one is replaced.

    StoreError: the disk refuses.
    """
    path = home / "reference" / "breaks.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BREAKS, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path} ne peut pas être écrit ({cause(error)}) : vérifier les droits.") from error
    return path

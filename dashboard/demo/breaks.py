"""The invented method break, declared as an installation declares its own: in `<home>/reference/breaks.toml`."""

from pathlib import Path

from dashboard.demo.signals import BREAK_MONTH

BREAKS = f"""# Rupture inventée, écrite par « python -m dashboard demo ».
[[breaks]]
indicator = "qualite-demarches-en-ligne"
month = {BREAK_MONTH:%Y-%m-%d}
label = "Nouvelle consigne de notation (fictif)"
"""


def write_breaks(home: Path) -> Path:
    """Writes the file that the catalogue of the installation reads; an existing one is replaced."""
    path = home / "reference" / "breaks.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BREAKS, encoding="utf-8")
    return path

"""A small installation whose every figure tells which load it comes from: a mix of two loads would show at once.

Load k gives the value k to every site and month: the published figures are all k, or they are wrong.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.config import Settings
from dashboard.loading import load
from dashboard.loading.publication import publish_everything
from dashboard.registry import audit_chain, database
from dashboard.registry.audit import last_lines
from dashboard.registry.saved_views import save_view

SITES, MONTHS = 20, 12
FIGURES = SITES * MONTHS
INDICATOR = "delai-annonce-respecte"
_REGISTER = "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;Actif\n"
_MEASURES = "site;indicateur;periode;numerateur;denominateur\n"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a home holds once it was looked at from end to end; `wrong`: sentences, none when all of it is whole."""

    served: int
    loads: tuple[int, ...]
    """Loads of the version that is served."""
    staged: tuple[int, ...]
    told: tuple[tuple[str, int], ...]
    """(act, number) of the lines of the audit on loads and versions."""
    wrong: tuple[str, ...]


def measures(folder: Path, number: int) -> Path:
    """The file whose every value is `number`, to be loaded."""
    path = folder / f"mesures-{number}.csv"
    if path.exists():
        return path
    rows = (
        f"S{site};{INDICATOR};2025-{month:02d};{number};1000\n"
        for site in range(SITES)
        for month in range(1, MONTHS + 1)
    )
    path.write_text(_MEASURES + "".join(rows), encoding="utf-8")
    return path


def prepared(folder: Path, **options: Any) -> Settings:
    """An installation under `folder`, with a registry and two versions: loads 1 and 2, then 3."""
    settings = Settings(home=folder / "home", memory_limit="500MB", **options)
    register = folder / "structures.csv"
    lines = (f"S{site};Réseau;Type;Site {site};Oui\n" for site in range(SITES))
    register.write_text(_REGISTER + "".join(lines), encoding="utf-8")
    save_view(settings, "Comité", "services", {"site": ["S1"]})
    load(settings, "spplus-structures", [str(register)])
    for number in (2, 3):
        load(settings, "measures", [str(measures(folder, number))])
        publish_everything(settings)
    database.forget(settings)
    return settings


def seen(settings: Settings) -> Seen:
    """Read by SQL and JSON rather than by our code, but for the audit."""
    pointer = json.loads((settings.published / "CURRENT").read_text(encoding="utf-8"))
    wrong = list(_wrong_figures(settings.published / pointer["file"], max(pointer["loads"])))
    staged = sorted(int(path.name) for path in settings.staging.iterdir() if path.name.isdigit())
    wrong += [f"load {number} is not whole" for number in staged if not _whole(settings.staging / f"{number:04d}")]
    if audit_chain.verify(settings).broken is not None:
        wrong.append("the chain of the audit is broken")
    about = [line for line in last_lines(settings, 10_000) if line.object in ("load", "version")]
    database.forget(settings)
    return Seen(
        served=pointer["version"],
        loads=tuple(pointer["loads"]),
        staged=tuple(staged),
        told=tuple((line.act.value, line.object_id) for line in about),
        wrong=tuple(wrong),
    )


def leftovers(settings: Settings) -> list[str]:
    """What no complete act leaves behind it."""
    kept = [path.name for path in settings.published.iterdir() if path.name.startswith("data-")]
    numbers = {name.split(".")[0] for name in kept}
    halves = [name for name in numbers if len([other for other in kept if other.startswith(name)]) != 2]
    temporary = [
        str(path.relative_to(settings.home))
        for path in settings.home.rglob(".*")
        if path.name not in (".lock",) and not path.name.startswith(".registry")
    ]
    too_many = [f"{len(numbers)} versions"] * (len(numbers) > settings.kept_versions + 1)
    return [*halves, *temporary, *too_many]


def _wrong_figures(path: Path, expected: int) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute("select numerator, count(*) from observation group by all").fetchall()
    return [] if found == [(float(expected), FIGURES)] else [f"figures {found} in place of {expected} × {FIGURES}"]


def _whole(folder: Path) -> bool:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        return all(
            connection.execute(f"select count(*) from read_parquet('{folder / table}.parquet')").fetchone() == (rows,)
            for table, rows in manifest["accepted"].items()
        )

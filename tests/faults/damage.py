"""Files that are damaged on purpose: what the commands and the server say of each, and whether the advice works."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route

from dashboard.server.public_routes import public_routes
from dashboard.server.ready import ready
from tests.faults.killed_command import asked, command
from tests.faults.publication import Home
from tests.unit.asgi_client import Client

HEADER = ("damaged", "figures", "doctor", "/ready", "public page", "remedy", "then", "wrong")
_FOLDERS = ("published", "staging")
Damage = Callable[[Path], object]


def run(_: int) -> tuple[str, list[tuple[object, ...]], bool]:
    """Title, rows and verdict of the table."""
    folder = Path(tempfile.mkdtemp(prefix="barometre-damage-"))
    rows, detail = [], list[str]()
    try:
        home = Home(folder)
        backup = folder / "sauvegarde.tar.gz"
        assert command(home.settings.home, "backup", "--out", str(backup)).code == 0
        shutil.copytree(home.settings.home, folder / "sound")
        for name, (damage, remedy) in _damages(backup).items():
            shutil.rmtree(home.settings.home)
            shutil.copytree(folder / "sound", home.settings.home)
            damage(home.settings.home)
            rows.append((name, *_trial(home, remedy, detail)))
    finally:
        shutil.rmtree(folder)
    for what in detail:
        print(what)
    return "Damaged files", rows, not any(row[-1] for row in rows)


def _damages(backup: Path) -> dict[str, tuple[Damage, tuple[str, ...]]]:
    """What is damaged, and the command that the sentences advise."""
    undo, publish = ("undo",), ("publish",)
    restore = ("restore", "--from", str(backup), "--replace")
    pointer, data, registry = Path("published/CURRENT"), Path("published/data-000002.duckdb"), Path("registry.db")
    return {
        "pointer empty": (lambda home: (home / pointer).write_bytes(b""), undo),
        "pointer truncated": (lambda home: os.truncate(home / pointer, 40), undo),
        "pointer binary": (lambda home: (home / pointer).write_bytes(os.urandom(200)), publish),
        "pointer deleted": (lambda home: (home / pointer).unlink(), undo),
        "pointer to no version": (lambda home: _replace(home / pointer, b"data-000002", b"data-9"), undo),
        "data file of no length": (lambda home: os.truncate(home / data, 0), undo),
        "data file truncated": (lambda home: os.truncate(home / data, 1_000_000), undo),
        "data file deleted": (lambda home: (home / data).unlink(), publish),
        "data file: its header": (lambda home: _overwrite(home / data, 0), undo),
        "data file: its middle": (lambda home: _overwrite(home / data, 12_288), undo),
        "description of a version": (lambda home: (home / "published/data-000002.json").write_bytes(b"{"), publish),
        "registry truncated": (lambda home: os.truncate(home / registry, 20_000), restore),
        "registry of no length": (lambda home: os.truncate(home / registry, 0), restore),
        "registry: its header": (lambda home: _overwrite(home / registry, 0), restore),
        "registry deleted": (lambda home: (home / registry).unlink(), restore),
        "all the data deleted": (lambda home: [shutil.rmtree(home / name) for name in _FOLDERS], restore),
    }  # fmt: skip


def _trial(home: Home, remedy: tuple[str, ...], detail: list[str]) -> tuple[object, ...]:
    wrong: list[str] = []
    place = home.settings.home
    figures = command(place, "figures", "--indicator", "delai-annonce-respecte", "--by", "site")
    doctor = command(place, "doctor")
    for said, told in ((figures, figures.said.startswith("Refusé")), (doctor, "\n✗ à corriger" in f"\n{doctor.said}")):
        refusal = said.code == 1 and told
        if not refusal and (said.code != 0 or "Traceback" in said.said):
            wrong.append(f"no sentence: {said.said[-300:]}")
    if doctor.code == 0:
        wrong.append("doctor sees nothing")
    before, page = asked(lambda: _served(place))
    if page[0] not in (200, 503) or "Traceback" in page[1] or str(place) in page[1]:
        wrong.append(f"public page {page}")
    if before[0] != (200 if figures.code == 0 and page[0] == 200 and "à corriger Registre" not in doctor.said else 503):
        wrong.append(f"/ready {before}")
    for advice in (remedy, *([("publish",)] if remedy == ("undo",) else [])):  # undo, then the data made again
        mended = command(place, *advice)
        if mended.code != 0:
            wrong.append(f"{advice[0]}: {mended.said.strip()}")
        elif _served_version(place) is None:
            wrong.append(f"nothing is served after {advice[0]}")
    after, _ = asked(lambda: _served(place))
    whole = after[0] == 200 and command(place, "doctor").code == 0
    if not whole:
        wrong.append(f"after {remedy[0]}: /ready {after}, {command(place, 'doctor').said.strip()}")
    else:
        wrong += home.seen().wrong
    detail += [str(before[1]), *wrong]
    ends = ("done" if figures.code == 0 else "refused", "said" if doctor.code else "nothing")
    return (*ends, before[0], page[0], remedy[0], "whole" if whole else "not whole", len(wrong))


def _served(home: Path) -> list[list[object]]:
    """Status and text of /ready and of a public page."""
    os.environ["BAROMETRE_HOME"] = str(home)
    client = Client(Starlette(routes=[Route("/ready", ready), *public_routes("")]))
    return [[(answer := client.get(path)).status_code, answer.text] for path in ("/ready", "/public/")]


def _served_version(home: Path) -> object:
    """The version of /ready, None when it is not."""
    answer, _ = asked(lambda: _served(home))
    return json.loads(answer[1]).get("data_version")


def _overwrite(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 8_192)


def _replace(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))

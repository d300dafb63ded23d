"""A PostgreSQL server for the tests: in a temporary folder, on a free port, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.local_process import free_port

_ACCOUNT = "postgres"


def binaries() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: on the path, or where Debian puts them, the newest first."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)), None)


def missing() -> str | None:
    """Why no server can be started here; None when one can."""
    if binaries() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and _account() is None:
        return f"PostgreSQL refuses to run as root, and there is no account {_ACCOUNT}"
    return None


_CONTROL: dict[str, tuple[object, ...]] = {}
"""How each server that runs is stopped and started, by its address."""


def stop(address: str) -> None:
    """End a server at once, as a power cut would."""
    _run(*_CONTROL[address], "-m", "immediate", "-w", "stop")


def start(address: str) -> None:
    """Start it again, on the same port; it repairs itself."""
    _run(*_CONTROL[address], "-w", "start")


@contextmanager
def server() -> Iterator[str]:
    """The address of the server, without the name of a database: `f"{address}/postgres"` exists."""
    folder, tools, port = Path(tempfile.mkdtemp(prefix="barometre-pg-")), binaries(), free_port()
    assert tools is not None
    if os.geteuid() == 0:
        shutil.chown(folder, _ACCOUNT)
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    try:
        _run(tools / "initdb", "-D", data, "-U", _ACCOUNT, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        address = f"postgresql+psycopg://{_ACCOUNT}@127.0.0.1:{port}"
        _CONTROL[address] = (tools / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options)
        start(address)
        try:
            yield address
        finally:
            stop(address)
            del _CONTROL[address]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    user = _ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(
        list(map(str, command)), check=True, user=user, group=user, extra_groups=[] if user else None, cwd="/",
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _account() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        return None


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0

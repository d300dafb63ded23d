"""What `doctor` says of the program and of the machine under it."""

import datetime as dt
import importlib.metadata
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dashboard.cli.diagnosis import Line, good, look, wrong
from dashboard.config import ROOT, Settings
from dashboard.typesetting.compiling import FONTS, pdf_of
from dashboard.wording.grammar import count

OLDEST = (3, 11)
_SPECIMEN = FONTS.parent / "specimen.typ"
_BESIDE_BYTES = 2 * 1024**3
"""What a server takes besides DuckDB: the libraries, the figures kept, the sessions."""
_UNITS = {"M": 1000**2, "MI": 1024**2, "G": 1000**3, "GI": 1024**3, "T": 1000**4, "TI": 1024**4}
_INSTALL = "lancer «\u00a0pip install -r requirements.txt\u00a0»."


def program(settings: Settings) -> Iterator[Line]:
    """Python, packages, letters, processors and memory."""
    yield _python(sys.version_info[:3])
    yield from _packages(ROOT / "requirements.txt")
    yield _typesetting(_SPECIMEN)
    yield _processors(settings, len(os.sched_getaffinity(0)))
    yield _memory(settings, _memory_of_machine())


def _python(found: tuple[int, ...]) -> Line:
    shown = ".".join(map(str, found))
    if found >= OLDEST:
        return good("Python", f"{shown}.")
    return wrong("Python", f"{shown} est trop ancien.", "installer Python 3.11 ou plus récent, et refaire .venv.")


def _packages(pins: Path) -> Iterator[Line]:
    wanted = dict(re.findall(r"^([\w.-]+)==(\S+)", pins.read_text(encoding="utf-8"), re.MULTILINE))
    bad = False
    for name, version in wanted.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield wrong("Paquets", f"{name} n’est pas installé.", _INSTALL)
            bad = True
            continue
        if found != version:
            yield wrong("Paquets", f"{name} {found} est installé, {version} est attendu.", _INSTALL)
            bad = True
    if not bad:
        yield good("Paquets", f"{count(len(wanted), 'paquet')} aux versions attendues.")


def _typesetting(template: Path) -> Line:
    letters = sorted(FONTS.glob("*.ttf"))
    remedy = "remettre le dossier dashboard/typesetting de cette version du programme."
    if len(letters) < 3:
        return wrong("Documents PDF", f"Il manque des polices dans {FONTS}.", remedy)
    try:
        made = pdf_of(template, {}, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    except Exception as error:  # whatever the compiler says, documents cannot be made
        return wrong("Documents PDF", f"La composition échoue ({type(error).__name__}).", remedy)
    return good("Documents PDF", f"polices présentes, composition de {count(len(made), 'octet')}.")


def _processors(settings: Settings, cores: int) -> Line:
    said = f"{count(cores, 'processeur')}, BAROMETRE_THREADS={settings.threads}."
    if settings.threads <= cores:
        return good("Processeurs", said)
    return look("Processeurs", said, f"donner {cores} à BAROMETRE_THREADS\u00a0: davantage ralentit.")


def _memory(settings: Settings, available: int) -> Line:
    needed = _bytes(settings.memory_limit) + _BESIDE_BYTES
    said = f"{available / 1e9:.1f} Go, BAROMETRE_MEMORY_LIMIT={settings.memory_limit}.".replace(".", ",", 1)
    if available >= needed:
        return good("Mémoire", said)
    remedy = "réduire BAROMETRE_MEMORY_LIMIT, ou donner de la mémoire\u00a0: il en faut 2 Go de plus que ce réglage."
    return look("Mémoire", said, remedy)


def _bytes(written: str) -> int:
    number, unit = re.fullmatch(r"(\d+)\s?([KMGT]i?)B", written, re.IGNORECASE).groups()  # type: ignore[union-attr]
    return int(number) * _UNITS[unit.upper()]


def _memory_of_machine() -> int:
    """Of the machine, or of the container when it has less."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    allowed = limit.read_text(encoding="ascii").strip() if limit.exists() else "max"
    return min(whole, int(allowed)) if allowed.isdigit() else whole

"""What servers take of the machine, and what everybody else does (Linux)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Processors:
    """The processes that listen on some addresses."""

    pids: tuple[int, ...]

    @classmethod
    def of(cls, origins: Sequence[str]) -> "Processors":
        """Those behind `http://localhost:8501`, … Raises LookupError when nothing listens there."""
        sockets = _listening({urlsplit(origin).port or 80 for origin in origins})
        found = tuple(pid for pid in _processes() if _holds(pid, sockets))
        if len(found) < len(set(origins)):
            raise LookupError("no process listens there, or it belongs to somebody else")
        return cls(found)

    def used_s(self) -> float:
        """Seconds of processor that they took since they started."""
        return sum(_used(pid) for pid in self.pids)

    def others_s(self) -> float:
        """Seconds that everything else took since the machine started, the sessions included."""
        ticks = [int(part) for part in Path("/proc/stat").read_text(encoding="ascii").split()[1:9]]
        return (sum(ticks) - ticks[3] - ticks[4]) / _TICKS - self.used_s()

    def memory_mb(self) -> int:
        """Resident memory, all together."""
        pages = (int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in self.pids)
        return round(sum(pages) * _PAGE / 1e6)


def _used(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / _TICKS


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _listening(ports: set[int]) -> set[str]:
    """Inodes of the sockets that listen on these ports."""
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        if (path := Path("/proc/net") / name).exists()
        for line in path.read_text(encoding="ascii").splitlines()[1:]
    ]
    return {parts[9] for parts in lines if parts[3] == "0A" and int(parts[1].rpartition(":")[2], 16) in ports}


def _holds(pid: int, sockets: set[str]) -> bool:
    try:
        return any(os.readlink(link)[8:-1] in sockets for link in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False  # it ended meanwhile, or belongs to somebody else

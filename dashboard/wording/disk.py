"""What to do when a disk is full: how much is left, how much is needed."""

from dashboard.wording.numerals import number

_MB = 1e6


def make_room(free: int | None, needed: int = 0) -> str:
    """« libérer de la place (il reste 3,2 Mo, il en faut environ 40) »; sizes in bytes, None and 0: not known."""
    parts = []
    if free is not None:
        parts.append(f"il reste {number(free / _MB, 1)}\u00a0Mo")
    if needed:
        parts.append(f"il en faut environ {number(max(needed / _MB, 1))}" + "\u00a0Mo" * (free is None))
    return "libérer de la place" + (f" ({', '.join(parts)})" if parts else "")

"""What an address asked in vain."""

from collections.abc import Sequence

MOST = 3
LONGEST = 40


def refusal(refused: Sequence[tuple[str, str]]) -> str:
    """« L’adresse demande ce qui n’existe pas : Service « x ». Le choix habituel est montré à la place. »"""
    parts = [f"{label} «\u00a0{_short(value)}\u00a0»" for label, value in refused[:MOST]]
    more = f" et {len(refused) - MOST} de plus" if len(refused) > MOST else ""
    shown = "Le choix habituel est montré" if len(refused) == 1 else "Les choix habituels sont montrés"
    return f"L’adresse demande ce qui n’existe pas ici\u00a0: {', '.join(parts)}{more}. {shown} à la place."


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"

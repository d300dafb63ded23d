"""The documents of a meeting of six items with their charts: twelve slides, the pack as PDF, the minutes."""

import time
from dataclasses import replace

from dashboard.domain.agenda import AgendaItem, ItemKind
from dashboard.packs.deck import deck
from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.packs.pack import Pack
from dashboard.registry.agenda import KeptItem
from tests.meetings import COMPARED, figure, usual_pack

SLIDES = 12
TARGETS = {"slides": (2.0, 1.0), "pack, PDF": (2.0, 0.5), "minutes, PDF": (0.5, 0.2)}
"""Seconds: what is asked first, what is wanted next."""
ROUNDS = 5


def run() -> tuple[str, list[str], list[list[object]]]:
    """The first time (templates and fonts are read) and the median of five."""
    pack = _meeting()
    rows: list[list[object]] = []
    for name, made_of in (("slides", deck), ("pack, PDF", pack_pdf), ("minutes, PDF", minutes_pdf)):
        spent = []
        for _ in range(ROUNDS + 1):
            started = time.perf_counter()
            content = made_of(replace(pack, meeting=replace(pack.meeting, title=f"Comité {name} {len(spent)}")))
            spent.append(time.perf_counter() - started)
        first, next_one = TARGETS[name]
        median = sorted(spent[1:])[ROUNDS // 2]
        rows.append([name, round(spent[0], 2), round(median, 2), first, next_one, round(len(content) / 1000)])
    columns = ["document", "first time, s", "median, s", "target, s", "next target, s", "kB"]
    return f"Documents of a meeting, {SLIDES} slides", columns, rows


def _meeting() -> Pack:
    """Cover, agenda, six items with a chart, decisions, three slides of method: twelve slides."""
    usual = usual_pack()
    item = AgendaItem(ItemKind.CHANGE, "Accueil courtois", "Dégradation démontrée.", "", "", "2026", figure(), COMPARED)
    return replace(usual, items=tuple(KeptItem(rank, item, "Deux postes vacants.") for rank in range(6)))

"""Which level answers a question: levels are never added, and a mean of rates is never computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analyses.drawing import has_base
from dashboard.domain.estimate import Status, Withheld
from dashboard.domain.sites import Level
from dashboard.store.observation_record import Observations
from dashboard.wording.grammar import agree, count

FINEST_FIRST = (Level.SITE, Level.DEPARTMENT, Level.REGION, Level.NATION)

_TERRITORIES = {Level.DEPARTMENT: ("département", "départements"), Level.REGION: ("région", "régions")}

NO_MEAN_OF_RATES = "valeurs publiées sans base : la moyenne de taux n’est pas calculée"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sums that answer, and what a reader must know of them."""

    row: Observations
    level: Level
    note: str = ""


def choose(rows: Mapping[Level, Observations], asked: Level) -> Chosen | Withheld:
    """The pooled sites when they have a base; else the figure published at the level asked; else a single value.

    Several values without a base: `not_comparable`.
    """
    site = rows.get(Level.SITE)
    if site is not None and has_base(site):
        baseless = int(site.valued_sites)
        note = f"{count(baseless, 'site')} sans base, non {agree(baseless, 'compris')}" if baseless else ""
        return Chosen(site, Level.SITE, note)
    direct = rows.get(asked)
    if direct is not None and _answers(direct):
        return Chosen(direct, asked)
    for level in FINEST_FIRST[1 : FINEST_FIRST.index(asked)]:
        if level in rows and has_base(rows[level]):
            summed = count(int(rows[level].n_sites), *_TERRITORIES[level])
            return Chosen(rows[level], level, f"somme de {summed}, le total n’est pas publié")
    if asked is Level.SITE:
        # A territory chosen by its code stands for itself.
        named = [(level, row) for level, row in rows.items() if _answers(row)]
        if len(named) == 1:
            return Chosen(named[0][1], named[0][0])
    if site is not None and site.valued_sites == 1:
        return Chosen(site, Level.SITE, "un seul site publie cette valeur")
    if any(row.valued_sites for row in rows.values()):
        return Withheld(Status.NOT_COMPARABLE, NO_MEAN_OF_RATES)
    word = next((row.word for row in rows.values() if row.word), None)
    return Withheld(Status.NO_DATA, f"la source indique « {word} »" if word else "Aucune réponse")


def _answers(row: Observations) -> bool:
    return has_base(row) or row.valued_sites == 1

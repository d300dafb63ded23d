"""The stratum of every respondent for each margin, or why the respondents cannot be put into strata (§ 6)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources.margins import Margin
from dashboard.stats.poststratification import SMALL
from dashboard.wording.grammar import agree, count, listed

KeyOf = Callable[[str], str]
HOW_TO_MERGE = "dans la colonne « regroupement » du fichier de marges"


@dataclass(frozen=True, slots=True)
class Strata:
    """A margin ready to be met: the stratum of each respondent, the population of each, and what was merged."""

    variable: str
    of: list[str]
    population: dict[str, float]
    merged: tuple[str, ...]


def strata(margin: Margin, respondents: pd.DataFrame, keys: Mapping[str, KeyOf], counted: Sequence[bool]) -> Strata:
    """The strata of a margin. `respondents`: a column a variable; `keys`: how a category of each compares; `counted`:
    respondents of positive weight.

    SourceError, in one sentence: a respondent without a value, a category that only one side has, a stratum of fewer
    than ten respondents.
    """
    categories: dict[tuple[str, ...], str] = {}
    labels: dict[tuple[str, ...], str] = {}
    population: dict[str, float] = {}
    for category in margin.categories:
        parts = zip(margin.parts, margin.split(category.label), strict=True)
        key = tuple(keys[part](text) for part, text in parts)
        if key in categories:
            raise SourceError(
                f"Les modalités « {labels[key]} » et « {category.label} » de « {margin.variable} » sont la même : "
                "garder une seule ligne dans le fichier de marges."
            )
        categories[key], labels[key] = category.stratum, category.label
        population[category.stratum] = population.get(category.stratum, 0.0) + category.population
    of = _of_each(margin, respondents, keys, categories)
    _refuse_sizes(margin, population, Counter(name for name, one in zip(of, counted, strict=True) if one))
    kept = {name: size for name, size in population.items() if size > 0}
    return Strata(margin.variable, of, kept, _merged(margin))


def _of_each(
    margin: Margin, respondents: pd.DataFrame, keys: Mapping[str, KeyOf], categories: Mapping[tuple[str, ...], str]
) -> list[str]:
    columns = respondents[list(margin.parts)]
    missing = columns.isna()
    for part in margin.parts:
        if absent := int(missing[part].sum()):
            first = respondents.loc[missing[part], "respondent"].iloc[0]
            raise SourceError(
                f"La variable « {part} » n’est pas connue de {count(absent, 'répondant')} (le premier : « {first} ») : "
                "la compléter, ou la retirer des marges."
            )
    rows = list(columns.itertuples(index=False, name=None))
    found = {
        row: categories.get(tuple(keys[p](t) for p, t in zip(margin.parts, row, strict=True))) for row in set(rows)
    }
    unknown = Counter(row for row in rows if found[row] is None)
    if unknown:
        row, times = min(unknown.items(), key=lambda pair: (-pair[1], pair[0]))
        raise SourceError(
            f"« {' × '.join(row)} » ({count(times, 'répondant')}) n’est pas une modalité de « {margin.variable} » dans "
            "les marges : l’ajouter avec sa population, ou corriger le fichier de réponses."
        )
    return [name for row in rows if (name := found[row]) is not None]


def _refuse_sizes(margin: Margin, population: Mapping[str, float], sizes: Mapping[str, int]) -> None:
    if nobody := [name for name, size in population.items() if size == 0 and sizes.get(name, 0)]:
        raise SourceError(
            f"La population de « {nobody[0]} » ({margin.variable}) est nulle alors qu’elle a répondu : corriger les "
            "marges."
        )
    held = [name for name, size in population.items() if size > 0]
    if empty := [name for name in held if not sizes.get(name, 0)]:
        raise SourceError(
            f"Aucun répondant pour {_named(empty)} de « {margin.variable} » : "
            f"{agree(len(empty), 'la regrouper avec une autre', 'les regrouper avec d’autres')} {HOW_TO_MERGE}."
        )
    if small := [name for name in held if sizes[name] < SMALL]:
        listed_sizes = listed([f"« {name} » ({sizes[name]})" for name in small], most=5)
        raise SourceError(
            f"Moins de {SMALL} répondants pour {listed_sizes} de « {margin.variable} » : "
            f"{agree(len(small), 'la regrouper avec une autre', 'les regrouper entre elles ou avec d’autres')} "
            f"{HOW_TO_MERGE}."
        )


def _named(names: Sequence[str]) -> str:
    return listed([f"« {name} »" for name in names], most=5)


def _merged(margin: Margin) -> tuple[str, ...]:
    """« 18-24 ans et 25-34 ans (moins de 35 ans) » for each stratum of several categories."""
    members: dict[str, list[str]] = {}
    for category in margin.categories:
        members.setdefault(category.stratum, []).append(category.label)
    return tuple(
        f"{listed([f'« {label} »' for label in labels], most=6)} (« {name} »)"
        for name, labels in members.items()
        if len(labels) > 1
    )

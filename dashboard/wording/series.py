"""A control chart: what the last whole step says, and what limits the limits."""

from dataclasses import dataclass

from dashboard.domain.indicator import Indicator
from dashboard.wording import limits
from dashboard.wording.grammar import agree, count
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import number
from dashboard.wording.reading import Reading, limit
from dashboard.wording.words import feminine_step, step_noun

PROVISIONAL = 12
"""Fewer points than this give provisional limits."""

NORM = "les limites décrivent la variation habituelle, sans correction de la saison, et ne sont pas une norme"

_SIGNALS = {"improvement": "une amélioration", "concern": "une dégradation", "neutral": "un changement"}


@dataclass(frozen=True, slots=True)
class LastStep:
    """The last whole step of a series. `signal` and `rules`: codes of `stats.xmr`; `when`: « octobre 2026 »."""

    when: str = ""
    signal: str = "common_cause"
    rules: frozenset[int] = frozenset()
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """What a series is made of. `known`: points of its last segment; `missing`: steps without a figure, of which
    `masked` by the statistical secret; `step`: months between two points; `limits`: False when there are none."""

    known: int
    missing: int = 0
    masked: int = 0
    breaks: int = 0
    step: int = 1
    limits: bool = True
    rolling: bool = False


def rule_words(rule: int, step: int = 1) -> str:
    """« sept mois de suite dans le même sens »."""
    nouns = step_noun(step) if step_noun(step).endswith("s") else f"{step_noun(step)}s"
    return {
        1: "un point hors des limites",
        2: f"sept {nouns} de suite dans le même sens",
        3: f"sept {nouns} de suite du même côté de la moyenne",
        4: f"deux {nouns} sur trois près d’une limite",
    }[rule]


def rules_in_words(rules: frozenset[int], step: int = 1) -> str:
    """The rules in the order in which they are shown."""
    return ", ".join(rule_words(rule, step) for rule in (1, 2, 4, 3) if rule in rules)


def read_series(indicator: Indicator, last: LastStep | None, extent: Extent, setting: Setting = PLAIN) -> Reading:
    """« Le dernier mois (octobre 2026) signale une dégradation : un point hors des limites. » `last` None: no figure
    may be shown."""
    clauses = [*_extent(extent), limits.unfinished(setting.running), limits.respondents(indicator, margin=False)]
    noun = step_noun(extent.step)
    if last is None:
        no = "Aucune" if feminine_step(extent.step) else "Aucun"
        return Reading(f"{no} {noun} n’a de chiffre qui puisse être montré.", limit(clauses))
    if extent.rolling:
        overlap = "Les périodes se chevauchent, aucune limite n’est donc calculée."
        return Reading(overlap, limit(clauses, "deux points voisins partagent des réponses"))
    if not extent.limits:
        return Reading(_too_few(extent), limit(clauses, "il faut au moins deux points pour mesurer une variation"))
    subject = f"{'La dernière' if feminine_step(extent.step) else 'Le dernier'} {noun}"
    subject += f" ({last.when})" if last.when else ""
    if last.fragile:
        return Reading(f"{subject} n’est pas jugé{_e(extent)}.", limit([limits.FRAGILE, *clauses]))
    if last.signal == "common_cause":
        return Reading(f"{subject} ne sort pas de la variation habituelle.", limit(clauses, NORM))
    why = rules_in_words(last.rules, extent.step)
    because = f"\u00a0: {why}" if why else ""
    return Reading(f"{subject} signale {_SIGNALS[last.signal]}{because}.", limit(clauses, NORM))


def _e(extent: Extent) -> str:
    return "e" if feminine_step(extent.step) else ""


def _too_few(extent: Extent) -> str:
    noun = step_noun(extent.step)
    many = noun if noun.endswith("s") else f"{noun}s"
    return f"Trop peu {'d’' if noun == 'année' else 'de '}{many} pour calculer des limites."


def _extent(extent: Extent) -> list[str]:
    noun = step_noun(extent.step)
    clauses = [_cut(extent.breaks), _missing(extent)]
    if extent.limits and not extent.rolling and 0 < extent.known < PROVISIONAL:
        clauses.append(f"limites provisoires, calculées sur {count(extent.known, noun)}")
    return clauses


def _cut(breaks: int) -> str:
    if not breaks:
        return ""
    times = "une rupture de méthode" if breaks == 1 else count(breaks, "rupture", "ruptures de méthode")
    return f"la série est coupée par {times}"


def _missing(extent: Extent) -> str:
    if not extent.missing:
        return ""
    noun, replaced = step_noun(extent.step), agree(extent.missing, f"remplacé{_e(extent)}")
    if extent.masked == extent.missing:
        return f"{count(extent.missing, noun)} sous secret statistique, jamais {replaced}"
    masked = f", dont {number(extent.masked)} sous secret statistique" if extent.masked else ""
    return f"{count(extent.missing, noun)} sans chiffre, jamais {replaced}{masked}"

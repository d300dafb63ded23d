"""Lecture automatique (F19): under every chart, what may be concluded, and what limits it. Rules, no language model.

Sober words only: « pas d’écart démontré » never becomes « égal », and nothing says why a figure moved.
"""

from dataclasses import dataclass

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.wording import numerals
from dashboard.wording.dates import period
from dashboard.wording.grammar import agree, capital, count

NBSP = numerals.NBSP
SAMPLING = "L’intervalle ne mesure que l’aléa d’échantillonnage."
NOT_EQUAL = "Pas d’écart démontré ne veut pas dire égalité."

VERDICT_WORDS = {
    Verdict.BETTER: "meilleur",
    Verdict.WORSE: "moins bon",
    Verdict.HIGHER: "plus élevé",
    Verdict.LOWER: "plus bas",
    Verdict.STABLE: "stable",
    Verdict.NO_EVIDENCE: "pas d’écart démontré",
    Verdict.NOT_TESTED: "non testé",
    Verdict.MET: "cible atteinte",
    Verdict.IMPROVING: "amélioration",
    Verdict.NOT_IMPROVING: "absence d’amélioration",
    Verdict.MISSING: "donnée non renseignée",
    Verdict.NO_TARGET: "sans cible",
}

STATUS_WORDS = {
    Status.OK: "solide",
    Status.FRAGILE: "base faible",
    Status.MASKED: "secret statistique",
    Status.INSUFFICIENT: "effectif insuffisant",
    Status.NO_DATA: "aucune réponse",
    Status.NO_BENCHMARK: "sans référence",
    Status.NOT_COMPARABLE: "non comparable",
}

SIGNAL_WORDS = {
    "improvement": "amélioration",
    "concern": "dégradation",
    "neutral": "changement",
    "common_cause": "variation habituelle",
}

RULE_WORDS = {
    1: "un point hors des limites",
    2: "sept mois de suite dans le même sens",
    3: "sept mois de suite du même côté de la moyenne",
    4: "deux mois sur trois près d’une limite",
}

_REFERENCES = {
    Against.PREVIOUS: "la période précédente",
    Against.LAST_YEAR: "les mêmes mois un an plus tôt",
    Against.TARGET: "la cible",
    Against.NETWORK: "le reste du réseau",
}

_THAN = {
    Against.PREVIOUS: "qu’à la période précédente",
    Against.LAST_YEAR: "qu’un an plus tôt",
    Against.TARGET: "que la cible",
    Against.NETWORK: "que celui du reste du réseau",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Two sentences: what may be concluded, and its limit."""

    conclusion: str
    limit: str


def figure(indicator: Indicator, estimate: Estimate, where: str = "", when: str = "") -> Reading:
    """One figure with its interval and base, or why there is none. `where` and `when` are ready complements."""
    place = ", ".join(part for part in (where, when) if part)
    opening = f"{indicator.label}{f' ({place})' if place else ''}{NBSP}:"
    if isinstance(estimate, Withheld):
        return Reading(f"{opening} {STATUS_WORDS[estimate.status]}.", _withheld(estimate))
    limits = numerals.interval_of(indicator, estimate)
    details = ", ".join(part for part in (limits, numerals.base(estimate.n)) if part)
    return Reading(f"{opening} {numerals.value(indicator, estimate)} ({details}).", _limit(estimate))


def _withheld(estimate: Withheld) -> str:
    note = estimate.note.rstrip(".")
    return f"{capital(note)}." if note else "On ne peut rien conclure."


def _limit(estimate: Shown) -> str:
    if estimate.n is None:
        return "La source ne communique pas la base, donc ni marge ni test ne sont possibles."
    if estimate.fragile:
        return "La base est faible, donc aucun verdict n’est rendu."
    if estimate.lower is None:
        return "Ce chiffre est un décompte ou une valeur publiée, sans marge d’échantillonnage."
    return SAMPLING


def comparison(indicator: Indicator, estimate: Estimate, found: Comparison) -> Reading:
    """The verdict in words, with the gap and its interval when there is one."""
    if found.verdict in (Verdict.NOT_TESTED, Verdict.NO_TARGET, Verdict.MISSING):
        return Reading(_unjudged(found), _reason(found, "On ne peut pas conclure."))
    if found.against is Against.TARGET:
        return _target(indicator, found)
    n = estimate.n if isinstance(estimate, Shown) else None
    reference = _reference(found)
    if found.verdict is Verdict.NO_EVIDENCE:
        return Reading(f"Pas d’écart démontré avec {reference}{_gap(indicator, found, n)}.", _reason(found, NOT_EQUAL))
    if found.verdict is Verdict.STABLE:
        return Reading(
            f"Stable par rapport à {reference}{_gap(indicator, found, n)}.",
            _reason(found, "L’écart est démontré, mais plus petit que celui qui compte."),
        )
    words = VERDICT_WORDS[found.verdict]
    return Reading(
        f"Résultat {words} {_than(found)}{_gap(indicator, found, n)}.",
        _reason(found, "Cet écart n’en dit pas la cause."),
    )


def _unjudged(found: Comparison) -> str:
    match found.verdict:
        case Verdict.NO_TARGET:
            return "Aucune cible n’est fixée pour cette année."
        case Verdict.MISSING:
            return "Donnée non renseignée."
        case _:
            return f"Comparaison avec {_REFERENCES[found.against]} non testée."


def _reason(found: Comparison, otherwise: str) -> str:
    reason = found.reason.rstrip(".")
    return f"{capital(reason)}." if reason else otherwise


def _reference(found: Comparison) -> str:
    return f"{_REFERENCES[found.against]}{_dated(found)}"


def _than(found: Comparison) -> str:
    return f"{_THAN[found.against]}{_dated(found)}"


def _dated(found: Comparison) -> str:
    return f" ({period(found.period)})" if found.period and found.against is not Against.NETWORK else ""


def _gap(indicator: Indicator, found: Comparison, n: int | None) -> str:
    if found.difference is None:
        return ""
    decimals = numerals.decimals_of(indicator, n)
    limits = numerals.interval(found.lower, found.upper, decimals)
    return f"{NBSP}: {numerals.gap(indicator, found.difference, n)}{f', {limits}' if limits else ''}"


def _target(indicator: Indicator, found: Comparison) -> Reading:
    words = capital(VERDICT_WORDS[found.verdict])
    target = found.target
    if target is None:
        return Reading(f"{words}.", "La cible n’est pas connue.")
    level = numerals.with_unit(numerals.number(target.value, indicator.decimals), indicator.unit)
    year = f"{NBSP}: cible {_OPERATORS[target.operator]} {level} en {target.year}"
    limit = "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge."
    if found.progress is not None:
        limit = f"Taux d’avancement depuis l’an dernier{NBSP}: {numerals.percent(found.progress, 0)}. {limit}"
    return Reading(f"{words}{year}.", limit)


_OPERATORS = {">=": "d’au moins", ">": "de plus de", "<=": "d’au plus", "<": "de moins de"}


def series(
    indicator: Indicator, signal: str, rules: frozenset[int], known: int, missing: int, breaks: int, limits: bool
) -> Reading:
    """A control chart. `signal` and `rules` are those of the last month (codes of `stats.xmr`), `limits` False without
    limits, `known` the months of the current segment, `missing` those without a figure."""
    if not known:
        return Reading("Aucun mois n’a de chiffre qui puisse être montré.", "On ne peut rien conclure.")
    notes = []
    if breaks:
        notes.append(f"la série est coupée par {count(breaks, 'rupture de méthode', 'ruptures de méthode')}")
    if missing:
        notes.append(f"{count(missing, 'mois')} sans chiffre, jamais {agree(missing, 'remplacé')}")
    if limits and known < 12:
        notes.append(f"limites provisoires, calculées sur {count(known, 'mois')}")
    limit = (
        f"{capital(' ; '.join(notes))}." if notes else "Les limites décrivent la variation habituelle, pas une norme."
    )
    limit = limit.replace(" ;", f"{NBSP};")
    if not limits:
        return Reading("Trop peu de mois pour calculer des limites.", limit)
    if signal == "common_cause":
        return Reading("Le dernier mois ne sort pas de la variation habituelle.", limit)
    why = rules_in_words(rules)
    return Reading(f"Le dernier mois signale {_ARTICLES[signal]}{NBSP}: {why}.", limit)


_ARTICLES = {"improvement": "une amélioration", "concern": "une dégradation", "neutral": "un changement"}


def rules_in_words(rules: frozenset[int]) -> str:
    """The rules in the order in which they are shown."""
    return ", ".join(RULE_WORDS[rule] for rule in (1, 2, 4, 3) if rule in rules)


def many_units(noun: str, tested: int, better: int, worse: int, apart: int, widened: bool = False) -> Reading:
    """Sites or services against the network, after correction. `apart`: those that were not tested."""
    if not tested:
        return Reading(
            f"Aucun {noun} ne peut être comparé au réseau.",
            "Les bases sont trop faibles ou ne sont pas communiquées, ou le réseau n’a rien d’autre.",
        )
    out = f"{count(apart, noun)} à part, sans base suffisante. " if apart else ""
    limit = f"{out}Les tests sont corrigés de leur nombre ({numerals.number(tested)})"
    limit += " et de la dispersion entre sites." if widened else "."
    if not better + worse:
        return Reading(
            f"Sur {count(tested, noun)}, aucun ne se distingue du réseau de façon démontrée.", f"{limit} {NOT_EQUAL}"
        )
    parts = []
    if better:
        parts.append(f"{numerals.number(better)} {agree(better, 'est meilleur', 'sont meilleurs')}")
    if worse:
        parts.append(f"{numerals.number(worse)} {agree(worse, 'est moins bon', 'sont moins bons')}")
    return Reading(f"Sur {count(tested, noun)}, {' et '.join(parts)} que le réseau.", limit)


def changes(tested: int, found: int, apart: int) -> Reading:
    """What changed: how many gaps hold once corrected for the number of things looked at."""
    if not tested:
        return Reading(
            "Aucune évolution ne peut être testée sur cette période.",
            "Les bases sont trop faibles, les périodes incomplètes ou la méthode a changé.",
        )
    away = (
        f" {count(apart, 'comparaison')} {agree(apart, 'n’a pu être testée', 'n’ont pu être testées')}."
        if apart
        else ""
    )
    limit = f"{count(tested, 'comparaison')}, seuils corrigés de leur nombre.{away}"
    if not found:
        return Reading("Aucun changement n’est démontré.", f"{limit} {NOT_EQUAL}")
    return Reading(f"{count(found, 'changement')} {agree(found, 'est démontré', 'sont démontrés')}.", limit)


def delivery(up_to_date: int, expected: int, when: str = "") -> Reading:
    """Coverage: how many of the sites expected are up to date; the others are late."""
    if not expected:
        return Reading("Aucun relevé n’est attendu sur ce périmètre.", "On ne peut rien conclure.")
    late = expected - up_to_date
    verb = agree(up_to_date, "est", "sont")
    complement = f" {when}" if when else ""
    conclusion = f"{count(up_to_date, 'site')} sur {numerals.number(expected)} {verb} à jour{complement}."
    if not late:
        return Reading(conclusion, "Aucun retard n’est constaté.")
    return Reading(conclusion, f"{count(late, 'site')} en retard{NBSP}: les chiffres peuvent encore bouger.")

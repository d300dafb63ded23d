"""What is said of the effect of an action: the verdict, what it rests on, what it does not prove."""

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.action import ExpectedDirection, ExpectedEffect
from dashboard.domain.action_effect import ActionVerdict, EffectSize
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Direction, Indicator
from dashboard.domain.period import Period
from dashboard.wording import short
from dashboard.wording.dates import month, period
from dashboard.wording.grammar import agree, count, listed, of
from dashboard.wording.numerals import (
    NBSP,
    decimals_of,
    exact,
    gap,
    gap_unit,
    interval,
    number,
    points,
    value,
    with_unit,
)
from dashboard.wording.reading import NOTHING, Reading, sentence

VERDICTS = {
    ActionVerdict.USEFUL: "Effet démontré, au moins égal au minimum utile",
    ActionVerdict.UNCERTAIN: "Effet démontré, ampleur incertaine",
    ActionVerdict.SMALL: "Effet trop petit pour être utile",
    ActionVerdict.CONTRARY: "Effet contraire démontré",
    ActionVerdict.INCONCLUSIVE: "On ne peut pas conclure",
    ActionVerdict.TOO_EARLY: "Trop tôt",
    ActionVerdict.IMPOSSIBLE: "Verdict impossible",
    ActionVerdict.NONE: "Sans verdict",
}
DIRECTIONS = {ExpectedDirection.UP: "hausse", ExpectedDirection.DOWN: "baisse"}
Senses = tuple[str, str]
"""How the two ways in which a control chart gives signals are said: the one that is looked for, then the other."""
EXPECTED: Senses = ("dans le sens attendu", "dans le sens opposé")
FAVOURABLE: Senses = ("dans le sens favorable", "dans le sens défavorable")
UPWARDS: Senses = ("à la hausse", "à la baisse")

NO_EFFECT = "aucun effet attendu n’a été fixé à la création de l’action"
NOT_DONE = "l’action n’est pas encore faite"
NO_INDICATOR = "l’indicateur de l’action n’est plus publié"
NO_SITE = "le site de l’action n’est plus publié"
WHOLE_SERVICE = (
    "l’action est celle de tout un service, aucun site n’est resté sans elle\u00a0; voir la carte de contrôle"
)
A_COUNT = "un décompte dépend de la taille du site\u00a0; voir la carte de contrôle"
NO_DATA = "cet indicateur n’a pas de donnée publiée pour le lieu de l’action"
OVERLAPPING = "ses chiffres portent sur des mois qui se chevauchent"
NO_YEAR_BEFORE = "aucune donnée n’est publiée pour les mêmes mois de l’année d’avant"
MERGED = "le site a fusionné, s’est divisé ou a fermé pendant les mois comparés"
NO_DISPERSION = "les pairs ont tous eu les mêmes chiffres, rien ne mesure le hasard"
LATE = "Effet attendu fixé après coup\u00a0: les données d’après l’action pouvaient déjà être connues."
ASSOCIATION = (
    "Ce n’est pas la preuve d’une cause\u00a0: ce qui a changé au même moment pour ce site seul compterait de même."
)


def too_early(last_month: dt.date) -> str:
    """« verdict à partir des données de mars 2027 »."""
    return f"verdict à partir des données {of(month(last_month))}"


def fragile(when: str) -> str:
    """« avant l’action, base trop faible pour un verdict »."""
    return f"{when} l’action, base trop faible pour un verdict"


def few_peers(found: int, needed: int) -> str:
    """« 3 sites pairs sans action ont des chiffres qui se comparent, il en faut 5 »."""
    if not found:
        return f"aucun site pair sans action n’a de chiffres qui se comparent, il en faut {needed}"
    verb = agree(found, "a des chiffres qui se comparent", "ont des chiffres qui se comparent")
    return f"{count(found, 'site pair', 'sites pairs')} sans action {verb}, il en faut {needed}"


def holes(span: Period, known: int) -> str:
    """« 4 mois sur 12 transmis par le site (12 mois à fin mars 2026) »."""
    return f"{number(known)} mois sur {span.months} transmis par le site ({period(span)})"


def verdict_words(verdict: ActionVerdict, why: str) -> str:
    """« Trop tôt : verdict à partir des données de mars 2027 »; the bare words when nothing stands in the way."""
    return f"{VERDICTS[verdict]}{NBSP}: {why}" if why else VERDICTS[verdict]


def expectation(indicator: Indicator | None, expected: ExpectedEffect) -> str:
    """« hausse d’au moins 2 points de « Accueil courtois » »."""
    name = indicator.label if indicator else expected.indicator
    least = size(indicator, expected.smallest_change)
    return f"{DIRECTIONS[expected.direction]} d’au moins {least} de «{NBSP}{name}{NBSP}»"


def size(indicator: Indicator | None, change: float) -> str:
    """« 2 points », « 1,5 jour », « 2,25 points »: a change without its sign, exactly as it was fixed."""
    return with_unit(exact(change), gap_unit(indicator, change) if indicator else points(change))


def bounds(indicator: Indicator, found: EffectSize) -> str:
    """« IC 95 % [1,1 ; 7,3] »."""
    return interval(found.lower, found.upper, decimals_of(indicator))


def conclusion(indicator: Indicator, verdict: ActionVerdict, why: str, found: EffectSize | None) -> str:
    """The verdict, then the effect with its interval."""
    if found is None:
        return f"{verdict_words(verdict, why)}."
    shown = f"{gap(indicator, found.value)} ({bounds(indicator, found)})"
    return f"{VERDICTS[verdict]}{NBSP}: {shown} par rapport à ce qui était attendu sans l’action."


def bases(
    indicator: Indicator, before: Sequence[Estimate], after: Estimate, spans: Sequence[Period], later: Period
) -> str:
    """« Avant : 61,0 % (IC…, n = 790), 12 mois à fin mars 2025. Après : 68,9 % (IC…), 12 mois à fin mars 2026. »"""
    told = [_figure(indicator, "Avant", one, span) for one, span in zip(before, spans, strict=False)]
    return " ".join((*told, _figure(indicator, "Après", after, later)))


def _figure(indicator: Indicator, word: str, estimate: Estimate, span: Period) -> str:
    return f"{word}, {period(span)}{NBSP}: {short.value(indicator, estimate)} ({short.details(indicator, estimate)})."


def beside_peers(indicator: Indicator, found: EffectSize) -> str:
    """What the peers became, what the site should have, and how many of them moved as much."""
    level = value(indicator, Shown(found.expected))
    many = count(found.peers, "site pair", "sites pairs")
    way = DIRECTIONS[ExpectedDirection.UP if found.value >= 0 else ExpectedDirection.DOWN]
    rank = (
        f"aucun des {found.peers} n’a connu une {way} aussi nette"
        if not found.as_large
        else f"{found.as_large} des {found.peers} {agree(found.as_large, 'a', 'ont')} connu une "
        f"{way} au moins aussi nette"
    )
    return (
        f"{many} sans action sur cet indicateur {agree(found.peers, 'a', 'ont')} varié de "
        f"{gap(indicator, found.typical)} en moyenne. Parti de son niveau, ce site était attendu à {level}. "
        f"Compte tenu des bases et des niveaux de départ, {rank}."
    )


def regression(found: EffectSize | None) -> str:
    """Why a plain before and after would be wrong."""
    if found is None:
        return ""
    return (
        "Un site choisi pour une mauvaise année se rapproche souvent de la moyenne de lui-même\u00a0: "
        "le calcul en tient compte"
    )


def limits(found: EffectSize | None, meanwhile: Sequence[str], *, late: bool) -> str:
    """What the verdict does not prove, and what else happened."""
    when = "Dans les mois comparés" if found else "Autour de l’action"
    other = f"{when}, il y a eu aussi\u00a0: {listed(list(meanwhile), most=6)}." if meanwhile else ""
    parts = [LATE if late else "", ASSOCIATION if found else "", other, sentence(regression(found))]
    return " ".join(part for part in parts if part) or NOTHING


def read_effect(
    indicator: Indicator, verdict: ActionVerdict, why: str, found: EffectSize | None, meanwhile: Sequence[str], *,
    late: bool,
) -> Reading:  # fmt: skip
    """The two sentences of the verdict."""
    return Reading(conclusion(indicator, verdict, why, found), limits(found, meanwhile, late=late))


def senses(expected: ExpectedEffect | None, direction: Direction) -> Senses:
    """Without an effect that was fixed, no way is « attendu »."""
    if expected is not None:
        return EXPECTED
    return UPWARDS if direction is Direction.NEUTRAL else FAVOURABLE


def read_chart(
    *,
    base: int,
    provisional: bool,
    seen: int,
    towards: int,
    against: int,
    limits_known: bool = True,
    ways: Senses = EXPECTED,
) -> Reading:
    """What the months after the action say of the limits of the months before it."""
    if not limits_known:
        return Reading(
            f"Historique trop court{NBSP}: {count(base, 'point')} avant l’action, aucune limite n’est calculée.",
            "On ne peut rien conclure de la carte de contrôle.",
        )
    if not seen:
        said = "Aucun point d’après l’action n’a encore de chiffre à comparer."
    elif not towards and not against:
        points_stay = agree(seen, "le seul point reste", f"les {seen} points restent")
        said = f"Depuis l’action, {points_stay} dans la variation habituelle."
    else:
        parts = [
            f"{count(n, 'point')} sur {number(seen)} {agree(n, 'donne', 'donnent')} un signal {way}"
            for n, way in zip((towards, against), ways, strict=True)
            if n
        ]
        said = f"Depuis l’action, {listed(parts)}."
    note = "limites provisoires, moins de 12 points avant l’action" if provisional else ""
    alone = "la carte ne regarde que le lieu de l’action\u00a0: elle ne dit pas si les autres ont changé de même"
    return Reading(said, sentence(alone, note))

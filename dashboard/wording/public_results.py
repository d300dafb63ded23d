"""The words of the public pages on results, for people who know nothing of statistics."""

from collections.abc import Sequence

from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator, Kind, Nature
from dashboard.wording import numerals
from dashboard.wording.grammar import Noun, capital, count, listed
from dashboard.wording.limits import USUAL_DIFFERENCES
from dashboard.wording.numerals import NBSP

NATION = "Les services publics"
_MARGIN = (
    f"La marge dit où serait sans doute le résultat si tout le monde avait répondu (intervalle à 95{NBSP}%). Un écart "
    "est dit démontré quand le hasard seul ne l’explique pas"
)
_SECRET = "Un résultat qui ferait connaître la réponse de quelques personnes n’est pas montré."
_ANSWERS = Noun("réponse", "réponses", feminine=True)
_OPINIONS = Noun("avis", "avis")
_CASES = Noun("cas compté", "cas comptés")
_OTHER = (Verdict.HIGHER, Verdict.LOWER)
"""A gap of an indicator without good or bad side."""


def counted(indicator: Indicator, estimate: Shown) -> str:
    """« 1 234 réponses », « 312 avis », « 96 cas comptés »; why when the source gives no number."""
    if estimate.n is None:
        return "nombre de réponses non communiqué" if indicator.nature is Nature.PERCEIVED else "nombre non communiqué"
    if indicator.derived_from.startswith("reviews."):
        return _OPINIONS.counted(estimate.n)
    return (_ANSWERS if indicator.nature is Nature.PERCEIVED else _CASES).counted(estimate.n)


def margin(indicator: Indicator, estimate: Shown) -> str:
    """« marge : de 68,9 à 73,7 % »; empty without interval. That of open opinions is only indicative."""
    bounds = numerals.bounds_of(indicator)
    lower, upper = numerals.clipped(estimate.lower, bounds), numerals.clipped(estimate.upper, bounds)
    if lower is None or upper is None:
        return ""
    decimals = numerals.decimals_of(indicator, estimate.n)
    unit = numerals.unit_of(indicator.unit, upper)
    name = "marge indicative" if numerals.self_selected(indicator) else "marge"
    last = numerals.with_unit(numerals.number(upper, decimals), unit)
    return f"{name}{NBSP}: de {numerals.number(lower, decimals)} à {last}"


def stands_on(indicator: Indicator, estimate: Shown) -> str:
    """« 1 234 réponses, marge : de 68,9 à 73,7 % »; a small base says so."""
    said = ", ".join(part for part in (counted(indicator, estimate), margin(indicator, estimate)) if part)
    return capital(f"{said}. Base faible{NBSP}: à lire avec prudence" if estimate.fragile else said)


def method(*, among_sites: bool) -> str:
    """How to read margins and gaps. `among_sites`: sites are set against sites, which differ from one another."""
    usual = f", {USUAL_DIFFERENCES}" if among_sites else ""
    return f"{_MARGIN}{usual}, et qu’il est assez grand pour compter. {_SECRET}"


def unproven(*, among_sites: bool) -> str:
    """What « pas d’écart démontré » means, beside the results."""
    usual = f"{USUAL_DIFFERENCES}, " if among_sites else ""
    return f"«\u00a0Pas d’écart démontré\u00a0»{NBSP}: {usual}rien ne prouve que le résultat soit autre."


def tally(verdicts: Sequence[Verdict], than: str) -> str:
    """« Face aux sites comparables : 2 meilleurs, 1 moins bon et 4 sans écart démontré. »; empty when nothing was
    compared."""
    small = ("avec un écart trop petit pour compter",) * 2
    words = (("meilleur", ""), ("moins bon", ""), ("différent", ""), small, ("sans écart démontré",) * 2)
    return _tallied(verdicts, than, words)


def over_a_year(verdicts: Sequence[Verdict]) -> str:
    """« Sur un an : 1 en amélioration et 6 sans évolution démontrée. »; empty when nothing was compared."""
    small, none = "avec une évolution trop petite pour compter", "sans évolution démontrée"
    words = ("en amélioration", "en dégradation", "en hausse ou en baisse", small, none)
    return _tallied(verdicts, "Sur un an", [(one, one) for one in words])


def _tallied(verdicts: Sequence[Verdict], heading: str, words: Sequence[tuple[str, str]]) -> str:
    """`words`: for what is better, worse, other, too small to matter and not proven, singular and plural (empty:
    regular)."""
    tested = [one for one in verdicts if one is not Verdict.NOT_TESTED]
    if not tested:
        return ""
    parts = [count(found, *forms) for found, forms in zip(_counts(tested), words, strict=True) if found]
    return f"{heading}{NBSP}: {listed(parts, most=5)}."


def _counts(tested: Sequence[Verdict]) -> tuple[int, int, int, int, int]:
    better, worse, small = (tested.count(one) for one in (Verdict.BETTER, Verdict.WORSE, Verdict.STABLE))
    other = sum(one in _OTHER for one in tested)
    return better, worse, other, small, len(tested) - better - worse - other - small


def measured(shown: int, engagements: int) -> str:
    """« 7 engagements sur 9 ont un résultat. »"""
    if not shown:
        return "Aucun résultat ne peut être montré sur cette période."
    return f"{count(shown, 'engagement')} sur {engagements} {'ont' if shown > 1 else 'a'} un résultat."


def described(name: str, sentences: Sequence[str], period: str) -> str:
    """What is said of a page where its address is shared: a figure, its place, its months."""
    return f"{name}, {period}{NBSP}: {' '.join(sentences)}" if sentences else f"{name}, {period}."


def cited(indicator: str, value: str) -> str:
    """« Accueil jugé courtois : 87 %. »"""
    return f"{capital(indicator)}{NBSP}: {value}."


def definition_title(indicator: Indicator) -> str:
    """What the definition of a figure is called: a delay says what it counts."""
    return (
        "Ce que ce délai compte, et ce qu’il ne compte pas" if _delay(indicator) else "Comment ce chiffre est calculé"
    )


def _delay(indicator: Indicator) -> bool:
    return indicator.kind in (Kind.MEAN, Kind.QUANTILE) and indicator.unit in ("jours", "mois", "heures", "minutes")


def badge_label(label: str, *, demonstration: bool) -> str:
    """What a badge says before its value."""
    return f"Démonstration{NBSP}: {label}" if demonstration else label


def badge_value(value: str) -> str:
    """« 87,4 % », or that the figure is not shown."""
    return value or "non montré"

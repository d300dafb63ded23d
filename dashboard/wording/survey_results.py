"""What is said of the results of a survey, and why two waves are not compared."""

from collections.abc import Mapping, Sequence

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Scale
from dashboard.domain.survey import Survey
from dashboard.wording import left_out
from dashboard.wording.grammar import count, listed
from dashboard.wording.numerals import NBSP, percent
from dashboard.wording.reading import Reading

MIXED = "une autre enquête ou une mesure donne ce chiffre sur les mêmes mois : les deux ne sont pas séparées"
MIXED_BEFORE = "à la vague précédente, les réponses sont mêlées à une autre source"
NEW_QUESTION = "question absente de la vague précédente"
NO_WAVE = "aucune vague précédente connue"
ONE_WEIGHTED = "une seule des deux vagues est pondérée : règles de calcul différentes"
OTHER_LEVEL = "niveaux de publication différents"
SHARED_MONTHS = "les deux vagues se partagent un mois"
CORRECTED = "Verdicts corrigés du nombre de questions comparées ({})."
NOTHING = "Aucune réponse n’est publiée pour cette enquête sur ce périmètre."

OF_EVERYONE = (
    "Ce qui pèse sur la satisfaction, le croisement de deux réponses, le profil des répondants et leurs réponses "
    "libres portent sur toute l’enquête\u00a0: les consulter demande un rôle sur tout le ministère."
)
NOT_CLOSED = "Les résultats sont montrés à la clôture\u00a0: une enquête en cours changerait de chiffres chaque jour."
EARLIER_WAVE = "L’enquête choisie n’est pas close\u00a0: voici la vague précédente, {}."


MOST_GRADES = 6
"""A scale with more grades is drawn, and crossed, in three parts."""


def parts_of(scale: Scale) -> list[tuple[int, str]]:
    """The three parts of a long scale: side of zero, label with its grades."""
    middle = frozenset(grade.index for grade in scale.grades) - scale.favourable - scale.unfavourable
    parts = (
        (-1, "Défavorables", scale.unfavourable),
        (0, "Intermédiaires", middle),
        (1, "Favorables", scale.favourable),
    )
    labels = {grade.index: grade.label for grade in scale.grades}
    ends = {side: " à ".join(dict.fromkeys((labels[min(of)], labels[max(of)]))) for side, _, of in parts if of}
    return [(side, f"{name} ({ends[side]})") for side, name, of in parts if of]


def read_scale(tops: Sequence[tuple[str, Shown]], hidden: int) -> Reading:
    """The question most and least favourably answered of a scale; what is withheld."""
    ordered = sorted(tops, key=lambda one: -one[1].value)
    (first, best), (last, worst) = ordered[0], ordered[-1]
    said = f"«\u00a0{first}\u00a0»{NBSP}: {percent(best.value)} de réponses favorables"
    if len(ordered) > 1:
        said += f", le plus de cette échelle{NBSP}; «\u00a0{last}\u00a0»{NBSP}: {percent(worst.value)}, le moins"
    limit = "Une base faible est marquée d’un astérisque." if any(one.fragile for _, one in tops) else ""
    if hidden:
        have = "n’est pas montrée" if hidden < 2 else "ne sont pas montrées"
        limit = f"{count(hidden, 'question')} {have} (secret statistique ou réponses mêlées). {limit}".strip()
    return Reading(f"{said}.", limit)


def read_results(compared: Sequence[Comparison], previous: Survey | None) -> Reading:
    """How many questions move in each direction, how many do not, which are not compared and why. `compared`: that of
    each question, its verdict corrected for their number."""
    if not compared:
        return Reading(NOTHING, "")
    tested = [one.verdict for one in compared if one.verdict is not Verdict.NOT_TESTED]
    asked = f"{count(len(compared), 'question')}"
    if previous is None:
        return Reading(f"{asked}{NBSP}; aucune vague précédente connue pour les comparer.",
                       "Une comparaison demande deux vagues de la même série.")  # fmt: skip
    apart = _not_compared(left_out.causes(compared))
    if not tested:
        return Reading(f"{asked}, dont aucune ne peut être comparée à la vague précédente.", apart)
    where = f"Par rapport à la vague précédente ({previous.wave or previous.label})"
    said = f"{where}, sur {count(len(tested), 'question comparée', 'questions comparées')}{NBSP}: {_moves(tested)}."
    return Reading(said, f"{apart} {CORRECTED.format(len(tested))}".strip())


def _moves(tested: Sequence[Verdict]) -> str:
    """« 1 amélioration démontrée et 12 questions sans écart démontré »."""
    kinds = (
        ((Verdict.BETTER,), "amélioration démontrée", "améliorations démontrées"),
        ((Verdict.WORSE,), "dégradation démontrée", "dégradations démontrées"),
        ((Verdict.HIGHER, Verdict.LOWER), "changement démontré", "changements démontrés"),
        ((Verdict.STABLE,), "écart démontré mais trop petit", "écarts démontrés mais trop petits"),
        ((Verdict.NO_EVIDENCE,), "question sans écart démontré", "questions sans écart démontré"),
    )  # fmt: skip
    numbers = [(sum(verdict in of for verdict in tested), words, several) for of, words, several in kinds]
    return listed([count(n, words, several) for n, words, several in numbers if n], most=len(kinds))


def _not_compared(causes: Mapping[str, int]) -> str:
    """« 2 questions ne sont pas comparées : question absente de la vague précédente (1) ; secret statistique (1). »"""
    if not causes:
        return ""
    apart = count(sum(causes.values()), "question n’est pas comparée", "questions ne sont pas comparées")
    words = f"{NBSP}; ".join(f"{cause} ({n})" for cause, n in causes.items())
    return f"{apart}{NBSP}: {words}."

"""The page of the opinions in words: what a search found, what the themes say, how texts were chosen."""

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.lexicon.search import MOST, Search
from dashboard.wording import limits
from dashboard.wording.dates import month
from dashboard.wording.grammar import agree, count, listed
from dashboard.wording.numerals import NBSP, interval, number, percent, points
from dashboard.wording.reading import Reading, limit
from dashboard.wording.short import CHANGES
from dashboard.wording.user_voice import details, share
from dashboard.wording.words import STATUS_WORDS, step_noun

TONES = {1: "positifs", 0: "neutres", -1: "négatifs", 2: "sans ressenti indiqué"}
FEW = f"trop peu d’avis, ou d’un ressenti{NBSP}: secret statistique"
NO_OPINION = "Aucun avis publié sur ce périmètre et cette période."
NO_THEME = "aucun thème n’en parle"
NOTHING_FOUND = "Aucun avis ne correspond à cette recherche."
ADVICE = f"essayer un seul mot, un mot plus courant ou son synonyme, retirer les guillemets ou le thème, {limits.WIDEN}"
HELP = (
    f"Tous les mots sont cherchés, accords et accents confondus. «{NBSP}pas de réponse{NBSP}» entre guillemets cherche "
    f"l’expression{NBSP}; -téléphone écarte un mot."
)
CONVENTION = (
    "Un avis a un thème quand il contient l’une de ses expressions, quels qu’en soient l’accord et les accents. "
    "Le choix des expressions et l’engagement de chaque thème sont une convention de ce tableau de bord."
)
CHOSEN = (
    "Ces avis sont choisis parce qu’ils sont les plus proches, par leurs mots, de l’ensemble des avis retenus, tout en "
    "différant entre eux"
)


def read_results(
    n: Estimate | None, tones: Sequence[tuple[int, Estimate]], whole: Sequence[tuple[int, Estimate]], gap: str
) -> Reading:
    """« 44 avis : 39 % positifs, 45 % négatifs. » `n` None: it may not be told; `gap`: the clause of the difference."""
    if not isinstance(n, Shown):
        return Reading("Le nombre de ces avis ne peut être montré.", limit([FEW, "seuls quelques textes sont donnés"]))
    if n.value == 0:
        return Reading(NOTHING_FOUND, limit([ADVICE]))
    said = [f"{share(figure)} {TONES[tone]}" for tone, figure in tones if isinstance(figure, Shown)]
    margin = next((details(figure) for tone, figure in tones if tone == 1 and isinstance(figure, Shown)), "")
    about = f"{NBSP}: {listed(said, most=4)}" if said else ""
    every = next((f for tone, f in whole if tone == 1 and isinstance(f, Shown)), None)
    against = f"ensemble du périmètre{NBSP}: {share(every)} positifs" if every and gap else ""
    clauses = [f"part positive, {margin}" if margin else "", gap, against, limits.SELF_SELECTED]
    return Reading(f"{count(int(n.value), 'avis', 'avis')}{about}.", limit(clauses))


def gap_clause(difference: float, lower: float | None, upper: float | None) -> str:
    """« 6 points de plus d’avis positifs que parmi les autres avis, marge indicative [−5 ; 17], à titre exploratoire ».
    In points. No verdict: words are searched freely, so that no family of tests could correct it."""
    side = "de plus" if difference >= 0 else "de moins"
    size = abs(difference)
    said = f"{number(size, 0)}{NBSP}{points(round(size))} {side} d’avis positifs que parmi les autres avis"
    margin = interval(lower, upper, 0, indicative=True)
    return f"{said}, {margin}, à titre exploratoire" if margin else said


def main_themes(themes: Sequence[tuple[str, Shown]]) -> str:
    """« Thèmes les plus fréquents : délai de traitement (29,3 % des avis), … »; empty without any."""
    said = [f"{label} ({percent(figure.value)}{'' if i else ' des avis'})" for i, (label, figure) in enumerate(themes)]
    return f"Thèmes les plus fréquents{NBSP}: {listed(said, most=len(said))}." if said else ""


def read_commitments(positive: Sequence[tuple[str, Shown]], changes: Sequence[tuple[str, Verdict]]) -> Reading:
    """The engagements of which opinions are the most and the least positive, and which moved."""
    ranked = sorted(positive, key=lambda item: -item[1].value)
    (best, high), (worst, low) = ranked[0], ranked[-1]
    conclusion = f"Avis positifs{NBSP}: de {share(low)} (engagement {worst}) à {share(high)} (engagement {best})."
    if len(ranked) == 1:
        conclusion = f"Avis positifs{NBSP}: {share(high)} (engagement {best})."
    moved = [
        f"{word}{NBSP}: {listed(names, most=9)}"
        for verdict, word in ((Verdict.BETTER, "amélioration démontrée"), (Verdict.WORSE, "dégradation démontrée"))
        if (names := [name for name, found in changes if found is verdict])
    ]
    clauses = [
        f"{NBSP}; ".join(moved) or "aucune évolution démontrée",
        "un avis peut parler de plusieurs engagements",
        "verdicts corrigés du nombre d’engagements",
    ]
    return Reading(conclusion, limit([*clauses, limits.SELF_SELECTED]))


def left_out(search: Search) -> str:
    """What was typed and is not looked for; empty when everything is."""
    parts = []
    if search.ignored and not search.wanted:
        parts.append(f"Mots trop courants ou trop longs pour être cherchés{NBSP}: {listed(search.ignored, most=5)}.")
    if search.sought and not search.wanted:
        parts.append("Une recherche a besoin d’un mot à trouver, pas seulement de mots à écarter.")
    if search.cut:
        parts.append(f"Seuls les {MOST} premiers mots sont cherchés.")
    return " ".join(parts)


def read_topics(rising: Sequence[str], falling: Sequence[str], without: Estimate) -> Reading:
    """Which themes are more or less frequent than before, and what the vocabulary leaves out."""
    parts = [
        f"{agree(len(names), 'thème', 'thèmes')} {word}{NBSP}: {listed(names, most=5)}"
        for names, word in ((rising, "en hausse"), (falling, "en baisse"))
        if names
    ]
    conclusion = f"{f'{NBSP}; '.join(parts)}." if parts else "Aucun thème n’est démontré en hausse ou en baisse."
    left = (
        f"{share(without)} des avis n’ont aucun de ces thèmes"
        if isinstance(without, Shown)
        else f"part des avis sans aucun de ces thèmes{NBSP}: {STATUS_WORDS[without.status]}"
    )
    clauses = [left, "un avis peut avoir plusieurs thèmes", "verdicts corrigés du nombre de thèmes"]
    return Reading(conclusion[:1].upper() + conclusion[1:], limit([*clauses, limits.SELF_SELECTED]))


def change(found: Comparison) -> str:
    """« +4,2 points : hausse démontrée », or why nothing was tested."""
    if found.difference is None or found.verdict is Verdict.NOT_TESTED:
        return f"{CHANGES[Verdict.NOT_TESTED]} ({found.reason})" if found.reason else CHANGES[Verdict.NOT_TESTED]
    moved = f"{number(found.difference, 1, signed=True)}{NBSP}{points(found.difference)}"
    return f"{moved}{NBSP}: {CHANGES[found.verdict]}"


def read_course(what: str, shown: int, steps: int, months: int) -> Reading:
    """What the series of `what` shows; no verdict."""
    if not shown:
        return Reading("Aucune période ne peut être montrée.", limit([FEW, limits.WIDEN]))
    step = step_noun(months)
    conclusion = f"{what}, {step} par {step}{NBSP}: {count(shown, 'valeur')} sur {steps}."
    clause = f"les autres reposent sur trop peu d’avis ou feraient connaître un petit nombre{NBSP}: secret statistique"
    return Reading(conclusion, limit([clause if shown < steps else "", limits.SELF_SELECTED]))


def chosen_texts(sampled: int, *, every: bool) -> str:
    """Why these texts and not others."""
    drawn = "" if every else f", sur {count(sampled, 'avis lu', 'avis lus')} à pas régulier"
    return f"{CHOSEN}{drawn}{NBSP}; chaque ressenti y est en proportion de sa part."


def written(share_: Estimate) -> str:
    """A share in a table, or why there is none."""
    return percent(share_.value) if isinstance(share_, Shown) else STATUS_WORDS[share_.status]


def read_later(last: dt.date) -> tuple[str, str]:
    """What a page says of opinions that came after its period, and the words of its link."""
    return f"Des avis plus récents sont publiés, jusqu’en {month(last)}.", f"Voir l’année {last.year}"

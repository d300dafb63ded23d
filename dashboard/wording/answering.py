"""French words of the queue of opinions: what waits, since when, and what is left of the announced delay."""

import datetime as dt
from collections.abc import Mapping

from dashboard.domain.answering import Stage, StageCount, Urgency, days_left, urgency
from dashboard.wording.grammar import agree, count
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading, limit, sentence

STAGES = {
    Stage.TO_READ: "À lire",
    Stage.TO_ANSWER: "À répondre",
    Stage.TO_VALIDATE: "À valider",
    Stage.ANSWERED: "Répondus",
    Stage.REFUSED: "Refusés",
}
NOTHING = {
    Stage.TO_READ: "Aucun avis n’attend d’être lu sur ce périmètre.",
    Stage.TO_ANSWER: "Aucun avis publié n’attend une réponse sur ce périmètre.",
    Stage.TO_VALIDATE: "Aucun brouillon n’attend d’être validé sur ce périmètre.",
    Stage.ANSWERED: "Aucun avis n’a encore reçu de réponse sur ce périmètre.",
    Stage.REFUSED: "Aucun avis n’a été refusé sur ce périmètre.",
}
DECLARED = (
    f"Nom déclaré et non vérifié{NBSP}: il est inscrit au journal avec chaque acte, jusqu’à ce que l’application "
    "demande de s’identifier."
)


def read_waiting(waiting: Mapping[Stage, StageCount], now: dt.datetime, announced_days: int) -> Reading:
    """« 4 réponses ont dépassé le délai annoncé de 7 jours ; 3 avis attendent d’être lus, le plus ancien depuis… »."""
    read, answer, draft = (waiting[stage] for stage in (Stage.TO_READ, Stage.TO_ANSWER, Stage.TO_VALIDATE))
    late = answer.late + draft.late
    conclusion = sentence(
        f"{count(late, 'réponse')} {agree(late, 'a', 'ont')} dépassé le délai annoncé" if late else "",
        _clause(read, "attend d’être lu", "attendent d’être lus", now),
        _clause(answer, "publié attend une réponse", "publiés attendent une réponse", now),
        f"{count(draft.n, 'brouillon')} {agree(draft.n, 'attend', 'attendent')} une validation" if draft.n else "",
    )
    announced = f"délai annoncé{NBSP}: {count(announced_days, 'jour')} à compter de la publication de l’avis"
    return Reading(conclusion or "Rien n’attend sur ce périmètre.", limit([announced]))


def age(since: dt.datetime, now: dt.datetime) -> str:
    """« depuis moins d’un jour », « depuis 12 jours »."""
    return f"depuis {_days(since, now)}"


def ago(since: dt.datetime, now: dt.datetime) -> str:
    """« il y a moins d’un jour », « il y a 12 jours »."""
    return f"il y a {_days(since, now)}"


def oldest(stage: Stage, waiting: StageCount, now: dt.datetime) -> str:
    """« le plus ancien publié il y a 12 jours », « avis publié il y a 3 jours » (a draft), « rien n’attend »."""
    if waiting.oldest is None:
        return "rien n’attend"
    noun = "avis" if stage is Stage.TO_VALIDATE else ""
    first = "le plus ancien" if waiting.n > 1 else ""
    verb = "reçu" if stage is Stage.TO_READ else "publié"
    return " ".join(word for word in (noun, first, verb, ago(waiting.oldest, now)) if word)


def delay_left(published_at: dt.datetime, now: dt.datetime, announced_days: int) -> str:
    """« En retard de 3 jours », « À rendre bientôt : reste 2 jours », « Dans le délai : reste 6 jours »."""
    left = days_left(published_at, now, announced_days)
    if left < 0:
        return f"En retard de {count(-left, 'jour')}"
    rest = f"reste {count(left, 'jour')}" if left > 1 else "dernier jour"
    soon = urgency(published_at, now, announced_days) is Urgency.SOON
    return f"À rendre bientôt{NBSP}: {rest}" if soon else f"Dans le délai{NBSP}: {rest}"


def delays(waiting: StageCount) -> str:
    """« 2 en retard, 1 à rendre bientôt, 3 dans le délai », without what there is none of."""
    parts = {"en retard": waiting.late, "à rendre bientôt": waiting.soon}
    parts["dans le délai"] = waiting.n - waiting.late - waiting.soon
    return ", ".join(f"{number}{NBSP}{words}" for words, number in parts.items() if number)


def _days(since: dt.datetime, now: dt.datetime) -> str:
    days = max((now - since) // dt.timedelta(days=1), 0)
    return count(days, "jour") if days else "moins d’un jour"


def _clause(waiting: StageCount, one: str, several: str, now: dt.datetime) -> str:
    if not waiting.n or waiting.oldest is None:
        return ""
    since = age(waiting.oldest, now)
    oldest = f"le plus ancien {since}" if waiting.n > 1 else since
    return f"{count(waiting.n, 'avis', 'avis')} {agree(waiting.n, one, several)}, {oldest}"

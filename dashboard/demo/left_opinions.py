"""Invented opinions of the registry, and what agents did with them. No real opinion was copied."""

import datetime as dt
from dataclasses import dataclass

from dashboard.domain.action import ActionState
from dashboard.domain.left_review import RefusalReason

AGENT, CHIEF = "Agent de démonstration", "Responsable de démonstration"


@dataclass(frozen=True, slots=True)
class LeftOpinion:
    """`days`: how long before the demonstration is made it was left. It is published, answered (a draft, unless
    `validated`) or refused when that is given."""

    days: int
    tone: str
    channel: str
    themes: tuple[str, ...]
    text: str
    published: bool = False
    reply: str = ""
    validated: bool = False
    refused: RefusalReason | None = None
    action: str = ""


@dataclass(frozen=True, slots=True)
class InventedAction:
    """What was decided after the opinions whose `action` is `title`; `days` as above, when it is done."""

    title: str
    decided: str
    state: ActionState
    days: int | None = None


_DESK = "Un second guichet le matin"
_LETTER = "Une convocation réécrite"

OPINIONS = (
    LeftOpinion(
        40, "negative", "desk", ("Réactivité",),
        "J’ai attendu une heure et demie au guichet, un lundi matin, pour déposer un seul papier.",
        published=True, validated=True, action=_DESK,
        reply="Bonjour,\n\nVous avez attendu trop longtemps et nous le regrettons. Un second guichet est désormais "
        "ouvert de 9 h à 12 h.\n\nMerci de nous l’avoir signalé.",
    ),
    LeftOpinion(
        33, "negative", "mail", ("Information/Explication", "Simplicité/Complexité"),
        "La convocation ne dit ni quelles pièces apporter, ni par quelle porte entrer.",
        published=True, validated=True, action=_LETTER,
        reply="Bonjour,\n\nVous avez raison\u00a0: la convocation n’est pas assez claire. Elle est en cours de "
        "réécriture, avec la liste des pièces et un plan d’accès.",
    ),
    LeftOpinion(
        9, "positive", "desk", ("Relation",),
        "Une greffière m’a expliqué chaque étape avec patience. Merci à toute l’équipe.",
        published=True, reply="Bonjour,\n\nMerci de votre message. Il a été lu à toute l’équipe du greffe.",
    ),
    LeftOpinion(
        12, "negative", "phone", ("Accessibilité",),
        "J’ai appelé six fois sans que personne décroche, à des heures différentes.", published=True,
    ),
    LeftOpinion(
        6, "neutral", "online", ("Simplicité/Complexité",),
        "La démarche en ligne fonctionne, mais il faut numériser trop de pages une par une.", published=True,
    ),
    LeftOpinion(
        3, "neutral", "desk", ("Simplicité/Complexité", "Réactivité"),
        "L’accueil est aimable, mais il a fallu revenir deux fois pour le même formulaire.", published=True,
    ),
    LeftOpinion(
        4, "negative", "desk", ("Relation",),
        "On m’a répondu sans me regarder. Rappelez-moi au 01 99 00 12 34 si vous voulez en parler.",
    ),
    LeftOpinion(
        2, "negative", "email", ("Réactivité",),
        "Trois semaines sans réponse à mon courriel, alors que le site annonce dix jours. Mme Chantal Inventée, au "
        "guichet, n’a rien pu me dire.",
    ),
    LeftOpinion(1, "positive", "account", (), "شكرا جزيلا على المساعدة 🙂 Merci beaucoup pour votre aide."),
    LeftOpinion(
        9, "negative", "social_media", (), "Gagnez de l’argent en ligne, cliquez ici\u00a0!",
        refused=RefusalReason.ADVERTISING,
    ),
)  # fmt: skip

ACTIONS = (
    InventedAction(_DESK, "Ouvrir un second guichet de 9 h à 12 h, du lundi au vendredi.", ActionState.DONE, 26),
    InventedAction(
        _LETTER, "Réécrire la convocation avec la liste des pièces et un plan d’accès.", ActionState.UNDER_WAY
    ),
)


def moment_of(today: dt.date, days: int, hour: int = 9) -> dt.datetime:
    """A morning `days` before today, or another hour of it."""
    return dt.datetime.combine(today - dt.timedelta(days=days), dt.time(hour), dt.UTC)

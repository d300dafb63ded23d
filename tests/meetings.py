"""Packs of review meetings for the tests of their documents: a usual one, one where everything is long, a bare one."""

import datetime as dt

from dashboard.analyses.told_decisions import ToldDecision
from dashboard.domain.action import Action, ActionState, DecisionState
from dashboard.domain.agenda import AgendaItem, Basis, FrozenFigure, FrozenPoint, FrozenTable, ItemKind
from dashboard.domain.period import shift
from dashboard.domain.scope import Scope
from dashboard.packs.pack import Pack
from dashboard.registry.agenda import KeptItem
from dashboard.registry.review_meetings import Decision, ReviewMeeting
from dashboard.wording.meeting_method import method

NBSP = "\u00a0"
DAY = dt.date(2026, 12, 2)
BASIS = Basis(True, dt.date(2026, 11, 29), method(11, 20, 30))
SENTENCE = "Une phrase qui n’en finit pas de dire ce qu’elle dit, et qui le redit encore une fois. "
MARKS = '#let x = 1; *gras* _it_ $a^2$ @ref <etiquette> `brut` \\ // fin "] } =1+1 <b>&amp;'


def figure(label: str = "Accueil courtois", months: int = 24, holes: tuple[int, ...] = (9, 10)) -> FrozenFigure:
    """A share over `months` to October 2026, some of which had no figure."""
    first = shift(dt.date(2026, 11, 1), -months)
    points = tuple(
        FrozenPoint(shift(first, rank), 70.0 + rank % 7, 66.0 + rank % 7, 74.0 + rank % 7, 400 + rank, rank == 3)
        for rank in range(months)
        if rank not in holes
    )
    return FrozenFigure(
        "accueil-courtois", label, f"69,7{NBSP}%", 1_200, dt.date(2025, 11, 1), dt.date(2026, 11, 1), Scope(),
        lower_bound=0.0, upper_bound=100.0, points=points, interval=f"IC{NBSP}95{NBSP}% [67,1{NBSP}; 72,2]",
        rule="100 × réponses favorables ÷ réponses valables.", source="Enquête de satisfaction",
    )  # fmt: skip


COMPARED = FrozenTable(
    "Valeurs comparées",
    ("Période", "Valeur", "Intervalle", "Base"),
    (
        ("12 mois à fin octobre 2026", f"69,7{NBSP}%", f"IC{NBSP}95{NBSP}% [67,1{NBSP}; 72,2]", f"n{NBSP}= 1{NBSP}200"),
        ("12 mois à fin octobre 2025", f"74,0{NBSP}%", f"IC{NBSP}95{NBSP}% [71,4{NBSP}; 76,4]", f"n{NBSP}= 1{NBSP}180"),
        ("Écart", f"−4,3{NBSP}points", f"IC{NBSP}95{NBSP}% [−7,9{NBSP}; −0,7]", "–"),
    ),
)
FOLLOWED = FrozenTable(
    "Décisions de la revue précédente",
    ("Décision", "Prise le", "Responsable", "Échéance", "État"),
    (
        ("Ouvrir un second guichet le lundi.", "2 mars 2026", "Le greffe", "1er novembre 2026", "à faire, en retard"),
        ("Former les agents d’accueil.", "15 septembre 2026", "La mission qualité", "–", "faite"),
    ),
)
QUESTIONS = FrozenTable(
    "Réponses par question",
    ("Question", "Valeur", "Intervalle", "Base", "Vague précédente"),
    tuple((f"Question {rank} de l’enquête", f"7{rank},0{NBSP}%", "–", "–", "–") for rank in range(10)),
)
ITEMS = (
    AgendaItem(
        ItemKind.FOLLOW_UP, "Suivi des décisions du 15 septembre 2026",
        f"2 décisions{NBSP}: 1{NBSP}faite, 1{NBSP}à faire, dont 1{NBSP}en retard.",
        "États enregistrés le jour de la préparation.", when="15 septembre 2026", table=FOLLOWED,
    ),
    AgendaItem(
        ItemKind.CHANGE, f"Tribunaux{NBSP}: accueil courtois", "Dégradation démontrée.", "Tests corrigés.", "Tribunaux",
        "12 mois à fin octobre 2026", figure(), COMPARED,
    ),
    AgendaItem(
        ItemKind.TARGET, f"Cible non atteinte{NBSP}: énergie", "Absence d’amélioration.", "", "Tous les services",
        "2026", figure("Énergie", 2, ()), COMPARED,
    ),
    AgendaItem(ItemKind.SURVEY, f"Enquête{NBSP}: usagers", "Sans écart démontré.", "Pondérés.", table=QUESTIONS),
    AgendaItem(
        ItemKind.ACTION, "Une formation à l’accueil",
        f"Action en cours, échéance le 18 novembre 2026, en retard{NBSP}; responsable{NBSP}: Le greffe.", "",
        "Tribunal judiciaire de Valmorande", action=1,
        description="Former tous les agents de l’accueil aux situations difficiles, en moins de 12 mois.",
    ),
    AgendaItem(ItemKind.REMARK, "Tour <de> table & 👍", "Chaque juridiction présente une pratique."),
)  # fmt: skip
COMMENTS = ("", "Deux postes vacants depuis juin.\nÀ revoir en mars.", "", "", "Deux sessions sont prévues.", MARKS)
ACTION = Action(
    1, "Un second guichet", "Ouvrir un guichet.", ActionState.UNDER_WAY, "Le greffe", dt.date(2027, 2, 1), None, 1,
    "accueil-courtois", "A", None, dt.datetime(2026, 12, 3, tzinfo=dt.UTC), decision=1, meeting=1,
)  # fmt: skip
DECISIONS = (
    ToldDecision(
        Decision(
            1, 1, "=1+1 Ouvrir un guichet.", "Le greffe", dt.date(2027, 3, 1), "accueil-courtois", "A",
            DecisionState.OPEN,
        ),
        "Accueil courtois, Tribunal judiciaire de Valmorande",
        (ACTION,),
    ),
    ToldDecision(Decision(2, 1, "Vérifier les bases.", "La mission qualité", None, None, None, DecisionState.DONE)),
)  # fmt: skip


def usual_pack(*, invented: bool = True) -> Pack:
    """Every kind of item, comments and decisions."""
    meeting = ReviewMeeting(
        1, "Comité de décembre", DAY, {}, 3, "Tous les services, 2026", "Claire Martin\nAmina Diallo", BASIS
    )
    items = tuple(
        KeptItem(rank, item, comment) for rank, (item, comment) in enumerate(zip(ITEMS, COMMENTS, strict=True), 1)
    )
    return Pack(meeting, items, DECISIONS, invented)


def long_pack() -> Pack:
    """Titles, comments, tables and decisions as long as the forms accept them, and a word without an end."""
    title = (SENTENCE * 3)[:200]
    meeting = ReviewMeeting(2, title, DAY, {}, 3, SENTENCE * 3, "\n".join([SENTENCE] * 20), BASIS)
    compared = FrozenTable(COMPARED.caption, COMPARED.columns, tuple((SENTENCE, *row[1:]) for row in COMPARED.rows))
    followed = FrozenTable(
        FOLLOWED.caption, FOLLOWED.columns, tuple((SENTENCE * 8, *row[1:]) for row in FOLLOWED.rows * 9)
    )
    items = (
        AgendaItem(ItemKind.FOLLOW_UP, title, SENTENCE * 4, SENTENCE * 4, SENTENCE, SENTENCE, table=followed),
        AgendaItem(ItemKind.CHANGE, title, SENTENCE * 4, SENTENCE * 4, SENTENCE, SENTENCE, figure(SENTENCE), compared),
        AgendaItem(ItemKind.REMARK, title, SENTENCE * 23),
        AgendaItem(ItemKind.REMARK, "Anticonstitutionnellement" * 8, "Anticonstitutionnellement" * 8),
    )
    kept = tuple(KeptItem(rank, item, (SENTENCE * 30)[:2_000]) for rank, item in enumerate(items * 2, 1))
    decided = tuple(
        ToldDecision(Decision(rank, 2, (SENTENCE * 30)[:2_000], SENTENCE[:80], DAY, None, None, DecisionState.OPEN))
        for rank in range(9)
    )
    return Pack(meeting, kept, decided, True)


def bare_pack() -> Pack:
    """Nothing on the agenda, prepared before the basis was kept."""
    return Pack(ReviewMeeting(3, "Comité", DAY, {}, 3), (), ())

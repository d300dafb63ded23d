"""Invented actions of the improvement plan, and the effect that some of them truly have in the invented measures.

An effect is drawn after everything else, by a generator of its own: no other figure of the demonstration depends on it.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.demo.seeds import generator
from dashboard.domain.action import ActionState, ExpectedDirection
from dashboard.domain.period import month_of

Floats = npt.NDArray[np.float64]
LABOUR_COURTS = "conseils-de-prud-hommes"
UP, DOWN = ExpectedDirection.UP, ExpectedDirection.DOWN


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action of a site, or of a service when `site` is empty. `stated` and `done`: the days on which it was created
    and done; `days`: its term, counted from the day on which the demonstration is made, for one that is not done.

    `elsewhere`: the site in its place in a demonstration where `site` does not exist.
    `moved`: its true effect, as the share of the unfavourable outcomes that become favourable from the month after
    (negative: the other way round); 0: none."""

    title: str
    decided: str
    indicator: str
    direction: ExpectedDirection
    smallest: float
    site: str = ""
    elsewhere: str = ""
    service: str = ""
    commitment: int | None = None
    stated: dt.date | None = None
    done: dt.date | None = None
    days: int = 0
    state: ActionState = ActionState.DONE
    moved: float = 0.0

    def site_among(self, known: Collection[str]) -> str:
        """The site of the action in a demonstration of these sites; empty when neither is there, or for a service."""
        return next((code for code in (self.site, self.elsewhere) if code and code in known), "")


PLAN = (
    PlannedAction(
        "Deux agents de plus au standard le matin",
        "Affecter deux agents au standard de 9 h à 12 h, quand les appels sont les plus nombreux.",
        "taux-decroche", UP, 3.0, "TJ-HAUTE-BOBIERE", commitment=2,
        stated=dt.date(2025, 7, 10), done=dt.date(2025, 9, 22), moved=0.55,
    ),
    PlannedAction(
        "Un message d’attente qui donne la durée",
        "Annoncer la durée d’attente et proposer d’être rappelé.",
        "taux-decroche", UP, 3.0, "TJ-COTE-VERNOISE", "TJ-GERARDVAUX", commitment=2,
        stated=dt.date(2025, 8, 4), done=dt.date(2025, 9, 15),
    ),
    PlannedAction(
        "Un point hebdomadaire sur les délais annoncés",
        "Revoir chaque lundi les dossiers dont le délai annoncé arrive à terme.",
        "delai-annonce-respecte", UP, 5.0, "TJ-MILLAVERE", "TJ-PILATOIRE-LE-HAUT", commitment=5,
        stated=dt.date(2025, 6, 2), done=dt.date(2025, 9, 1), moved=0.34,
    ),
    PlannedAction(
        "Un seul service pour annoncer les délais",
        "Confier l’annonce des délais à un seul service, au lieu de chaque chambre.",
        "delai-annonce-respecte", UP, 3.0, "TJ-ESTEROLLES", "TJ-MEDOCIERE", commitment=5,
        stated=dt.date(2025, 6, 16), done=dt.date(2025, 9, 8), moved=-0.22,
    ),
    PlannedAction(
        "Une trame unique pour les assignations",
        "Fournir aux avocats une trame unique, pour moins de renvois.",
        "delai-civil-tribunaux", DOWN, 2.0, "TJ-BUTTE-AUX-TISSERANDS", commitment=5,
        stated=dt.date(2025, 12, 1), done=dt.date(2025, 9, 30),
    ),
    PlannedAction(
        "Renfort de greffiers dans tous les conseils",
        "Recruter un greffier de plus par conseil de prud’hommes.",
        "delai-prudhommes", DOWN, 1.0, service=LABOUR_COURTS, commitment=5,
        stated=dt.date(2025, 1, 15), done=dt.date(2025, 4, 1),
    ),
    PlannedAction(
        "Un accueil sans rendez-vous le samedi",
        "Ouvrir l’accueil le samedi matin, sans rendez-vous.",
        "accueil-courtois", UP, 3.0, "MJD-SAINT-AUBRAC-SUR-LEYNE", commitment=1,
        stated=dt.date(2025, 5, 5), done=dt.date(2025, 9, 6),
    ),
    PlannedAction(
        "Des rappels par SMS avant l’audience",
        "Envoyer un SMS une semaine avant l’audience, puis la veille.",
        "reorientations", DOWN, 2.0, "TJ-CREVIGNY-EN-MAUVOIS", commitment=4,
        stated=dt.date(2026, 6, 8), done=dt.date(2026, 9, 14),
    ),
    PlannedAction(
        "Une formation à l’accueil de tous les agents",
        "Former tous les agents de l’accueil aux situations difficiles.",
        "accueil-courtois", UP, 5.0, "TJ-VALMORANDE", commitment=1,
        stated=dt.date(2026, 3, 2), days=-12, state=ActionState.UNDER_WAY,
    ),
    PlannedAction(
        "Une page d’information sur l’aide juridictionnelle",
        "Écrire une page simple, avec la liste des pièces et la durée d’instruction.",
        "delai-aide-juridictionnelle", DOWN, 3.0, "TJ-MILLAVERE", "TJ-PILATOIRE-LE-HAUT", commitment=5,
        stated=dt.date(2026, 9, 1), days=20, state=ActionState.CONSIDERED,
    ),
)  # fmt: skip


def moved_by_actions(
    indicator: str, sites: Sequence[str], month: dt.date, figures: tuple[Floats, Floats, Floats, Floats]
) -> None:
    """Change, in the figures of a month, the numerators of the sites where an action has an effect."""
    _, numerators, denominators, _ = figures
    for action in PLAN:
        if action.indicator != indicator or not action.moved or action.done is None or month <= month_of(action.done):
            continue
        if site := action.site_among(sites):
            place = sites.index(site)
            part, base = int(numerators[place]), int(denominators[place])
            drawn = generator(f"action {indicator} {site} {month:%Y-%m}")
            if action.moved > 0:
                numerators[place] += drawn.binomial(base - part, action.moved)
            else:
                numerators[place] -= drawn.binomial(part, -action.moved)

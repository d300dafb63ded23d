"""Experiences in the shape of the SP+ export: `;`, UTF-8 with byte order mark, one row an experience."""

import datetime as dt
from pathlib import Path

import numpy as np

from dashboard.demo import review_grammar as grammar
from dashboard.demo.kinds_of_site import PROBATION
from dashboard.demo.network import DemoSite
from dashboard.demo.scale import LAST_MONTH, Scale
from dashboard.demo.seasons import collection, months_from
from dashboard.demo.seeds import generator
from dashboard.demo.signals import EXCELLENT_SITE, FAILING_SINCE, FAILING_SITE, WORSENED_SINCE
from dashboard.demo.writing import write_rows

TAGS = ("Accessibilité", "Information/Explication", "Relation", "Réactivité", "Simplicité/Complexité")
HEADER = (
    "ID expérience", "Etat expérience", "Écrit le", "Date de publication", "Titre", "Description", "Posté comme",
    "Ressenti usager", "Pseudonyme usager", "Intitulé département usager", "Intitulé Typologie 1", "Canaux Typologie 1",
    "Intitulé structure 1", "Statut réponse structure 1", "Réponse structure 1", "Date de première réponse",
    "Evaluation utile réponse structure 1 par visiteurs", *TAGS, "Pays", "Intitulé structure 2",
)  # fmt: skip
_FEELING_LABELS = ("Négatif", "Neutre", "Positif")
_CHANNELS = ("démarche en ligne", "compte ou espace personnel", "téléphone", "e-mail", "courrier", "accueil")
_ROLES = ("Usager", "Usager", "Usager", "Usager", "Accompagnant")
_NICKNAMES = ("Camille", "Dominique", "Claude", "Sacha", "Alix", "Maxime", "Noa", "Charlie")
_THEMES = {
    "accueil": 0.2,
    "contact": 0.2,
    "accompagnement": 0.13,
    "orientation": 0.12,
    "delais": 0.27,
    "information": 0.08,
}
_LAST_DAY = dt.date(2026, 10, 31)


def write_reviews(path: Path, sites: tuple[DemoSite, ...], scale: Scale) -> int:
    """Write the experiences, oldest first. Returns the number of rows."""
    rng = generator("reviews")
    surveyed = [site for site in sites if site.respondents > 0]
    months = [month for month in months_from(scale.first_month, LAST_MONTH) if collection(month)]
    written = sorted(_written_on(months, scale.reviews, rng))
    weights = np.array([site.respondents for site in surveyed])
    chosen = rng.choice(len(surveyed), size=len(written), p=weights / weights.sum())
    above = {site.code: site.label for site in surveyed if site.kind.prefix in {"TJ", "SPIP"}}
    rows = []
    for number, (day, index) in enumerate(zip(written, chosen, strict=True)):
        site = surveyed[int(index)]
        if site.open_in(day.replace(day=1)):
            rows.append(_row(10_001 + number, day, site, above.get(site.parent, ""), rng))
    return write_rows(path, HEADER, rows, encoding="utf-8-sig")


def _written_on(months: list[dt.date], count: int, rng: np.random.Generator) -> list[dt.date]:
    weights = np.array([collection(month) for month in months])
    chosen = rng.choice(len(months), size=count, p=weights / weights.sum())
    return [
        months[int(index)].replace(day=int(day)) for index, day in zip(chosen, rng.integers(1, 29, count), strict=True)
    ]


def _useful_votes(rng: np.random.Generator) -> int | str:
    """How many visitors found the answer useful; empty when nobody said anything, for half of the answers."""
    return "" if rng.random() < 0.5 else 0 if rng.random() < 0.35 else 1 + int(rng.poisson(1.5))


def _row(number: int, day: dt.date, site: DemoSite, above: str, rng: np.random.Generator) -> list[object]:
    """One experience; `above` is the structure that may be concerned too."""
    subjects = _subjects(day, site, rng)
    feeling = _feeling(day, site, subjects[0], rng)
    name = grammar.FEELINGS[feeling]
    published = min(day + dt.timedelta(days=int(rng.integers(1, 6))), _LAST_DAY)
    answered, replied = _reply(published, site, rng)
    tags = {grammar.tag(subject) for subject in subjects}
    return [
        number,
        "Traitée" if answered else "Publiée",
        day.isoformat(),
        f"{published.isoformat()}T09:{number % 60:02d}:00+00:00",
        grammar.title(subjects[0], name, rng),
        grammar.story(site.service, subjects, name, rng),
        _ROLES[int(rng.integers(len(_ROLES)))],
        _FEELING_LABELS[feeling],
        _NICKNAMES[int(rng.integers(len(_NICKNAMES)))],
        site.town.department,
        site.service,
        ",".join(_CHANNELS[int(index)] for index in rng.permutation(len(_CHANNELS))[: int(rng.integers(1, 3))]),
        site.label,
        "Répondu" if answered else "",
        grammar.reply(name, rng) if answered else "",
        replied.isoformat() if replied else "",
        _useful_votes(rng) if answered else "",
        *("Oui" if column in tags else "" for column in TAGS),
        "France",
        above if above and rng.random() < 0.3 else "",
    ]


def _subjects(day: dt.date, site: DemoSite, rng: np.random.Generator) -> list[str]:
    shares = np.array([_THEMES[theme] for theme in _THEMES])
    names = list(_THEMES)
    if site.code == FAILING_SITE and day >= FAILING_SINCE:
        shares[names.index("accueil")] = 1.0
    if site.service == PROBATION and day >= WORSENED_SINCE:
        shares[names.index("delais")] = 0.8
    count = 2 if rng.random() < 0.3 else 1
    return [names[int(index)] for index in rng.choice(len(names), size=count, replace=False, p=shares / shares.sum())]


def _feeling(day: dt.date, site: DemoSite, subject: str, rng: np.random.Generator) -> int:
    """0 negative, 1 neutral, 2 positive: people who write are less happy than people who are asked."""
    positive = 0.36
    if site.code == EXCELLENT_SITE:
        positive = 0.85
    elif site.code == FAILING_SITE and day >= FAILING_SINCE and subject == "accueil":
        positive = 0.04
    elif site.service == PROBATION and day >= WORSENED_SINCE and subject == "delais":
        positive = 0.08
    draw = rng.random()
    return 2 if draw < positive else 1 if draw < positive + 0.14 else 0


def _reply(published: dt.date, site: DemoSite, rng: np.random.Generator) -> tuple[bool, dt.date | None]:
    """Three experiences in four get an answer, ten days later in the middle; the latest ones are still waiting."""
    delay = dt.timedelta(days=int(min(rng.lognormal(2.3, 0.7), 150)))
    if rng.random() > 0.78 or published + delay > _LAST_DAY:
        return False, None
    return True, published + delay

"""The performance measures of the invented network: which kinds of site deliver what, how often, at what level."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.demo.kinds_of_site import KINDS


class Form(StrEnum):
    """How a figure is delivered."""

    SHARE = "share"  # numerator out of denominator
    MEAN = "mean"  # sum of durations or quantities, and how many files
    COUNT = "count"  # a count alone
    QUANTILE = "quantile"  # a published quantile, with the number of people


@dataclass(frozen=True, slots=True)
class Delivered:
    """One indicator of the catalogue. `level`: share in 0 to 1, or value in its unit, on an average site.

    `base`: files of an average site in a period of `months`; `spread`: how much sites differ (logit for a share,
    relative otherwise); `people`: the base counts people or files, so it is given as n.
    """

    code: str
    form: Form
    kinds: tuple[str, ...]
    level: float
    base: float
    spread: float
    months: int = 1
    people: bool = True


_EVERYWHERE = tuple(kind.prefix for kind in KINDS if kind.handles)
_COURTS = ("TJ", "TPRX")
_PRISONS = ("MA", "CD", "CP")

DELIVERED = (
    Delivered("taux-decroche", Form.SHARE, ("TJ", "CA", "CPH", "MJD", "SPIP", "CJN"), 0.82, 260, 0.45),
    Delivered("qualite-demarches-en-ligne", Form.SHARE, ("TJ", "CA", "CPH", "SPIP", "CJN"), 0.61, 90, 0.18),
    Delivered("usagers-point-justice", Form.COUNT, ("MJD", "PAD", "RAD"), 0, 140, 0.0),
    Delivered("attente-accueil-p90", Form.QUANTILE, ("TJ", "MJD"), 32, 400, 0.22, months=3),
    Delivered("reorientations", Form.SHARE, ("TJ", "TPRX", "MJD", "CPH"), 0.14, 110, 0.25),
    Delivered("delai-annonce-respecte", Form.SHARE, _EVERYWHERE, 0.76, 75, 0.25),
    Delivered("delai-prudhommes", Form.MEAN, ("CPH",), 16.9, 24, 0.12),
    Delivered("delai-civil-tribunaux", Form.MEAN, _COURTS, 12.3, 110, 0.13),
    Delivered("delai-civil-appel", Form.MEAN, ("CA",), 16.4, 180, 0.12),
    Delivered("delai-divorce", Form.MEAN, ("TJ",), 20.6, 34, 0.13),
    Delivered("delai-protection", Form.MEAN, _COURTS, 6.4, 70, 0.14),
    Delivered("affaires-civiles-12-mois", Form.SHARE, ("TJ",), 0.82, 150, 0.22),
    Delivered("delai-aide-juridictionnelle", Form.MEAN, ("TJ",), 51.5, 80, 0.15),
    Delivered("aj-moins-45-jours", Form.SHARE, ("TJ",), 0.62, 80, 0.30),
    Delivered("aj-dematerialisees", Form.SHARE, ("TJ",), 0.34, 80, 0.30),
    Delivered("taux-couverture", Form.MEAN, ("TJ", "CA"), 1.01, 240, 0.03),
    Delivered("delai-pjj-milieu-ouvert", Form.MEAN, ("STEMO",), 12.6, 14, 0.15),
    Delivered("delai-pjj-mjie", Form.MEAN, ("STEMO",), 17.4, 7, 0.15),
    Delivered("amenagements-de-peine", Form.SHARE, ("SPIP",), 0.28, 320, 0.18, months=3),
    Delivered("detenus-en-formation", Form.SHARE, _PRISONS, 0.09, 420, 0.22, months=3),
    Delivered("notifications-sans-papier", Form.SHARE, ("TJ", "CA", "CPH"), 0.44, 160, 0.35, months=3),
    Delivered("transparence-resultats", Form.SHARE, _EVERYWHERE, 0.72, 3, 0.9, months=3, people=False),
    Delivered("agents-formes", Form.SHARE, _EVERYWHERE, 0.37, 24, 0.35, months=12),
    Delivered("energie-finale", Form.MEAN, _EVERYWHERE, 163, 2_600, 0.16, months=12, people=False),
)
"""In the order of the engagements; the codes are those of data/reference/indicators/."""

SERVICE_LEVEL = {
    ("taux-decroche", "TJ"): -0.35,
    ("taux-decroche", "CJN"): 1.0,
    ("taux-decroche", "MJD"): 0.55,
    ("taux-decroche", "SPIP"): 0.15,
    ("delai-annonce-respecte", "CJN"): 1.3,
    ("delai-annonce-respecte", "MJD"): 0.7,
    ("delai-annonce-respecte", "PAD"): 0.7,
    ("delai-annonce-respecte", "RAD"): 0.6,
    ("delai-annonce-respecte", "CPH"): -0.35,
    ("qualite-demarches-en-ligne", "CJN"): 0.6,
}
"""How far a kind of site stands from the level above (logit): some services meet the target, others do not."""

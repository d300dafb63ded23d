"""Perceived beside delivered quality: on which side users are, and by how much."""

from collections.abc import Sequence

from dashboard.wording.grammar import Noun, agree
from dashboard.wording.numerals import NBSP, number, points, with_unit
from dashboard.wording.reading import Reading, limit

SERVICE = Noun("service")
TWO_KINDS = "une opinion et un relevé ne portent pas sur les mêmes personnes, l’écart n’est donc pas testé"
RULE = (
    "La qualité perçue vient d’une enquête, la qualité rendue d’un relevé des services. Les deux parts portent sur la "
    "même période et partagent le même axe."
)


def read_both(gaps: Sequence[tuple[str, float]], apart: int = 0) -> Reading:
    """« Sur 7 services, 6 ont moins d’usagers satisfaits du délai que de délais tenus. » `gaps`: label and perceived
    minus delivered in points, the widest first; `apart`: services without both solid figures."""
    aside = f"{SERVICE.counted(apart)} à part, sans les deux chiffres" if apart else ""
    if not gaps:
        return Reading("Aucun service n’a à la fois une satisfaction et un délai solides.", limit([aside]))
    below = sum(gap < 0 for _, gap in gaps)
    verb = agree(below, "a", "ont")
    count = number(below) if below else "aucun n’"
    subject = f"{count}{NBSP}{verb}" if below else f"{count}a"
    where = f"Sur {SERVICE.counted(len(gaps))}, {subject} moins d’usagers satisfaits du délai que de délais tenus"
    label, widest = gaps[0]
    gap = with_unit(number(widest, 1, signed=True), points(widest))
    return Reading(f"{where}{NBSP}; le plus grand écart est {gap} ({label}).", limit([aside, TWO_KINDS]))

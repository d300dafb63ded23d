"""The only place that decides what may be shown (specification § 0 and § 17: secret statistique).

Everything that leaves this module is `Shown` or `Withheld`; a withheld figure holds no number, not even in its note.
What would give a small figure away is withheld in the same words (`analyses.confidential`, decided at publication).
"""

import math
from dataclasses import replace
from typing import Protocol

from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.stats.constants import SLACK
from dashboard.stats.result import Result
from dashboard.wording import weighting

MASKED = "Un effectif trop faible serait connu, ou déduit\u00a0: secret statistique."
CONCENTRATED = "Un contributeur ferait presque tout le chiffre, ou ils sont trop peu\u00a0: secret statistique."
FEWEST_CONTRIBUTORS, LARGEST_SHARE = 3, 85.0
NO_DATA = "Aucune réponse"
NO_BASE = "base non communiquée"
FRAGILE = "base faible"


class Thresholds(Protocol):
    """The bases of an installation: `config.Settings` has them."""

    @property
    def masked_below(self) -> int: ...

    @property
    def unanimous_below(self) -> int: ...

    @property
    def fragile_below(self) -> int: ...


def protect(
    result: Result,
    thresholds: Thresholds,
    people: bool = True,
    numerator: float | None = None,
    denominator: float | None = None,
) -> Estimate:
    """`result` as it may be shown, in the unit of its indicator.

    `people` False: the base counts neither persons nor their files (rooms, pages…), nothing to protect. A value without
    a base is shown with n = None and says so. The status of a base uses min(n, n_eff).
    """
    if result.status not in (Status.OK, Status.FRAGILE):
        return Withheld(result.status, result.note or (NO_DATA if result.status is Status.NO_DATA else ""))
    base = smallest_base(result)
    if people and base is not None and (0 < base < thresholds.masked_below or _unanimous(result, base, thresholds)):
        return masked()
    if result.value is None or result.n == 0:
        return Withheld(Status.NO_DATA, NO_DATA)
    notes = [result.note] if result.note else []
    status = Status.OK
    if result.n is None:
        notes.append(NO_BASE)
    elif base is not None and base < thresholds.fragile_below:
        status = Status.FRAGILE
        notes.append(FRAGILE)
    shown = Shown(
        value=result.value,
        lower=result.lower,
        upper=result.upper,
        n=None if result.n is None else round(result.n),
        numerator=numerator,
        denominator=denominator,
        status=status,
        method=result.method,
        note=" ; ".join(notes),
        n_eff=result.n_eff,
    )
    if result.n_eff is None or not (said := weighting.notes(shown)):
        return shown
    return replace(shown, note=" ; ".join((*notes, *said)))


def _unanimous(result: Result, base: float, thresholds: Thresholds) -> bool:
    """A share of 0 % or 100 % on few people: what each of them answered is known."""
    return result.method.startswith("wilson") and result.value in (0, 100) and 0 < base < thresholds.unanimous_below


def concentrated(contributors: float | None, first_share: float | None) -> bool:
    """Whether a magnitude by operator tells what one of them did: fewer than 3 contributors, or one above 85 %.

    Of a sum: the fewest contributors and the largest share (in %) of its rows. It is withheld as soon as one row is, or
    that row would follow from the others. A sum of rows that may all be shown may be: whoever is the largest in several
    rows has in their sum a mean of his shares, and those who contribute to a row contribute to the sum. None: the
    source says nothing of operators. No contributor at all is a true 0.
    """
    few = contributors is not None and 0 < contributors < FEWEST_CONTRIBUTORS
    return few or (first_share is not None and first_share > LARGEST_SHARE + SLACK)


def masked(why: str = MASKED) -> Withheld:
    """A figure withheld for the secret statistique, the same whether it is small or would give a small one away."""
    return Withheld(Status.MASKED, why)


def protect_count(count: float | None, thresholds: Thresholds, people: bool = True) -> Estimate:
    """A number of persons or files: 1 to 10 is withheld, a true 0 is shown. No interval: nothing is sampled."""
    if count is None:
        return Withheld(Status.NO_DATA, "Aucune donnée")
    if people and 0 < count < thresholds.masked_below:
        return masked()
    return Shown(value=count, n=round(count) if people else None, method="count")


def may_tell_part(part: int, whole: int, thresholds: Thresholds) -> bool:
    """Whether the number of a part may be told beside that of the whole: neither it nor the rest is small."""
    return not any(0 < count < thresholds.masked_below for count in (part, whole - part))


def smallest_base(result: Result) -> float | None:
    """The base, or the effective base of weighted answers when it is smaller."""
    n, effective = result.n, result.n_eff
    if n is None or effective is None:
        return effective if n is None else n
    return min(n, effective)


def may_judge(*estimates: Estimate, minimum: int = 0) -> bool:
    """Whether a verdict, an arrow or a rank may be drawn: every figure solid, on `minimum` answers at least."""
    return all(
        isinstance(estimate, Shown) and not estimate.fragile and (estimate.n is None or _worth(estimate) >= minimum)
        for estimate in estimates
    )


def _worth(figure: Shown) -> float:
    return min(float(figure.n or 0), figure.n_eff if figure.n_eff is not None else math.inf)

"""The combinations of axes that the API offers: those that the secret statistique is attacked with (tests/api_attack).

`suppression` protects any selection; what is declared here bounds what one request may cost, and is what the attack
asks in full.
"""

from collections.abc import Mapping

from dashboard.analyses.question import TIMES, Axis
from dashboard.api.parameters import Parameter

SPLITS: tuple[tuple[Axis, ...], ...] = (
    (),
    (Axis.SERVICE,),
    (Axis.SITE_TYPE,),
    (Axis.SERVICE, Axis.SITE_TYPE),
    (Axis.SITE,),
    (Axis.REGION,),
    (Axis.DEPARTMENT,),
    (Axis.COURT,),
    (Axis.DIRECTION,),
    (Axis.SERVICE, Axis.REGION),
    (Axis.SERVICE, Axis.DEPARTMENT),
    (Axis.SERVICE, Axis.COURT),
    (Axis.SERVICE, Axis.DIRECTION),
)
"""The axes of places that may be asked together; each may be crossed with one step of time."""


def _written(axes: tuple[Axis, ...]) -> str:
    return ",".join(axis.value for axis in axes)


DECLARED: Mapping[str, tuple[Axis, ...]] = {
    _written(axes): axes for split in SPLITS for axes in (split, *((*split, step) for step in TIMES)) if axes
}
"""What `by` may be, as it is written."""


def axes_of(written: str) -> tuple[Axis, ...]:
    """The axes of a value of `by`; empty: one figure an indicator."""
    return DECLARED[written] if written else ()


_PLACES = "\u00a0; ".join(_written(split) for split in SPLITS if split)
_STEPS = ", ".join(step.value for step in TIMES)

BY = Parameter(
    "by",
    f"Axes de la réponse\u00a0: l’un de ces lieux ({_PLACES}), ou aucun, puis au plus un pas de temps ({_STEPS}). Sans "
    "axe\u00a0: un résultat par indicateur. court (ressort de cour d’appel) et direction (direction interrégionale) "
    "existent quand une carte judiciaire est publiée.",
    "service,month",
    words=tuple(DECLARED),
    expectation=(
        f"l’un de ces lieux\u00a0: {_PLACES}\u00a0; ou aucun\u00a0; puis au plus un pas de temps\u00a0: {_STEPS}. Par "
        "exemple by=service,month"
    ),
)

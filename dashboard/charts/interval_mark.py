"""A figure with its interval as a small inline image for a table: decoration, its numbers are written beside it."""

from urllib.parse import quote

from dashboard.charts.palette import Palette
from dashboard.domain.estimate import Shown

AIR = 5.0


def interval_mark(
    estimate: Shown,
    limits: tuple[float, float],
    palette: Palette,
    *,
    reference: float | None = None,
    width: int = 120,
    height: int = 18,
) -> str:
    """An `<img alt="">`: the interval as a line, the value as a dot (hollow when fragile), the network as a tick.

    `limits`: the scale shared by the rows of the table.
    """
    low, high = limits
    span = high - low or 1.0

    def spot(value: float) -> float:
        return round(AIR + (min(max(value, low), high) - low) / span * (width - 2 * AIR), 1)

    middle = height / 2
    parts = []
    if reference is not None:
        at = spot(reference)
        parts.append(f'<path d="M{at:g} 1V{height - 1}" stroke="{palette.muted}" stroke-width="1"/>')
    if estimate.lower is not None and estimate.upper is not None:
        ends = f"M{spot(estimate.lower):g} {middle:g}H{spot(estimate.upper):g}"
        parts.append(f'<path d="{ends}" stroke="{palette.mark}" stroke-width="2"/>')
    inside = "none" if estimate.fragile else palette.mark
    parts.append(
        f'<circle cx="{spot(estimate.value):g}" cy="{middle:g}" r="3.5" fill="{inside}" '
        f'stroke="{palette.mark}" stroke-width="1.5"/>'
    )
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
    return f'<img class="spp-picture" alt="" width="{width}" height="{height}" src="data:image/svg+xml,{quote(drawn)}">'

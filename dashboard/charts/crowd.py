"""Marks by the thousand as one picture under a chart: Plotly draws each mark as a node of its own, which took the
browser more than a second for two thousand."""

from collections.abc import Sequence
from urllib.parse import quote

from dashboard.charts.theme import Trace

MOST = 800
"""Marks up to which each keeps its own tooltip."""
SIZE = 5
"""Pixels, whatever the size of the chart."""
GRID = 4_000
"""Steps of a side: finer than the pixels of any screen."""

Places = Sequence[tuple[float, float]]


def crowd(places: Places, colour: str, *, hollow: str = "") -> Trace:
    """An image of the layout that covers the plot area. `places`: parts of its width and height, from the lower left
    corner; those outside are left out. `hollow`: the colour inside rings, none for discs."""
    dots = "".join(f"M{round(x * GRID)} {round((1 - y) * GRID)}h0" for x, y in places if 0 <= x <= 1 and 0 <= y <= 1)
    # Lines without length, with round ends that keep their width: discs, however the picture is stretched.
    strokes = [(colour, SIZE)] + [(hollow, SIZE - 2)] * bool(hollow)
    paths = "".join(f'<path stroke="{stroke}" stroke-width="{width}" d="{dots}"/>' for stroke, width in strokes)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}" preserveAspectRatio="none">'
        f"<style>path{{stroke-linecap:round;vector-effect:non-scaling-stroke}}</style>{paths}</svg>"
    )
    return {
        "source": f"data:image/svg+xml,{quote(picture)}",
        "xref": "paper", "yref": "paper", "x": 0, "y": 1, "sizex": 1, "sizey": 1,
        "sizing": "stretch", "layer": "below",
    }  # fmt: skip

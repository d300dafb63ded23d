"""How far back a series goes."""

from dashboard.domain.period import Period
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui import address
from dashboard.ui.context import View

MONTHS = {"24": 24, "36": 36, "60": 60, "tout": 0}
"""Code of the address → months; 0 for everything."""
USUAL = "36"


def choose(view: View) -> Period | None:
    """The months that a chart shows, up to the end of the chosen period; None for all that is published."""
    labels = {code: f"{months} mois" if months else "Tout" for code, months in MONTHS.items()}
    code = address.switch("Profondeur", "profondeur", labels, default=USUAL)
    return months_back(view.reader, view.selection.period, MONTHS[code])


def months_back(reader: Reader, period: Period, months: int) -> Period | None:
    """`months` up to the end of `period`, or of what is published when it ends before; None for 0: everything."""
    bounds = reads.months(reader)
    if not months or bounds.last_month is None:
        return None
    return Period.ending(min(period.last_month, bounds.last_month), months)

"""What a poster says: texts that are ready, and the places of marks. Nothing else reaches the template."""

import datetime as dt
from dataclasses import dataclass

from dashboard.analyses.plain_results import Pillar
from dashboard.analyses.plain_said import Said
from dashboard.domain.brand import NEUTRAL, Brand


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster. `address`: where its QR code leads, empty for none; `created`: when its data were published, UTC;
    `brand`: whose it is; `method` and `unproven`: how to read margins, gaps, and the mark of a gap that is not
    proven."""

    code: str
    name: str
    about: str
    pillars: tuple[Pillar, ...]
    said: tuple[Said, ...]
    dated: str
    method: str
    unproven: str
    address: str
    invitation: str
    created: dt.datetime
    demonstration: bool
    brand: Brand = NEUTRAL

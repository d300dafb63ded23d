"""What a poster says: texts that are ready, and the places of marks. Nothing else reaches the template."""

import datetime as dt
from dataclasses import dataclass

from dashboard.analyses.plain_results import Pillar
from dashboard.analyses.plain_said import Said


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster. `address`: where its QR code leads, empty for none; `created`: when its data were published, UTC."""

    code: str
    name: str
    about: str
    pillars: tuple[Pillar, ...]
    said: tuple[Said, ...]
    dated: str
    method: str
    address: str
    invitation: str
    created: dt.datetime
    demonstration: bool

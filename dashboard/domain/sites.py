"""The places where a service is rendered, and the territories for which figures are published directly."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a row of the site table stands for. Levels are never added to one another."""

    SITE = "site"
    DEPARTMENT = "department"
    REGION = "region"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class Site:
    """A structure of the SP+ register, or a territory (`level`) whose figures are published as such."""

    code: str
    label: str
    service: str
    service_label: str
    site_type: str
    site_type_label: str
    parent: str | None
    region: str | None
    department: str | None
    city: str | None
    active: bool
    level: Level = Level.SITE

"""Templates filled with what a page shows; everything is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.domain.brand import NEUTRAL, Brand
from dashboard.public_pages import addresses
from dashboard.wording.accessibility import STATE
from dashboard.wording.citation import PRODUCT
from dashboard.wording.dates import day, local_day
from dashboard.wording.grammar import count

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: the path of the public pages, that of the application, the addresses of its files, the
    data that are shown. `preview`: what agents are told of a version that the public does not read yet, else empty.
    `canonical`: the absolute address under which a page is known, empty for one that is not to be found; `description`:
    what is said of it where its address is shared. `brand`: who publishes; `brand_files`: the address of each of its
    files and of its style, by their names."""

    base: str
    style: str
    icon: str
    data: str = ""
    demonstration: bool = False
    application: str = ""
    preview: str = ""
    canonical: str = ""
    description: str = ""
    brand: Brand = NEUTRAL
    brand_files: Mapping[str, str] = field(default_factory=dict)


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(addresses=addresses, product=PRODUCT, accessibility=STATE, count=count)
    made.filters["day"] = lambda moment: day(local_day(moment))
    return made


_ENVIRONMENT = _environment()


def render(template: str, frame: Frame | None, **content: object) -> str:
    """The page, whole; `frame` None for what stands in somebody else's page.
    Raises UndefinedError when the template names something that is not given."""
    return _ENVIRONMENT.get_template(template).render(frame=frame, **content)

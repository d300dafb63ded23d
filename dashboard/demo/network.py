"""The invented network: some six hundred sites in a tree, of unequal sizes, with what each collects and until when."""

import datetime as dt
import unicodedata
from dataclasses import dataclass, replace

import numpy as np

from dashboard.demo.kinds_of_site import KINDS, SERVICES, SiteKind
from dashboard.demo.scale import LAST_MONTH, Scale
from dashboard.demo.seeds import generator
from dashboard.demo.signals import EXCELLENT_SITE, FAILING_SITE, REORGANISED
from dashboard.demo.towns import Town, towns
from dashboard.domain.period import shift

_CLOSED, _OPENED = {"STEMO": 8, "TPRX": 6, "DTPJJ": 2}, {"STEMO": 4, "TPRX": 3, "DTPJJ": 1}
_CHOSEN = {"TJ": "Valmorande", "MJD": "Saint-Aubrac-sur-Leyne"}
"""Towns that hold a signal: present at every scale."""


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One structure. `respondents` a month in 2026 (0: no survey), `size` relative to its kind, months inclusive."""

    code: str
    label: str
    kind: SiteKind
    town: Town
    parent: str
    respondents: float
    size: float
    opened: dt.date | None = None
    closed: dt.date | None = None
    last_delivery: dt.date = LAST_MONTH

    @property
    def service(self) -> str:
        return self.kind.service

    @property
    def active(self) -> bool:
        return self.closed is None

    def open_in(self, month: dt.date) -> bool:
        """Whether the site exists that month."""
        return (self.opened is None or month >= self.opened) and (self.closed is None or month < self.closed)


def network(scale: Scale) -> tuple[DemoSite, ...]:
    """Every structure of the demonstration, parents before children, in a fixed order."""
    rng = generator("network")
    sites: list[DemoSite] = []
    by_kind: dict[str, list[DemoSite]] = {}
    for kind in KINDS:
        made = _of_kind(kind, scale, by_kind.get(kind.parent, []), rng)
        by_kind[kind.prefix] = [site for site in made if site.active]
        sites += made
    return tuple(_deliveries(sites, rng))


def service_number(service: str) -> int:
    """The place of a service in SERVICES."""
    return SERVICES.index(service)


def _of_kind(kind: SiteKind, scale: Scale, parents: list[DemoSite], rng: np.random.Generator) -> list[DemoSite]:
    alone = kind.count == 1
    closed = 0 if alone else _scaled(_CLOSED.get(kind.prefix, 0), scale)
    opened = 0 if alone else _scaled(_OPENED.get(kind.prefix, 0), scale)
    count = 1 if alone else max(2, _scaled(kind.count, scale))
    chosen = _choose_towns(kind, count + closed + opened, rng)
    made = []
    for rank, town in enumerate(chosen):
        site = _site(kind, town, parents, rng)
        if rank >= count + closed:
            site = replace(site, opened=REORGANISED)
        elif rank >= count:
            site = replace(site, closed=REORGANISED)
        made.append(site)
    return made


def _scaled(count: int, scale: Scale) -> int:
    return (
        round(count * scale.sites)
        if scale.sites >= 1
        else min(count, max(1, round(count * scale.sites)))
        if count
        else 0
    )


def _choose_towns(kind: SiteKind, count: int, rng: np.random.Generator) -> list[Town]:
    every = list(towns())
    order = [every[index] for index in rng.permutation(len(every))]
    if name := _CHOSEN.get(kind.prefix):
        order.sort(key=lambda town: town.name != name)
    if kind.prefix in {"CA", "DISP", "DIRPJJ"}:  # one seat a region
        order = list({town.region: town for town in reversed(order)}.values())
    return order[:count]


def _site(kind: SiteKind, town: Town, parents: list[DemoSite], rng: np.random.Generator) -> DemoSite:
    alone = kind.count == 1
    size = float(rng.lognormal(-0.18, 0.6))
    surveyed = bool(rng.random() < kind.surveyed)
    code = kind.prefix if alone else f"{kind.prefix}-{_slug(town.name)}"
    respondents = kind.respondents * (1.0 if alone else size) if surveyed else 0.0
    if kind.prefix == "RAD":
        respondents = float(rng.uniform(0.1, 0.7))
    if code == FAILING_SITE:
        size, respondents = 2.6, 42.0
    if code == EXCELLENT_SITE:
        size, respondents = 0.8, 11.0
    return DemoSite(
        code=code,
        label=kind.name.format(town.of),
        kind=kind,
        town=town,
        parent=_parent(town, parents),
        respondents=respondents,
        size=size,
    )


def _parent(town: Town, parents: list[DemoSite]) -> str:
    if not parents:
        return ""
    same_department = [parent for parent in parents if parent.town.department == town.department]
    if near := same_department or [parent for parent in parents if parent.town.region == town.region]:
        return near[0].code
    return parents[int(town.department[:2].replace("A", "0").replace("B", "0")) % len(parents)].code


def _deliveries(sites: list[DemoSite], rng: np.random.Generator) -> list[DemoSite]:
    """Some sites are late (one to three months), a few have delivered nothing for a year."""
    result = []
    for site in sites:
        draw, months = rng.random(), int(rng.integers(1, 4))
        if site.kind.handles and site.code not in {FAILING_SITE, EXCELLENT_SITE, "CJN"}:
            if draw < 0.05:
                site = replace(site, last_delivery=shift(LAST_MONTH, -months))
            elif draw < 0.07:
                site = replace(site, last_delivery=shift(LAST_MONTH, -13))
        result.append(site)
    return result


def _slug(name: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return plain.upper().replace("’", "-").replace(" ", "-")

"""The sites that the public may choose: found by name, town or code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.domain.french_order import place_of, searchable
from dashboard.store import reads
from dashboard.store.reads import Reader


@dataclass(frozen=True, slots=True)
class PublicSite:
    """`found_by`: name, town and code without case or accent."""

    code: str
    name: str
    kind: str
    town: str
    department: str
    active: bool
    found_by: str
    service: str = ""
    service_label: str = ""
    site_type: str = ""

    @property
    def place(self) -> str:
        """« Tribunal judiciaire, Lyon, Rhône »: what its name does not already say."""
        return place(self.name, (self.kind, self.town, self.department))


def place(name: str, parts: Iterable[str | None]) -> str:
    """What the name of a site does not already say of where it is, each once."""
    named = searchable(name)
    return ", ".join(dict.fromkeys(part for part in parts if part and searchable(part) not in named))


def public_sites(reader: Reader) -> Mapping[str, PublicSite]:
    """Every site by its code, in the order of the names; closed ones too, which old posters still lead to."""
    found = [
        PublicSite(
            row.code,
            row.name,
            row.site_type_label or row.service_label or "",
            row.city or "",
            row.department_label or "",
            row.active,
            searchable(f"{row.name} {row.city or ''} {row.code}"),
            row.service or "",
            row.service_label or "",
            row.site_type or "",
        )
        for row in reads.sites(reader, levels=["site"])
    ]
    return {site.code: site for site in sorted(found, key=lambda site: (place_of(site.name), site.code))}


def matching(sites: Iterable[PublicSite], typed: str, service: str = "") -> list[PublicSite]:
    """The open sites that hold every word typed, in their order; all of them when nothing is typed. `service`: those of
    one service."""
    words = searchable(typed).split()
    return [
        site
        for site in sites
        if site.active and service in ("", site.service) and all(word in site.found_by for word in words)
    ]


def successors(reader: Reader, code: str, sites: Mapping[str, PublicSite]) -> tuple[PublicSite, ...]:
    """The open sites that took the place of this one."""
    codes = [row.successor for row in reads.successions(reader) if row.former == code and row.successor]
    return tuple(sites[one] for one in dict.fromkeys(codes) if one in sites and sites[one].active and one != code)

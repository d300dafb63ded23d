"""Which sites a question is about: what the shared filters choose."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes kept on each axis; an empty tuple means no restriction. Hashable and sorted: one scope, one cache entry."""

    services: tuple[str, ...] = ()
    site_types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, tuple(sorted(set(getattr(self, field.name)))))

    @property
    def everywhere(self) -> bool:
        """True when nothing is filtered."""
        return not any(getattr(self, field.name) for field in fields(self))

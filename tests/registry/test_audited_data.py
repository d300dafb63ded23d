"""What is done to the data is in the audit, and is for administrators."""

import pytest

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import EVERYWHERE, Access, Grant, Person, Role
from dashboard.errors import AccessError
from dashboard.loading import load
from dashboard.loading.publication import publish_everything, undo_publication
from dashboard.registry.audit import last_lines
from dashboard.registry.audit_chain import verify
from dashboard.store import version
from tests.registry.acts import left

REGISTER = "Code SP+ de la structure;Intitulé du réseau;Intitulé de la typologie;Intitulé de la structure;Actif\n"
MEASURES = "site;indicateur;periode;numerateur;denominateur\nA;delai-annonce-respecte;2025-01;70;100\n"


def access(role: Role) -> Access:
    return Access(Person("sub", "Anne Martin"), (Grant(role, EVERYWHERE),))


def test_loads_and_versions_are_told_and_bounded(settings: Settings) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    register, measures = settings.home / "register.csv", settings.home / "measures.csv"
    register.write_text(REGISTER + "A;Réseau;Type;Site A;Oui\n", encoding="utf-8")
    measures.write_text(MEASURES, encoding="utf-8")
    left(settings)
    for role in (role for role in Role if role is not Role.ADMINISTRATOR):
        with acting(access(role)):
            for act in (lambda: load(settings, "measures", [str(measures)]), lambda: publish_everything(settings)):
                with pytest.raises(AccessError):
                    act()
    assert version.current(settings) is None
    with acting(access(Role.ADMINISTRATOR)):
        load(settings, "spplus-structures", [str(register)])
        publish_everything(settings)
        load(settings, "measures", [str(measures)])
        publish_everything(settings)
        undo_publication(settings)
    told = [(line.actor, line.act.value, line.object, line.object_id, line.detail) for line in last_lines(settings, 5)]
    assert told == [
        ("Anne Martin", "loaded", "load", 1, "spplus-structures"),
        ("Anne Martin", "data_published", "version", 1, ""),
        ("Anne Martin", "loaded", "load", 2, "measures"),
        ("Anne Martin", "data_published", "version", 2, ""),
        ("Anne Martin", "undone", "version", 1, ""),
    ]
    assert verify(settings).broken is None

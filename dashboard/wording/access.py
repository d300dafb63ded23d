"""Roles and perimeters in words."""

from collections.abc import Mapping

from dashboard.domain.access import Grant, Perimeter, Role
from dashboard.wording.dates import day
from dashboard.wording.grammar import count, listed

ROLES = {
    Role.READER: "Lecteur",
    Role.ANALYST: "Analyste",
    Role.AGENT: "Agent",
    Role.MODERATOR: "Modérateur",
    Role.PILOT: "Pilote",
    Role.ADMINISTRATOR: "Administrateur",
}
WHAT_THEY_DO = {
    Role.READER: "consulte les résultats, les revues et les actions",
    Role.ANALYST: "consulte, et interroge les données (Explorer)",
    Role.AGENT: "consulte, lit les avis à traiter et y répond",
    Role.MODERATOR: "consulte, répond, publie ou refuse les avis et valide les réponses",
    Role.PILOT: "consulte, interroge, répond, conduit les revues et les actions, attribue des rôles",
    Role.ADMINISTRATOR: "charge et publie les données, attribue tous les rôles\u00a0; ne lit pas les avis non publiés",
}
NAMED = 3
"""More sites than this are counted, not named."""


def perimeter(found: Perimeter, services: Mapping[str, str], sites: Mapping[str, str]) -> str:
    """« Tribunaux judiciaires », « 12 sites », « tout le ministère »; a code without a name is written as it is."""
    if found.everywhere:
        return "tout le ministère"
    named = [services.get(code, code) for code in found.services]
    if len(found.sites) > NAMED:
        named.append(count(len(found.sites), "site"))
    else:
        named += [sites.get(code, code) for code in found.sites]
    return listed(named)


def grant(found: Grant, services: Mapping[str, str], sites: Mapping[str, str]) -> str:
    """« Pilote, Tribunaux judiciaires, jusqu’au 31 décembre 2026 »."""
    until = f", jusqu’au {day(found.expires_on)}" if found.expires_on else ""
    return f"{ROLES[found.role]}, {perimeter(found.perimeter, services, sites)}{until}"

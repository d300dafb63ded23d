"""Refusals of the API as problem details (RFC 9457): French sentences that say what is wrong, where, what to do."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

MEDIA = "application/problem+json"


class Kind(StrEnum):
    """What a refusal is about: the end of its `type`, an address of the documentation."""

    PARAMETER = "parametre"
    QUESTION = "question"
    UNKNOWN = "inconnu"
    ADDRESS = "adresse"
    METHOD = "methode"
    CURSOR = "curseur"
    RATE = "debit"
    UNAVAILABLE = "indisponible"
    FAULT = "erreur"


TITLES: Mapping[Kind, tuple[int, str]] = {
    Kind.PARAMETER: (400, "Paramètre refusé"),
    Kind.QUESTION: (422, "Demande refusée"),
    Kind.UNKNOWN: (404, "Rien de tel n’est publié"),
    Kind.ADDRESS: (404, "Adresse inconnue"),
    Kind.METHOD: (405, "Méthode refusée"),
    Kind.CURSOR: (409, "Curseur périmé"),
    Kind.RATE: (429, "Trop de demandes"),
    Kind.UNAVAILABLE: (503, "Service interrompu"),
    Kind.FAULT: (500, "Erreur inattendue"),
}
"""The status and the title of each kind."""


class Problem(Exception):
    """What ends a request. `parameter`: the one that is refused, if any; `headers`: what HTTP wants beside."""

    def __init__(
        self, kind: Kind, detail: str, *, parameter: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.parameter, self.headers = kind, detail, parameter, dict(headers or {})
        self.status, self.title = TITLES[kind]

    def body(self, base: str, path: str) -> dict[str, Any]:
        """The JSON document. `base`: the path of the application; `path`: what was asked."""
        found: dict[str, Any] = {
            "type": f"{base}/api/#{self.kind.value}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": path,
        }
        return found | ({"parameter": self.parameter} if self.parameter else {})

"""The addresses of one Opendatasoft dataset, from whichever of its addresses the user copied."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from dashboard.errors import SourceError

_EXPLORE = re.compile(r"(?P<base>.*?)/api/(?:explore/)?v2(?:\.[01])?/catalog/datasets/(?P<name>[^/]+)(?:/.*)?")
_PORTAL = re.compile(r"(?P<base>.*?)/explore/(?:embed/)?(?:dataset|assets)/(?P<name>[^/]+)(?:/.*)?")
_OLDEST = re.compile(r"(?P<base>.*?)/api/records/1\.0/(?:search|download)/?")
_NAME = re.compile(r"[A-Za-z0-9@._-]{1,200}")
_KEPT = ("where", "select", "order_by", "lang", "timezone", "apikey")
_KEPT_LISTS = ("refine", "exclude")


@dataclass(frozen=True, slots=True)
class Dataset:
    """`records` and `exports` are the endpoints, `query` the filters, `label` what a sentence calls the dataset."""

    name: str
    records: str
    exports: str
    query: dict[str, str | list[str]]
    label: str


def _query(text: str, modern: bool) -> dict[str, str | list[str]]:
    """The filters of the address, in the words of v2.1. Days are asked in French time: in UTC a month could shift."""
    query: dict[str, str | list[str]] = {"timezone": "Europe/Paris"}
    lists: dict[str, list[str]] = {}
    for key, value in parse_qsl(text, keep_blank_values=False):
        family, _, column = key.partition(".")
        if modern and key == "group_by":
            raise SourceError("L’adresse regroupe les enregistrements (« group_by ») : retirer ce paramètre.")
        if modern and key in _KEPT:
            query[key] = value
        elif modern and key in _KEPT_LISTS:
            lists.setdefault(key, []).append(value)
        elif family in _KEPT_LISTS and column:
            lists.setdefault(family, []).append(f"{column}:{json.dumps(value, ensure_ascii=False)}")
        elif not modern and key == "q":
            if not re.fullmatch(r"[\w\s’'.,-]+", value):
                raise SourceError(
                    "La recherche « q » de l’adresse ne peut pas être reprise : utiliser « where » (API v2.1)."
                )
            query["where"] = json.dumps(value, ensure_ascii=False)
    return query | lists


def parse_address(address: str) -> Dataset:
    """The dataset that `address` names. SourceError when it is not an address of Opendatasoft, or holds a password."""
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(f"« {address[:200]} » n’est pas une adresse valide : la copier de nouveau.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError(f"« {address[:200]} » : seules les adresses http et https sont acceptées.")
    if parts.username or parts.password:
        raise SourceError(f"L’adresse du portail « {host} » contient un mot de passe : le retirer.")
    found = _EXPLORE.fullmatch(parts.path) or _PORTAL.fullmatch(parts.path) or _OLDEST.fullmatch(parts.path)
    pairs = dict(parse_qsl(parts.query))
    name = (unquote(found["name"]) if "name" in found.groupdict() else pairs.get("dataset", "")) if found else ""
    if not found or not _NAME.fullmatch(name) or not name.strip("."):
        raise SourceError(
            f"« {parts.scheme}://{parts.netloc}{parts.path} » n’est pas l’adresse d’un jeu de données Opendatasoft : "
            "copier celle de sa page (…/explore/dataset/<identifiant>/) ou de son API."
        )
    root = f"{parts.scheme}://{parts.netloc}{found['base']}/api/explore/v2.1/catalog/datasets/{name}"
    modern = bool(_EXPLORE.fullmatch(parts.path))
    return Dataset(name, f"{root}/records", f"{root}/exports", _query(parts.query, modern), f"« {name} » ({host})")

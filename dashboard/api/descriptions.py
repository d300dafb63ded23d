"""The documents that describe the data: entry, dictionary, description for a catalogue."""

from collections.abc import Mapping
from typing import Any

from dashboard.api.listings import Published
from dashboard.api.openapi import API_VERSION, DOCUMENTS, ROOT, document
from dashboard.api.operations import OPERATIONS
from dashboard.api.tables import FIGURES, LISTED
from dashboard.errors import QueryError
from dashboard.open_data.catalogue import catalogue
from dashboard.open_data.facts import TITLE, Facts, instant
from dashboard.open_data.licence import Licence, licence_of
from dashboard.open_data.observations import Extract, extract
from dashboard.open_data.request import Request
from dashboard.store import reads
from dashboard.wording.citation import DEMONSTRATION


def notice_of(demo: bool) -> str | None:
    """What every answer says of invented data."""
    return DEMONSTRATION if demo else None


def licence(data: Published) -> Licence | None:
    """That of the data; None for invented ones unless one is chosen."""
    return licence_of(data.settings.licence, reads.version(data.reader).demo)


def entry(data: Published, base: str) -> dict[str, Any]:
    """Which data these are, and what can be asked."""
    version, granted, made = reads.version(data.reader), licence(data), _extract(data)
    listed = [(one.name, one.path.replace("{code}", "satisfaction-globale"), one.summary) for one in OPERATIONS]
    listed += [(name, path, summary) for path, (name, summary, _, _) in DOCUMENTS.items() if path]
    rows = [{"name": name, "href": f"{base}{ROOT}{path}", "title": title} for name, path, title in listed]
    rows.append({"name": "documentation", "href": f"{base}/api/", "title": "Lire la documentation"})
    return {
        "data_version": version.version,
        "notice": notice_of(version.demo),
        "title": TITLE,
        "api_version": API_VERSION,
        "published_at": instant(version.built_at),
        "period": None
        if made is None
        else {
            "from": f"{made.covered.start:%Y-%m}",
            "to": f"{made.covered.last_month:%Y-%m}",
            "last_whole": f"{made.last:%Y-%m}",
        },
        "licence": None if granted is None else {"title": granted.title, "address": granted.address},
        "rows": rows,
    }


def dictionary(data: Published, _base: str) -> dict[str, Any]:
    """A Table Schema a resource. The axes of a row of figures are those that were asked."""
    version = reads.version(data.reader)
    notice = notice_of(version.demo)
    rows = [table.schema(notice or "") for table in (FIGURES, *LISTED)]
    return {"data_version": version.version, "notice": notice, "rows": rows}


def openapi_document(data: Published, base: str) -> dict[str, Any]:
    """The OpenAPI document, with the licence of the data."""
    return document(base, licence(data), notice_of(reads.version(data.reader).demo) or "")


def dcat(data: Published, base: str) -> dict[str, Any]:
    """The data set and the service that serves it (DCAT-AP, JSON-LD). Raises QueryError when there is no figure."""
    version, made = reads.version(data.reader), data.reader.compute(extract, Request())
    facts = Facts(
        version=version.version,
        built=version.built_at,
        demo=version.demo,
        covered=made.covered,
        last=made.last,
        licence=licence(data),
        regions={region.code: region.name or region.code for region in reads.regions(data.reader)},
        indicators=len(made.chosen),
        withheld=0,
        masked_below=data.settings.masked_below,
        files=(),
    )
    address = data.settings.public_address or base  # the former holds the latter
    return catalogue(facts) | {
        "dcat:distribution": [_distribution(facts, address)],
        "@reverse": {"dcat:servesDataset": _service(facts, address)},
    }


def _distribution(facts: Facts, address: str) -> Mapping[str, Any]:
    """The way to the data: the service, and no file."""
    found: dict[str, Any] = {
        "@id": "#figures",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": FIGURES.title, "@language": "fr"},
        "dcat:accessURL": {"@id": f"{address}{ROOT}/figures"},
        "dcat:accessService": {"@id": "#api"},
    }
    return found if facts.licence is None else found | {"dct:license": {"@id": facts.licence.address}}


def _service(facts: Facts, address: str) -> Mapping[str, Any]:
    service: dict[str, Any] = {
        "@id": "#api",
        "@type": "dcat:DataService",
        "dct:title": {"@value": "API du Baromètre", "@language": "fr"},
        "dcat:endpointURL": {"@id": f"{address}{ROOT}"},
        "dcat:endpointDescription": {"@id": f"{address}{ROOT}/openapi.json"},
        "dcat:landingPage": {"@id": f"{address}/api/"},
    }
    return service if facts.licence is None else service | {"dct:license": {"@id": facts.licence.address}}


def _extract(data: Published) -> Extract | None:
    """What is published; None without any figure."""
    try:
        return data.reader.compute(extract, Request())
    except QueryError:
        return None

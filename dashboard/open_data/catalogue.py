"""catalogue.jsonld: the package as catalogues of open data read it (DCAT-AP, JSON-LD).

Addresses are relative to the document: the package may be put anywhere.
"""

import datetime as dt
from typing import Any

from dashboard.open_data.facts import MEDIA, TITLE, Facts, Written

_EUROPA = "http://publications.europa.eu/resource/authority"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FORMATS = {"csv": "CSV", "parquet": "PARQUET"}


def catalogue(facts: Facts) -> dict[str, Any]:
    """The description of the data set and of its files."""
    start, stop = facts.covered.start, facts.covered.stop - dt.timedelta(days=1)
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": "#donnees",
        "@type": "dcat:Dataset",
        "dct:title": _french(TITLE),
        "dct:description": _french(_description(facts)),
        "dct:identifier": f"barometre-services-publics-plus-{facts.version}",
        "dcat:version": str(facts.version),
        "dct:issued": _typed(facts.issued, "dateTime"),
        "dct:modified": _typed(facts.issued, "dateTime"),
        "dct:language": {"@id": f"{_EUROPA}/language/FRA"},
        "dcat:theme": {"@id": f"{_EUROPA}/data-theme/GOVE"},
        "dcat:keyword": [_french(word) for word in ("services publics +", "qualité de service", "satisfaction")],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(start.isoformat(), "date"),
            "dcat:endDate": _typed(stop.isoformat(), "date"),
        },
        "dct:spatial": [
            {"@id": f"{_EUROPA}/country/FRA"},
            *(
                {"@type": "dct:Location", "dct:identifier": code, "skos:prefLabel": _french(label)}
                for code, label in facts.regions.items()
            ),
        ],
    }
    if facts.licence is not None:
        found["dct:license"] = {"@id": facts.licence.address}
    if facts.notice:
        found["dct:accessRights"] = {"@type": "dct:RightsStatement", "dct:description": _french(facts.notice)}
    return found | {"dcat:distribution": [_distribution(file, facts) for file in facts.files]}


def _distribution(file: Written, facts: Facts) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"#{file.key}",
        "@type": "dcat:Distribution",
        "dct:title": _french(file.table.title),
        "dct:description": _french(file.table.description),
        "dcat:accessURL": {"@id": file.name},
        "dcat:downloadURL": {"@id": file.name},
        "dct:format": {"@id": f"{_EUROPA}/file-type/{_FORMATS[file.form]}"},
        "dcat:mediaType": {"@id": f"http://www.iana.org/assignments/media-types/{MEDIA[file.form]}"},
        "dcat:byteSize": _typed(str(file.bytes), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        },
    }
    if facts.licence is not None:
        found["dct:license"] = {"@id": facts.licence.address}
    return found


def _description(facts: Facts) -> str:
    said = (
        facts.notice,
        "Résultats des indicateurs de qualité de service, perçue et rendue, avec leur intervalle de confiance, leur "
        "base "
        "et leur statut. Les petits effectifs, et ce qui les ferait connaître, sont retenus par le secret statistique.",
    )
    return " ".join(part for part in said if part)


def _french(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "fr"}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}

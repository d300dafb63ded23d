"""The OpenAPI document against the standard, and every operation against the document (Schemathesis, through ASGI)."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.applications import Starlette

from dashboard.api.openapi import DOCUMENTS
from dashboard.api.operations import OPERATIONS
from dashboard.config import Settings
from dashboard.registry import database
from dashboard.server import api_data
from dashboard.server.api_routes import api_routes
from tests.api_fuzz import fuzz
from tests.unit.asgi_client import Client

APPLICATION = Starlette(routes=api_routes(""))
EXAMPLES = 15
"""Requests drawn an operation; `python -m tests.api_fuzz` draws as many as wanted."""


@pytest.fixture
def home(published: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("BAROMETRE_HOME", str(published.home))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    monkeypatch.setenv("BAROMETRE_API_PER_MINUTE", "1000000")
    api_data.forget()
    yield published
    database.forget(published)


def document() -> dict[str, Any]:
    return Client(APPLICATION).get("/api/v1/openapi.json").json()


def test_the_document_follows_the_standard(home: Settings) -> None:
    described = document()
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1.")
    assert set(described["paths"]) == {*(one.path for one in OPERATIONS), *(path or "/" for path in DOCUMENTS)}
    for path in described["paths"].values():
        operation = path["get"]
        assert {"200", "304", "400", "404", "405", "429", "500", "503"} <= set(operation["responses"])
        assert all(parameter["description"] for parameter in operation["parameters"])


def test_each_example_is_what_its_schema_says(home: Settings) -> None:
    described = document()
    components = {"components": described["components"]}
    checked = 0
    for path in described["paths"].values():
        for parameter in path["get"]["parameters"]:
            if "example" in parameter:
                Draft202012Validator(parameter["schema"]).validate(parameter["example"])
                checked += 1
        for content in path["get"]["responses"]["200"]["content"].values():
            if "example" in content:
                Draft202012Validator({**content["schema"], **components}).validate(content["example"])
                checked += 1
    for response in described["components"]["responses"].values():
        for content in response["content"].values():
            Draft202012Validator({**content["schema"], **components}).validate(content["example"])
            checked += 1
    assert checked > 40


CODES = {
    "indicator": ["share", "IND-1", "question", "mean"],
    "code": ["share", "IND-1", "question"],
    "service": ["tj"],
    "site_type": ["tribunal"],
    "region": ["84", "11"],
    "department": ["69", "75"],
    "site": ["A", "B"],
}


@pytest.mark.parametrize("codes", [{}, CODES], ids=["any text", "codes that exist"])
def test_every_operation_does_what_the_document_says(home: Settings, codes: dict[str, list[str]]) -> None:
    """Valid and invalid requests: no 5xx, nothing that the document does not describe."""
    found = fuzz(APPLICATION, EXAMPLES, codes=codes)
    assert found.failures == []
    assert found.checks["response_schema_conformance"] > 300
    assert {label for label, status in found.statuses if status == 200} >= {
        f"GET {one.path}" for one in OPERATIONS if codes or one.name not in ("figures", "indicator")
    }

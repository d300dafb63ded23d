"""Schemathesis on the API, in this process: requests drawn from its OpenAPI document, valid and not, through ASGI.

`BAROMETRE_HOME=… python -m tests.api_fuzz 2000` draws more than the test does, and prints what was checked.
"""

import collections
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from starlette.applications import Starlette

ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "422", "429", "5xx"]
"""What a valid request may be answered: the default list, and 422 for what a schema cannot say (a period that begins
after its end, a step of time cut, too many rows). 5xx is refused by another check."""


@dataclass
class Outcome:
    """How many times each check was made, each status seen; `failures`: what was wrong, one sentence each."""

    checks: collections.Counter[str] = field(default_factory=collections.Counter)
    statuses: collections.Counter[tuple[str, int]] = field(default_factory=collections.Counter)
    failures: list[str] = field(default_factory=list)


def fuzz(application: Starlette, examples: int, seed: int = 1, codes: Mapping[str, list[str]] | None = None) -> Outcome:
    """Every operation, `examples` drawn requests each beside those of the limits of the schema. `codes`: values that
    exist, by parameter, so that more is found than refused; no cursor is drawn then."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "generation": {"max-examples": examples, "deterministic": True},
            "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
        }
    )
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", application, config=config)
    for path in schema.raw_schema["paths"].values():
        asked = path["get"]["parameters"]
        asked[:] = [parameter for parameter in asked if not codes or parameter["name"] != "cursor"]
        for parameter in asked:
            _narrow(parameter, codes or {})
    found = Outcome()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.failures.append(str(event))
        if isinstance(event, events.ScenarioFinished):
            _note(event.recorder, found)
    return found


def _narrow(parameter: dict[str, Any], codes: Mapping[str, list[str]]) -> None:
    if (name := parameter["name"]) in codes:
        one = parameter["schema"].get("items", parameter["schema"])
        one.pop("pattern", None)
        one["enum"] = codes[name]
        parameter["example"] = [codes[name][0]] if "items" in parameter["schema"] else codes[name][0]


def _note(recorder: Any, found: Outcome) -> None:
    for number, made in recorder.checks.items():
        if (interaction := recorder.interactions.get(number)) and interaction.response:
            found.statuses[recorder.label, interaction.response.status_code] += 1
        for check in made:
            found.checks[check.name] += 1
            if check.failure_info:
                failure, case = check.failure_info.failure, recorder.cases[number].value
                found.failures.append(f"{check.name} {failure.operation} {case.method} {case.query}: {failure.message}")


def main() -> None:
    from dashboard.server.api_routes import api_routes

    os.environ["BAROMETRE_API_PER_MINUTE"] = "1000000"
    found = fuzz(Starlette(routes=api_routes("")), int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    lines = [*(f"{name}: {number}" for name, number in sorted(found.checks.items()))]
    lines += [f"{label} {status}: {number}" for (label, status), number in sorted(found.statuses.items())]
    sys.stdout.write("\n".join([*lines, f"failures: {len(found.failures)}", *found.failures[:20]]) + "\n")


if __name__ == "__main__":
    main()

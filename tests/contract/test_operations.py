"""What an operator follows is described: each metric, each event of the log; alerts are on metrics that exist."""

import ast
import re
from pathlib import Path

import dashboard.server.metrics  # noqa: F401  (registers what is read when it is asked)
from dashboard.telemetry import REGISTRY

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def _metrics() -> set[str]:
    """The names as they are read, without the part that a histogram adds."""
    counted = {f"{one.name}_total" if one.type == "counter" else one.name for one in REGISTRY.collect()}
    return {f"{name}_info" if name == "barometre_build" else name for name in counted}


def test_every_metric_is_described() -> None:
    for name in _metrics():
        tail = name.removeprefix("barometre_audit").removeprefix("barometre_data_version")
        shown = f"`{name}" in PAGE or (tail != name and f"`…{tail}`" in PAGE)
        assert shown or name.startswith("barometre_process_"), name


def test_alerts_are_on_metrics_that_exist() -> None:
    alerts = (ROOT / "docs" / "deploy" / "alerts.yml").read_text(encoding="utf-8")
    asked = {name.removesuffix("_bucket") for name in re.findall(r"\bbarometre_[a-z_]+", alerts)}
    assert asked
    assert asked <= _metrics()


def test_every_event_of_the_log_is_described() -> None:
    for file in sorted((ROOT / "dashboard" / "server").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tell":
                event = node.args[2]
                assert isinstance(event, ast.Constant), file
                assert f"`{event.value}`" in PAGE, event.value

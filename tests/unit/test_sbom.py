"""The bill of materials names all that runs, at the version that is installed."""

import re
import runpy
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BILL = runpy.run_path(str(ROOT / ".ci" / "sbom.py"))["bill"](ROOT / "requirements.txt")


def test_every_pinned_requirement_is_there_at_its_version() -> None:
    found = {one["name"]: one["version"] for one in BILL["components"]}
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    assert {re.sub(r"[-_.]+", "-", name).lower(): number for name, number in pinned.items()}.items() <= found.items()
    assert len(found) > len(pinned), "what they need in turn is there too"


def test_no_test_tool_is_there() -> None:
    assert not {"pytest", "mypy", "hypothesis", "playwright"} & {one["name"] for one in BILL["components"]}


def test_the_document_is_consistent() -> None:
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")
    refs = [one["bom-ref"] for one in BILL["components"]]
    assert len(refs) == len(set(refs))
    assert f"pkg:pypi/duckdb@{version('duckdb')}" in refs
    own = BILL["metadata"]["component"]["bom-ref"]
    assert {entry["ref"] for entry in BILL["dependencies"]} == {*refs, own}
    assert {ref for entry in BILL["dependencies"] for ref in entry["dependsOn"]} == set(refs)
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9-]+@\S+", ref) for ref in refs)

"""The bill of materials of what is installed to run the application: CycloneDX 1.6, JSON, on the standard output.

What requirements.txt names and all that it needs in turn, at the versions that are installed; not the test tools.
"""

import datetime as dt
import json
import sys
import tomllib
import uuid
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def needed(requirements: Path) -> dict[str, set[str]]:
    """The names of the distributions that each distribution needs here, itself reached from `requirements`.

    PackageNotFoundError: one is not installed.
    """
    lines = (line.split("#")[0].strip() for line in requirements.read_text(encoding="utf-8").splitlines())
    waiting = [Requirement(line) for line in lines if line and not line.startswith("-")]
    found: dict[str, set[str]] = {}
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        extras = one.extras or {""}
        below = [
            Requirement(text)
            for text in distribution(name).requires or ()
            if (marker := Requirement(text).marker) is None
            or any(marker.evaluate({"extra": extra}) for extra in {*extras, ""})
        ]
        names = {canonicalize_name(other.name) for other in below}
        if not names <= found.get(name, set()) or name not in found:
            found.setdefault(name, set()).update(names)
            waiting += below
    return found


def purl(name: str) -> str:
    """The address of a distribution among all packages of all languages."""
    return f"pkg:pypi/{name}@{distribution(name).version}"


def component(name: str) -> dict[str, Any]:
    """A distribution as CycloneDX describes it."""
    one = distribution(name)
    described: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl(name),
        "name": name,
        "version": one.version,
        "purl": purl(name),
    }
    return described | ({"licenses": [licence]} if (licence := _licence(one)) else {})


def _licence(one: Distribution) -> dict[str, Any] | None:
    about = one.metadata
    if expression := about.get("License-Expression"):
        return {"expression": expression}
    classifiers = [text.split(" :: ")[-1] for text in about.get_all("Classifier") or () if text.startswith("License")]
    name = classifiers[0] if classifiers else (about.get("License") or "").strip().split("\n")[0]
    return {"license": {"name": name}} if name else None


def bill(requirements: Path) -> dict[str, Any]:
    """The whole document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = needed(requirements)
    own = {"type": "application", "bom-ref": project["name"], "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {"timestamp": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "component": own},
        "components": [component(name) for name in sorted(found)],
        "dependencies": [
            {"ref": project["name"], "dependsOn": [purl(name) for name in sorted(found)]},
            *({"ref": purl(name), "dependsOn": [purl(one) for one in sorted(found[name])]} for name in sorted(found)),
        ],
    }


if __name__ == "__main__":
    json.dump(bill(ROOT / "requirements.txt"), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")

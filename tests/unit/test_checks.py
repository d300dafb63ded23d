"""`check` finds what is wrong, says where, and repairs nothing."""

import csv
import json
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.sources.raw import Reject
from dashboard.store.checks import Severity, check
from dashboard.store.publish import publish
from dashboard.store.staging import MANIFEST, REJECTS
from dashboard.store.version import current
from tests.builders import answer, measure, reference, site, stage


def sentences(settings: Settings, severity: Severity = Severity.ERROR) -> str:
    return "\n".join(str(finding) for finding in check(settings) if finding.severity is severity)


def content_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its date and bytes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_sound_installation_has_no_finding(published: Settings) -> None:
    before = content_of(published.home)
    assert check(published) == []
    assert content_of(published.home) == before


def test_an_empty_installation_has_no_finding(settings: Settings) -> None:
    assert check(settings) == []


def test_a_flipped_byte_of_the_published_file_is_found_and_left_alone(published: Settings) -> None:
    version = current(published)
    assert version is not None
    content = bytearray(version.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    version.path.write_bytes(content)
    before = content_of(published.home)
    assert "somme de contrôle" in sentences(published)
    assert content_of(published.home) == before


def test_a_damaged_pointer_is_found(published: Settings) -> None:
    (published.published / "CURRENT").write_text("{")
    assert "illisible" in sentences(published)


@pytest.mark.parametrize("damage", ["truncated", "flipped", "gone", "rows"])
def test_a_damaged_staged_file_is_found(published: Settings, damage: str) -> None:
    folder = published.staging / "0002"
    path = folder / "measures.parquet"
    content = bytearray(path.read_bytes())
    match damage:
        case "truncated":
            path.write_bytes(content[:-20])
        case "flipped":
            content[40:60] = bytes(20)
            path.write_bytes(content)
        case "gone":
            path.unlink()
        case _:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            manifest["accepted"]["measures"] += 1
            (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert "chargement 0002" in sentences(published)


def test_a_report_of_rejects_that_lost_a_line_is_found(settings: Settings) -> None:
    rejects = [Reject("a.csv", line, "valeur", "x", "n’est pas un nombre") for line in (2, 3)]
    load = stage(settings, sites=[site("A")], rejects=rejects)
    publish(settings, reference())
    assert check(settings) == []
    with (load.folder / REJECTS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (load.folder / REJECTS).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[:-1])
    assert "annonce 2 refus" in sentences(settings)


def test_an_unreadable_manifest_does_not_hide_the_others(published: Settings) -> None:
    (published.staging / "0001" / MANIFEST).write_text("")
    (published.staging / "0002" / "measures.parquet").unlink()
    found = sentences(published)
    assert "0001" in found
    assert "0002" in found


def test_rows_that_enter_no_figure_are_a_warning(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("Z", "2024-01", 50.0), measure("A", "2024-01", 50.0, indicator="inconnu")])
    stage(settings, kind="survey", answers=[answer("A", "2024-01-02", 9), answer("A", "2024-01-02", 1)])
    publish(settings, reference())
    assert sentences(settings) == ""
    warnings = sentences(settings, Severity.WARNING)
    assert "site inconnu (par exemple «\u00a0Z\u00a0»)" in warnings
    assert "indicateur inconnu (par exemple «\u00a0inconnu\u00a0»)" in warnings
    assert "1 réponses à la question question" in warnings


def test_a_share_above_one_hundred_is_a_warning(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("A", "2024-01", numerator=12, denominator=10)])
    publish(settings, reference())
    assert "hors des bornes" in sentences(settings, Severity.WARNING)

"""A package takes the place of an earlier one, whole or not at all, and of nothing else."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.errors import QueryError
from dashboard.open_data import export as exporting
from dashboard.open_data.export import export
from dashboard.open_data.folder import refuse_other, whole
from dashboard.open_data.request import Request
from dashboard.store.store import Store
from tests.table_schema import check_package, rows_of


def written(store: Store, settings: Settings, folder: Path, *codes: str) -> Path:
    export(store, Request(codes), settings, folder, lambda done, of, label: None)
    return folder


def test_an_earlier_package_is_replaced(store: Store, published: Settings, tmp_path: Path) -> None:
    folder = written(store, published, tmp_path / "donnees")
    assert {row["code"] for row in rows_of(folder, "indicateurs")} > {"share"}
    written(store, published, folder, "share")
    assert [row["code"] for row in rows_of(folder, "indicateurs")] == ["share"]
    check_package(folder)
    assert [path.name for path in tmp_path.iterdir() if "donnees" in path.name] == ["donnees"]


def test_a_folder_that_is_empty_or_not_there_is_filled(store: Store, published: Settings, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    check_package(written(store, published, tmp_path / "vide", "share"))
    check_package(written(store, published, tmp_path / "un" / "deux" / "trois", "share"))


def test_a_file_of_another_in_the_folder_stops_everything(store: Store, published: Settings, tmp_path: Path) -> None:
    folder = written(store, published, tmp_path / "donnees", "share")
    (folder / "schemas" / "notes.txt").write_text("à garder", encoding="utf-8")
    before = (folder / "datapackage.json").read_bytes()
    with pytest.raises(QueryError, match=r"autre chose qu’un export précédent.*schemas/notes\.txt.*--out"):
        written(store, published, folder)
    assert (folder / "datapackage.json").read_bytes() == before
    assert (folder / "schemas" / "notes.txt").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("content", ["{}", "[]", "pas du JSON", '{"x-generator": "un autre", "x-content": []}'])
def test_a_package_of_another_program_is_not_ours(tmp_path: Path, content: str) -> None:
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(QueryError, match=r"«\u00a0datapackage\.json\u00a0»"):
        refuse_other(tmp_path)


def test_a_file_and_a_link_are_no_folder(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    (tmp_path / "lien").symlink_to(tmp_path / "nulle-part")
    for name in ("fichier", "lien"):
        with pytest.raises(QueryError, match="n’est pas un dossier"):
            refuse_other(tmp_path / name)
    with pytest.raises(QueryError, match="ne peut pas recevoir"):
        refuse_other(Path("/"))


def test_a_full_disk_leaves_the_former_package(
    store: Store, published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(store, published, tmp_path / "donnees", "share")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(exporting, "_json", full)
    with pytest.raises(QueryError, match="le disque est plein"):
        written(store, published, folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if "donnees" in path.name] == ["donnees"]


def test_a_refused_request_writes_nothing(store: Store, published: Settings, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="n’est pas publié"):
        written(store, published, tmp_path / "donnees", "sahre")
    asked = Request(("share",), Period.year(1999))
    with pytest.raises(QueryError, match="en dehors des données publiées"):
        export(store, asked, published, tmp_path / "donnees", lambda done, of, label: None)
    assert not (tmp_path / "donnees").exists()


def test_a_last_move_that_fails_gives_the_former_package_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "donnees"
    with whole(target) as draft:
        (draft / "datapackage.json").write_text(
            '{"x-generator": "barometre-services-publics-plus/export", "x-content": []}', encoding="utf-8"
        )
    moved = Path.rename

    def refused(self: Path, other: Path) -> Path:
        if self.name.endswith(".tmp"):
            raise OSError(errno.EACCES, "Permission denied")
        return moved(self, other)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(QueryError, match="accès refusé"), whole(target) as draft:
        (draft / "autre").write_text("", encoding="utf-8")
    assert [path.name for path in target.iterdir()] == ["datapackage.json"]
    assert [path.name for path in tmp_path.iterdir() if "donnees" in path.name] == ["donnees"]


def _ended() -> int:
    """The number of a process that runs no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_export_left_is_cleaned(tmp_path: Path) -> None:
    """Neither that of an export at work, nor that of another folder."""
    left = tmp_path / f".export.{_ended()}.tmp"
    at_work, other = tmp_path / f".export.{os.getppid()}.tmp", tmp_path / f".autre.{_ended()}.tmp"
    for folder in (left, at_work, other):
        folder.mkdir()
    with whole(tmp_path / "export"):
        pass
    assert not left.exists()
    assert at_work.exists()
    assert other.exists()


def test_a_package_that_had_lost_its_name_gets_it_back(tmp_path: Path) -> None:
    """Killed between the two moves: the former package stood under a hidden name."""
    former = tmp_path / f".export.{_ended()}.old"
    former.mkdir()
    (former / "datapackage.json").write_text("{}")
    with pytest.raises(QueryError, match="autre chose"), whole(tmp_path / "export"):
        pass
    assert (tmp_path / "export" / "datapackage.json").exists()

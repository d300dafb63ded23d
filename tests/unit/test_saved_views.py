"""Saved views: names are data, twins are refused, several sessions write at once, the schema is that of the models."""

import dataclasses
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dashboard import config
from dashboard.config import Settings
from dashboard.errors import ConfigurationError, RegistryError
from dashboard.registry import database
from dashboard.registry.models import Base
from dashboard.registry.saved_views import SavedView, delete_view, rename_view, save_view, saved_views

ROOT = Path(__file__).resolve().parents[2]
QUERY = {"service": ["tribunaux-judiciaires", "point-justice"], "periode": ["2025"], "comparaison": [""]}


def names(settings: Settings) -> list[str]:
    return [view.name for view in saved_views(settings)]


def only(settings: Settings) -> SavedView:
    [view] = saved_views(settings)
    return view


def test_a_view_comes_back_as_it_was_saved(settings: Settings) -> None:
    save_view(settings, "Comité d’octobre", "services", QUERY)
    assert dataclasses.astuple(only(settings))[1:] == ("Comité d’octobre", "services", QUERY)
    database.forget(settings)
    assert only(settings).query == QUERY


def test_views_are_listed_by_name_without_case_or_accent(settings: Settings) -> None:
    for name in ("zone", "Été", "abc", "Etat"):
        save_view(settings, name, "", {})
    assert names(settings) == ["abc", "Etat", "Été", "zone"]


def test_a_view_is_renamed_and_deleted(settings: Settings) -> None:
    save_view(settings, "A", "", {})
    rename_view(settings, only(settings).id, "  B\u00a0 b ")
    assert names(settings) == ["B b"]
    rename_view(settings, only(settings).id, "b B")  # its own name, otherwise written
    assert names(settings) == ["b B"]
    delete_view(settings, only(settings).id)
    assert names(settings) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "La vue n’a pas de nom\u00a0: en écrire un."),
        (" \u200b\n", "La vue n’a pas de nom\u00a0: en écrire un."),
        ("x" * 81, "Ce nom a 81 caractères\u00a0: en écrire au plus 80."),
        ("  COMITÉ ", "Une vue s’appelle déjà «\u00a0Comite\u00a0»\u00a0: choisir un autre nom."),
    ],
)
def test_a_name_that_is_refused(settings: Settings, name: str, said: str) -> None:
    save_view(settings, "Comite", "", {})
    with pytest.raises(RegistryError) as refused:
        save_view(settings, name, "", {})
    assert str(refused.value) == said
    save_view(settings, "autre", "", {})
    other = next(view for view in saved_views(settings) if view.name == "autre")
    with pytest.raises(RegistryError) as refused:
        rename_view(settings, other.id, name)
    assert str(refused.value) == said
    assert names(settings) == ["autre", "Comite"]


@pytest.mark.parametrize("name", ["'; drop table saved_view; --", "<script>alert(1)</script>", "[a](http://b)", "😀 ½"])
def test_a_name_is_only_text(settings: Settings, name: str) -> None:
    save_view(settings, name, "", {"service": ["'\"&=#%"]})
    assert names(settings) == [name]
    assert only(settings).query == {"service": ["'\"&=#%"]}


def test_a_view_too_long_is_refused(settings: Settings) -> None:
    with pytest.raises(RegistryError, match="trop de choix"):
        save_view(settings, "longue", "", {"site": ["x" * 4_000]})


def test_a_view_deleted_by_somebody_else(settings: Settings) -> None:
    for change in (lambda: delete_view(settings, 7), lambda: rename_view(settings, 7, "x")):
        with pytest.raises(RegistryError, match=r"^Cette vue n’existe plus\u00a0: une autre personne l’a supprimée\.$"):
            change()


def test_too_many_views(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.registry.saved_views.MOST_VIEWS", 1)
    save_view(settings, "a", "", {})
    with pytest.raises(RegistryError, match=r"^1 vues? sont déjà enregistrées"):
        save_view(settings, "b", "", {})


def test_threads_write_at_once(settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: save_view(settings, f"vue {i}", "", {}), range(40)))
    assert len(names(settings)) == 40


def test_of_two_twins_saved_at_once_one_is_refused(settings: Settings) -> None:
    def save(_: int) -> str:
        try:
            save_view(settings, "même nom", "", {})
        except RegistryError as refused:
            return str(refused)
        return ""

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(save, range(8)))
    assert said.count("") == 1
    assert set(said) == {"", "Une vue s’appelle déjà «\u00a0même nom\u00a0»\u00a0: choisir un autre nom."}


_SAVE_TEN = """
import sys
from pathlib import Path
from dashboard.config import Settings
from dashboard.registry.saved_views import save_view

for rank in range(10):
    save_view(Settings(home=Path(sys.argv[1])), f"{sys.argv[2]}-{rank}", "", {})
"""


def test_processes_open_and_write_at_once(settings: Settings) -> None:
    """Two servers on one folder: both run the migrations, then write."""
    workers = [
        subprocess.Popen([sys.executable, "-c", _SAVE_TEN, str(settings.home), str(who)], cwd=ROOT) for who in range(2)
    ]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    assert len(names(settings)) == 20


def test_the_first_opening_waits_for_the_one_of_another_process(settings: Settings) -> None:
    """SQLite refuses at once to turn a file to WAL while somebody else writes to it."""
    settings.home.mkdir(parents=True)
    with closing(sqlite3.connect(settings.home / "registry.db", check_same_thread=False)) as other:
        other.isolation_level = None
        other.execute("begin immediate")
        ending = threading.Timer(0.3, other.execute, ["rollback"])
        ending.start()
        assert names(settings) == []
        ending.join()


def test_a_reader_does_not_wait_for_a_writer(settings: Settings) -> None:
    save_view(settings, "a", "", {})
    with database.transaction(settings):
        assert names(settings) == ["a"]


def test_the_migrations_give_the_schema_of_the_models(settings: Settings) -> None:
    engine = database.engine(settings)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    command.downgrade(database.alembic_configuration(engine), "base")
    command.upgrade(database.alembic_configuration(engine), "head")
    save_view(settings, "après", "", {})


def test_the_file_is_in_wal_mode_under_the_home(settings: Settings) -> None:
    save_view(settings, "a", "", {})
    with sqlite3.connect(settings.home / "registry.db") as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_registry_of_a_later_version_is_refused(settings: Settings) -> None:
    save_view(settings, "a", "", {})
    database.forget(settings)
    with sqlite3.connect(settings.home / "registry.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(RegistryError, match="vient d’une version plus récente de l’application"):
        saved_views(settings)


def test_a_damaged_registry_says_so(settings: Settings) -> None:
    settings.home.mkdir(parents=True)
    (settings.home / "registry.db").write_bytes(b"not a database" * 100)
    with pytest.raises(RegistryError, match="endommagé"):
        saved_views(settings)


def test_a_driver_that_is_not_installed_is_named_by_its_variable(settings: Settings) -> None:
    away = dataclasses.replace(settings, registry="postgresql+pg8000://compte:secret@serveur/base")
    with pytest.raises(RegistryError, match="BAROMETRE_REGISTRY") as refused:
        saved_views(away)
    assert "secret" not in str(refused.value)


def test_an_address_that_is_no_database_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="BAROMETRE_REGISTRY"):
        config.settings({"BAROMETRE_REGISTRY": "/srv/registry.db"})
    assert config.settings({"BAROMETRE_REGISTRY": "sqlite:////srv/r.db"}).registry_address == "sqlite:////srv/r.db"

"""A database that stops and comes back, a file that is replaced or deleted, under a server that goes on."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.registry import database
from dashboard.registry.audit_chain import verify
from dashboard.registry.left_reviews import left_reviews
from dashboard.registry.saved_views import save_view, saved_views
from tests import postgresql
from tests.registry.acts import left


def test_postgresql_that_stops_is_said_and_found_again(tmp_path: Path, postgresql_server: str) -> None:
    """A server of its own: others use that of the session."""
    assert postgresql_server
    with postgresql.server() as server:
        opened = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with opened.connect() as connection:
            connection.execute(text("create database away"))
        opened.dispose()
        settings = Settings(home=tmp_path, registry=f"{server}/away")
        left(settings, "Avant l’arrêt.")
        for rank in range(3):
            postgresql.stop(server)
            with pytest.raises(RegistryError, match="ne répond pas"):
                left(settings, "Pendant l’arrêt.")
            with pytest.raises(RegistryError, match="ne répond pas"):
                saved_views(settings)
            postgresql.start(server)
            left(settings, f"Après l’arrêt {rank}.")
        said = {review.text for review in left_reviews(settings)}
        assert said == {"Avant l’arrêt.", *(f"Après l’arrêt {rank}." for rank in range(3))}
        assert verify(settings).broken is None
        database.forget(settings)


def test_a_file_that_is_replaced_is_followed_and_one_that_is_deleted_is_not_written_to(tmp_path: Path) -> None:
    settings, other = Settings(home=tmp_path / "home"), Settings(home=tmp_path / "other")
    save_view(settings, "Une", "services", {})
    save_view(other, "Autre", "services", {})
    database.forget(other)
    path = settings.home / "registry.db"
    shutil.copyfile(other.home / "registry.db", path.with_name("new"))
    os.replace(path.with_name("new"), path)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    assert [view.name for view in saved_views(settings)] == ["Autre"]
    path.unlink()
    with pytest.raises(RegistryError, match="a disparu"):
        save_view(settings, "Perdue", "services", {})
    assert not path.exists()
    database.forget(settings)

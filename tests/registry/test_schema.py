"""The migrations give the tables of the models on each database, and go back; several servers start at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from dashboard.config import Settings
from dashboard.errors import RegistryError, RegistryUnavailableError
from dashboard.registry import database
from dashboard.registry.base import Base
from dashboard.registry.saved_views import save_view, saved_views
from tests.registry.acts import left, only

ROOT = Path(__file__).resolve().parents[2]


def test_the_migrations_give_the_schema_of_the_models_and_go_back(settings: Settings) -> None:
    engine = database.engine(settings)
    left(settings)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    command.downgrade(database.alembic_configuration(engine), "base")
    command.upgrade(database.alembic_configuration(engine), "head")
    left(settings)
    assert only(settings).text == "Accueil rapide."


def test_a_registry_of_the_step_before_keeps_what_it_has(settings: Settings) -> None:
    engine = database.engine(settings)
    save_view(settings, "Comité", "services", {"site": ["é"]})
    command.downgrade(database.alembic_configuration(engine), "0001")
    database.forget(settings)
    assert [view.name for view in saved_views(settings)] == ["Comité"]
    left(settings)


def test_a_process_of_the_version_before_writes_nothing_more(settings: Settings) -> None:
    """It would add lines to the audit that the newer version does not recognise."""
    left(settings)
    engine = database.engine(settings)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(RegistryUnavailableError, match="9999"):
        left(settings)
    assert only(settings).text == "Accueil rapide."
    with engine.begin() as connection:
        connection.execute(text(f"update alembic_version set version_num = '{database._head()}'"))


_LEAVE_TEN = """
import sys
from pathlib import Path
from dashboard.config import Settings
from tests.registry.acts import left

for rank in range(10):
    left(Settings(home=Path(sys.argv[1]), registry=sys.argv[2]), f"{sys.argv[3]}-{rank}")
"""


def test_processes_open_and_write_at_once(settings: Settings) -> None:
    """Two servers on one registry: both run the migrations, then write; nothing is lost, nothing is said."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", _LEAVE_TEN, str(settings.home), settings.registry, str(who)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in range(2)
    ]
    assert [worker.communicate(timeout=120)[1] for worker in workers] == ["", ""]
    assert [worker.returncode for worker in workers] == [0, 0]
    with database.reading(settings) as session:
        assert session.scalar(text("select count(*) from left_review")) == 20
        assert session.scalar(text("select count(*) from audit where act = 'left'")) == 20


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_a_server_that_does_not_answer_is_said_without_its_password(settings: Settings) -> None:
    away = Settings(home=settings.home, registry="postgresql+psycopg://compte:secret@127.0.0.1:1/base")
    with pytest.raises(RegistryError, match="ne répond pas") as refused:
        left(away)
    assert "secret" not in str(refused.value)

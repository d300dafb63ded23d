"""A registry of every released step of the schema is brought to that of today: nothing is lost, all of it is read."""

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from dashboard.backup import archive
from dashboard.backup.archive import FORMAT, Manifest
from dashboard.backup.restore import restore
from dashboard.config import PROGRAM, Settings
from dashboard.registry import database
from dashboard.registry.actions import actions
from dashboard.registry.agenda import agenda
from dashboard.registry.audit import last_lines
from dashboard.registry.audit_chain import verify
from dashboard.registry.base import Base
from dashboard.registry.dump import kind_of
from dashboard.registry.left_reviews import contact_of, left_reviews
from dashboard.registry.people import people
from dashboard.registry.replies import reply_to
from dashboard.registry.review_meetings import decisions, review_meetings
from dashboard.registry.saved_views import saved_views
from dashboard.registry.shared_secrets import form_key
from tests.registry.acts import left
from tests.registry.released_schemas import FOLDER, ROWS, at_step, dumped, loaded, rows_at, steps

STEPS = [path.stem for path in sorted(FOLDER.glob("*.sql"))]
READ: dict[str, Callable[[Settings], object]] = {
    "saved_view": lambda settings: [view.name for view in saved_views(settings)] == ["Comité d’été"],
    "left_review": lambda settings: (
        {one.text for one in left_reviews(settings)} == {None, "Accueil rapide, très agréable."}
    ),
    "left_review_contact": lambda settings: contact_of(settings, 1) == "a@exemple.fr",
    "left_review_reply": lambda settings: getattr(reply_to(settings, 1), "text", "") == "Merci.",
    "audit": lambda settings: [line.act.value for line in last_lines(settings, 3)] == ["left", "published", "created"],
    "secret": lambda settings: form_key(settings) == "5" * 64,
    "action": lambda settings: [one.title for one in actions(settings)] == ["Un second guichet"],
    "review_meeting": lambda settings: [one.title for one in review_meetings(settings)] == ["Revue d’avril"],
    "decision": lambda settings: [one.text for one in decisions(settings, 1)] == ["Ouvrir plus tôt"],
    "agenda_item": lambda settings: [one.item.description for one in agenda(settings, 1)] == ["Ouvrir."],
    "role_grant": lambda settings: [one.grants[0].grant.role.value for one in people(settings)] == ["pilote"],
}
"""What the application says of the rows of a table."""


def test_every_step_has_its_registry_and_is_as_it_was_released() -> None:
    """`python -m tests.registry.released_schemas` writes that of a new step; those of before never change."""
    assert steps() == STEPS
    for step in STEPS:
        assert dumped(step) == (FOLDER / f"{step}.sql").read_text(encoding="utf-8"), step
    assert set(ROWS) == set(Base.metadata.tables)


@pytest.mark.parametrize("step", STEPS)
def test_it_is_brought_to_the_schema_of_today(settings: Settings, step: str) -> None:
    if settings.registry:
        opened = create_engine(settings.registry)
        at_step(opened, step)
    else:
        settings.home.mkdir()
        loaded(step, settings.home / "registry.db")
        opened = create_engine(settings.registry_address)
    before = rows_at(opened)
    assert before, step
    database.engine(settings)  # what any page or command does first
    after = rows_at(opened)
    opened.dispose()
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert kept == rows, table
    chain = verify(settings)
    assert (chain.broken, chain.lines) == (None, 3 if "audit" in before else 0)
    assert [table for table, is_read in READ.items() if table in before and not is_read(settings)] == []
    left(settings, "Un avis de plus.")
    assert verify(settings).broken is None


@pytest.mark.parametrize("step", ["0001", "0003", "0006", STEPS[-1]])
def test_a_backup_of_an_older_program_is_restored_and_brought_to_it(
    settings: Settings, tmp_path: Path, step: str
) -> None:
    path = tmp_path / "ancienne.tar.gz"
    old_backup(path, step, tmp_path)
    restore(settings, path)
    tables = set(old_rows(step, tmp_path))
    chain = verify(settings)
    assert (chain.broken, chain.lines) == (None, 1 + 3 * ("audit" in tables))
    read = {table: is_read for table, is_read in READ.items() if table in tables - {"audit"}}
    assert [table for table, is_read in read.items() if not is_read(settings)] == []
    left(settings, "Un avis de plus.")


def old_rows(step: str, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of a step, those that refer to others last."""
    place = folder / f"{step}.db"
    if not place.exists():
        loaded(step, place)
    opened = create_engine(f"sqlite:///{place}")
    found = {table: rows for table, rows in rows_at(opened).items() if table != "sending_origin"}
    opened.dispose()
    return found


def old_backup(path: Path, step: str, folder: Path) -> None:
    """What the program of that step would have written."""
    tables = old_rows(step, folder)
    with path.open("wb") as file, archive.written(file) as writer:
        for table, rows in tables.items():
            kinds = {name: kind_of(Base.metadata.tables[table].c[name]) for name in rows[0]}
            lines: list[object] = [kinds, *(list(map(plain, row.values())) for row in rows)]
            content = "".join(json.dumps(line) + "\n" for line in lines).encode()
            writer.add(f"registry/{table}.jsonl", io.BytesIO(content), len(content))
        counts = {table: len(rows) for table, rows in tables.items()}
        writer.end(Manifest(FORMAT, PROGRAM, "2025-03-02T09:30:00+00:00", step, counts, None, 0, writer.files))


def plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value

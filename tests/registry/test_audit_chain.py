"""A line of the audit that is changed, taken out, put in or moved shows."""

from collections.abc import Callable

import pytest
from alembic import command
from sqlalchemy import Connection, text

from dashboard.config import Settings
from dashboard.registry import database
from dashboard.registry.audit_chain import BEGINNING, verify
from tests.registry.acts import after, left

_LINES = 5


def _without_its_rules(settings: Settings, change: Callable[[Connection], object]) -> None:
    """What somebody does who holds the database itself."""
    engine = database.engine(settings)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("drop trigger audit_is_kept on audit"))
        else:
            for act in ("update", "delete"):
                connection.execute(text(f"drop trigger audit_no_{act}"))
        change(connection)


def _five(settings: Settings) -> None:
    for rank in range(_LINES):
        left(settings, f"Texte {rank}", after(minutes=rank))


def test_an_empty_audit_holds(settings: Settings) -> None:
    database.engine(settings)
    assert verify(settings).last == BEGINNING


def test_lines_that_were_written_one_after_the_other_hold(settings: Settings) -> None:
    _five(settings)
    found = verify(settings)
    assert (found.lines, found.broken) == (_LINES, None)
    left(settings, "Un de plus")
    assert verify(settings).lines == _LINES + 1
    assert verify(settings).last != found.last


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ("update audit set actor = 'autre' where id = 3", 3),
        ("update audit set detail = 'x' where id = 1", 1),
        ("update audit set at = (select at from audit where id = 5) where id = 4", 4),
        ("update audit set chain = '' where id = 2", 2),
        ("delete from audit where id = 2", 3),
        ("delete from audit where id = 1", 2),
        (
            "insert into audit (id, at, actor, act, object, object_id, detail, chain) "
            "select 9, at, actor, act, object, object_id, detail, chain from audit where id = 5",
            9,
        ),
    ],
)
def test_what_is_changed_behind_shows(settings: Settings, change: str, first: int) -> None:
    _five(settings)
    _without_its_rules(settings, lambda connection: connection.execute(text(change)))
    assert verify(settings).broken == first


def test_lines_of_before_the_chain_are_chained(settings: Settings) -> None:
    _five(settings)
    engine = database.engine(settings)
    before = verify(settings)
    command.downgrade(database.alembic_configuration(engine), "0006")
    command.upgrade(database.alembic_configuration(engine), "head")
    assert verify(settings) == before
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text("update audit set actor = 'autre'"))

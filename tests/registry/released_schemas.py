"""A registry of each released step of the schema, with rows in every table that it had.

`tests/registry/released/<step>.sql` is what SQLite had then, word for word: it is written once, when a step is
released (`python -m tests.registry.released_schemas`), and never again.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Engine, MetaData, create_engine, text
from sqlalchemy.sql.sqltypes import DateTime

from dashboard.registry import database
from dashboard.registry.audit_chain import BEGINNING, link
from dashboard.registry.base import Instant

FOLDER = Path(__file__).with_name("released")
_AT, _DAY = dt.datetime(2025, 3, 2, 9, 30, tzinfo=dt.UTC), dt.date(2025, 4, 1)
_AUDIT = [
    (1, "usager", "left", "left_review", 1, ""),
    (2, "mod", "published", "left_review", 1, ""),
    (3, "greffe", "created", "action", 1, ""),
]
_ITEM = '{"kind": "action", "title": "Un second guichet", "conclusion": "À faire.", "limit": "Ouvrir.", "figure": null}'
"""As the first versions wrote it."""
ROWS: dict[str, list[dict[str, Any]]] = {
    "saved_view": [
        {"id": 1, "name": "Comité d’été", "folded": "comite d'ete", "page": "services", "query": "site=A",
         "created_at": _AT, "changed_at": _AT},
    ],
    "left_review": [
        {"id": 1, "site": "A", "tone": "positive", "channel": "desk", "text": "Accueil rapide, très agréable.",
         "digest": "d" * 64, "state": "published", "created_at": _AT, "published_at": _AT},
        {"id": 2, "site": "A", "tone": "negative", "channel": "online", "text": None, "digest": "",
         "state": "refused", "refusal_reason": "off_topic", "created_at": _AT, "refused_at": _AT},
    ],
    "left_review_theme": [{"left_review_id": 1, "theme": "Relation"}],
    "left_review_contact": [{"left_review_id": 1, "email": "a@exemple.fr"}],
    "left_review_reply": [
        {"id": 1, "left_review_id": 1, "text": "Merci.", "version": 2, "state": "validated", "author": "greffe",
         "created_at": _AT, "validated_by": "chef", "validated_at": _AT},
    ],
    "reply_vote": [{"reply_id": 1, "reader": "r" * 64, "useful": True, "voted_at": _AT}],
    "audit": [
        {"id": number, "at": _AT, "actor": actor, "act": act, "object": table, "object_id": one, "detail": detail}
        for number, actor, act, table, one, detail in _AUDIT
    ],
    "secret": [{"name": "form", "value": "5" * 64}],
    "sending_origin": [{"origin": "o" * 64, "since": _AT, "accepted": 3}],
    "action": [
        {"id": 1, "title": "Un second guichet", "decided": "Ouvrir le matin.", "state": "done", "owner": "greffe",
         "due_on": _DAY, "done_on": _DAY, "commitment": 1, "site": "A", "created_at": _AT},
    ],
    "action_review": [{"action_id": 1, "review": "avis-1", "tied_at": _AT}],
    "review_meeting": [
        {"id": 1, "title": "Revue d’avril", "held_on": _DAY, "query": "site=A", "perimeter": "Site A",
         "data_version": 1, "participants": "Anne", "basis": "", "created_at": _AT},
    ],
    "decision": [
        {"id": 1, "review_meeting_id": 1, "text": "Ouvrir plus tôt", "owner": "chef", "due_on": _DAY, "site": "A",
         "about": "", "state": "open", "created_at": _AT},
    ],
    "agenda_item": [{"id": 1, "review_meeting_id": 1, "place": 1, "content": _ITEM, "comment": "Vu."}],
    "expected_effect": [
        {"action_id": 1, "indicator": "accueil", "direction": "up", "smallest_change": 2.5, "stated_at": _AT},
    ],
    "action_decision": [{"action_id": 1, "decision_id": 1, "review_meeting_id": 1}],
    "person": [
        {"id": 1, "subject": "sub-1", "name": "Anne Martin", "email": "anne@exemple.fr", "first_seen_at": _AT},
    ],
    "role_grant": [
        {"id": 1, "person_id": 1, "role": "pilote", "perimeter": "{\"everywhere\": true}", "granted_by": "installation",
         "granted_at": _AT},
    ],
}  # fmt: skip


def steps() -> list[str]:
    """Every step of the schema, the first one first."""
    scripts = ScriptDirectory(str(database.MIGRATIONS))
    return sorted(script.revision for script in scripts.walk_revisions())


def at_step(opened: Engine, step: str) -> None:
    """Bring an empty database to a step, with the rows of every table that it then has."""
    command.upgrade(database.alembic_configuration(opened), step)
    found = MetaData()
    with opened.begin() as connection:
        found.reflect(connection)
        for table in found.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, DateTime):
                    column.type = Instant()
            rows = [{name: row[name] for name in row if name in table.c} for row in ROWS.get(table.name, [])]
            if table.name == "audit" and "chain" in table.c:
                rows = list(_chained(rows))
            for row in rows:
                connection.execute(table.insert().values(row))
            if rows and "id" in table.c and opened.dialect.name == "postgresql":
                told = f"select setval(pg_get_serial_sequence('{table.name}', 'id'), {len(rows)})"
                connection.execute(text(told))


def rows_at(opened: Engine) -> dict[str, list[dict[str, Any]]]:
    """What every table holds, by the names of its columns."""
    found = MetaData()
    with opened.connect() as connection:
        found.reflect(connection)
        return {
            table.name: [
                {name: _comparable(table.c[name].type, value) for name, value in row.items()}
                for row in connection.execute(table.select().order_by(*table.primary_key.columns)).mappings()
            ]
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


def _comparable(kind: Any, value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
    return bool(value) if isinstance(kind, Boolean) and value is not None else value


def _chained(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    previous = BEGINNING
    for row in rows:
        said = [row[name] for name in ("at", "actor", "act", "object", "object_id", "detail")]
        previous = link(previous, *said)
        yield {**row, "chain": previous}


def dumped(step: str) -> str:
    """The SQL of a registry on SQLite at a step, with its rows."""
    opened = create_engine("sqlite://")
    with opened.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        at_step(opened, step)
        return "\n".join(raw.iterdump()) + "\n"


def loaded(step: str, path: Path) -> None:
    """A registry on SQLite out of the file of a released step."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FOLDER / f"{step}.sql").read_text(encoding="utf-8"))


def main() -> None:
    """Write the files of the steps that have none."""
    for step in steps():
        path = FOLDER / f"{step}.sql"
        if not path.exists():
            path.write_text(dumped(step), encoding="utf-8")


if __name__ == "__main__":
    main()

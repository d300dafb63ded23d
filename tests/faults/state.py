"""What a registry holds, read by plain SQL and not by our code, and the rules that it must never break."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, inspect, make_url, text

from tests.faults.writer import THEMES

Row = dict[str, Any]
_MASKED = "[donnée personnelle]"


@dataclass(frozen=True)
class State:
    """Rows by their number; `ties` has the opinion of each action.

    `audit` is (act, table, number) of each line; `damage` is what SQLite finds wrong.
    """

    reviews: dict[int, Row]
    emails: dict[int, str]
    themes: dict[int, set[str]]
    replies: dict[int, Row]
    votes: set[int]
    actions: dict[int, Row]
    ties: dict[int, str]
    audit: list[tuple[str, str, int]]
    damage: list[str]


def state_of(address: str) -> State:
    """Empty when the registry was killed before it existed, or before it had its tables."""
    nothing = State({}, {}, {}, {}, set(), {}, {}, [], [])
    place = make_url(address)
    if place.get_backend_name() == "sqlite" and not Path(place.database or "").exists():
        return nothing
    opened = create_engine(address, poolclass=NullPool)
    with opened.connect() as connection:
        damage = list(_damage(connection)) if opened.dialect.name == "sqlite" else []
        tables = set(inspect(connection).get_table_names())
        if "left_review" not in tables:
            leftover = tables - {"alembic_version"}
            return replace(nothing, damage=damage + [f"tables half made: {sorted(leftover)}"] * bool(leftover))

        def rows(table: str) -> list[Row]:
            return [dict(row) for row in connection.execute(text(f"select * from {table}")).mappings()]

        themes: dict[int, set[str]] = {}
        for row in rows("left_review_theme"):
            themes.setdefault(row["left_review_id"], set()).add(row["theme"])
        return State(
            reviews={row["id"]: row for row in rows("left_review")},
            emails={row["left_review_id"]: row["email"] for row in rows("left_review_contact")},
            themes=themes,
            replies={row["id"]: row for row in rows("left_review_reply")},
            votes={row["reply_id"] for row in rows("reply_vote")},
            actions={row["id"]: row for row in rows("action")},
            ties={row["action_id"]: row["review"] for row in rows("action_review")},
            audit=[(row["act"], row["object"], row["object_id"]) for row in rows("audit")],
            damage=damage,
        )


def _damage(connection: Connection) -> Iterator[str]:
    """What SQLite finds wrong in its file."""
    for row in connection.execute(text("pragma integrity_check")):
        if row[0] != "ok":
            yield str(row[0])
    for row in connection.execute(text("pragma foreign_key_check")):
        yield f"foreign key: {tuple(row)}"


def missing_acts(state: State, said: Iterable[Mapping[str, Any]]) -> list[str]:
    """Acknowledged acts that are not there, not whole, or have no line in the audit."""
    lines, masked = set(state.audit), {number for act, _, number in state.audit if act == "masked"}
    rewritten = {number for act, _, number in state.audit if act == "rewritten"}
    wrong = []
    for act in said:
        number, done = act["id"], (act["act"], act["table"], act["id"]) in lines
        if act["act"] == "left":
            text = act["text"].replace("Dupont", _MASKED) if number in masked else act["text"]
            done &= state.reviews.get(number, {}).get("text") == text and state.emails.get(number) == act["email"]
        elif act["act"] == "rewritten" or (act["act"] == "drafted" and number not in rewritten):
            done &= state.replies.get(number, {}).get("text") == act["text"]
        elif act["act"] == "voted":
            done &= number in state.votes
        elif act["act"] == "created":
            done &= state.actions.get(number, {}).get("decided") == act["decided"]
        elif act["act"] == "tied":
            done &= state.ties.get(number) == act["review"]
        elif act["act"] == "state_changed":
            done &= state.actions.get(number, {}).get("state") == "done"
        if not done:
            wrong.append(f"{act['act']} {number}")
    return wrong


def broken_rules(state: State) -> list[str]:
    """Whatever was acknowledged: each row is whole and has its line, each line has its row, once."""
    wrong = list(state.damage)
    if len(set(state.audit)) != len(state.audit):
        wrong.append("an act has two lines")
    by_act: dict[str, set[int]] = {}
    for act, _, number in state.audit:
        by_act.setdefault(act, set()).add(number)
    reviews, replies = state.reviews, state.replies
    held = {
        "left": set(reviews),
        "published": {number for number, row in reviews.items() if row["published_at"] is not None},
        "refused": {number for number, row in reviews.items() if row["state"] == "refused"},
        "masked": {number for number, row in reviews.items() if _MASKED in row["text"]},
        "drafted": set(replies),
        "rewritten": {number for number, row in replies.items() if row["version"] == 2},
        "validated": {number for number, row in replies.items() if row["state"] == "validated"},
        "voted": state.votes,
        "created": set(state.actions),
        "tied": set(state.ties),
        "state_changed": {number for number, row in state.actions.items() if row["done_on"] is not None},
    }
    wrong += [f"{act}: rows and audit differ" for act in held if held[act] != by_act.get(act, set())]
    wrong += [f"unknown act {act}" for act in set(by_act) - set(held)]
    wrong += [f"opinion {number} has not its themes" for number in reviews if state.themes.get(number) != set(THEMES)]
    if set(state.emails) != set(reviews):
        wrong.append("an opinion has no contact")
    return wrong

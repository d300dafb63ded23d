"""docs/attacks.md names, for each attack, a test that exists."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (ROOT / "docs" / "attacks.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]
FAMILIES = {
    *("injection", "parcours", "périmètre", "requête forgée", "identité", "session", "redirection", "formule"),
    *("bombe", "épuisement", "protocole", "secret statistique", "traces", "sortie", "automate"),
}


@cache
def defined_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_attack_has_a_test_that_exists() -> None:
    named = [row[-1].strip("` |").split("::") for row in ROWS]
    assert [one for one in named if one[1] not in defined_in(one[0])] == []


def test_the_table_holds_what_it_must() -> None:
    assert [int(row[0].strip("| ")) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) >= 60
    assert {row[1] for row in ROWS} == FAMILIES
    assert all(len(row) == 5 for row in ROWS)

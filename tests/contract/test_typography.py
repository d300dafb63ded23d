"""French typography: a no-break space before « : ; ! ? % » and inside guillemets, in every text that a person reads."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "ui", "wording", "cli", "analyses", "charts", "public_pages", "open_data", "api", "posters", "packs", "typesetting",
    "server", "catalog", "registry", "reception", "domain",
)  # fmt: skip
MODULES = [
    *(path for folder in FOLDERS for path in sorted((ROOT / "dashboard" / folder).rglob("*.py"))),
    ROOT / "dashboard" / "disclosure.py",
    ROOT / "dashboard" / "config.py",
    *sorted((ROOT / "pages").glob("*.py")),
]
BREAKABLE = re.compile(r"« |\w »|[\w*)»] [:;!?%](?=\s|$)")


def _texts(tree: ast.Module) -> list[ast.Constant]:
    """Constants that may be shown: not the docstrings, which are English."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node for node in constants if id(node) not in documented | bare]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_spaces_do_not_break(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    wrong = [
        (node.lineno, node.value)
        for node in _texts(tree)
        if BREAKABLE.search(node.value) and "/*" not in node.value and "<svg" not in node.value
    ]
    assert not wrong

"""The architecture is checked by machine: layers, pages, sizes, names."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = sorted((ROOT / "dashboard").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_each_layer_imports_only_the_layers_below():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_a_short_script(page: Path):
    tree = _tree(page)
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 80
    assert not [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    packages = {name.split(".")[0] for name in _imported(tree)}
    assert packages <= {"streamlit", "dashboard"}
    allowed = {"ui", "charts", "analyses", "domain", "wording", "config", "errors", "loading"}
    layers = {name.split(".")[1] for name in _imported(tree) if name.startswith("dashboard.")}
    assert layers <= allowed


@pytest.mark.parametrize("module", [*MODULES, *PAGES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_functions_fit_on_a_screen(module: Path):
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = (first.end_lineno or node.lineno) if documented else node.lineno
            assert node.end_lineno - start <= 40, f"{node.name} is too long"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_are_short_and_named_after_the_field(module: Path):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300
    assert module.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is(module: Path):
    assert ast.get_docstring(_tree(module))


def test_no_pages_folder_stands_beside_the_router():
    assert not (ROOT / "dashboard" / "pages").exists()


def test_the_repository_speaks_of_the_project_alone():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".sql", ".sh"} and path != Path(__file__) and path.is_file():
            assert "/work/" not in path.read_text(encoding="utf-8"), name

"""The guide says the words of the screens, its pictures are there, light, described, and said to be fictional."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "guide").glob("*.md"))
LABEL = re.compile(r"\*\*«\u00a0(.+?)\u00a0»\*\*")
PICTURE = re.compile(r"!\[(.*?)\]\((.+?)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)[^)]*\)")
LARGEST = 150_000


def _spaced(text: str) -> str:
    return re.sub(r"[\u00a0\u202f ]", " ", text)


@pytest.fixture(scope="module")
def words() -> str:
    """Every text of the code that may be shown, in one."""
    modules = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in modules)
    nodes = (node for tree in trees for node in ast.walk(tree))
    return _spaced(
        "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_label_of_the_guide_is_one_of_the_screens(page: Path, words: str) -> None:
    found = LABEL.findall(page.read_text(encoding="utf-8"))
    assert found
    assert [label for label in found if _spaced(label) not in words] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pictures_are_there_light_described_and_fictional(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for described, file in PICTURE.findall(text):
        assert len(described) > 30
        assert (page.parent / file).stat().st_size <= LARGEST
        assert "Données de démonstration, fictives" in text


@pytest.mark.parametrize(
    "page",
    [*PAGES, *(ROOT / "docs" / f"{name}.md" for name in ("operations", "upgrade")), ROOT / "docs/deploy/README.md"],
    ids=lambda page: page.stem,
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert target.startswith("http") or target == "backup.md" or (page.parent / target).exists(), target


def test_every_page_is_in_the_summary() -> None:
    summary = (ROOT / "docs" / "guide" / "README.md").read_text(encoding="utf-8")
    assert {page.name for page in PAGES if page.name != "README.md"} == set(re.findall(r"\(([a-z-]+\.md)\)", summary))

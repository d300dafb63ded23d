"""The words of Streamlit that fr.js puts into French."""

import json
import re
from pathlib import Path

import pytest
from streamlit import file_util

from dashboard.server import own_files

WORDS = json.loads((own_files.FOLDER / "fr.json").read_text(encoding="utf-8"))
FRENCH = [*WORDS["exact"].values(), *(replacement for _, replacement in WORDS["patterns"])]


@pytest.fixture(scope="module")
def scripts() -> str:
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))


def test_every_word_is_in_the_installed_streamlit(scripts: str) -> None:
    """A word that Streamlit changed would come back in English without a sound."""
    assert [word for word in WORDS["exact"] if word not in scripts] == []


@pytest.mark.parametrize("text", FRENCH)
def test_typography_is_french(text: str) -> None:
    assert not re.search(r"[ \w][:;!?%»]", text.replace("\u00a0", "¤")), "a no-break space comes before : ; ! ? %"
    assert "'" not in text
    assert "..." not in text


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("200MB per file • CSV, XLSX", "200\u00a0Mo par fichier (CSV, XLSX)"),
        ("Remove SPIP", "Retirer SPIP"),
        ("month, Début", "mois, Début"),
        ("01 – January", "01 – janvier"),
    ],
)
def test_sentences_with_a_variable_part(english: str, french: str) -> None:
    for pattern, replacement in WORDS["patterns"]:
        if re.search(pattern, english):
            template = re.sub(r"\$(\d)", r"\\\1", replacement)
            assert re.sub(pattern, template, english) == french
            return
    pytest.fail(f"no pattern for {english!r}")

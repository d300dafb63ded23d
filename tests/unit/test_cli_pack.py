"""`pack` and `minutes`: the documents of a meeting, and one sentence for each mistake."""

import datetime as dt
import io
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.config import settings
from dashboard.domain.agenda import AgendaItem, ItemKind
from dashboard.registry.review_meetings import create_meeting
from tests.shared_home import demonstration

NOW = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    found = demonstration(tmp_path_factory)
    chosen = settings({"BAROMETRE_HOME": str(found)})
    items = [AgendaItem(ItemKind.REMARK, "Tour de table", "")]
    create_meeting(chosen, "Comité", dt.date(2026, 12, 2), {}, 1, "secrétaire", NOW, items, "Tout")
    return found


def test_it_writes_the_slides_of_a_meeting(command, tmp_path: Path) -> None:
    code, out, _ = command("pack", "--meeting", 1, "--out", tmp_path / "revue.pptx")
    assert (code, out) == (0, f"Présentation écrite\u00a0: {tmp_path / 'revue.pptx'}\n")
    made = Presentation(io.BytesIO((tmp_path / "revue.pptx").read_bytes()))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles == ["Comité", "Ordre du jour", "Tour de table", "Décisions"]


@pytest.mark.parametrize(
    ("name", "told", "kicker"),
    [("pack", "Dossier écrit", "Dossier de revue"), ("minutes", "Compte rendu écrit", "Compte rendu de revue")],
)
def test_it_writes_the_documents_of_a_meeting(command, tmp_path: Path, name: str, told: str, kicker: str) -> None:
    code, out, _ = command(name, "--meeting", 1, "--out", tmp_path / "revue.pdf")
    assert (code, out) == (0, f"{told}\u00a0: {tmp_path / 'revue.pdf'}\n")
    document = PdfReader(io.BytesIO((tmp_path / "revue.pdf").read_bytes()))
    assert document.metadata.title.endswith(f"{kicker}\u00a0: Comité")
    text = "\n".join(page.extract_text() for page in document.pages)
    assert "Tour de table" in text
    # Data of a demonstration say so, although the meeting does not know what it rests on.
    assert all("inventés" in page.extract_text() for page in document.pages)


@pytest.mark.parametrize(
    ("command_name", "number", "name", "sentence"),
    [
        ("pack", 99, "revue.pptx", "La revue 99 n’existe pas"),
        ("pack", 1, "revue.odp", "n’est pas un fichier .pptx ou .pdf\u00a0:"),
        ("pack", 1, "absent/revue.pptx", "ne peut pas être écrit"),
        ("minutes", 99, "revue.pdf", "La revue 99 n’existe pas"),
        ("minutes", 1, "revue.pptx", "n’est pas un fichier .pdf\u00a0:"),
        ("minutes", 1, "absent/revue.pdf", "ne peut pas être écrit"),
    ],
)
def test_each_mistake_has_its_sentence(
    command, tmp_path: Path, command_name: str, number: int, name: str, sentence: str
) -> None:
    code, _, err = command(command_name, "--meeting", number, "--out", tmp_path / name)
    assert code == 1
    assert sentence in err

"""`pack`: the slides of a meeting, and one sentence for each mistake."""

import datetime as dt
import io
from pathlib import Path

import pytest
from pptx import Presentation

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
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == ["Comité", "Tour de table", "Décisions"]


@pytest.mark.parametrize(
    ("number", "name", "sentence"),
    [
        (99, "revue.pptx", "La revue 99 n’existe pas"),
        (1, "revue.pdf", "n’est pas un fichier .pptx"),
        (1, "absent/revue.pptx", "ne peut pas être écrit"),
    ],
)
def test_each_mistake_has_its_sentence(command, tmp_path: Path, number: int, name: str, sentence: str) -> None:
    code, _, err = command("pack", "--meeting", number, "--out", tmp_path / name)
    assert code == 1
    assert sentence in err

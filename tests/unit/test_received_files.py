"""What a browser sends is kept under a name of ours, and never beyond the limit that it may ignore."""

from io import BytesIO
from pathlib import Path

import pytest

from dashboard.errors import DashboardError, SourceError
from dashboard.ui.sections.load_under_way import received


class Sent(BytesIO):
    """A file as Streamlit gives it."""

    def __init__(self, name: str, content: bytes = b"a;b\n") -> None:
        super().__init__(content)
        self.name = name


@pytest.mark.parametrize("name", ["a.csv", "../../a.csv", "/etc/passwd", "a\0b.csv", "é\u202e.csv", "dossier/", ""])
def test_a_file_never_leaves_its_folder(name: str, tmp_path: Path) -> None:
    path = received(str(tmp_path), Sent(name))
    assert path.parent == tmp_path
    assert path.read_bytes() == b"a;b\n"


@pytest.mark.parametrize("name", ["..", "x" * 300, "\ud800.csv"])
def test_a_name_that_no_file_can_have_is_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match="ne peut pas être reçu"):
        received(str(tmp_path), Sent(name))


def test_a_file_over_the_limit_is_refused_by_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAROMETRE_UPLOAD_LIMIT_MB", "1")
    with pytest.raises(SourceError, match="dépasse 1\u00a0Mo"):
        received(str(tmp_path), Sent("a.csv", b"x" * 1_100_000))
    assert list(tmp_path.iterdir()) == []

"""The command `poster`: what it writes, where, and the one sentence of each mistake."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from dashboard.cli.poster import LOCAL
from dashboard.config import settings as settings_of
from dashboard.posters.gathering import open_sites
from dashboard.store.store import open_current
from dashboard.wording import poster as words
from tests.shared_home import demonstration

ADDRESS = "https://justice.example.fr/barometre"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The small demonstration."""
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def sites(home):
    return open_sites(open_current(settings_of({"BAROMETRE_HOME": str(home)})))


def text_of(content):
    return " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())


def test_one_poster_a_site_that_is_named(command, sites, tmp_path):
    first, second = sites[:2]
    code, out, err = command(
        "poster", "--site", first, "--site", second, "--out", tmp_path / "new" / "x", "--address", ADDRESS
    )
    assert (code, err) == (0, "")
    assert out.startswith("2\u00a0affiches dans ")
    written = sorted((tmp_path / "new" / "x").iterdir())
    assert [path.name for path in written] == sorted(f"affiche-{one.lower()}-a4.pdf" for one in (first, second))
    text = text_of(written[0].read_bytes())
    assert f"{ADDRESS}/public/sites/" in text
    assert "inventés. Ne pas afficher." in text


def test_all_the_open_sites_in_a_zip_that_is_the_same_each_time(command, sites, tmp_path):
    for name in ("un.zip", "deux.zip"):
        assert command("poster", "--all", "--format", "a3", "--out", tmp_path / name, "--address", ADDRESS)[0] == 0
    with zipfile.ZipFile(tmp_path / "un.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(sites)
        page = PdfReader(io.BytesIO(archive.read(archive.namelist()[0]))).pages[0]
        assert round(page.mediabox.width) == 842
    assert (tmp_path / "un.zip").read_bytes() == (tmp_path / "deux.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deux.zip", "un.zip"]


def test_a_service_leads_to_its_page(command, tmp_path):
    code, _, _ = command("poster", "--service", "point-justice", "--out", tmp_path, "--address", ADDRESS)
    text = text_of((tmp_path / "affiche-point-justice-a4.pdf").read_bytes())
    assert code == 0
    assert f"{ADDRESS}/public/services/point-justice" in text
    assert words.READ_SERVICE in text


def test_the_address_of_the_installation_is_the_usual_one(command, sites, tmp_path, monkeypatch):
    monkeypatch.setenv("BAROMETRE_PUBLIC_ADDRESS", f"{ADDRESS}/")
    assert command("poster", "--site", sites[0], "--out", tmp_path)[2] == ""
    assert f"{ADDRESS}/public/sites/{sites[0]}" in text_of(next(tmp_path.iterdir()).read_bytes())


def test_invented_data_without_an_address_lead_to_this_machine_and_say_so(command, sites, tmp_path):
    code, _, err = command("poster", "--site", sites[0], "--out", tmp_path)
    assert (code, len(err.splitlines())) == (0, 1)
    assert LOCAL in err
    assert f"{LOCAL}/public/sites/{sites[0]}" in text_of(next(tmp_path.iterdir()).read_bytes())


def test_another_period_is_written_on_the_poster(command, sites, tmp_path):
    asked = ("--from", "2025-01", "--to", "2025-06", "--address", ADDRESS)
    assert command("poster", "--site", sites[0], "--out", tmp_path, *asked)[0] == 0
    assert "Résultats de janvier à juin 2025." in text_of(next(tmp_path.iterdir()).read_bytes())


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("--out", "DIR"), 2, "choisir --site CODE, --service CODE ou --all"),
        (("--site", "X", "--all", "--out", "DIR"), 2, "un seul des trois"),
        (("--all",), 2, "il manque l’option --out"),
        (("--all", "--format", "a5", "--out", "DIR"), 2, "choisir parmi a4, a3"),
        (("--site", "ZZ-9", "--out", "DIR"), 1, "Le site «\u00a0ZZ-9\u00a0» n’existe pas"),
        (("--service", "zz", "--out", "DIR"), 1, "Le service «\u00a0zz\u00a0» n’existe pas"),
        (("--all", "--out", "DIR/absent/x.zip"), 1, "n’existe pas\u00a0: le créer"),
        (("--all", "--out", "DIR/file"), 1, "est un fichier"),
        (("--all", "--out", "DIR/folder.zip"), 1, "est un dossier"),
        (("--all", "--out", "DIR", "--address", "barometre"), 1, "--address vaut «"),
        (("--all", "--out", "DIR", "--from", "2025-01"), 1, "--to 2024-12"),
        (("--all", "--out", "DIR/file/x"), 1, "ne peut pas être écrit"),
    ],
)
def test_each_mistake_has_its_sentence(command, tmp_path, arguments, status, sentence):
    (tmp_path / "file").touch()
    (tmp_path / "folder.zip").mkdir()
    given = [argument.replace("DIR", str(tmp_path)) for argument in arguments]
    code, out, err = command("poster", *given)
    assert (code, out) == (status, "")
    assert sentence in err
    assert len(err.splitlines()) == 1


def test_real_data_without_an_address_have_no_code(command, published, monkeypatch, tmp_path):
    monkeypatch.setenv("BAROMETRE_HOME", str(published.home))
    code, out, err = command("poster", "--site", "A", "--out", tmp_path / "out")
    text = text_of((tmp_path / "out" / "affiche-a-a4.pdf").read_bytes())
    assert (code, out[:9]) == (0, "1\u00a0affiche")
    assert err.startswith("Sans code QR")
    assert "Site A" in text
    assert "http" not in text
    assert "inventés" not in text

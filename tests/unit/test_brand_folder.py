"""The folder of a brand: what is read, and the sentence for what cannot be used."""

from pathlib import Path

import pytest

from dashboard import config
from dashboard.catalog.brand_folder import brand_of, read_brand
from dashboard.domain.brand import NEUTRAL
from dashboard.errors import ConfigurationError
from tests.brands import DESCRIPTION, brand_folder, png


def test_a_folder_is_read(tmp_path: Path) -> None:
    brand = read_brand(brand_folder(tmp_path))
    assert brand.authority == "Ministère de l’Essai"
    assert brand.legal == ("Service de la qualité, 1 rue de l’Essai, 75000 Paris.",)
    assert brand.links == (("Mentions légales", "https://essai.example.fr/mentions"),)
    assert brand.logo is not None
    assert (brand.logo.light.name, brand.logo.dark.name, brand.logo.ratio) == ("logo.svg", "logo-dark.png", 2)
    assert (brand.accent, brand.accent_dark) == ("#7A0040", "#FF9AC8")
    assert [path.name for path in brand.files] == ["logo.svg", "logo-dark.png"]


def test_nothing_is_required(tmp_path: Path) -> None:
    brand = read_brand(brand_folder(tmp_path, ""))
    assert (brand.logo, brand.family, brand.accent) == (None, "", NEUTRAL.accent)


def test_without_a_folder_the_look_is_nobodys(tmp_path: Path) -> None:
    assert brand_of(config.settings({"BAROMETRE_HOME": str(tmp_path)})) is NEUTRAL


def test_a_folder_that_does_not_exist_names_its_variable(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"BAROMETRE_BRAND.*pas un dossier"):
        config.settings({"BAROMETRE_BRAND": str(tmp_path / "nowhere")})


def test_a_folder_without_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"brand\.toml est introuvable"):
        read_brand(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('accent = "#7A0040"', 'accent = "rouge"', "n’est pas une couleur"),
        ('accent = "#7A0040"', 'accent = "#FFDD00"', "se lit mal sur #FFFFFF"),
        ('accent_dark = "#FF9AC8"', 'accent_dark = "#300010"', "se lit mal sur #161616"),
        ('light = "logo.svg"', 'light = "../logo.svg"', "n’est pas un nom de fichier du dossier"),
        ('light = "logo.svg"', 'light = "absent.svg"', "ne peut pas être lu"),
        ('light = "logo.svg"', 'light = "secret.txt"', "ni une image SVG ni une image PNG"),
        ('words = "Ministère de l’Essai"', "", "words"),
        ('address = "https://essai.example.fr/mentions"', 'address = "javascript:alert(1)"', "n’est pas une adresse"),
        ("authority", "autority", "clé inconnue"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, before: str, after: str, said: str) -> None:
    folder = brand_folder(tmp_path, DESCRIPTION.replace(before, after, 1))
    with pytest.raises(ConfigurationError, match=said) as refused:
        read_brand(folder)
    assert "brand.toml" in str(refused.value)


@pytest.mark.parametrize(
    "drawing",
    [
        "<html><body/></html>",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "",
    ],
)
def test_a_drawing_that_is_none_or_has_no_size_is_refused(tmp_path: Path, drawing: str) -> None:
    folder = brand_folder(tmp_path)
    (folder / "logo.svg").write_text(drawing, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"SVG|sa taille"):
        read_brand(folder)


def test_a_heavy_logo_is_refused(tmp_path: Path) -> None:
    folder = brand_folder(tmp_path)
    (folder / "logo-dark.png").write_bytes(png(10, 10) + b"\0" * 400_000)
    with pytest.raises(ConfigurationError, match=r"pèse 400 Ko, 300 au plus"):
        read_brand(folder)


def test_a_font_is_a_woff2_of_the_folder(tmp_path: Path) -> None:
    described = DESCRIPTION + '\n[font]\nfamily = "Essai Sans"\n[[font.files]]\nfile = "a.woff2"\nweight = "400"\n'
    folder = brand_folder(tmp_path, described)
    (folder / "a.woff2").write_bytes(b"wOF2" + b"\0" * 100)
    brand = read_brand(folder)
    assert (brand.family, brand.screen_fonts[0].weight, brand.for_documents) == ("Essai Sans", "400", False)
    (folder / "a.woff2").write_bytes(b"MZ")
    with pytest.raises(ConfigurationError, match="WOFF2"):
        read_brand(folder)

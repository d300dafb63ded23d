"""Every setting is described, and a wrong one is refused with a sentence that names it."""

from pathlib import Path

import pytest

from dashboard import config
from dashboard.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_is_documented():
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    texts = ("HOME", "MEMORY_LIMIT", "REGISTRY", "PUBLIC_ADDRESS", "LICENCE", "BRAND", "ACCESS", "TRUSTED_PROXIES")
    headers = ("SUBJECT_HEADER", "NAME_HEADER", "EMAIL_HEADER")
    provider = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET_FILE", "OIDC_SCOPES")
    for variable in [*config._INTEGERS, *(f"BAROMETRE_{name}" for name in (*texts, *headers, *provider))]:
        assert f"`{variable}`" in page


def test_the_default_home_is_inside_the_project(tmp_path: Path):
    assert config.settings({}).home == ROOT / "data" / "var"
    assert config.settings({"BAROMETRE_HOME": str(tmp_path)}).home == tmp_path


@pytest.mark.parametrize("value", ["onze", "-3", "0", "1.5"])
def test_a_wrong_integer_names_its_variable(value: str):
    with pytest.raises(ConfigurationError, match="BAROMETRE_MASKED_BELOW"):
        config.settings({"BAROMETRE_MASKED_BELOW": value})


def test_fragile_may_not_be_below_masked():
    with pytest.raises(ConfigurationError, match="BAROMETRE_FRAGILE_BELOW"):
        config.settings({"BAROMETRE_FRAGILE_BELOW": "5"})


def test_a_licence_is_a_known_code_or_an_address(tmp_path: Path):
    home = {"BAROMETRE_HOME": str(tmp_path)}
    assert config.settings(home | {"BAROMETRE_LICENCE": "ODbL-1.0"}).licence == "ODbL-1.0"
    assert config.settings(home | {"BAROMETRE_LICENCE": "https://licence.test/a"}).licence == "https://licence.test/a"
    with pytest.raises(ConfigurationError, match=r"BAROMETRE_LICENCE.*etalab-2\.0"):
        config.settings(home | {"BAROMETRE_LICENCE": "libre"})


@pytest.mark.parametrize(
    "value", ["barometre.fr", "ftp://barometre.fr", "https://", "https://a b", "https://a.fr/?q=1"]
)
def test_a_wrong_public_address_names_its_variable(value: str):
    with pytest.raises(ConfigurationError, match="BAROMETRE_PUBLIC_ADDRESS"):
        config.settings({"BAROMETRE_PUBLIC_ADDRESS": value})


def test_a_public_address_has_no_final_slash():
    given = {"BAROMETRE_PUBLIC_ADDRESS": " https://justice.example.fr/barometre/ "}
    assert config.settings(given).public_address == "https://justice.example.fr/barometre"

"""Every setting is described, and a wrong one is refused with a sentence that names it."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from streamlit.config import get_config_options

from dashboard import config
from dashboard.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[2]
INTEGERS = config._INTEGERS


PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SETTINGS = dict(re.findall(r"^\| `(BAROMETRE_[A-Z_]+)` \| (.*?) \| .+ \|$", PAGE.partition("## ")[0], re.MULTILINE))
"""Each setting that is described, and its default as it is written."""
NAME = re.compile(r"BAROMETRE_[A-Z_]*[A-Z]")
SERVED = ("dashboard", "pages", "streamlit_app.py", "Containerfile", "docs/deploy", ".streamlit", "Makefile")
SIGNED_IN = {
    "BAROMETRE_ACCESS": "oidc",
    "BAROMETRE_PUBLIC_ADDRESS": "https://barometre.test",
    "BAROMETRE_OIDC_ISSUER": "https://auth.test",
    "BAROMETRE_OIDC_CLIENT_ID": "a",
    "BAROMETRE_OIDC_CLIENT_SECRET": "b",
}
"""Everything is read: the settings of the provider too."""


def test_the_version_of_the_program_is_the_one_that_is_packaged() -> None:
    packaged = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert packaged["version"] == config.PROGRAM


def _texts(*places: str) -> Iterator[str]:
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix in {".py", ".toml", ".conf", ".service", ".yml", ".md", ""}:
                yield file.read_text(encoding="utf-8")


def test_every_setting_is_described_and_every_described_one_exists():
    assert set(SETTINGS) == config.VARIABLES
    named = {name for text in _texts(*SERVED) for name in NAME.findall(text)}
    assert named - config.VARIABLES == set()


def test_nothing_else_is_read_of_the_environment(monkeypatch: pytest.MonkeyPatch):
    """Whatever builds its name: what is asked is recorded."""

    class Recorded(dict):
        asked: ClassVar[set[str]] = set()

        def get(self, name, default=None):
            self.asked.add(name)
            return super().get(name, default)

        __getitem__ = __contains__ = None  # another way of reading would not be recorded

    monkeypatch.setattr(config, "dict", Recorded, raising=False)  # the copy that the settings are read from
    config._settings.__wrapped__(tuple(SIGNED_IN.items()))
    assert {name for name in Recorded.asked if name.startswith("BAROMETRE")} == config.VARIABLES
    readers = {
        "config.py",
        "sign_in_settings.py",
        "serve.py",
        "assembly.py",
        "doctor.py",
        "diagnosed_settings.py",
        "confined_query.py",
    }
    for file in (ROOT / "dashboard").rglob("*.py"):
        if re.search(r"\bos\.environ\b|\bgetenv\b", file.read_text(encoding="utf-8")):
            assert file.name in readers


def test_a_default_is_written_as_the_code_has_it():
    one = config.settings({})
    provider = config.settings(SIGNED_IN).sign_in.provider
    assert provider is not None
    headers = one.sign_in.headers
    expected = {name: str(getattr(one, field, one.sign_in.session_hours)) for name, (field, _, _) in INTEGERS.items()}
    expected |= {
        "BAROMETRE_HOME": f"{one.home.relative_to(ROOT)}/",
        "BAROMETRE_MEMORY_LIMIT": one.memory_limit,
        "BAROMETRE_LOG": one.log,
        "BAROMETRE_ACCESS": one.sign_in.mode.value,
        "BAROMETRE_OIDC_SCOPES": provider.scopes,
        "BAROMETRE_SUBJECT_HEADER": headers.subject,
        "BAROMETRE_NAME_HEADER": headers.name,
        "BAROMETRE_EMAIL_HEADER": headers.email,
    }
    for name, value in expected.items():
        assert SETTINGS[name].strip("`").lower() == value.lower(), name
    said = {SETTINGS[name] for name in config.VARIABLES - set(expected)}
    assert said == {"aucun", "aucune", "Licence Ouverte 2.0", "`sqlite:///…/registry.db` dans `BAROMETRE_HOME`"}
    assert (one.public_address, one.brand, one.metrics_from, one.sign_in.proxies) == ("", None, (), ())


def test_every_variable_of_the_tests_is_described():
    read = re.compile(r"(?:environ(?:\.get)?[\[(]\s*|getenv\(|export )\"?(BAROMETRE_[A-Z_]+)")
    asked = {name for text in _texts("tests", ".ci", "docs/pictures.py") for name in read.findall(text)}
    described = set(re.findall(r"^\| `(BAROMETRE_[A-Z_]+)` \| [^|]+ \|$", PAGE, re.MULTILINE))
    assert asked - config.VARIABLES == described


def test_every_key_of_streamlit_is_described_with_its_value():
    file = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    written = {
        f"{section}.{key}": json.dumps(value)
        for section, keys in file.items()
        if section != "theme"
        for key, value in keys.items()
    }
    assert dict(re.findall(r"^\| `([a-z]+\.\w+)` \| `(.+?)` \| .+ \|$", PAGE, re.MULTILINE)) == written
    streamlit = re.findall(r"`STREAMLIT_([A-Z]+)_([A-Z_]+)`", PAGE)
    known = {option.replace(".", "_").lower() for option in get_config_options()}
    for section, key in streamlit:
        assert f"{section}_{key.replace('_', '')}".lower() in known


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

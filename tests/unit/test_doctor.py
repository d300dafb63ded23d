"""`doctor`: each line, when what it looks at is wrong, says so and what to do."""

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.cli import diagnosed_data, diagnosed_program, diagnosed_settings, doctor
from dashboard.cli.diagnosis import SIGNS, Line, State
from dashboard.config import Settings, settings
from dashboard.registry import database
from tests.registry.acts import left

NOW = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
COOKIE = "STREAMLIT_SERVER_COOKIE_SECRET"
OIDC = {
    "BAROMETRE_ACCESS": "oidc",
    "BAROMETRE_PUBLIC_ADDRESS": "http://barometre.test",
    "BAROMETRE_OIDC_ISSUER": "https://auth.test",
    "BAROMETRE_OIDC_CLIENT_ID": "barometre",
}
HEADER = {"BAROMETRE_ACCESS": "header", "BAROMETRE_TRUSTED_PROXIES": "10.0.0.0/8"}


def _not_good(lines) -> list[Line]:
    found = [line for line in lines if line.state is not State.GOOD]
    for line in found:
        assert str(line).startswith(SIGNS[line.state][0])
        assert SIGNS[line.state][1] in str(line)
    return found


def _one(lines, state: State, *words: str) -> None:
    """One line is not good, is of this state, and says these words."""
    [line] = _not_good(lines)
    assert line.state is state
    for word in words:
        assert word in str(line)


def test_a_sound_installation_has_nothing_to_mend(published: Settings) -> None:
    found = _not_good(doctor.examined({"BAROMETRE_HOME": str(published.home), "BAROMETRE_MEMORY_LIMIT": "500MB"}, NOW))
    assert [line for line in found if line.what not in {"Place", "Mémoire", "Processeurs"}] == []


def test_a_name_that_is_nearly_a_setting() -> None:
    _one(diagnosed_settings.names({"BAROMETRE_HOMES": "/srv"}), State.WRONG, "BAROMETRE_HOMES", "BAROMETRE_HOME\u00a0?")
    _one(diagnosed_settings.names({"BAROMETRE_COULEUR": "bleu"}), State.WRONG, "configuration.md")
    assert not _not_good(diagnosed_settings.names({"BAROMETRE_REQUIRE_BROWSER": "1", "PATH": "/bin"}))


def test_secrets_are_never_shown() -> None:
    given = {
        "BAROMETRE_OIDC_CLIENT_SECRET": "s3cr3t",
        "BAROMETRE_REGISTRY": "postgresql+psycopg://spp:m0tdepasse@db/spp",
    }
    said = " ".join(map(str, [*diagnosed_settings.names(given), *diagnosed_settings.secrets(given)]))
    assert "s3cr3t" not in said
    assert "m0tdepasse" not in said
    assert "postgresql+psycopg://spp:(masqué)@db/spp" in said


def test_secrets_are_long_and_read_by_nobody_else(tmp_path: Path) -> None:
    _one(diagnosed_settings.secrets({COOKIE: "court"}), State.WRONG, COOKIE, "32")
    _one(diagnosed_settings.secrets({"BAROMETRE_OIDC_CLIENT_SECRET": "court"}), State.WRONG, "16")
    file = tmp_path / "secret"
    file.write_text("x" * 40, encoding="utf-8")
    file.chmod(0o604)
    _one(diagnosed_settings.secrets({"BAROMETRE_OIDC_CLIENT_SECRET_FILE": str(file)}), State.WRONG, "chmod o=")
    file.write_text("x", encoding="utf-8")
    file.chmod(0o600)
    _one(diagnosed_settings.secrets({"BAROMETRE_OIDC_CLIENT_SECRET_FILE": str(file)}), State.WRONG, "moins de 16")


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"BAROMETRE_THREADS": "zéro"}, "BAROMETRE_THREADS"),
        ({"BAROMETRE_ACCESS": "header"}, "BAROMETRE_TRUSTED_PROXIES manque"),
        (OIDC, "BAROMETRE_OIDC_CLIENT_SECRET"),
    ],
)
def test_settings_that_cannot_be_used(environment: dict[str, str], word: str) -> None:
    _one(doctor.examined(environment, NOW), State.WRONG, word)


def test_the_brand_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text("couleur = 3", encoding="utf-8")
    _one(diagnosed_settings.brand(Settings(home=tmp_path, brand=tmp_path)), State.WRONG, "couleur")


def test_doors_that_do_not_agree(settings: Settings, tmp_path: Path) -> None:
    home = {"BAROMETRE_HOME": str(settings.home)}
    hosts = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "barometre.test"}
    wide = _settings(HEADER | home)
    _one(diagnosed_settings.access(wide, {}), State.LOOK, "16777216 adresses")
    plain = _settings(OIDC | home | {"BAROMETRE_OIDC_CLIENT_SECRET": "x" * 16})
    _one(diagnosed_settings.access(plain, hosts), State.LOOK, "https")
    public = _settings(home | {"BAROMETRE_PUBLIC_ADDRESS": "https://barometre.test"})
    _one(diagnosed_settings.access(public, {}), State.LOOK, "ALLOWED_HOSTS")
    _one(diagnosed_settings.forwarded(wide, {"FORWARDED_ALLOW_IPS": "*"}), State.WRONG, "FORWARDED_ALLOW_IPS")
    left(settings)
    narrow = _settings(HEADER | home | {"BAROMETRE_TRUSTED_PROXIES": "10.0.0.5"})
    _one(diagnosed_settings.access(narrow, {}), State.LOOK, "access grant")


def _settings(environment: dict[str, str]) -> Settings:
    return settings(environment)


def test_python_and_packages(tmp_path: Path) -> None:
    _one([diagnosed_program._python((3, 9, 1))], State.WRONG, "3.9.1", "3.11")
    pins = tmp_path / "requirements.txt"
    pins.write_text("# pins\npytest==0.1\nabsent-package==1.0\n", encoding="utf-8")
    found = _not_good(diagnosed_program._packages(pins))
    assert [line.state for line in found] == [State.WRONG] * 2
    assert ["0.1 est attendu" in str(found[0]), "pas installé" in str(found[1])] == [True, True]


def test_documents_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#inconnu", encoding="utf-8")
    _one([diagnosed_program._typesetting(broken)], State.WRONG, "composition")
    monkeypatch.setattr(diagnosed_program, "FONTS", tmp_path)
    _one([diagnosed_program._typesetting(broken)], State.WRONG, "polices")


def test_processors_and_memory(settings: Settings) -> None:
    _one([diagnosed_program._processors(replace(settings, threads=8), 2)], State.LOOK, "BAROMETRE_THREADS", "donner 2")
    _one([diagnosed_program._memory(replace(settings, memory_limit="4GB"), 5 * 10**9)], State.LOOK, "5,0 Go", "4GB")


def test_the_home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.published.mkdir(parents=True)
    monkeypatch.setattr(diagnosed_data, "LEAST_FREE", 1 << 62)
    _one(diagnosed_data.home(settings), State.LOOK, "libérer de la place")
    monkeypatch.setattr(diagnosed_data, "LEAST_FREE", 0)
    (settings.published / ".data-000004.duckdb.tmp").touch()
    _one(diagnosed_data.home(settings), State.LOOK, ".data-000004.duckdb.tmp")
    (settings.published / ".data-000004.duckdb.tmp").unlink()
    settings.home.chmod(0o777)
    _one(diagnosed_data.home(settings), State.WRONG, "chmod o-w")
    settings.home.chmod(0o755)
    monkeypatch.setattr(diagnosed_data.os, "access", lambda *_: False)
    _one(diagnosed_data.home(settings), State.WRONG, "accessible en écriture")


def test_nothing_is_published(settings: Settings) -> None:
    _one(diagnosed_data.data(settings), State.WRONG, "Aucune donnée publiée")


@pytest.mark.parametrize("harm", ["content", "pointer", "build"])
def test_the_version_served(published: Settings, harm: str) -> None:
    [file] = published.published.glob("data-*.duckdb")
    if harm == "content":
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(content)
    elif harm == "pointer":
        (published.published / "CURRENT").write_text("{", encoding="utf-8")
    lines = _not_good(diagnosed_data.data(published if harm != "build" else replace(published, masked_below=12)))
    assert State.WRONG in {line.state for line in lines}
    assert "publish" in " ".join(map(str, lines))


def test_the_registry(settings: Settings) -> None:
    left(settings)
    file = settings.home / "registry.db"
    file.chmod(0o640)
    assert not _not_good(diagnosed_data.registry(settings))
    file.chmod(0o644)
    _one(diagnosed_data.registry(settings), State.LOOK, "chmod o=")
    file.chmod(0o640)
    database.forget(settings)
    _changed(file, "drop trigger audit_no_update", "update audit set actor = 'autre'")
    _one(diagnosed_data.registry(settings), State.WRONG, "Journal des actes", "ligne 1")
    _changed(file, "update alembic_version set version_num = '0006'")
    _one(diagnosed_data.registry(settings), State.LOOK, "0006", "sauvegarder")
    _changed(file, "update alembic_version set version_num = '9999'")
    _one(diagnosed_data.registry(settings), State.WRONG, "plus récent")
    database.forget(settings)
    for empty in (True, False):  # the mark beside says that there was one; to look makes no new one
        file.write_bytes(b"") if empty else file.unlink()
        _one(diagnosed_data.registry(settings), State.WRONG, "a disparu", "restore")
        assert file.exists() == empty
    for path in settings.home.glob("registry.db*"):
        path.unlink()
    file.write_bytes(b"this is not a database, and never was" * 40)
    _one(diagnosed_data.registry(settings), State.WRONG, "endommagé")


def _changed(file: Path, *statements: str) -> None:
    with sqlite3.connect(file) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_the_clock(published: Settings) -> None:
    assert not _not_good(diagnosed_data.clock(published, NOW))
    _one(diagnosed_data.clock(published, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)), State.WRONG, "Horloge", "chrony")

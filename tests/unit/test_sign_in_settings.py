"""What the operator says of signing in: complete or refused, and a secret is never shown."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from dashboard.config import settings
from dashboard.errors import ConfigurationError
from dashboard.sign_in_settings import NOBODY_SIGNS_IN, Mode

SECRET = "tres-secret-4242"
OIDC = {
    "BAROMETRE_ACCESS": "oidc",
    "BAROMETRE_PUBLIC_ADDRESS": "https://barometre.example.fr",
    "BAROMETRE_OIDC_ISSUER": "https://auth.example.fr/api/v2/",
    "BAROMETRE_OIDC_CLIENT_ID": "barometre",
    "BAROMETRE_OIDC_CLIENT_SECRET": SECRET,
}
HEADER = {"BAROMETRE_ACCESS": "header", "BAROMETRE_TRUSTED_PROXIES": "10.0.0.5, fd00::/64 192.168.1.0/24"}


def test_nobody_signs_in_without_a_setting() -> None:
    assert settings({}).sign_in == NOBODY_SIGNS_IN
    assert settings({"BAROMETRE_ACCESS": " "}).sign_in.mode is Mode.OPEN


def test_a_proxy_is_named_by_its_addresses() -> None:
    found = settings(HEADER | {"BAROMETRE_SUBJECT_HEADER": "X-Sub", "BAROMETRE_SESSION_HOURS": "4"}).sign_in
    assert (found.mode, found.session_hours) == (Mode.HEADER, 4)
    assert found.proxies == (ip_network("10.0.0.5"), ip_network("fd00::/64"), ip_network("192.168.1.0/24"))
    assert (found.headers.subject, found.headers.email) == ("x-sub", "x-remote-email")


def test_a_provider_is_named_and_its_secret_is_not_shown(tmp_path: Path) -> None:
    found = settings(OIDC)
    assert found.sign_in.provider is not None
    assert found.sign_in.provider.issuer == "https://auth.example.fr/api/v2"
    assert found.sign_in.provider.client_secret == SECRET
    assert found.sign_in.provider.scopes == "openid given_name usual_name email"
    assert SECRET not in repr(found)
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    from_file = {"BAROMETRE_OIDC_CLIENT_SECRET": "", "BAROMETRE_OIDC_CLIENT_SECRET_FILE": str(file)}
    assert settings(OIDC | from_file).sign_in == found.sign_in


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"BAROMETRE_ACCESS": "ouvert"}, "BAROMETRE_ACCESS.*open, header, oidc"),
        ({**HEADER, "BAROMETRE_TRUSTED_PROXIES": ""}, "BAROMETRE_TRUSTED_PROXIES manque"),
        ({**HEADER, "BAROMETRE_TRUSTED_PROXIES": "mandataire.local"}, "BAROMETRE_TRUSTED_PROXIES.*mandataire.local"),
        ({**HEADER, "BAROMETRE_TRUSTED_PROXIES": "10.0.0.5/24"}, "BAROMETRE_TRUSTED_PROXIES.*10.0.0.5/24"),
        ({**HEADER, "BAROMETRE_TRUSTED_PROXIES": "0.0.0.0/0"}, "tout le monde"),
        ({**HEADER, "BAROMETRE_TRUSTED_PROXIES": "::/0"}, "tout le monde"),
        ({**HEADER, "BAROMETRE_NAME_HEADER": "X Name"}, "BAROMETRE_NAME_HEADER"),
        ({**HEADER, "BAROMETRE_EMAIL_HEADER": "x-remote-user"}, "BAROMETRE_EMAIL_HEADER"),
        ({**HEADER, "BAROMETRE_SUBJECT_HEADER": "X-Spp-Person"}, "BAROMETRE_SUBJECT_HEADER"),
        ({**HEADER, "BAROMETRE_SESSION_HOURS": "0"}, "BAROMETRE_SESSION_HOURS"),
        ({**OIDC, "BAROMETRE_PUBLIC_ADDRESS": ""}, "BAROMETRE_PUBLIC_ADDRESS manque"),
        ({**OIDC, "BAROMETRE_OIDC_ISSUER": ""}, "BAROMETRE_OIDC_ISSUER"),
        ({**OIDC, "BAROMETRE_OIDC_ISSUER": "http://auth.example.fr"}, "BAROMETRE_OIDC_ISSUER.*https"),
        ({**OIDC, "BAROMETRE_OIDC_ISSUER": "https://moi@auth.example.fr"}, "BAROMETRE_OIDC_ISSUER"),
        ({**OIDC, "BAROMETRE_OIDC_ISSUER": "https://auth.example.fr?x=1"}, "BAROMETRE_OIDC_ISSUER"),
        ({**OIDC, "BAROMETRE_OIDC_CLIENT_ID": ""}, "BAROMETRE_OIDC_CLIENT_ID manque"),
        ({**OIDC, "BAROMETRE_OIDC_SCOPES": "email"}, "BAROMETRE_OIDC_SCOPES.*openid"),
        ({**OIDC, "BAROMETRE_OIDC_CLIENT_SECRET": ""}, "soit BAROMETRE_OIDC_CLIENT_SECRET"),
        ({**OIDC, "BAROMETRE_OIDC_CLIENT_SECRET_FILE": "/x"}, "soit BAROMETRE_OIDC_CLIENT_SECRET"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_name(changed: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigurationError, match=named) as refused:
        settings(changed)
    assert SECRET not in str(refused.value)


def test_a_secret_is_read_from_a_file_that_holds_one(tmp_path: Path) -> None:
    given = OIDC | {"BAROMETRE_OIDC_CLIENT_SECRET": ""}
    with pytest.raises(ConfigurationError, match="fichier ou dossier absent"):
        settings(given | {"BAROMETRE_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "absent")})
    empty = tmp_path / "vide"
    empty.touch()
    with pytest.raises(ConfigurationError, match="est vide"):
        settings(given | {"BAROMETRE_OIDC_CLIENT_SECRET_FILE": str(empty)})

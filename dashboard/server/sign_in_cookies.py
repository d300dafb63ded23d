"""The cookies of signing in and out: out of reach of scripts, and sent where they are read, no further."""

from starlette.responses import Response

from dashboard.config import Settings
from dashboard.server.gate import COOKIE
from dashboard.server.own_path import SIGN_IN, SIGN_OUT

PENDING = "spp_connexion"
LEAVING = "spp_deconnexion"
ID_TOKEN = "spp_id_token"
LONGEST = 3800
"""Characters: browsers drop a cookie of more than 4096 with its name and attributes."""
_UNDER = {COOKIE: "", PENDING: SIGN_IN, LEAVING: SIGN_OUT, ID_TOKEN: SIGN_OUT}


class Cookies:
    """Those of one installation. `base`: the path at which it is served, without a final slash."""

    def __init__(self, base: str, settings: Settings) -> None:
        self._base, self._secure = base, settings.public_address.startswith("https:")

    def give(self, answer: Response, name: str, value: str, seconds: int) -> None:
        """Lax and not Strict: a browser that comes back from the provider comes from another site."""
        answer.set_cookie(
            name, value, seconds, path=self._path(name), secure=self._secure, httponly=True, samesite="lax"
        )

    def forget(self, answer: Response, *names: str) -> Response:
        """The same answer, after which the browser has them no more."""
        for name in names:
            answer.delete_cookie(name, self._path(name), secure=self._secure, httponly=True, samesite="lax")
        return answer

    def _path(self, name: str) -> str:
        return f"{self._base}{_UNDER[name]}" or "/"

"""Where a person goes on after they signed in: a path of ours, never another site."""

import re
from urllib.parse import unquote

SIGN_IN = "/connexion"
SIGN_OUT = "/deconnexion"
LONGEST = 2000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
"""Control characters and spaces, which browsers drop, and the backslash, which they read as a slash."""


def own_path(written: str, base: str) -> str:
    """The path and the query when they are of this application, else its first page. `base`: the path at which it is
    served, without a final slash."""
    return written if _is_own(written, base) else f"{base}/"


def _is_own(written: str, base: str) -> bool:
    if len(written) > LONGEST or _UNSAFE.search(written) or not written.startswith(f"{base}/"):
        return False
    # Decoded as browsers do: `%2e%2e` climbs as `..` does. It begins with one slash, so it names no other host.
    path = unquote(written.partition("?")[0])
    if "//" in path or "\\" in path or "#" in written or {".", ".."} & set(path.split("/")):
        return False
    return not path.removeprefix(base).startswith((SIGN_IN, SIGN_OUT))

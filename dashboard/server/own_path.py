"""Where a person goes on after they signed in: a path of ours, never another site."""

import re
from urllib.parse import unquote, urlsplit

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
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or parts.fragment or "//" in parts.path:
        return False
    path = unquote(parts.path)
    # Decoded once by the browser's own rules: `%2e%2e` climbs as `..` does.
    if _UNSAFE.search(path.replace(" ", "")) or {".", ".."} & set(path.split("/")) or "//" in path:
        return False
    return not path.removeprefix(base).startswith((SIGN_IN, SIGN_OUT))

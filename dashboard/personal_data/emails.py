"""E-mail addresses, also with the at sign in words."""

import re

from dashboard.personal_data.kinds import Spans

_AT = re.compile(r"@|[ ]?[(\[](?:at|arobase|arobas)[)\]][ ]?|[ ]arobas[e]?[ ]", re.IGNORECASE)
_LOCAL_BACKWARDS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}")
_EDGES = ".'`/=?!{|}&*#"
_LONGEST_LOCAL = 64


def emails(text: str) -> Spans:
    """From an at sign, as far left as an address goes and as far right as a domain does: each is looked at once."""
    found: Spans = []
    for sign in _AT.finditer(text):
        left = max(sign.start() - _LONGEST_LOCAL, found[-1][1] if found else 0)
        local = _LOCAL_BACKWARDS.match(text[left : sign.start()][::-1])
        domain = _DOMAIN.match(text, sign.end())
        name = local.group()[::-1].lstrip(_EDGES) if local else ""
        if name and domain:
            found.append((sign.start() - len(name), domain.end()))
    return found

"""The text of a reply: nothing is left of the blanks of the template that it began with."""

import re

from dashboard.errors import RegistryError
from dashboard.reception.free_text import checked_text

BLANK = re.compile(r"\[[^\[\]\n]{1,80}\]")
"""« [date] »: what the writer of a reply has to fill."""


def checked_reply(written: str) -> str:
    """Raises RegistryError: empty, too long, or a blank that is not filled."""
    text = checked_text(written, "La réponse").text
    if blank := BLANK.search(text):
        raise RegistryError(
            f"La réponse contient encore un passage à compléter, «\u00a0{blank[0]}\u00a0»\u00a0: "
            "l’écrire, ou le retirer avec ses crochets."
        )
    return text

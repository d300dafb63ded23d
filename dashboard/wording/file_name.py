"""The name of a file that people keep: no accent, no space, nothing that a system refuses."""

import re
import unicodedata

LONGEST = 60


def file_name(title: str) -> str:
    """« Indicateurs de l’engagement 5 » → `indicateurs-de-l-engagement-5`, without extension, never empty."""
    bare = unicodedata.normalize("NFKD", title.lower().replace("œ", "oe").replace("æ", "ae"))
    ascii_only = "".join(character for character in bare if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].rstrip("-") or "tableau"

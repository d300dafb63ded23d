"""Reads data/reference/reply_templates.toml."""

import re
from functools import lru_cache
from pathlib import Path

from dashboard.catalog.review_theme_file import review_themes
from dashboard.catalog.table import Table, read_table
from dashboard.config import REFERENCE
from dashboard.domain.left_review import LONGEST_TEXT, Tone
from dashboard.domain.reply_template import ReplyTemplate

_CODE = re.compile(r"[a-z0-9-]+")
_BRACKETS = re.compile(r"[^\[\]]*(?:\[[^\[\]\n]{1,80}\][^\[\]]*)*")


def read_reply_templates(path: Path) -> tuple[ReplyTemplate, ...]:
    """The templates in the order of the file. Raises ConfigurationError that names the file, the place and the key."""
    root = read_table(path)
    found: dict[str, ReplyTemplate] = {}
    themes = {theme for tags in review_themes().tags.values() for theme in tags}
    for table in root.tables("templates", required=True):
        template = _template(table, themes)
        if template.code in found:
            raise table.refusal("code", f"«\u00a0{template.code}\u00a0» sert à deux modèles")
        if template.name in {other.name for other in found.values()}:
            raise table.refusal("name", f"«\u00a0{template.name}\u00a0» sert à deux modèles")
        found[template.code] = template
    root.close()
    return tuple(found.values())


@lru_cache(maxsize=1)
def reply_templates() -> tuple[ReplyTemplate, ...]:
    """The templates of the application."""
    return read_reply_templates(REFERENCE / "reply_templates.toml")


def _template(table: Table, themes: set[str]) -> ReplyTemplate:
    code, name = table.text("code", longest=40), table.text("name", longest=80)
    tones, cited = table.texts("tones"), table.texts("themes")
    text = table.text("text", longest=LONGEST_TEXT).strip()
    table.close()
    if not _CODE.fullmatch(code):
        raise table.refusal(
            "code", f"«\u00a0{code}\u00a0»\u00a0: attendu des lettres sans accent, des chiffres et des tirets"
        )
    if not tones or not {tone.value for tone in Tone}.issuperset(tones):
        raise table.refusal("tones", f"attendu au moins un de\u00a0: {', '.join(Tone)}")
    if unknown := [theme for theme in cited if theme not in themes]:
        raise table.refusal(
            "themes", f"«\u00a0{unknown[0]}\u00a0» n’est pas l’un de\u00a0: {', '.join(sorted(themes))}"
        )
    if not _BRACKETS.fullmatch(text):
        raise table.refusal("text", "un blanc s’écrit entre crochets, sur une ligne, en 80 caractères au plus")
    return ReplyTemplate(code, name, tuple(Tone(tone) for tone in tones), cited, text)

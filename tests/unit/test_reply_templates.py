"""Templates of replies: those of the project, and each rule of the file broken once."""

from pathlib import Path

import pytest

from dashboard.catalog.reply_template_file import read_reply_templates, reply_templates
from dashboard.domain.left_review import Tone
from dashboard.errors import ConfigurationError, RegistryError
from dashboard.reception.reply_text import BLANK, checked_reply

TEMPLATE = """\
[[templates]]
code = "essai"
name = "Essai"
tones = ["negative"]
themes = ["Relation"]
text = "Bonjour. [Ce qui est fait.]"
"""


def read(folder: Path, content: str) -> object:
    path = folder / "reply_templates.toml"
    path.write_text(content, encoding="utf-8")
    return read_reply_templates(path)


def test_every_template_has_a_blank_and_is_refused_until_it_is_filled() -> None:
    for template in reply_templates():
        with pytest.raises(RegistryError, match="un passage à compléter"):
            checked_reply(template.text)
        filled = BLANK.sub("rempli", template.text)
        assert checked_reply(filled) == filled


def test_an_opinion_of_any_tone_and_theme_has_a_template() -> None:
    themes = {theme for template in reply_templates() for theme in template.themes}
    for tone in Tone:
        for theme in themes:
            assert [template for template in reply_templates() if template.suits(tone, [theme])]


def test_a_template_suits_a_tone_and_a_theme(tmp_path: Path) -> None:
    [template] = read_reply_templates(_written(tmp_path))
    assert template.suits(Tone.NEGATIVE, ["Réactivité", "Relation"])
    assert not template.suits(Tone.NEGATIVE, [])
    assert not template.suits(Tone.POSITIVE, ["Relation"])


def _written(folder: Path) -> Path:
    path = folder / "reply_templates.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"essai"', '"Essai 1"', "code"),
        ('["negative"]', "[]", "tones"),
        ('["negative"]', '["furious"]', "tones"),
        ('["Relation"]', '["Météo"]', "themes"),
        ("fait.]", "fait.", "text"),
        ("Bonjour. [", "[Bonjour. [", "text"),
        ("[Ce qui est fait.]", f"[{'x' * 81}]", "text"),
        ('name = "Essai"', 'name = "Essai"\nnote = "x"', "note"),
    ],
)
def test_a_wrong_file_names_the_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in TEMPLATE
    with pytest.raises(ConfigurationError, match=f"reply_templates.toml, .*«\u00a0{key}\u00a0»"):
        read(tmp_path, TEMPLATE.replace(old, new, 1))


def test_two_templates_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="deux modèles"):
        read(tmp_path, TEMPLATE * 2)
    with pytest.raises(ConfigurationError, match="clé «\u00a0name\u00a0»"):
        read(tmp_path, TEMPLATE + TEMPLATE.replace('"essai"', '"autre"'))

"""Names of files and cells of a refusal are shown as they are, whatever Markdown would make of them."""

import re

import pytest

from dashboard.ui.plain_text import as_written


@pytest.mark.parametrize("sign", list("\\`*_{}[]()#+!$:~|<>-"))
def test_a_sign_of_markdown_is_escaped(sign):
    assert as_written(f"a{sign}b") == f"a\\{sign}b"


def test_nothing_else_is_changed():
    sentence = "« l’été.csv » [x](http://e) *gras* $1$ :red[z]"
    assert re.sub(r"\\(.)", r"\1", as_written(sentence)) == sentence
    assert as_written("« l’été », ligne 2.") == "« l’été », ligne 2."

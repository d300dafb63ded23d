"""The theme that is kept is the one that Streamlit would read again."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dashboard.server import session_theme
from dashboard.server.assembly import find_configuration

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_told_is_what_streamlit_reads(section: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find_configuration()
    config.get_config_options(force_reparse=True)
    monkeypatch.setattr(app_session, "_populate_theme_msg", session_theme._read)
    session_theme.keep_theme()
    expected, told, again = CustomThemeConfig(), CustomThemeConfig(), CustomThemeConfig()
    session_theme._read(expected, section)
    app_session._populate_theme_msg(told, section)
    app_session._populate_theme_msg(again, section)
    assert told == again == expected
    assert (expected.ByteSize() > 0) == ("sidebar" not in section)


def test_every_session_is_told_by_the_function_that_is_replaced() -> None:
    """A version of Streamlit that calls another one would pass us by in silence."""
    assert "_populate_theme_msg" in app_session.AppSession._create_new_session_message.__code__.co_names

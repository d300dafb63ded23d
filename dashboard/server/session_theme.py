"""The theme told to the browser at each run of a page, read once from the configuration.

Streamlit walks all its options six times and checks every colour again, in the thread that serves everybody: 5 to 7 %
of a click. Ours do not change while the server runs (`server.fileWatcherType = "none"`).
"""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_read = app_session._populate_theme_msg


@cache
def _theme(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    _read(message, section)
    return message


def _populate(message: CustomThemeConfig, section: str = "theme") -> None:
    message.MergeFrom(_theme(section))


def keep_theme() -> None:
    """To be called once the theme is known, brand included; later changes of the configuration are not seen."""
    _theme.cache_clear()
    app_session._populate_theme_msg = _populate  # type: ignore[assignment]

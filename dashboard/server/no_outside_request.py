"""Streamlit asks a site outside for this machine's public address: to write it at start, and to judge a WebSocket that
comes from another origin. Neither is wanted: nothing leaves the server, and no foreign page may make it speak."""

from streamlit import net_util


def stay_inside() -> None:
    """The public address is not known from now on: an origin is ours by its host, or by `server.corsAllowedOrigins`."""
    net_util.get_external_ip = _unknown


def _unknown() -> None:
    return None

"""A server started by a test: its port, and the moment at which it answers."""

import socket
import subprocess
import time

import httpx

_LIMIT_S = 90


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until it answers 200; False when the process ends before, or never answers."""
    limit = time.monotonic() + _LIMIT_S
    while time.monotonic() < limit and process.poll() is None:
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return True
        except httpx.TransportError:
            time.sleep(0.1)
    return False

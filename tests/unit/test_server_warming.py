"""Slow libraries are loaded when the server starts."""

import subprocess
import sys


def test_slow_libraries_are_loaded_aside() -> None:
    code = (
        "import sys; from dashboard.server.warming import SLOW, warm_up\n"
        "assert not any(name in sys.modules for name in SLOW)\n"
        "warm_up().join()\n"
        "assert all(name in sys.modules for name in SLOW)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

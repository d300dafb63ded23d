"""A short version of `python -m tests.faults registry` and of `burst`."""

from tests.faults import burst, registry


def test_what_is_acknowledged_survives_a_kill() -> None:
    _, rows, sound = registry.run(5)
    assert sound, rows


def test_a_burst_loses_nothing() -> None:
    _, rows, sound = burst.run(200)
    assert sound, rows
    assert ("accepted", 200) in rows

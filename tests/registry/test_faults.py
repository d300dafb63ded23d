"""Short versions of the trials of `python -m tests.faults`."""

from tests.faults import burst, registry


def test_what_is_acknowledged_survives_a_kill() -> None:
    _, rows, sound = registry.run(5)
    assert sound, rows


def test_it_does_on_postgresql_too(postgresql_server: str) -> None:
    assert postgresql_server
    _, rows, sound = registry.run_on_postgresql(5)
    assert sound, rows


def test_registries_that_are_wrong_on_purpose_are_seen() -> None:
    _, rows, seen = registry.run_broken(5)
    assert seen, rows


def test_a_burst_loses_nothing() -> None:
    _, rows, sound = burst.run(200)
    assert sound, rows
    assert ("accepted", 200) in rows

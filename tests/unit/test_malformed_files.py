"""More than three hundred malformed sources, each refused in a sentence or loaded whole (tests/faults/loaders.py)."""

from pathlib import Path

from tests.faults import loaders
from tests.fuzz_files import SOUND, WAYS, cases

NUMBER = 320


def test_every_kind_is_damaged_in_every_way() -> None:
    met = {(case.kind, case.label) for case in cases(NUMBER)}
    assert {kind for kind, _ in met} == set(SOUND)
    assert 3 * len(WAYS) * len(SOUND) < NUMBER
    assert [case.content for case in cases(30)] == [case.content for case in cases(30)]


def test_a_malformed_source_is_a_sentence_or_a_whole_load(tmp_path: Path) -> None:
    outcome = loaders.every(NUMBER, 0, tmp_path)
    assert outcome.faults == []
    assert outcome.counts["refused"] > NUMBER // 2
    assert outcome.counts["loaded"] > NUMBER // 20
    assert outcome.counts["refused"] + outcome.counts["loaded"] == NUMBER


def test_the_trial_sees_a_load_that_is_half_done(tmp_path: Path) -> None:
    settings = loaders.prepared(tmp_path)
    whole = loaders.tree(settings.staging)
    (settings.staging / "0001" / "more.parquet").write_bytes(b"")
    assert loaders.tree(settings.staging) != whole

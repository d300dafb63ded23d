"""More than three hundred malformed sources, each refused in a sentence or loaded whole (tests/faults/loaders.py)."""

from pathlib import Path

from tests.faults import loaders
from tests.fuzz_files import SOUND, WAYS, Case, cases

NUMBER = 320


def test_every_kind_is_damaged_in_every_way() -> None:
    met = {(case.kind, case.label) for case in cases(100)}
    assert {kind for kind, _ in met} == set(SOUND)
    assert 3 * len(WAYS) * len(SOUND) < NUMBER


def test_the_same_seed_gives_the_same_sources() -> None:
    """Archives and statistical files hold the moment that they were made at: texts only."""

    def texts(seed: int) -> list[Case]:
        dated = (b"PK", b"$FL", b"<stata")
        return [one for one in cases(40, seed) if not one.content.startswith(dated) and b".xml" not in one.content]

    assert len(texts(7)) > 10
    assert texts(7) == texts(7)
    assert texts(7) != texts(8)


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

"""Repeated keys, against a dictionary."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.duplicates import SeenKeys

KEYS = st.tuples(st.sampled_from("abc"), st.integers(1, 3))


@given(st.lists(st.lists(KEYS, max_size=12), max_size=8))
def test_every_row_is_told_the_first_line_of_its_key(batches):
    seen, met, line = SeenKeys(), {}, 1
    for batch in batches:
        lines = np.arange(line + 1, line + 1 + len(batch), dtype=np.int64)
        columns = [
            pd.Series([key[0] for key in batch], dtype="str"),
            pd.Series([key[1] for key in batch], dtype="int64"),
        ]
        expected = []
        for key, own in zip(batch, lines.tolist(), strict=True):
            expected.append(met.get(key, 0))
            met.setdefault(key, own)
        assert seen.first_lines(columns, lines).tolist() == expected
        line += len(batch)


def test_a_missing_value_is_a_value():
    keys = [pd.Series(["a", "a", "b"], dtype="str"), pd.Series([np.nan, np.nan, np.nan])]
    assert SeenKeys().first_lines(keys, np.array([2, 3, 4])).tolist() == [0, 2, 0]

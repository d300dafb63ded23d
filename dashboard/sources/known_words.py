"""What texts stand for, each of them judged once in a load."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Places = npt.NDArray[np.int32]
MOST = 1 << 26
"""Bytes of text that are remembered: where there are more (weights that all differ), they are judged again."""


class KnownWords:
    """`table`: a row a text, those met first come first."""

    def __init__(self, judge: Callable[[pa.Array], pa.Table]) -> None:
        self._judge = judge
        self._texts = pa.array([], pa.string())
        self.table = judge(self._texts)

    def places(self, texts: pa.Array) -> Places:
        """Where each text stands in `table`, until the next call."""
        if self._texts.nbytes > MOST:
            self._texts, self.table = self._texts[:0], self.table[:0]
        found = pc.index_in(texts, value_set=self._texts)
        if found.null_count:
            new = pc.unique(texts.filter(found.is_null()))
            self.table = pa.concat_tables([self.table, self._judge(new)]).combine_chunks()
            self._texts = pa.concat_arrays([self._texts, new])
            found = pc.index_in(texts, value_set=self._texts)
        places: Places = found.to_numpy()
        return places

"""What the invented respondents of a survey write in their own words: few do, one or two sentences."""

import tomllib

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.config import ROOT
from dashboard.demo.seeds import generator

_FILE = ROOT / "data" / "demo" / "survey_comments.toml"
WRITES = 0.06
"""Share of the respondents who write."""
_AGREES = 0.85
"""Share of the sentences that go the way of the overall answer."""
_SECOND = 0.4


def comments(wave: str, pleased: npt.NDArray[np.bool_], who: npt.NDArray[np.int64]) -> pa.Array:
    """The text of each row of a wave, on the first row of a respondent. `pleased`: by respondent, in order; `who`: the
    respondent of each row, sorted."""
    sentences = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    good, bad = sentences["favourable"], sentences["unfavourable"]
    rng = generator(f"survey comments {wave}")
    texts = []
    for place in np.flatnonzero(rng.random(len(pleased)) < WRITES).tolist():
        kind = good if pleased[place] == (rng.random() < _AGREES) else bad
        picked = sorted(rng.permutation(len(kind))[: 1 + int(rng.random() < _SECOND)].tolist())
        texts.append((place, " ".join(kind[one] for one in picked)))
    written = np.full(len(who), "", dtype=object)
    first = np.searchsorted(who, [place for place, _ in texts])
    written[first] = [text for _, text in texts]
    return pa.array(written, pa.string())

"""What people wrote in their own words in a survey: cleaned, and without personal data before it is kept."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.domain.left_review import LONGEST_TEXT
from dashboard.personal_data.detection import masked
from dashboard.reception.free_text import clean_text
from dashboard.sources.raw import RawBatch
from dashboard.sources.reader import CanonicalBatch, canonical_table
from dashboard.sources.values import normal_name

_OF_THE_ANSWER = ["survey", "respondent", "site", "answered_on", "file", "line"]


def with_comments(read: CanonicalBatch, raw: RawBatch, columns: Sequence[str]) -> CanonicalBatch:
    """The batch with a table `comments`, drawn from the columns of `raw` that are named so. A text has the survey, the
    person, the site and the day of the answers of its line: a line of which no answer is kept has none."""
    wanted = {normal_name(name) for name in columns}
    found = [name for name in raw.rows.columns if normal_name(name) in wanted]
    if not found:
        return read
    people = read.tables["answers"].select(_OF_THE_ANSWER).to_pandas().drop_duplicates("line").set_index("line")
    texts = raw.rows.loc[raw.rows.index.isin(people.index), found]
    parts = [people.join(kept_texts(texts[name]), how="inner").assign(question=name) for name in found]
    frame = pd.concat(parts).reset_index()
    if frame.empty:
        return read
    return replace(read, tables={**read.tables, "comments": canonical_table("comments", frame)})


def cleaned(written: str) -> str:
    """The text as it is kept: nothing invisible, no personal data that is recognised, `LONGEST_TEXT` characters at
    most; empty when it says nothing (« - », « … »)."""
    text = clean_text(written).text
    return masked(text)[:LONGEST_TEXT].rstrip() if any(map(str.isalpha, text)) else ""


def kept_texts(cells: "pd.Series[str]") -> "pd.Series[str]":
    """The texts that say something, by line; each distinct one is read once."""
    known = {cell: cleaned(cell) for cell in cells.unique()}
    texts = cells.map(known)
    return texts[texts != ""].rename("text")

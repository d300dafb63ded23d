"""The answer key: the few things that really happen. Everything else is noise around a stable process.

data/demo/README.md says the same to people; a test compares what these constants promise with the files.
"""

import datetime as dt

FAILING_SITE = "TJ-VALMORANDE"
FAILING_SINCE = dt.date(2025, 1, 1)
"""Welcome collapses in one court (engagement 1) and stays low."""

EXCELLENT_SITE = "MJD-SAINT-AUBRAC-SUR-LEYNE"
"""A small site where people are far happier than elsewhere, from the first month to the last."""

WORSENED_SINCE = dt.date(2026, 3, 1)
"""Probation services answer later and later: delays kept, and satisfaction with them (engagement 5)."""

IMPROVED_SINCE = dt.date(2025, 4, 1)
"""Labour courts judge faster: the mean delay goes down a little every month, then holds."""

ONLINE_WAVE = "2026-s1"
"""The last closed survey was answered on line more than the others: its respondents are no longer the same mix."""

BREAK_MONTH = dt.date(2024, 1, 1)
"""The rule of the quality of online procedures changes: breaks.py declares the break."""

REORGANISED = dt.date(2024, 1, 1)
"""Youth services merge and small courts close; new sites open the same month."""

CLOSED_MONTHS = tuple(dt.date(2020, month, 1) for month in (3, 4, 5))
"""First lockdown: no survey, few measures."""

"""The method breaks of one installation: a service may change its rule while the definition stays the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dashboard.catalog.table import Table, read_table
from dashboard.domain.indicator import Indicator, MethodBreak


def read_break(table: Table) -> MethodBreak:
    """One `[[breaks]]` table. Raises ConfigurationError when `month` is not the first day of a month."""
    month = table.day("month")
    if month.day != 1:
        raise table.refusal("month", "attendu le premier jour d’un mois")
    result = MethodBreak(month, table.text("label"), table.text("service", ""))
    table.close()
    return result


def with_breaks(indicators: Iterable[Indicator], path: Path) -> list[Indicator]:
    """The indicators with the breaks of `<home>/reference/breaks.toml` added, in the order of months; as they are when
    the file does not exist. Raises ConfigurationError, also when an indicator does not exist.
    """
    listed = list(indicators)
    if not path.exists():
        return listed
    known = {indicator.code for indicator in listed}
    added: dict[str, list[MethodBreak]] = defaultdict(list)
    root = read_table(path)
    for table in root.tables("breaks", required=True):
        code = table.text("indicator")
        if code not in known:
            raise table.refusal("indicator", f"« {code} » n’est pas un indicateur du catalogue")
        added[code].append(read_break(table))
    root.close()
    return [
        replace(item, breaks=tuple(sorted((*item.breaks, *added[item.code]), key=lambda each: each.month)))
        if item.code in added
        else item
        for item in listed
    ]

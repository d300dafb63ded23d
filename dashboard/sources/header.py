"""Which row names the columns, and how the names are cleaned."""

from collections.abc import Collection, Sequence

from dashboard.errors import SourceError
from dashboard.sources.values import Number, normal_name, parse_number

SEARCHED_ROWS = 20
"""Title lines stand above the header in many workbooks: it is looked for among that many rows."""


def clean_name(cell: str) -> str:
    """The name without mark, spaces around or doubled, and surrounding quotes: `\\ufeff"Code SP+"` gives `Code SP+`."""
    name = " ".join(cell.replace("\ufeff", "").split())
    while len(name) >= 2 and name[0] == name[-1] == '"':
        name = name[1:-1].strip()
    return name


def wanted_names(cells: Sequence[str], wanted: Collection[str]) -> int:
    """How many of the `wanted` columns these cells name."""
    return len({normal_name(clean_name(cell)) for cell in cells} & {normal_name(name) for name in wanted})


def header_index(rows: Sequence[Sequence[str]], wanted: Collection[str]) -> int:
    """The place of the header among `rows`: the first that names the most wanted columns, else the first not empty."""
    filled = [i for i, row in enumerate(rows) if any(cell.strip("\ufeff \t\r\n\xa0") for cell in row)]
    if not filled:
        return -1
    best = max(filled, key=lambda i: wanted_names(rows[i], wanted)) if wanted else filled[0]
    return best if wanted and wanted_names(rows[best], wanted) else filled[0]


def column_names(cells: Sequence[str], where: str, wanted: Collection[str] = ()) -> list[str]:
    """The columns that `cells` name; unnamed ones at the end are cut, others are called « colonne 3 ».

    SourceError when a name comes twice, or when every cell is a number: the header is missing.
    """
    names = [clean_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    numbers = [isinstance(parse_number(name), Number) for name in names if name]
    if all(numbers) and not wanted_names(cells, wanted):
        raise SourceError(f"{where} : la première ligne ne nomme pas les colonnes ; ajouter une ligne d’en-tête.")
    names = [name or f"colonne {rank}" for rank, name in enumerate(names, start=1)]
    for rank, name in enumerate(names):
        if name in names[:rank]:
            raise SourceError(f"{where} : la colonne « {name} » figure deux fois dans l’en-tête ; en renommer une.")
    return names

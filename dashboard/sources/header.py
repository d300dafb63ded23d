"""Which row names the columns, and how the names are cleaned."""

from collections.abc import Collection, Sequence

from dashboard.errors import SourceError
from dashboard.sources.raw import excerpt
from dashboard.sources.values import Number, normal_name, parse_number

SEARCHED_ROWS = 20
"""Title lines stand above the header in many workbooks: it is looked for among that many rows."""
MAX_COLUMNS = 16_384
"""What a sheet of a spreadsheet holds."""
LONGEST_NAME = 2_000
"""Characters of a column's name: a question with its whole introduction is shorter."""


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
    """The place of the header among `rows`, −1 when all are blank.

    The first row that names the most wanted columns; when none names any, the first that is no title: a title fills
    its first cell only, above rows that fill several.
    """
    if wanted and rows:
        named = [wanted_names(row, wanted) for row in rows]
        if max(named):
            return named.index(max(named))
    filled = [[i for i, cell in enumerate(row) if cell.strip("\ufeff \t\r\n\xa0")] for row in rows]
    single = max(map(len, filled), default=0) < 2
    return next((i for i, places in enumerate(filled) if places and (single or places != [0])), -1)


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
    check_columns(names, where)
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise SourceError(
                f"{where}\u00a0: la colonne «\u00a0{excerpt(name)}\u00a0» figure deux fois dans l’en-tête\u00a0; "
                "en renommer une."
            )
        seen.add(name)
    return names


def check_columns(names: Sequence[str], where: str) -> None:
    """Raises SourceError for more columns than a sheet holds, or a name that is no name."""
    if len(names) > MAX_COLUMNS:
        raise SourceError(
            f"{where} a {len(names)} colonnes, {MAX_COLUMNS} au plus\u00a0: vérifier l’export, ou le découper."
        )
    if long := next((rank for rank, name in enumerate(names, start=1) if len(name) > LONGEST_NAME), 0):
        raise SourceError(
            f"{where}\u00a0: le nom de la colonne {long} fait {len(names[long - 1])} caractères, {LONGEST_NAME} au "
            "plus\u00a0; vérifier l’en-tête."
        )

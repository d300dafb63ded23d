"""Reads data/reference/scales.toml."""

from pathlib import Path

from dashboard.catalog.answer_text import answers_of
from dashboard.catalog.table import Table, read_table
from dashboard.domain.indicator import Exclusion, Grade, Scale

HIGHEST_INDEX = 10
"""The observation table has eleven columns of grades, g0 to g10."""
_EXCLUSIONS = ("nsp", "nc")


def read_scales(path: Path) -> dict[str, Scale]:
    """The scales by code. Raises ConfigurationError that names the file, the scale and the key."""
    root = read_table(path)
    result: dict[str, Scale] = {}
    for table in root.tables("scales", required=True):
        scale = _scale(table)
        if scale.code in result:
            raise table.refusal("code", f"« {scale.code} » sert à deux échelles")
        result[scale.code] = scale
    root.close()
    return result


def _scale(table: Table) -> Scale:
    scale = Scale(
        code=table.text("code"),
        label=table.text("label"),
        grades=tuple(_grade(grade, index) for index, grade in enumerate(table.tables("grades", required=True))),
        favourable=frozenset(table.integers("favourable")),
        unfavourable=frozenset(table.integers("unfavourable")),
        excluded=tuple(_exclusion(exclusion) for exclusion in table.tables("excluded")),
        source=table.text("source"),
        cues=table.texts("cues"),
    )
    table.close()
    if not 2 <= len(scale.grades) <= HIGHEST_INDEX + 1:
        raise table.refusal("grades", f"{len(scale.grades)} degrés, de 2 à {HIGHEST_INDEX + 1} attendus")
    if len({grade.score is None for grade in scale.grades}) > 1:
        raise table.refusal("grades", "un score pour tous les degrés, ou pour aucun")
    indices = {grade.index for grade in scale.grades}
    for key, chosen in (("favourable", scale.favourable), ("unfavourable", scale.unfavourable)):
        if not chosen or not chosen <= indices:
            raise table.refusal(key, "attendu des index de degrés de cette échelle, un au moins")
    if scale.favourable & scale.unfavourable:
        raise table.refusal("unfavourable", "un degré ne peut pas être à la fois favorable et défavorable")
    try:
        answers_of(scale)
    except ValueError as error:
        raise table.refusal("answers", f"« {error} » désigne deux degrés à la fois") from None
    return scale


def _grade(table: Table, expected: int) -> Grade:
    grade = Grade(table.integer("index"), table.text("label"), table.optional_number("score"), table.texts("answers"))
    if grade.index != expected:
        raise table.refusal("index", f"{grade.index} au lieu de {expected}, les degrés se suivent à partir de 0")
    table.close()
    return grade


def _exclusion(table: Table) -> Exclusion:
    exclusion = Exclusion(table.text("code"), table.texts("answers"))
    if exclusion.code not in _EXCLUSIONS:
        raise table.refusal("code", f"« {exclusion.code} » n’est pas l’un de : {', '.join(_EXCLUSIONS)}")
    table.close()
    return exclusion

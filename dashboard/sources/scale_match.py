"""On which scale the answers of a column are given."""

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from dashboard.catalog.answer_text import answers_of, fold_answer
from dashboard.domain.indicator import Scale
from dashboard.sources.answers import NO_ANSWER
from dashboard.sources.column_cues import stated_ends
from dashboard.sources.values import normal_name

ENOUGH = 0.5
"""Share of the answers that a scale must read before it is proposed: a person says what the others mean."""
STATED = 0.98
"""Share that the scale whose ends the question states must read: the rest is told, not read on a longer scale."""
TIGHT = 0.99
"""The same for the shortest scale of numbers, when no end is stated."""
ALIKE = 0.6
"""From this likeness two wordings are taken for the same question."""


@dataclass(frozen=True, slots=True)
class ScaleMatch:
    """How the answers of a column read on a scale. `known`: the share of the filled cells that it reads; `unknown`: the
    answers that it does not, with the grade of the same words in another order, if any; `bare`: the answers are numbers
    alone, of which only a person knows the meaning; `rivals`: the other scales that read at least as many."""

    scale: str
    known: float
    unknown: Dict[str, int | str | None]
    bare: bool
    rivals: tuple[str, ...] = ()


def matched(scale: Scale, values: Dict[str, int]) -> ScaleMatch:
    """How answers (text → how many cells) read on one scale."""
    known = {**NO_ANSWER, **answers_of(scale)}
    words = {_words(text): meaning for text, meaning in known.items()}
    unknown = {text: words.get(_words(fold_answer(text))) for text in values if fold_answer(text) not in known}
    total = sum(values.values())
    read = total - sum(values[text] for text in unknown)
    graded = [folded for text in values if isinstance(known.get(folded := fold_answer(text)), int)]
    return ScaleMatch(scale.code, read / total if total else 0.0, unknown, all(text.isdigit() for text in graded))


def best_scale(
    name: str, values: Dict[str, int], scales: Dict[str, Scale], wordings: Dict[str, Iterable[str]]
) -> ScaleMatch | None:
    """The scale that reads most answers; None when no scale reads enough. One whose ends `name` states, and the
    shortest scale of numbers, may leave a few of them (`STATED`, `TIGHT`): a mistyped note is not to lengthen a scale.
    Of several, the one whose ends are stated, then the one that the words of `name` call for, then that of the question
    that is worded like it, then the one whose own labels these are, then the one whose grades are most used."""
    found = [matched(scale, values) for scale in scales.values()]
    enough = [match for match in found if match.known >= ENOUGH and _graded(scales[match.scale], values)]
    if not enough:
        return None
    most = max(match.known for match in enough)
    ends = stated_ends(name)

    def stated(match: ScaleMatch) -> bool:
        return match.known >= STATED and _ends_as(scales[match.scale], ends)

    def evidence(match: ScaleMatch) -> tuple[bool, bool, float, int]:
        return (
            stated(match),
            _called(scales[match.scale], name),
            likeness(name, wordings.get(match.scale, ())),
            0 if match.bare else _labelled(scales[match.scale], values),
        )

    equal = [match for match in enough if match.known == most or stated(match) or (match.bare and match.known >= TIGHT)]
    equal.sort(key=lambda match: (*evidence(match), _used(scales[match.scale], values)), reverse=True)
    first = equal[0]
    as_well = [match for match in equal[1:] if match.known >= first.known]
    rivals = tuple(match.scale for match in as_well if first.bare or evidence(match) == evidence(first))
    return replace(first, rivals=rivals)


def _ends_as(scale: Scale, ends: tuple[int | None, int] | None) -> bool:
    """Whether the numbers of a scale end as a question states."""
    numbers = [int(text) for text, grade in answers_of(scale).items() if isinstance(grade, int) and text.isdigit()]
    if ends is None or not numbers:
        return False
    return max(numbers) == ends[1] and ends[0] in (None, min(numbers))


def _called(scale: Scale, name: str) -> bool:
    return any(word.startswith(scale.cues) for word in normal_name(name).split("_"))


def _words(folded: str) -> tuple[str, ...]:
    return tuple(sorted(folded.split()))


def likeness(name: str, wordings: Iterable[str]) -> float:
    """How close a text is to the closest of some wordings, 0 when none is alike (`ALIKE`)."""
    text = normal_name(name)
    closest = max((SequenceMatcher(None, text, normal_name(other)).ratio() for other in wordings), default=0.0)
    return closest if closest >= ALIKE else 0.0


def _graded(scale: Scale, values: Dict[str, int]) -> set[int]:
    """The grades of a scale that some answer has: « ne sait pas » alone says nothing of it."""
    known = answers_of(scale)
    return {grade for text in values if isinstance(grade := known.get(fold_answer(text)), int)}


def _labelled(scale: Scale, values: Dict[str, int]) -> int:
    """How many answers are in the very words of the grades."""
    return len({fold_answer(grade.label) for grade in scale.grades} & {fold_answer(text) for text in values})


def _used(scale: Scale, values: Dict[str, int]) -> float:
    return len(_graded(scale, values)) / len(scale.grades)

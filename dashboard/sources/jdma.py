"""Exports of « Je donne mon avis » (JDMA): a row an opinion, a column a question whose name is its text.

Two generations: since April 2026 « Date de l’avis », « Identifiant Avis » (the last seven signs of the number); before,
`Review Created At` and `Review ID` (the whole of it). A cell lists several answers with ` / ` (a line each in a
workbook), an answer for each channel being « channel : answer ». Free text is read without personal data, e-mail
addresses never are.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import replace

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources import questionnaires
from dashboard.sources.choices import Choices
from dashboard.sources.comments import with_comments
from dashboard.sources.mapping import Mapping
from dashboard.sources.raw import RawBatch, listed
from dashboard.sources.reader import CanonicalBatch, Columns, ReadContext
from dashboard.sources.survey import SurveyReader
from dashboard.sources.values import normal_name

COLUMNS = Columns(
    {
        "survey": ("enquete",),
        "respondent": ("Identifiant Avis", "Review ID"),
        "site": ("site", "code site"),
        "date": ("Date de l’avis", "Review Created At"),
        "question": ("question",),
        "answer": ("answer",),
        "channel": ("channel",),
        "site_label": ("libellé du site",),
    },
    required=("survey", "respondent", "site", "date", "question", "answer"),
)
QUESTIONS = {
    "De façon générale, comment ça s’est passé ?": "satisfaction-demarche-en-ligne",
    "Qu’avez-vous pensé des informations et des instructions fournies ?": "information-comprise",
}
CHOICES = {
    "Durant votre parcours, avez-vous tenté d’obtenir de l’aide par l’un des moyens suivants ?": {
        "Je n’ai pas eu besoin d’aide": "autonomie-demarche",
        "*": "",
    }
}
BY_CHANNEL = {
    "Quand vous avez cherché de l’aide, avez-vous réussi à joindre l’administration ?": "aide-joignable",
    "Comment évaluez-vous la qualité de l’aide que vous avez obtenue de la part de l’administration ?": "aide-efficace",
}
"""Answered once for each channel that was tried."""
COMMENT_COLUMNS = ("Souhaitez-vous nous en dire plus ?",)
"""The free text, under the same name in both generations."""
_NUMBER = 7
"""Signs of the number of an opinion that both generations give."""
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})")
_BETWEEN = re.compile(r" / |\n")
_WITH_WHOM = re.compile(r" avec l[’']administration$")


def read(batches: Iterable[RawBatch], context: ReadContext) -> Iterator[CanonicalBatch]:
    """Rows of ANSWERS and of COMMENTS. Raises SourceError for a missing column or when nothing says the site."""
    context = replace(context, mapping=_rules(context.mapping))
    mapping = context.mapping
    reader = SurveyReader(context, COLUMNS, per_channel=True)
    choices = Choices(mapping, context.indicators, reader.answers)
    for batch in batches:
        whole = _one_spelling(batch)
        COLUMNS.check(batch.file, whole.rows.columns, mapping, ("respondent", "date"))
        places = COLUMNS.place(whole.rows.columns, mapping)
        _require_site(batch, places, mapping)
        whole = replace(whole, rows=_numbered(whole.rows, places))
        by_channel = questionnaires.question_columns(whole.rows.columns, BY_CHANNEL)
        single = questionnaires.question_columns(whole.rows.columns, mapping.questions)
        reader.name_questions(single | by_channel)
        found = reader.batch(_long(whole, mapping, single, list(by_channel), choices))
        yield with_comments(found, whole, (*mapping.comments, *COMMENT_COLUMNS))


def _rules(mapping: Mapping) -> Mapping:
    """The mapping of the person, over what every export says."""
    own = {normal_name(name) for name in (*mapping.questions, *mapping.choices)}
    return replace(
        mapping,
        constants={"survey": "jdma"} | dict(mapping.constants),
        questions={name: code for name, code in QUESTIONS.items() if normal_name(name) not in own}
        | dict(mapping.questions),
        choices={name: options for name, options in CHOICES.items() if normal_name(name) not in own}
        | dict(mapping.choices),
    )


def _require_site(batch: RawBatch, places: Dict[str, str], mapping: Mapping) -> None:
    if "site" not in places and "site" not in mapping.constants and "{site}" in mapping.sites.code:
        raise SourceError(
            f"« {batch.file} » ne dit pas à quel site se rapportent les avis : l’indiquer dans une correspondance, par "
            '[constants] site = "code du site" ou [columns] site = "Lien d\'intégration" ; colonnes trouvées : '
            f"{listed(list(batch.rows.columns))}."
        )


def _one_spelling(batch: RawBatch) -> RawBatch:
    """One column a question: its text was typed with either apostrophe, and an opinion fills the one of its time."""
    by_name: dict[str, list[str]] = {}
    for column in batch.rows.columns:
        by_name.setdefault(normal_name(column), []).append(column)
    rows = batch.rows
    for first, *others in by_name.values():
        for other in others:
            merged = rows[first].where(rows[first].str.strip() != "", rows[other])
            rows = rows.drop(columns=other).assign(**{first: merged})
    return replace(batch, rows=rows)


def _numbered(rows: pd.DataFrame, places: Dict[str, str]) -> pd.DataFrame:
    """Seven signs do not tell a million opinions apart, with the second when each was given they do: the same number in
    both generations."""
    number, moment = rows[places["respondent"]].str.strip(), rows[places["date"]].str.strip()
    found = moment.str.extract(_MOMENT)
    moment = (found[0] + " " + found[1]).fillna(moment)
    whole = (number.str[-_NUMBER:] + " " + moment).where(number != "", "")
    return rows.assign(**{places["respondent"]: whole})


def _long(
    batch: RawBatch, mapping: Mapping, single: Dict[str, str], by_channel: list[str], choices: Choices
) -> RawBatch:
    """One row an answer; the questions of a channel give one a channel."""
    around = batch.rows.drop(columns=by_channel)
    parts = []
    if single or choices.columns(around.columns) or not by_channel:
        rest = questionnaires.answers(replace(batch, rows=around), mapping, single, choices)
        batch = replace(batch, rejects=rest.rejects)
        parts.append(rest.rows.assign(channel=""))
    kept = [name for name in around.columns if name not in {*single, *choices.columns(around.columns)}]
    parts += [_each_channel(batch.rows, column, kept) for column in by_channel]
    return replace(batch, rows=pd.concat(parts).sort_index(kind="stable").astype("str"))


def _each_channel(rows: pd.DataFrame, column: str, kept: list[str]) -> pd.DataFrame:
    """« Par téléphone : Oui / Au guichet : Non » to a row a channel."""
    pieces = rows[column].str.split(_BETWEEN, regex=True).explode().str.strip().str.removeprefix("- ")
    pieces = pieces[pieces != ""]
    cut = [piece.rpartition(" : ") for piece in pieces]
    channels = [_WITH_WHOM.sub("", channel.strip()) for channel, _, _ in cut]
    texts = [text.strip() for _, _, text in cut]
    return rows.loc[pieces.index, kept].assign(question=column, answer=texts, channel=channels)

"""Two questions of a closed survey crossed person by person: asked of the engine, awaited under a bar, then kept."""

import streamlit as st

from dashboard.analyses.crossed_answers import CrossedRow, CrossedTable, crossed_table
from dashboard.analyses.question import Question
from dashboard.analyses.survey_crossing import CHANNEL, Pair, asked_crossing, crossable
from dashboard.analyses.survey_results import Results
from dashboard.analyses.surveys import Calendar
from dashboard.charts.distribution import Answers, GradeStyle, distribution
from dashboard.domain.access import Right
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.errors import DashboardError
from dashboard.store import crossings
from dashboard.ui import address, chart, long_answers, rights
from dashboard.ui.context import View
from dashboard.ui.long_answers import LongAnswer
from dashboard.ui.method_note import method_of
from dashboard.ui.plain_text import as_written
from dashboard.ui.reading import show as show_reading
from dashboard.ui.table import Cell, Column, Content, Table
from dashboard.wording import survey_crossing as wording
from dashboard.wording.dates import period

_AWAITED = "spp_crossing"
SECRET = "secret"


def render(view: View, calendar: Calendar, found: Results) -> None:
    """The choice of both questions, then their crossing, or a button that asks for it. Nothing for those who may not
    ask questions of their own."""
    if not rights.may(Right.ANALYSE):
        return
    st.header("Croiser deux réponses")
    st.html(f'<p class="spp-data">{wording.INTRODUCTION}</p>')
    options = view.reader.compute(crossable, calendar, found.survey.code, view.thresholds)
    if not options:
        st.info(wording.NO_QUESTION)
        return
    pair = _chosen(options)
    try:
        asked = asked_crossing(view.reader, calendar, found.survey.code, pair, view.thresholds)
        wanted = crossings.prepared(view.reader, asked, view.thresholds)
    except DashboardError as refusal:
        st.info(as_written(str(refusal)))
        return
    answers = crossings.kept(wanted)
    if answers is None:
        _ask(wanted, view)
        return
    _show(view, found, crossed_table(pair, answers, view.thresholds))


def _chosen(options: dict[str, Indicator]) -> Pair:
    """The question that is read, then the one by which it is split, or the channel."""
    names = {code: one.label for code, one in options.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        second = str(address.one("Réponses à", "croiser", names, default=next(iter(names)), width=420))
        others = sorted((code for code in names if code != second), key=lambda code: options[code].commitment is None)
        by = {**{code: names[code] for code in others}, CHANNEL: wording.CHANNEL}
        first = str(address.one("Selon", "selon", by, default=next(iter(by)), width=420))
    return options.get(first), options[second]


def _ask(wanted: crossings.Prepared, view: View) -> None:
    """The button; the bar while the answer is made; why there is none when it failed."""
    place, job = st.session_state.get(_AWAITED, (None, None))
    if place == wanted.place and job is not None:
        if not job.outcome.done():
            _await(job)
            return
        del st.session_state[_AWAITED]
        if failure := job.outcome.exception():
            _say(failure)
    if st.button(wording.ASK, type="primary"):
        try:
            made = long_answers.start(wanted.place, lambda advance: crossings.crossed(wanted, view.thresholds, advance))
        except DashboardError as refusal:
            st.error(as_written(str(refusal)))
            return
        st.session_state[_AWAITED] = (wanted.place, made)
        st.rerun()


def _say(failure: BaseException) -> None:
    """A refusal in its own words; a defect of ours goes to the log, and to the page of errors."""
    if not isinstance(failure, DashboardError):
        raise failure
    st.error(as_written(str(failure)))


@st.fragment(run_every=1.0)
def _await(job: LongAnswer) -> None:
    if job.outcome.done():
        st.rerun()
    share = job.share
    st.progress(share or 0.0, text=wording.WAITING_TURN if share is None else wording.WAITING)


def _show(view: View, results: Results, found: CrossedTable) -> None:
    drawn = [row for row in found.rows if row.shown]
    if not drawn or results.period is None:
        show_reading(found.reading)
        return
    st.subheader(f"{found.second.label}, selon\u00a0: {_by(found)}")
    codes = tuple(one.code for one in (found.second, found.first) if one is not None)
    chart.show(
        lambda: distribution(
            [_answers(row) for row in drawn],
            [GradeStyle(one.label, one.side) for one in found.columns],
            view.palette,
            aside_label=wording.WITHHELD,
            aside_short=SECRET,
        ),
        key="enquete_croisement",
        alt=f"«\u00a0{found.second.label}\u00a0» selon «\u00a0{_by(found)}\u00a0». {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: as_table(found),
        filename=f"{results.survey.code}-croisement",
        method=lambda: method_of(view, Question(codes, period=results.period)),
        when=period(results.period),
    )


def _by(found: CrossedTable) -> str:
    return wording.CHANNEL if found.first is None else found.first.label


def _answers(row: CrossedRow) -> Answers:
    shares = tuple(float(share or 0) for share in row.shares)
    hidden = max(0.0, 100 - sum(shares)) if None in row.shares else None  # shares that are rounded may pass 100
    return Answers(row.label, shares, row.n, aside=hidden, fragile=isinstance(row.top, Shown) and row.top.fragile)


def as_table(found: CrossedTable) -> Table:
    """One row an answer to the first question, or a channel: how many, the shares, the favourable one."""
    columns = [
        Column(_by(found)), *(Column(f"{one.label} (%)", 0) for one in found.columns),
        Column("Part favorable (%)", 0), Column("IC 95\u00a0%, bas", 0), Column("IC 95\u00a0%, haut", 0),
        Column("Base (n, dizaine)", 0),
    ]  # fmt: skip
    return Table.of(f"{found.second.label}, selon\u00a0: {_by(found)}", columns, [_row(row) for row in found.rows])


def _row(row: CrossedRow) -> list[Cell | Content]:
    shares: list[Cell | Content] = [SECRET if share is None else share for share in row.shares]
    top: list[Cell | Content] = [SECRET, None, None]
    if isinstance(row.top, Shown):
        top = [row.top.value, row.top.lower, row.top.upper]
    return [row.label, *shares, *top, row.n or SECRET]

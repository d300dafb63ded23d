"""One engagement: its promise, its indicators, then the chosen indicator by service and over time."""

from html import escape

import streamlit as st

from dashboard.analyses.engagement import EngagementView, IndicatorView
from dashboard.analyses.over_time import reading as over_time_reading
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.target_in_force import target_of
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Nature
from dashboard.ui import address, reading, table
from dashboard.ui.context import View
from dashboard.ui.sections import control_charts, interval_chart, target_trajectory
from dashboard.ui.table import Column
from dashboard.wording import short
from dashboard.wording.target import short_target
from dashboard.wording.words import VERDICT_WORDS

NATURES = {Nature.PERCEIVED: "perçue", Nature.DELIVERED: "rendue"}


def render(view: View, found: EngagementView) -> None:
    """The whole page under its list."""
    commitment = found.engagement.commitment
    st.html(f'<p class="spp-promise">« {escape(commitment.label)} »</p>')
    observed = [item for item in found.indicators if item.judged is not None]
    if not observed:
        st.info("Aucun indicateur de cet engagement n’a de résultat sur ce périmètre et cette période.")
        return
    st.header("Indicateurs de l’engagement")
    reading.show(found.reading)
    _indicators(observed, commitment.number)
    items = {item.indicator.code: item for item in observed}
    labels = {code: item.indicator.label for code, item in items.items()}
    code = address.one("Indicateur détaillé", "detail", labels, default=next(iter(labels)), width=520)
    _detail(view, items[str(code)])
    target_trajectory.render(view, items[str(code)].indicator)


def _indicators(observed: list[IndicatorView], number: int) -> None:
    columns = ["Indicateur", "Qualité", "Valeur", "Précision", "Évolution", "Cible"]
    rows = []
    for item in observed:
        assert item.judged is not None
        indicator, estimate, target = item.indicator, item.judged.figure.estimate, item.judged.target
        words = VERDICT_WORDS[target.verdict]
        if target.target is not None:
            words = f"{words} : {short_target(indicator, target.target)}"
        rows.append(
            [
                indicator.label,
                NATURES[indicator.nature],
                short.value(indicator, estimate),
                short.details(indicator, estimate),
                short.change(indicator, estimate, item.judged.earlier),
                words,
            ]
        )
    table.html_table(f"Indicateurs de l’engagement {number} sur la période", [Column(c) for c in columns], rows)


def _detail(view: View, item: IndicatorView) -> None:
    indicator, chosen = item.indicator, view.selection
    target = target_of(indicator, chosen.scope, chosen.period)
    st.header(f"{indicator.label} : par service")
    services = sorted(item.services, key=lambda judged: _height(judged.figure.estimate), reverse=True)
    units = [
        (
            chosen.labels.services.get(str(judged.figure.axes[Axis.SERVICE]), str(judged.figure.axes[Axis.SERVICE])),
            judged.figure.estimate,
            judged.network.verdict,
        )
        for judged in services
    ]
    interval_chart.render(
        view,
        indicator,
        units,
        key="engagement_services",
        heading="Service",
        read=item.reading,
        question=Question((indicator.code,), (Axis.SERVICE,), chosen.scope, chosen.period),
        network=item.judged.figure.estimate if item.judged else None,
        target=target,
    )
    if item.series is not None:
        st.header(f"{indicator.label} : mois par mois")
        read = over_time_reading(indicator, item.series)
        control_charts.render(view, item.series, read, key="engagement_mois", scope=chosen.scope, target=target)


def _height(estimate: object) -> float:
    return estimate.value if isinstance(estimate, Shown) else float("-inf")

"""Which sites differ from the network beyond chance, given how many people answered."""

from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.sites import SiteFigure, Sites
from dashboard.charts.adapters import verdict
from dashboard.charts.funnel_plot import funnel_plot
from dashboard.charts.scale import Measure
from dashboard.charts.signs import VERDICTS
from dashboard.charts.site_funnel import funnel_limits, funnel_sites
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.french_order import place_of
from dashboard.ui import chart, reading, site_link
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.sections.site_list import as_table
from dashboard.wording import short
from dashboard.wording.figure import read_figure
from dashboard.wording.numerals import NBSP
from dashboard.wording.site_list import flagged, more_flagged

MIXED = "Plusieurs services sont mêlés\u00a0: en choisir un dans les filtres compare des sites semblables."


MOST = 8


def render(view: View, found: Sites) -> None:
    """The sites that differ, by name; then the funnel of a share, or the reading alone for the other kinds."""
    indicator = found.indicator
    st.header("Sites qui se distinguent du réseau")
    st.html(_flagged(view, found))
    if len({site.service for site in found.sites}) > 1:
        st.html(f'<p class="spp-data">{MIXED}</p>')
    bases = [s.estimate.n for s in found.sites if isinstance(s.estimate, Shown) and s.estimate.n]
    funnel = found.funnel
    if funnel is None or not bases:
        reading.show(found.reading)
        return
    question = Question((indicator.code,), (Axis.SITE,), view.selection.scope, view.selection.period)
    chart.show(
        lambda: funnel_plot(
            funnel_sites(found.sites),
            funnel_limits(funnel, found.sites),
            Measure.of(indicator),
            view.palette,
        ),
        key="sites_entonnoir",
        alt=f"{indicator.label} par site, selon le nombre de réponses. {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: as_table(found),
        filename=f"{indicator.code}-par-site",
        method=lambda: method_of(view, question),
        cited=_network(view, found),
    )


def _network(view: View, found: Sites) -> str:
    """The sentence of the network that the sites are compared with, for a text that is pasted elsewhere."""
    if not isinstance(found.network, Shown):
        return ""
    return read_figure(found.indicator, found.network, "ensemble du réseau", view.selection.when).conclusion


def _flagged(view: View, found: Sites) -> str:
    """The sites whose gap is demonstrated, the strongest evidence first, each leading to its sheet."""
    worse = [site for site in found.sites if site.verdict in (Verdict.WORSE, Verdict.LOWER)]
    better = [site for site in found.sites if site.verdict in (Verdict.BETTER, Verdict.HIGHER)]
    heading = f'<p class="spp-sentence"><strong>{flagged(len(better), len(worse))}</strong></p>'
    sheet = site_link.to_sheets(view.selection.scope, found.indicator.code)
    lines = []
    for sites in (worse, better):
        ordered = sorted(sites, key=lambda site: (site.adjusted_p or 0.0, place_of(site.label)))
        lines += [_line(found, site, sheet) for site in ordered[:MOST]]
        if len(ordered) > MOST:
            lines.append(f"<li>{more_flagged(len(ordered) - MOST, short.NETWORK[ordered[0].verdict])}</li>")
    return heading + (f'<ul class="spp-flagged">{"".join(lines)}</ul>' if lines else "")


def _line(found: Sites, site: SiteFigure, sheet: Callable[[str], str]) -> str:
    sign = VERDICTS[verdict(site.verdict)]
    link = escape(sheet(site.code))
    words = f"{short.value(found.indicator, site.estimate)}, {short.NETWORK[site.verdict]}"
    return (
        f'<li class="spp-mark spp-mark-{sign.role}"><span class="spp-glyph" aria-hidden="true">{sign.glyph}</span>'
        f'<span><a class="spp-link" href="{link}" target="_self">{escape(site.label)}</a>{NBSP}: {escape(words)}'
        "</span></li>"
    )

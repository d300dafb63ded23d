"""The median delay of a reply is that of the opinions of a scope, never a mean of medians."""

import datetime as dt
from statistics import median

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from dashboard.analyses.figures import figures
from dashboard.analyses.observed import observed
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.period import Grain, Period
from dashboard.domain.scope import Scope
from dashboard.stats.quantile import median_of_counts
from dashboard.store.publish import publish
from dashboard.store.store import Store
from tests.builders import day, reference, review, site, stage

DELAY = "reply-delay"
YEAR = Period.year(2024)


def with_delays(settings: Settings, waits: dict[str, list[int]], month: str = "2024-03") -> Store:
    """Each site with the delays of its replies, in days, after opinions of one day."""
    services = {"A": "tj", "B": "tj", "C": "spip"}
    stage(settings, sites=[site(code, service=services[code]) for code in services])
    published = day(f"{month}-10")
    stage(
        settings,
        reviews=[
            review(f"{code}{place}", code, f"{month}-10", reply="Merci", replied_on=published + dt.timedelta(days=wait))
            for code, delays in waits.items()
            for place, wait in enumerate(delays)
        ],
    )
    return Store(publish(settings, reference()).path)


def test_the_network_has_the_median_of_its_opinions(settings: Settings) -> None:
    """Medians of sites are 2 and 30: neither their mean (16) nor the mean of delays (9) is the answer."""
    store = with_delays(settings, {"A": [2] * 12 + [3] * 8, "B": [30] * 6})
    [figure] = figures(store, Question((DELAY,), (), Scope(), YEAR), settings)
    assert isinstance(figure.estimate, Shown)
    assert (figure.estimate.value, figure.estimate.n) == (3, 26)
    assert (figure.estimate.lower, figure.estimate.upper) == (2, 3)


def test_each_service_and_the_whole_have_their_own(settings: Settings) -> None:
    store = with_delays(settings, {"A": [1] * 15, "B": [9] * 15, "C": [20] * 31})
    asked = Question((DELAY,), (Axis.SERVICE,), Scope(), YEAR)
    assert {f.axes[Axis.SERVICE]: f.estimate.value for f in figures(store, asked, settings)} == {"tj": 5, "spip": 20}
    [whole] = figures(store, Question((DELAY,), (), Scope(), YEAR), settings)
    assert whole.estimate.value == 20


def test_the_delays_of_too_few_opinions_are_withheld(settings: Settings) -> None:
    store = with_delays(settings, {"A": [4] * 10})
    [figure] = figures(store, Question((DELAY,), (), Scope(), YEAR), settings)
    assert isinstance(figure.estimate, Withheld)


@given(
    waits=st.fixed_dictionaries(
        {code: st.lists(st.integers(0, 400), min_size=1, max_size=30) for code in ("A", "B", "C")}
    )
)
@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_that_of_plain_python_by_site_service_and_whole(
    waits: dict[str, list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = with_delays(Settings(home=tmp_path_factory.mktemp("home")), waits)
    for places, of in (
        ((Axis.SITE,), lambda key: waits[key.site]),
        ((Axis.SERVICE,), lambda key: waits["C"] if key.service == "spip" else waits["A"] + waits["B"]),
        ((), lambda key: [wait for delays in waits.values() for wait in delays]),
    ):
        for key, levels in observed(store, [DELAY], places, Grain.MONTH, Scope(), YEAR).items():
            [row] = levels.values()
            assert median_of_counts(row.delays or ()).result.value == median(of(key))

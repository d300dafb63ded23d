"""Our figures against those of R: `r_agreement.json` holds the cases and R's values, `r_agreement.R` makes it again."""

import datetime as dt
import itertools
import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.stats import (
    benchmark,
    change_point,
    difference,
    driver_bars,
    drivers,
    fisher,
    funnel,
    groups,
    mean,
    multiple,
    net,
    p_chart,
    p_series,
    poststratification,
    proportion,
    quantile,
    raking,
    rate,
    season,
    seasonal_trend,
    standardisation,
    top_box,
    trend,
    unknown_dependence,
    weighted,
    weighted_answers,
    weights,
    xmr,
)
from dashboard.stats.constants import Z95, Z998
from dashboard.stats.result import Result

REFERENCE = json.loads(Path(__file__).with_name("r_agreement.json").read_text(encoding="utf-8"))
PAGE = Path(__file__).parents[2] / "docs" / "agreement-with-r.md"
TOLERANCE = 1e-6
DRAWN = 0.02
"""Bars of 4,000 resamples depend on the draw by about this much."""

In = dict[str, Any]
Out = dict[str, Any]

LEVELS = {0.95: Z95, 0.998: Z998}
DAY = dt.date(2024, 1, 1)


def _fields(result: Result, *names: str) -> Out:
    return {name: getattr(result, name) for name in names}


def _limits(result: Result) -> Out:
    return _fields(result, "value", "lower", "upper")


def _answers(y: Any) -> list[float]:
    """Answers given one by one, or as the count of each grade."""
    return [float(grade) for grade, count in y.items() for _ in range(count)] if isinstance(y, dict) else y


def _mean(y: Any) -> Result:
    y = _answers(y)
    return mean.mean(len(y), math.fsum(y), math.fsum(value * value for value in y))


def _grades(counts: dict[str, int]) -> dict[int, int]:
    return {int(grade): count for grade, count in counts.items()}


def _sums(y: list[float], w: list[float]) -> tuple[int, float, float, float, float, float]:
    products = [(b, b * b, a * b, a * b * b, a * a * b * b) for a, b in zip(y, w, strict=True)]
    return len(y), *(math.fsum(column) for column in zip(*products, strict=True))


def _wilson(x: float, n: float, level: float) -> Out:
    result = proportion.wilson(x, n, LEVELS[level])
    lower, upper = proportion.wilson_limits([x], [n], LEVELS[level])
    assert (lower[0], upper[0]) == (pytest.approx(result.lower, abs=1e-15), pytest.approx(result.upper, abs=1e-15))
    return _limits(result)


def _score_test(x: float, n: float, norm: float) -> Out:
    position = benchmark.position(proportion.wilson(x, n), norm)
    return {"p_value": benchmark.score_test(x, n, norm), "position": position}


def _top_box(counts: dict[str, int], favourable: list[int]) -> Out:
    found = _grades(counts)
    return _limits(top_box.top_box(found, {*found, *favourable}, favourable))


def _proportions(counts: list[float]) -> Out:
    found = _fields(difference.proportions(*counts), "value", "lower", "upper", "p_value")
    many = difference.proportions_of_many(*([count] for count in counts))
    assert [float(column[0]) for column in many] == pytest.approx(list(found.values()), rel=1e-12, abs=1e-15)
    return found


def _welch(first: Any, second: Any) -> Out:
    return _fields(difference.means(_mean(first), _mean(second)), "value", "lower", "upper", "se", "p_value")


def _independent(first: list[float], second: list[float]) -> Out:
    one, other = (Result(value=value, se=se, n=50) for value, se in (first, second))
    return _fields(difference.independent(one, other), "value", "lower", "upper", "se", "p_value")


def _share_trend(x: list[float], n: list[float], scores: list[float]) -> Out:
    found = groups.share_trend(x, n, scores)
    assert found.value is not None
    return {"square": found.value**2, "p_value": found.p_value}


def _adjust(p: list[float | None]) -> Out:
    found = multiple.discoveries([math.nan if value is None else value for value in p])
    return {"adjusted": multiple.adjusted(p), "found": found.tolist()}


def _weighted_mean(y: list[float], w: list[float]) -> Out:
    found = _fields(weighted_answers.mean_of_answers(y, w), "value", "se", "lower", "upper")
    assert _fields(weighted.weighted_mean(*_sums(y, w)), *found) == pytest.approx(found, rel=1e-9, abs=1e-9)
    return found


def _weighted_share(y: list[float], w: list[float]) -> Out:
    found = _fields(weighted_answers.share_of_answers([a == 1 for a in y], w), "value", "se", "lower", "upper")
    n, *sums = _sums(y, w)
    assert _fields(weighted.weighted_share(n, *sums[:4]), *found) == pytest.approx(found, rel=1e-9, abs=1e-9)
    return found


def _clusters(y: list[float], w: list[float], cl: list[int], share: bool) -> Out:
    if share:
        result = weighted_answers.share_of_answers([a == 1 for a in y], w, cl)
    else:
        result = weighted_answers.mean_of_answers(y, w, cl)
    return _fields(result, "value", "se", "lower", "upper")


def _kish(w: list[float]) -> Out:
    found = weights.kish(w)
    n, total, squares, *_ = _sums([0.0] * len(w), w)
    assert weighted.design_effect(n, total, squares) == pytest.approx(found.deff)
    return {"n": found.n, "deff": found.deff, "n_eff": found.n_eff}


def _post_stratify(answers: dict[str, list[float]], sizes: dict[str, float], share: bool) -> Out:
    rows = [(name, value) for name, values in answers.items() for value in values]
    strata = poststratification.strata_of([name for name, _ in rows], [value for _, value in rows])
    found = poststratification.post_stratify(strata, poststratification.Population(sizes, "", DAY), share)
    return _fields(found.result, "value", "se", "lower", "upper")


def _rake(categories: dict[str, list[str]], totals: dict[str, dict[str, float]], start: list[float]) -> Out:
    found = raking.rake(categories, totals, start)
    assert found.converged
    return {"weights": list(found.weights)}


def _xmr(y: list[float | None]) -> Out:
    chart = xmr.xmr(y)
    [segment] = chart.segments
    rules = ["".join(str(int(rule)) for rule in sorted(point.rules)) for point in chart.points]
    return {"mean": segment.mean, "lower": segment.lower, "upper": segment.upper, "rules": rules}


def _p_chart(x: list[float | None], n: list[float | None]) -> Out:
    chart = p_chart.p_chart(x, n)
    lower, upper = ([None if pair is None else pair[side] for pair in chart.limits] for side in (0, 1))
    return {"centre": chart.centre, "sigma_z": chart.sigma_z, "lower": lower, "upper": upper}


def _p_series(x: list[float | None], n: list[float | None]) -> Out:
    points = p_series.p_series(x, n).points
    return {"rules": ["".join(str(int(rule)) for rule in sorted(point.rules)) for point in points]}


def _funnel(x: list[int], n: list[int], adjust: bool) -> Out:
    found = funnel.fit(x, n, adjust)
    assert found is not None
    lower, upper = found.limits(n, Z998)
    shape = {"phi": found.phi, "tau_sq": found.tau_sq} if found.adjusted else {}
    tests = {"p_values": found.p_values(x, n).tolist(), "lower": lower.tolist(), "upper": upper.tolist()}
    return {"theta": found.theta} | shape | tests


def _key_drivers(y: list[float], x: dict[str, list[float]]) -> Out:
    found = drivers.key_drivers(y, x)
    return {"r2": found.r2} | {
        name: [getattr(driver, name) for driver in found.drivers] for name in ("importance", "r", "rho", "vif")
    }


def _importance_bars(y: list[float], x: dict[str, list[float]]) -> Out:
    bars = [bar for bar in driver_bars.importance_bars(y, x, 4000).values() if bar is not None]
    return {"lower": [low for low, _ in bars], "upper": [high for _, high in bars]}


def _trend(y: list[float | None]) -> Out:
    found = trend.trend(y)
    known = [(time, value) for time, value in enumerate(y) if value is not None]
    rests, times = [value - (found.value or 0) * time for time, value in known], [time for time, _ in known]
    p_value = trend.p_value_of(*trend.score([value for _, value in known], times))
    assert found.p_value in (None, p_value)
    limits = {"slope": found.value, "lower": found.lower, "upper": found.upper}
    return limits | {"p_value": p_value, "lag": trend.lag_one(rests, times)}


def _season(y: list[float], period: int) -> Out:
    found = season.season(y, period)
    assert found is not None
    return {"effects": found.effects, "trend": found.trend, "remainder": found.remainder}


def _seasonal_trend(y: list[float | None], period: int) -> Out:
    found = seasonal_trend.seasonal_trend(y, period)
    scores = [trend.score([value for value in y[i::period] if value is not None]) for i in range(period)]
    s, variance = sum(one for one, _ in scores), math.fsum(one for _, one in scores)
    p_value = trend.p_value_of(s, variance)
    assert found.p_value in (None, p_value)
    limits = {"slope": found.value, "lower": found.lower, "upper": found.upper}
    return limits | {"s": s, "variance": variance, "p_value": p_value}


def _step(y: list[float]) -> Out:
    found = change_point.change_point(y)
    assert found is not None
    assert found.sudden
    return {"index": found.index, "before": found.before, "after": found.after}


def _change_point(y: list[float | None], w: list[float] | None) -> Out:
    found = change_point.change_point(y, w)
    if found is None:
        return {"index": None}
    names = ("index", "earliest", "latest", "settled", "before", "after")
    return {name: getattr(found, name) for name in names}


def _median(y: list[float]) -> Out:
    found = quantile.median(y)
    return {"lower": found.result.lower, "upper": found.result.upper, "coverage": found.coverage}


def _parts(group: dict[str, list[float]]) -> dict[str, standardisation.Part]:
    strata = poststratification.strata_of(
        [name for name, values in group.items() for _ in values], list(itertools.chain(*group.values()))
    )
    return {name: standardisation.Part.of(stratum) for name, stratum in strata.items()}


def _standardised(first: dict[str, list[float]], second: dict[str, list[float]]) -> Out:
    found = standardisation.standardised(_parts(first), _parts(second))
    gap = _fields(found.difference, "value", "se", "lower", "upper", "p_value")
    return gap | {"first": found.first, "second": found.second}


def _split(first: dict[str, list[float]], second: dict[str, list[float]]) -> Out:
    found = standardisation.split(_parts(first), _parts(second))
    assert found is not None
    return {name: getattr(found, name) for name in ("difference", "rate_effect", "mix_effect")}


def _prudent_gap(first: list[float], second: list[float]) -> Out:
    one, other = (Result(value=value, se=se) for value, se in (first, second))
    middle = unknown_dependence.equal_weight_mean([one, other])
    gap = _fields(unknown_dependence.prudent_gap(one, other), "value", "se", "lower", "upper", "p_value")
    return gap | {"mean": middle.value, "mean_se": middle.se}


OURS: dict[str, Callable[..., Out]] = {
    "wilson": _wilson,
    "score_test": _score_test,
    "top_box": _top_box,
    "net": lambda n, favourable, unfavourable: _fields(
        net.net(n, favourable, unfavourable), "value", "lower", "upper", "se"
    ),
    "mean": lambda y: _fields(_mean(y), "value", "lower", "upper", "se"),
    "student_test": lambda y, norm: {"p_value": benchmark.student_test(_mean(y), norm)},
    "welch": _welch,
    "proportions": _proportions,
    "fisher": lambda counts: {"p_value": fisher.fisher(*counts)},
    "independent": _independent,
    "homogeneity": lambda x, n: _fields(groups.homogeneity(x, n), "value", "p_value"),
    "share_trend": _share_trend,
    "ordinal": lambda first, second: _fields(groups.ordinal(_grades(first), _grades(second)), "value", "p_value"),
    "adjust": _adjust,
    "weighted_mean": _weighted_mean,
    "weighted_share": _weighted_share,
    "weighted_net": lambda y, w: _fields(weighted.weighted_net(*_sums(y, w)), "value", "se", "lower", "upper"),
    "kish": _kish,
    "clusters": _clusters,
    "post_stratify": _post_stratify,
    "rake": _rake,
    "xmr": _xmr,
    "p_chart": _p_chart,
    "p_series": _p_series,
    "funnel": _funnel,
    "key_drivers": _key_drivers,
    "importance_bars": _importance_bars,
    "trend": _trend,
    "kendall_ties": lambda t, y: {"p_value": trend.p_value_of(*trend.score(y, t))},
    "season": _season,
    "year_on_year": lambda y, period: {"gaps": season.year_on_year(y, period)},
    "seasonal_trend": _seasonal_trend,
    "change_point_step": _step,
    "change_point": _change_point,
    "quantile": lambda y, p: {"values": [quantile.quantile(y, at).value for at in p]},
    "median": _median,
    "weighted_quantile": lambda y, w, p: {"values": [quantile.weighted_quantile(y, w, at).value for at in p]},
    "rate": lambda events, exposure: _limits(rate.rate(events, exposure)),
    "standardised": _standardised,
    "split": _split,
    "least_error": lambda size: {"se": weighted.least_error(size)},
    "prudent_gap": _prudent_gap,
}


CASES = [
    pytest.param(name, case["in"], case["out"], id=f"{name}-{number}")
    for name, method in REFERENCE.items()
    for number, case in enumerate(method["cases"], start=1)
]


def figures(name: str, found: Any) -> Iterator[tuple[str, Any]]:
    """Each number, word or gap of a result, with where it stands."""
    if isinstance(found, list | tuple):
        for place, one in enumerate(found):
            yield f"{name}[{place}]", one
    else:
        yield name, found


def test_every_method_of_the_file_is_compared():
    assert set(OURS) == set(REFERENCE)


def test_the_page_counts_the_cases():
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \| \S+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(cases) for name, cases in rows} == {name: len(one["cases"]) for name, one in REFERENCE.items()}


@pytest.mark.parametrize(("method", "given", "wanted"), CASES)
def test_as_r(method: str, given: In, wanted: Out):
    found = OURS[method](**given)
    tolerance = {"abs": DRAWN} if method == "importance_bars" else {"rel": TOLERANCE, "abs": 1e-12}
    ours = {place: one for name in wanted for place, one in figures(name, found[name])}
    theirs = {place: one for name, value in wanted.items() for place, one in figures(name, value)}
    assert ours.keys() == theirs.keys()
    wrong = {place: (ours[place], value) for place, value in theirs.items() if not same(ours[place], value, tolerance)}
    assert not wrong


def same(ours: Any, theirs: Any, tolerance: dict[str, float]) -> bool:
    if isinstance(theirs, bool | str) or theirs is None or ours is None:
        return bool(ours == theirs)
    return bool(ours == pytest.approx(theirs, **tolerance))

"""Any question: how large it may be, which chart suits it, the same command, figures crossed without loss."""

import datetime as dt
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.analyses import exploration
from dashboard.analyses.exploration import INDICATOR, Drawing, command_line, drawing, explore, size_of, usual_pivot
from dashboard.analyses.figure_rows import columns, row
from dashboard.analyses.figures import Against, Axis, Question, figures
from dashboard.analyses.pivot import pivot
from dashboard.analyses.sql_tables import FIGURES, sql_tables
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store import protected_sql
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from dashboard.wording.exploration import cut, summary, too_large
from tests.builders import measure, reference, site, stage

YEAR = Period.year(2024)


@pytest.fixture
def code(store: Store) -> str:
    """An indicator that is observed in the tiny installation."""
    return next(r.code for r in exploration.reads.indicators(store) if r.n_observations and r.kind == "share")


@pytest.mark.parametrize(
    ("by", "several", "expected", "crossed"),
    [
        ((), False, Drawing.INTERVALS, (None, None)),
        ((Axis.SERVICE,), False, Drawing.INTERVALS, (Axis.SERVICE, None)),
        ((Axis.SERVICE, Axis.REGION), False, Drawing.INTERVALS, (Axis.SERVICE, Axis.REGION)),
        ((Axis.MONTH,), False, Drawing.SERIES, (Axis.MONTH, None)),
        ((Axis.MONTH, Axis.YEAR), False, Drawing.SERIES, (Axis.MONTH, Axis.YEAR)),
        ((Axis.MONTH, Axis.SERVICE), False, Drawing.MATRIX, (Axis.SERVICE, Axis.MONTH)),
        ((), True, Drawing.MATRIX, (INDICATOR, None)),
        ((Axis.SERVICE,), True, Drawing.MATRIX, (Axis.SERVICE, INDICATOR)),
        ((Axis.YEAR,), True, Drawing.MATRIX, (INDICATOR, Axis.YEAR)),
        ((Axis.SERVICE, Axis.YEAR), True, Drawing.MATRIX, (Axis.SERVICE, Axis.YEAR)),
    ],
)
def test_the_chart_and_the_pivot_that_suit_a_question(
    by: tuple[Axis, ...], several: bool, expected: Drawing, crossed: tuple[object, object]
) -> None:
    question = Question(("a", "b") if several else ("a",), by)
    assert drawing(question) is expected
    assert usual_pivot(question) == crossed


@pytest.mark.parametrize(
    "by", [(), (Axis.SITE,), (Axis.REGION,), (Axis.SITE, Axis.MONTH), (Axis.QUARTER,), (Axis.YEAR,)]
)
def test_the_size_is_never_below_the_number_of_figures(
    store: Store, settings: Settings, code: str, by: tuple[Axis, ...]
) -> None:
    for period in (None, YEAR, Period(dt.date(2024, 2, 1), dt.date(2024, 4, 1))):
        question = Question((code,), by, period=period)
        assert size_of(store, question) >= len(figures(store, question, settings))


def test_a_question_too_large_is_refused_with_what_to_narrow(
    store: Store, settings: Settings, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question((code,), (Axis.SITE, Axis.MONTH), period=YEAR)
    assert explore(store, question, settings) == figures(store, question, settings)
    monkeypatch.setattr(exploration, "MOST_FIGURES", 5)
    with pytest.raises(QueryError) as refused:
        explore(store, question, settings)
    size = size_of(store, question)
    assert str(refused.value) == (
        f"Cette question peut donner {size} résultats, plus que les 5 qu’une page montre\u00a0: choisir un service "
        "ou un territoire, ou retirer l’axe «\u00a0Site\u00a0», ou raccourcir la période ou prendre un pas plus long, "
        "ou choisir moins d’indicateurs. La commande ci-dessous n’a pas cette limite."
    )


def test_a_question_too_large_without_site_nor_time() -> None:
    assert too_large(4_000, 3_000, by_site=False, timed=False) == (
        "Cette question peut donner 4\u00a0000 résultats, plus que les 3\u00a0000 qu’une page montre\u00a0: "
        "choisir moins d’indicateurs. La commande ci-dessous n’a pas cette limite."
    )


def test_the_command_line_gives_the_same_figures(
    published: Settings, store: Store, code: str, home: Path, command: Callable[..., tuple[int, str, str]]
) -> None:
    scope = Scope(departments=("75",))
    question = Question((code,), (Axis.SITE, Axis.MONTH), scope, YEAR, Against.NETWORK)
    words = shlex.split(command_line(question))
    assert words[:4] == ["python", "-m", "dashboard", "figures"]
    exit_code, out, _ = command(*words[3:], "--json")
    assert exit_code == 0
    found = [row(figure, question) for figure in figures(store, question, published)]
    assert json.loads(out)["rows"] == [{name: one.get(name) for name in columns(question)} for one in found]


@pytest.fixture
def home(settings: Settings) -> Path:
    return settings.home


def test_a_code_of_the_command_is_quoted() -> None:
    assert command_line(Question(("a b; rm",), scope=Scope(sites=("l’x",)))) == (
        "python -m dashboard figures --indicator 'a b; rm' --site 'l’x'"
    )


def test_a_pivot_loses_no_figure(store: Store, settings: Settings, code: str) -> None:
    question = Question((code,), (Axis.SITE, Axis.REGION, Axis.MONTH), period=YEAR)
    found = figures(store, question, settings)
    for rows, across in ((Axis.SITE, Axis.MONTH), (Axis.MONTH, Axis.SITE), (Axis.REGION, None), (None, None)):
        crossed = pivot(found, question, rows, across)
        assert sorted(map(id, crossed.cells.values())) == sorted(map(id, found))
        assert set(crossed.cells) <= {(row_key, key) for row_key in crossed.rows for key in crossed.columns}
        assert crossed.row_dimensions[0] == (rows or Axis.SITE)
    months = pivot(found, question, Axis.SITE, Axis.MONTH).columns
    assert list(months) == sorted(months)


def test_the_sentence_counts_what_is_withheld() -> None:
    shown, weak = Shown(50.0, n=200), Shown(50.0, n=20, status=Status.FRAGILE)
    secret, none = Withheld(Status.MASKED), Withheld(Status.NO_DATA)
    read = summary([shown, shown, weak, secret, secret, none])
    assert read.conclusion == "6\u00a0résultats, dont 3 non montrés."
    why = "Non montrés\u00a0: secret statistique\u00a0: 2, aucune réponse\u00a0: 1."
    assert read.limit == f"{why} 1\u00a0résultat sur une base faible."
    assert summary([shown]).limit == "Tous les résultats peuvent être montrés."
    assert summary([shown, secret]).conclusion == "2\u00a0résultats, dont 1 non montré."
    assert summary([]).conclusion == "Aucun résultat n’est publié pour cette question."
    assert cut(200, 1_234, "lignes") == "200 lignes affichées sur 1\u00a0234\u00a0: toutes sont dans le fichier."
    assert cut(60, 61) == "60 résultats affichés sur 61\u00a0: tous sont dans le fichier."


def test_the_console_holds_the_figures_of_the_command_and_no_number_that_is_withheld(settings: Settings) -> None:
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    stage(settings, measures=[
        measure("A", "2024-01", numerator=40, denominator=50),
        measure("B", "2024-01", numerator=3, denominator=5),
    ])  # fmt: skip
    publish(settings, reference())
    store = open_current(settings)
    code = next(r.code for r in exploration.reads.indicators(store) if r.n_observations)
    question = Question((code,), (Axis.SITE,), period=YEAR, against=Against.NETWORK)
    found = figures(store, question, settings)
    tables = sql_tables(store, question, found)
    assert [table.name for table in tables] == [
        *("figures", "indicator", "engagement", "service", "site_type", "site", "region", "department"),
        *("judicial_area", "target"),
    ]
    assert all(len(line) == len(table.columns) for table in tables for line in table.rows)
    names = [column.name for column in FIGURES]
    lines = [dict(zip(names, line, strict=True)) for line in tables[0].rows]
    withheld = [line for line in lines if line["status"] not in ("ok", "fragile")]
    assert withheld
    for line in withheld:
        assert not [v for name, v in line.items() if isinstance(v, float | int) and name not in ("engagement", "year")]
    counted = protected_sql.run(
        "select count(*), count(value) from figures join site on site.code = figures.site", tables
    )
    assert counted.rows == ((len(lines), len(lines) - len(withheld)),)
    with pytest.raises(QueryError, match="La table «\u00a0observation\u00a0» n’existe pas ici"):
        protected_sql.run("select * from observation", tables)

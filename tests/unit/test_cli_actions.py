"""`python -m dashboard actions`: the plan with its verdicts, reminders first, in the formats of the other commands."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.cli.actions import COLUMNS
from dashboard.config import Settings
from dashboard.domain.action import ActionState, ExpectedDirection, ExpectedEffect
from dashboard.reception.action_form import ActionForm
from dashboard.registry import database
from dashboard.registry.actions import create_action
from dashboard.store.publish import publish
from tests.builders import measure, reference, site, stage

Command = Callable[..., tuple[int, str, str]]
THEN = dt.datetime(2024, 1, 5, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sites of two services; one action that is late, one that is done with an effect expected."""
    settings = Settings(home=tmp_path_factory.mktemp("plan") / "home", memory_limit="500MB")
    sites = [site("A"), site("B", service="ta", service_label="Tribunaux administratifs")]
    stage(settings, kind="spplus-structures", sites=sites)
    stage(settings, measures=[measure("A", f"2024-{month:02}", numerator=40, denominator=50) for month in range(1, 7)])
    publish(settings, reference())
    late = ActionForm("Un guichet", "Ouvrir.", "greffe", site="B", due_on=dt.date(2024, 6, 1))
    effect = ExpectedEffect("share", ExpectedDirection.UP, 2.5)
    done = ActionForm(
        "Une affiche", "Poser.", "accueil", ActionState.DONE, site="A", done_on=dt.date(2024, 1, 3),
        indicator="share", commitment=1, expected=effect,
    )  # fmt: skip
    create_action(settings, late, "agent", THEN)
    create_action(settings, done, "agent", THEN)
    database.forget(settings)
    return settings.home


def test_the_plan_is_listed_what_is_late_first(command: Command) -> None:
    code, written, _ = command("actions")
    assert code == 0
    late, done = csv.DictReader(io.StringIO(written))
    assert (late["title"], late["reminder"], late["verdict"], late["due_on"]) == (
        "Un guichet", "overdue", "none", "2024-06-01",
    )  # fmt: skip
    assert (done["expected_direction"], done["smallest_change"], done["stated_late"]) == ("up", "2.5", "true")
    assert done["words"].startswith("Verdict impossible\u00a0: aucune donnée n’est publiée pour les mêmes mois")
    assert done["effect"] == ""


def test_only_what_calls_for_somebody_as_json(command: Command) -> None:
    code, written, _ = command("actions", "--due", "--json")
    found = json.loads(written)
    assert code == 0
    assert [row["title"] for row in found["rows"]] == ["Un guichet"]
    assert tuple(found["rows"][0]) == COLUMNS
    assert found["data_version"] == 1


def test_a_service_chooses_and_parquet_keeps_the_types(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "plan.parquet"
    assert command("actions", "--service", "tj", "--format", "parquet", "--out", path)[0] == 0
    table = pq.read_table(path)
    assert table.column("title").to_pylist() == ["Une affiche"]
    assert str(table.schema.field("effect").type) == "double"


@pytest.mark.parametrize(("option", "words"), [("--service", "Le service"), ("--site", "Le site")])
def test_a_place_that_is_not_published_is_refused(command: Command, option: str, words: str) -> None:
    code, written, said = command("actions", option, "inconnu")
    assert code != 0
    assert written == ""
    assert f"{words} «\u00a0inconnu\u00a0» n’existe pas" in said

"""The process that is killed: acts on a registry one after the other, and says each one once it is committed.

`python -m tests.faults.writer HOME NAME REGISTRY BROKEN`: one JSON line an act, `{act, table, id, …what was written}`.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import OPEN
from dashboard.domain.action import ActionState
from dashboard.domain.left_review import RefusalReason, review_code
from dashboard.reception.action_form import ActionForm
from dashboard.reception.review_form import ReviewForm
from dashboard.registry.action_reviews import tie_review
from dashboard.registry.actions import change_action_state, create_action
from dashboard.registry.left_reviews import leave_review
from dashboard.registry.moderation import mask_passage, publish_review, refuse_review
from dashboard.registry.replies import draft_reply, rewrite_reply, validate_reply
from dashboard.registry.reply_votes import vote
from tests.faults.broken import BROKEN

THEMES = ("Relation", "Réactivité")
SITE = "A"


def acts(settings: Settings, name: str) -> Iterator[dict[str, object]]:
    """Without end: an opinion refused, then another one published, masked, answered, judged and acted upon."""
    rank = 0
    while True:
        rank += 1
        now = dt.datetime.now(dt.UTC)
        text, email = f"Avis {name}-{rank} de Dupont. " + "Attente longue. " * (rank % 50), f"a{rank}@exemple.fr"
        form = ReviewForm(site=SITE, tone="negative", channel="desk", text=text, themes=THEMES, email=email)
        number = leave_review(settings, form, {SITE}, now).id
        yield _said("left", "left_review", number, text=text.strip(), email=email)
        if rank % 3 == 0:
            refuse_review(settings, number, RefusalReason.OFF_TOPIC, "mod", now)
            yield _said("refused", "left_review", number)
            continue
        publish_review(settings, number, "mod", now)
        yield _said("published", "left_review", number)
        mask_passage(settings, number, "Dupont", "mod", now)
        yield _said("masked", "left_review", number)
        yield from _reply(settings, number, f"{name}-{rank}", now)
        yield from _action(settings, number, f"{name}-{rank}", now)


def _reply(settings: Settings, review: int, name: str, now: dt.datetime) -> Iterator[dict[str, object]]:
    reply = draft_reply(settings, review, f"Brouillon {name}", "greffe", now)
    yield _said("drafted", "left_review_reply", reply, text=f"Brouillon {name}")
    rewrite_reply(settings, reply, f"Réponse {name}", "greffe", now)
    yield _said("rewritten", "left_review_reply", reply, text=f"Réponse {name}")
    validate_reply(settings, reply, 2, "chef", now)
    yield _said("validated", "left_review_reply", reply)
    vote(settings, reply, "t" * 32, True, now)
    yield _said("voted", "left_review_reply", reply)


def _action(settings: Settings, review: int, name: str, now: dt.datetime) -> Iterator[dict[str, object]]:
    form, code = ActionForm(f"Action {name}", f"Décision {name}", "greffe", site=SITE), review_code(review)
    action = create_action(settings, form, "greffe", now)
    yield _said("created", "action", action, decided=form.decided)
    tie_review(settings, action, code, "greffe", now)
    yield _said("tied", "action", action, review=code)
    change_action_state(settings, action, ActionState.DONE, "chef", now)
    yield _said("state_changed", "action", action)


def _said(act: str, table: str, number: int, **written: object) -> dict[str, object]:
    return {"act": act, "table": table, "id": number, **written}


def main(home: str, name: str, registry: str, broken: str) -> None:
    """`registry`: its address, empty for SQLite under `home`; `broken`: see tests/faults/broken.py, empty for none."""
    if broken:
        BROKEN[broken]()
    with acting(OPEN):
        for act in acts(Settings(home=Path(home), registry=registry), name):
            print(json.dumps(act), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

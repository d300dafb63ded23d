"""Many opinions at once: each is accepted, or refused with a sentence, and those that are accepted are all there."""

import datetime as dt
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.reception.form_stamp import stamp
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database
from dashboard.registry.left_reviews import Sender, leave_review
from dashboard.registry.shared_secrets import form_key

THREADS = 8
NETWORKS = 1_000


def run(opinions: int) -> tuple[str, list[tuple[str, object]], bool]:
    """Title, rows and verdict of the table."""
    home = Path(tempfile.mkdtemp(prefix="barometre-burst-"))
    settings = Settings(home=home)
    try:
        opened = stamp(form_key(settings), dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))

        def send(rank: int) -> str:
            sender = Sender("", opened, f"198.51.100.{rank % NETWORKS}")
            form = ReviewForm(site="A", tone="neutral", channel="online", text=f"Avis numéro {rank}, au guichet.")
            try:
                return str(leave_review(settings, form, {"A"}, dt.datetime.now(dt.UTC), sender).id)
            except RegistryError as error:
                return str(error)

        began = time.monotonic()
        with ThreadPoolExecutor(THREADS) as pool:
            answers = list(pool.map(send, range(opinions)))
        spent = time.monotonic() - began
        accepted = {int(answer) for answer in answers if answer.isdigit()}
        with closing(sqlite3.connect(home / "registry.db")) as connection:
            kept = {row[0] for row in connection.execute("select id from left_review")}
            lines = {row[0] for row in connection.execute("select object_id from audit where act = 'left'")}
    finally:
        database.forget(settings)
        shutil.rmtree(home)
    rows: list[tuple[str, object]] = [
        ("opinions sent", opinions),
        ("threads", THREADS),
        ("accepted", len(accepted)),
        *((f"refused: {text}", times) for text, times in Counter(a for a in answers if not a.isdigit()).items()),
        ("kept in the registry", len(kept)),
        ("with their audit line", len(lines)),
        ("seconds", f"{spent:.1f}"),
    ]
    return "A burst of opinions on SQLite", rows, accepted == kept == lines

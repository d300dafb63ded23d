"""`make bench`: every benchmark, as Markdown tables; the figures are also kept as JSON in tests/bench/results/.

Nothing here asserts: a benchmark prints, people read. `python -m tests.bench reads` runs one of them.
"""

import datetime as dt
import json
import sys
from pathlib import Path

from dashboard.authority import acting
from dashboard.domain.access import OPEN
from tests.bench import (
    api,
    interaction,
    loading,
    national,
    open_data,
    overview_statistics,
    packs,
    posters,
    public_pages,
    reads,
    review_search,
    scale_loading,
    sessions,
    vectorised,
)

BENCHMARKS = {
    "loading": loading.run,
    "scale-loading": scale_loading.run,
    "reads": reads.run,
    "statistics": overview_statistics.run,
    "vectorised": vectorised.run,
    "review-search": review_search.run,
    "open-data": open_data.run,
    "api": api.run,
    "posters": posters.run,
    "pack": packs.run,
    "public-pages": public_pages.run,
    "national": national.run,
    "sessions": sessions.run,
    "interaction": interaction.run,
    "national-interaction": interaction.run_national,
}
RESULTS = Path(__file__).with_name("results")


def main(names: list[str]) -> None:
    for name in names or BENCHMARKS:
        with acting(OPEN):
            title, columns, rows = BENCHMARKS[name]()
        print(f"\n### {title}\n")
        print("| " + " | ".join(columns) + " |")
        print("|" + "---|" * len(columns))
        for row in rows:
            print("| " + " | ".join(str(cell) for cell in row) + " |")
        RESULTS.mkdir(exist_ok=True)
        content = {"at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "columns": columns, "rows": rows}
        (RESULTS / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

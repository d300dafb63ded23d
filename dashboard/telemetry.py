"""What an operator follows of a server: counters and times, in the format of Prometheus (docs/operations.md).

Labels come from lists that are ours, and short: never an address that somebody typed, never a name.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.process_collector import ProcessCollector

# Half of the lines, which nobody reads.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(namespace="barometre", registry=REGISTRY)
_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_USUAL = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
_LONG = (0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600)

PAGE_SECONDS = Histogram(
    "barometre_page_run_seconds", "Script of a page, from a click to its last piece", ["page"], registry=REGISTRY,
    buckets=_USUAL,
)  # fmt: skip
PAGE_ERRORS = Counter("barometre_page_errors", "Unexpected errors shown with a reference", ["where"], registry=REGISTRY)
REQUESTS = Counter("barometre_http_requests", "Answers by class of route and of status", ["route", "status"],
                   registry=REGISTRY)  # fmt: skip
REQUEST_SECONDS = Histogram(
    "barometre_http_request_seconds", "From the request to the end of the answer", ["route"], registry=REGISTRY,
    buckets=_USUAL,
)  # fmt: skip
REFUSALS = Counter(
    "barometre_http_refusals", "Answers 401, 403, 404, 405, 413, 421, 429 and 503", ["route", "status"],
    registry=REGISTRY,
)  # fmt: skip
SIGN_IN_REFUSED = Counter(
    "barometre_sign_in_refused", "Requests and sockets of nobody identified; sign-ins that failed", ["reason"],
    registry=REGISTRY,
)  # fmt: skip
QUERY_SECONDS = Histogram(
    "barometre_query_seconds", "A query of the published data in DuckDB, its turn included", registry=REGISTRY,
    buckets=_QUICK,
)  # fmt: skip
SQL_RUNS = Counter("barometre_sql_console_runs", "Queries of the SQL console", ["result"], registry=REGISTRY)
ACT_SECONDS = Histogram(
    "barometre_data_act_seconds", "Loads and publications made by this process", ["act", "result"], registry=REGISTRY,
    buckets=_LONG,
)  # fmt: skip
ACT_LAST = Gauge(
    "barometre_data_act_last_result", "Last load or publication of this process: 1 done, 0 refused", ["act"],
    registry=REGISTRY,
)  # fmt: skip
VERSION_COPIES = Counter(
    "barometre_version_copies", "Versions copied from the folder that is followed; failures, once each", ["result"],
    registry=REGISTRY,
)  # fmt: skip
AUDIT_LINES = Gauge("barometre_audit_lines", "Lines of the audit that hold together", registry=REGISTRY)
AUDIT_HOLDS = Gauge(
    "barometre_audit_holds", "Last time the audit was followed: 1 it holds, 0 it was changed or cannot be read",
    registry=REGISTRY,
)  # fmt: skip
AUDIT_FOLLOWED = Gauge(
    "barometre_audit_followed_timestamp_seconds", "When the audit was last followed", registry=REGISTRY
)


@contextmanager
def data_act(act: str) -> Iterator[None]:
    """Times one load or publication; one that raises is refused."""
    started = time.perf_counter()
    result = "refused"
    try:
        yield
        result = "done"
    finally:
        ACT_SECONDS.labels(act, result).observe(time.perf_counter() - started)
        ACT_LAST.labels(act).set(result == "done")

"""A progress bar on the error output, so that the standard output stays fit for a pipe."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn


class Bar:
    """One line of progress. `at(done, total)` may be called as often as one likes."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def at(self, done: float, total: float | None, label: str | None = None) -> None:
        self._progress.update(self._task, completed=done, total=total)
        if label is not None:
            self._progress.update(self._task, description=label)


@contextmanager
def bar(label: str) -> Iterator[Bar]:
    """A bar that disappears when the work is done; silent when the error output is not a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, progress.add_task(label, total=None))

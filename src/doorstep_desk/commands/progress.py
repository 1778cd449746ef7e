"""How is a long run seen: which stage it is in, how far, and for how long?"""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from doorstep_desk.workdays.actions.run_day import Stopwatch


@contextmanager
def stages_shown() -> Iterator[Stopwatch]:
    """Show a bar per stage on standard error, and give the stopwatch that moves them.

    A stage says when it begins; the one before it is then over. On a terminal the running bar
    pulses; in a log only the finished bars are printed.
    """
    columns = (TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        shown: dict[str, TaskID] = {}

        def begin(stage: str) -> None:
            _finish(bars, shown)
            shown[stage] = bars.add_task(stage, total=None)

        yield Stopwatch(tell=begin)
        _finish(bars, shown)


def _finish(bars: Progress, shown: dict[str, TaskID]) -> None:
    if shown:
        task = list(shown.values())[-1]
        bars.update(task, total=1, completed=1)
        bars.stop_task(task)

"""How is an import seen while it runs: rows read, staged, published?"""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from doorstep_desk.intake.actions.stage import Told


@contextmanager
def rows_shown() -> Iterator[Told]:
    """Show a bar per stage on standard error, and give what moves them.

    In a log, where nothing can move, each stage is one line when it is over.
    """
    columns = (
        TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(),
        TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bars:
        shown = {stage: bars.add_task(stage, total=None) for stage in ("read", "staged")}
        shown["published"] = bars.add_task("published", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bars.update(shown[stage], completed=done, total=total)

        yield tell

"""Measure the chance of being paid by each day, open rows counted for as long as they were seen.

It needs no database.
"""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.odds_bench import (
    Drop,
    KnownLater,
    Seed,
    Test,
    TestHistory,
    TimeOrdered,
    Train,
    Where,
    listed,
)
from doorstep.cli.options import Json
from doorstep.cli.output import print_json
from doorstep.probability.bench.source import Unusable
from doorstep.probability.hazard.run import CurveOrder, curve

Days = Annotated[str, typer.Option(help="Column: days until paid, or until last looked at.")]
Paid = Annotated[str | None, typer.Option(help="0/1 column: 1 paid, 0 still open.")]
By = Annotated[str, typer.Option(help="Days at which the curve is judged.")]


def odds_curve(  # noqa: PLR0913 (one argument per option)
    train: Train,
    test: Test,
    days: Days,
    paid: Paid = None,
    where: Where = None,
    drop: Drop = None,
    known_later: KnownLater = None,
    time_ordered: TimeOrdered = False,
    test_history: TestHistory = False,
    by: By = "3,7,14,30",
    seed: Seed = 1,
    json: Json = True,
) -> None:
    """Measure the chance of being paid by each day.

    Example: doorstep odds curve --train past.parquet --test later.parquet --days days_late
    """
    if not all(word.strip().isdecimal() for word in by.split(",")):
        raise CommandFailed(f"--by {by!r} must be whole days by comma.")
    order = CurveOrder(
        Path(train), Path(test), days, paid, where, listed(drop), listed(known_later),
        time_ordered, test_history, tuple(int(word) for word in by.split(",")), seed,
    )  # fmt: skip
    try:
        print_json(curve(order))
    except Unusable as refused:
        raise CommandFailed(str(refused)) from refused

"""Measure the odds on any table: the glass box beside LightGBM and a scorecard, in one object.

It needs no database. What cannot be measured ends with one sentence; what was left out is named.
"""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json
from doorstep.cli.report_file import require_report_path
from doorstep.probability.bench.run import Order, bench
from doorstep.probability.bench.source import Question, Unusable

Train = Annotated[Path, typer.Option(help="Parquet (or CSV) file of rows to learn from.")]
Test = Annotated[Path, typer.Option(help="File of rows to be judged on.")]
Target = Annotated[
    str, typer.Option(help="Column with two values, or an expression: 'days_late > 0'.")
]
TimeOrdered = Annotated[
    bool, typer.Option("--time-ordered", help="Rows stand in the order of time (row_id).")
]
Names = list[str] | None
Drop = Annotated[Names, typer.Option(help="Columns not to use; by comma, or again.")]
Where = Annotated[
    str | None, typer.Option(help="Which rows count, as an expression: 'pay_1 >= 1'.")
]
Prequential = Annotated[
    bool, typer.Option("--prequential", help="Score in the order of time, learning as it goes.")
]
Keep = Annotated[
    Names, typer.Option(help="Columns to use although they almost determine the target.")
]
KnownLater = Annotated[
    Names, typer.Option(help="Outcome columns: only for later rows of the same borrower.")
]
TestHistory = Annotated[
    bool, typer.Option("--test-history", help="Earlier test rows count as history of later ones.")
]
Monotone = Annotated[Names, typer.Option(help="Known directions: 'days_past_due:-1'.")]
WithoutProtected = Annotated[
    bool, typer.Option("--without-protected", help="Leave out age, sex and the like.")
]
Timing = Annotated[bool, typer.Option(help="Measure rows per second, which takes some seconds.")]
Seed = Annotated[int, typer.Option(min=0, help="Of all that is drawn.")]
Save = Annotated[Path | None, typer.Option(help="Write the model there, as JSON.")]
KeyFile = Annotated[Path | None, typer.Option(help="File with the key that signs the model.")]


def odds_bench(  # noqa: PLR0913 (one argument per option)
    train: Train,
    test: Test,
    target: Target,
    time_ordered: TimeOrdered = False,
    drop: Drop = None,
    where: Where = None,
    prequential: Prequential = False,
    keep: Keep = None,
    known_later: KnownLater = None,
    test_history: TestHistory = False,
    monotone: Monotone = None,
    without_protected: WithoutProtected = False,
    timing: Timing = True,
    seed: Seed = 1,
    save: Save = None,
    key_file: KeyFile = None,
    json: Json = True,
) -> None:
    """Measure the odds on any table: the glass box beside LightGBM and a scorecard.

    Example: doorstep odds bench --train past.parquet --test later.parquet --target paid
    """
    require_report_path(save)
    question = Question(target, where, listed(drop), time_ordered)
    try:
        order = Order(
            train, test, question, listed(keep), listed(known_later), directions(monotone),
            without_protected, prequential, test_history, timing, seed, save, _key(key_file),
        )  # fmt: skip
        print_json(bench(order))
    except Unusable as refused:
        raise CommandFailed(str(refused)) from refused


def listed(words: list[str] | None) -> tuple[str, ...]:
    """Return names given by comma, by repetition or both."""
    return tuple(name.strip() for word in words or () for name in word.split(",") if name.strip())


def directions(words: list[str] | None) -> dict[str, int]:
    """Return known directions by field.

    Raises:
        Unusable: One is not of the form name:+1 or name:-1.
    """
    found = {}
    for word in listed(words):
        name, colon, sign = word.rpartition(":")
        if not colon or sign not in ("+1", "1", "-1"):
            raise Unusable(f"--monotone {word!r} must read name:+1 or name:-1.")
        found[name] = int(sign)
    return found


def _key(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"The key file {path} cannot be read: {error.strerror}.") from error

"""Measure what more effort brings where a threshold decides who gets it."""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.odds_bench import Seed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json
from doorstep.probability.bench.source import Unusable
from doorstep.probability.causal.run import jump


def odds_jump(
    file: Annotated[Path, typer.Option(help="Parquet (or CSV) file of rows.")],
    running: Annotated[str, typer.Option(help="Column that crosses the threshold.")],
    outcome: Annotated[str, typer.Option(help="Column of the outcome, a number.")],
    at: Annotated[float, typer.Option(help="The threshold.")],
    bandwidth: Annotated[float, typer.Option(min=1e-9, help="How far rows may stand away.")],
    seed: Seed = 1,
    json: Json = True,
) -> None:
    """Measure the jump of an outcome at a threshold, with its interval.

    Example: doorstep odds jump --file rows.parquet --running expected --outcome came --at 1000
    --bandwidth 200
    """
    try:
        print_json(jump(file, running, outcome, at, bandwidth, seed))
    except Unusable as refused:
        raise CommandFailed(str(refused)) from refused

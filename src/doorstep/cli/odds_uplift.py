"""Measure what a treatment changes on randomised rows, and whether it differs by person.

It needs no database. Without evidence it answers "no usable heterogeneity".
"""

from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.odds_bench import Drop, Seed, Target, Test, Train, Where, listed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json
from doorstep.probability.bench.source import Question, Unusable
from doorstep.probability.causal.run import UpliftOrder, uplift

Treatment = Annotated[str, typer.Option(help="Column that names the arm of each row.")]
Treated = Annotated[str, typer.Option(help="Name of the arm with the treatment.")]
Control = Annotated[str, typer.Option(help="Name of the arm it is compared with.")]
Propensity = Annotated[
    str | None, typer.Option(help="Column with the chance of the treatment; else the shares.")
]
Segment = Annotated[
    str | None,
    typer.Option(help="Column that parts the rows; each part's effect is drawn to the mean."),
]


def odds_uplift(  # noqa: PLR0913 (one argument per option)
    train: Train,
    test: Test,
    target: Target,
    treatment: Treatment,
    treated: Treated,
    control: Control,
    propensity: Propensity = None,
    where: Where = None,
    drop: Drop = None,
    segment: Segment = None,
    seed: Seed = 1,
    json: Json = True,
) -> None:
    """Measure what a treatment changes, and whether it differs by person.

    Example: doorstep odds uplift --train a.parquet --test b.parquet --target paid
    --treatment arm --treated visit --control none
    """
    question = Question(target, where, listed(drop))
    order = UpliftOrder(
        train, test, question, treatment, treated, control, propensity, seed, segment
    )
    try:
        print_json(uplift(order))
    except Unusable as refused:
        raise CommandFailed(str(refused)) from refused

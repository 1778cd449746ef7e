"""List the models of a store, check each against its signature, and write lost folders again."""

from typing import Annotated, Any

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table
from doorstep.probability.heads import Head
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.session import store
from doorstep_desk.decisions.model_folder import checked_folder
from doorstep_desk.decisions.registry import Version, versions_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as

_HEADS = (Head.CONTACT, Head.PROMISE, Head.PROMISE_KEPT, Head.PAID_WITHIN_14_DAYS)


def odds_models(
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """List every model with its state, and check that it is what was signed.

    Ends with status 1 when one is not.

    Example: doorstep odds models --json
    """
    with store(data_dir):
        actor = present_runner(clock.now(), agency)
        with acting_as(actor):
            found = [each for head in _HEADS for each in versions_of(actor.agency_id, head)]
            lines = [_line(each, checked_folder(actor.agency_id, each.row_id)) for each in found]
    if json:
        for line in lines:
            print_json(line)
    else:
        heads = ["head", "version", "fitted", "rows", "auc", "state", "by", "faults"]
        print_table("Models", heads, [[line[name] for name in heads] for line in lines])
    if changed := [line["version"] for line in lines if line["faults"]]:
        raise CommandFailed(f"Not as they were signed: {', '.join(changed)}.")


def _line(version: Version, faults: list[str]) -> dict[str, Any]:
    return {
        "head": version.head, "version": version.version, "fitted": version.fitted_on,
        "rows": version.card["rows"], "auc": version.card["evaluation"]["auc"],
        "state": version.state, "by": version.by, "faults": ", ".join(faults),
    }  # fmt: skip

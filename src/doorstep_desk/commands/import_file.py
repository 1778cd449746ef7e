"""Import a file that a lender sent, or a book of loans."""

import json as json_module
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table, tell
from doorstep.intake.files import check_file
from doorstep_desk.commands.agency import agency_runner, content_of, first_file
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.imports.bars import rows_shown
from doorstep_desk.commands.imports.compared import print_diff
from doorstep_desk.commands.imports.taking import BEGAN, take_sent
from doorstep_desk.commands.session import store
from doorstep_desk.intake.actions.import_file import Imported, SentFile
from doorstep_desk.intake.actions.import_loans import SentBook, import_loans
from doorstep_desk.plumbing import clock

KINDS = ("placement", "supplement", "repayment", "recall", "attempts", "loans")


def import_command(  # noqa: PLR0913 (one argument per option)
    file: Annotated[Path, typer.Argument(help="The file, as it was sent.")],
    kind: Annotated[
        str | None, typer.Option(help=f"What it is: {', '.join(KINDS)}; else found out.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Day of the import; today in Beijing.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    mapping: Annotated[str, typer.Option(help="Mapping of a book of loans.")] = "superlender",
    with_synthetic_contacts: Annotated[
        int | None,
        typer.Option(help="Settle a book of loans in the synthetic Yanbian, with this seed."),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option(
            help="Check against these files alone, in order, separated by commas (none: ''); "
            "without a store, so nothing is taken."
        ),
    ] = None,
    lender: Annotated[
        str | None, typer.Option(help="Who places, where the file does not say.")
    ] = None,
    whole_batch: Annotated[
        bool,
        typer.Option(
            "--whole-batch", help="This is all of its batch: what it leaves out is withdrawn."
        ),
    ] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Stage only; `doorstep imports resume` publishes.")
    ] = False,
    agency: Annotated[str | None, typer.Option(help="For which agency, with several.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Check every row of a file, and take the accepted ones together; twice changes nothing.

    Example: doorstep import placement.xlsx --as-of 2026-06-30 --out report.json
    """
    _require_kind(kind)
    day = day_of_option(as_of, "--as-of") or clock.today()
    tell(f"As of {day.isoformat()}.")
    if context is not None:
        _answer(_checked_alone(file, context, day), False, out, as_json=json)
        return
    content = content_of(file)
    sent: SentFile | SentBook = SentFile(
        file.name, content, day, kind, is_whole_batch=whole_batch, lender=lender or ""
    )
    if kind == "loans":
        sent = SentBook(file.name, content, day, mapping, with_synthetic_contacts)
    done = _taken(data_dir, agency, sent, is_dry_run=dry_run, is_held=hold)
    _answer(done.report, done.changed, out, as_json=json, more=_more(done))


def _taken(
    data_dir: Path,
    agency: str | None,
    sent: SentFile | SentBook,
    *,
    is_dry_run: bool,
    is_held: bool,
) -> Imported:
    at = clock.now()
    with store(data_dir):
        if isinstance(sent, SentFile):
            with rows_shown() as told:
                done = take_sent(
                    agency, sent, at, is_dry_run=is_dry_run, is_held=is_held, told=told
                )
            tell(BEGAN[done.began])
            return done
        with first_file(agency) as give_up:
            runner = agency_runner(at, agency)
            done = import_loans(actor=runner, sent=sent, at=at, is_dry_run=is_dry_run)
            if is_dry_run:
                give_up()
            return done


def _more(done: Imported) -> dict[str, Any]:
    """Return what is said of an import beside its report."""
    said: dict[str, Any] = {"import": done.file_id, "state": done.state, "began": done.began}
    if done.changes:
        said["changes"] = done.changes
    return said | ({"diff": done.diff} if done.diff else {})


def _require_kind(kind: str | None) -> None:
    if kind is not None and kind not in KINDS:
        raise CommandFailed(f"--kind {kind!r} is none of {', '.join(KINDS)}.")


def _checked_alone(file: Path, context: str, day: date) -> dict[str, Any]:
    """Return the report on a file in a store that holds the accepted rows of others only."""
    content_of(file)
    earlier = [file.parent / name.strip() for name in context.split(",") if name.strip()]
    for path in earlier:
        content_of(path)
    return check_file(file, earlier, day).report.as_dict()


def require_taken(report: dict[str, Any]) -> None:
    """Say in one sentence when a file was refused as a whole.

    Raises:
        CommandFailed: It was.
    """
    if report["outcome"] == "refused":
        refusal = report["refusal"]
        raise CommandFailed(f"{report['file']} was refused: {refusal['rule']}. {refusal['hint']}")


def _answer(
    report: dict[str, Any],
    changed: bool,
    out: Path | None,
    *,
    as_json: bool,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Print the report; a file that was refused as a whole ends in one sentence after it."""
    if out is not None:
        out.write_text(json_module.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    if as_json:
        print_json({**report, "changed": changed, **more})
    else:
        _print(report, changed, more)
    require_taken(report)


def _print(report: dict[str, Any], changed: bool, more: Mapping[str, Any]) -> None:
    rows = report.get("rows") or {}
    word = "" if changed else " (nothing changed)"
    print_table(
        f"{report['file']}: {report['outcome']}{word}",
        ["rows", "accepted", "rejected"],
        [[rows.get("total", 0), rows.get("accepted", 0), rows.get("rejected", 0)]],
    )
    print_table("Totals", ["", ""], sorted((report.get("totals") or {}).items()))
    rejected = report.get("rejected") or []
    if rejected:
        print_table(
            "Rejected (the first 20)", ["sheet", "row", "column", "rule", "what to do"],
            [[r["sheet"], r["row"], r["column"], r["rule"], r["hint"]] for r in rejected[:20]],
        )  # fmt: skip
    if "diff" in more:
        print_diff(more["diff"])
    elif "changes" in more:
        print_table("Changes", ["", "accounts"], more["changes"].items())

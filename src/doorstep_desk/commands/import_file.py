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
from doorstep.cli.report_file import replacing, require_report_path
from doorstep_desk.commands.agency import agency_runner, content_of, first_file
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.import_alone import check_alone
from doorstep_desk.commands.imports.bars import rows_shown
from doorstep_desk.commands.imports.compared import print_diff
from doorstep_desk.commands.imports.taking import BEGAN, take_sent
from doorstep_desk.commands.session import store
from doorstep_desk.intake.actions.import_file import Imported, SentFile
from doorstep_desk.intake.actions.import_loans import SentBook, import_loans
from doorstep_desk.plumbing import clock

KINDS = ("placement", "supplement", "repayment", "recall", "attempts", "loans")

BookMapping = Annotated[str, typer.Option(help="Mapping of a book of loans.")]
SyntheticSeed = Annotated[
    int | None,
    typer.Option(help="Settle a book of loans in the synthetic Yanbian, with this seed."),
]
Context = Annotated[
    str | None,
    typer.Option(
        help="Check against these files alone, in order, separated by commas (none: ''); "
        "without a store, so nothing is taken."
    ),
]
Lender = Annotated[str | None, typer.Option(help="Who places, where the file does not say.")]
WholeBatch = Annotated[
    bool,
    typer.Option(
        "--whole-batch", help="This is all of its batch: what it leaves out is withdrawn."
    ),
]
Hold = Annotated[
    bool, typer.Option("--hold", help="Stage only; `doorstep imports resume` publishes.")
]


def import_command(  # noqa: PLR0913 (one argument per option)
    file: Annotated[Path, typer.Argument(help="The file, as it was sent.")],
    kind: Annotated[
        str | None, typer.Option(help=f"What it is: {', '.join(KINDS)}; else found out.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Day of the import; today in Beijing.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    mapping: BookMapping = "superlender",
    with_synthetic_contacts: SyntheticSeed = None,
    context: Context = None,
    lender: Lender = None,
    whole_batch: WholeBatch = False,
    hold: Hold = False,
    agency: Annotated[str | None, typer.Option(help="For which agency, with several.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Check every row of a file, and take the accepted ones together; twice changes nothing.

    Example: doorstep import placement.xlsx --as-of 2026-06-30 --out report.json
    """
    _require_kind(kind, context)
    day = day_of_option(as_of, "--as-of") or clock.today()
    tell(f"As of {day.isoformat()}.")
    if context is not None:
        _say_future(day)
        earlier = [file.parent / name.strip() for name in context.split(",") if name.strip()]
        report = check_alone(file, earlier, day, None if json else out, kind=kind)
        _answer(report, False, out if json else None, as_json=json)
        return
    require_report_path(out)
    _require_day(day)
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
            if done.profile:
                tell(
                    "Read with the profile of {lender}, version {version}.".format(**done.profile)
                )
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
    if done.profile:
        said["profile"] = {word: done.profile[word] for word in ("lender", "version")}
    return said | ({"diff": done.diff} if done.diff else {})


def _require_kind(kind: str | None, context: str | None) -> None:
    if kind is not None and kind not in KINDS:
        raise CommandFailed(f"--kind {kind!r} is none of {', '.join(KINDS)}.")
    if kind == "loans" and context is not None:
        raise CommandFailed("A book of loans has no context; leave --context out.")


def _say_future(day: date) -> None:
    """Say that a day has not come; without a store nothing can come of it."""
    if day > clock.today():
        tell(f"{day.isoformat()} is in the future; payments up to then are believed.")


def _require_day(day: date) -> None:
    if day > clock.today():
        raise CommandFailed(
            f"--as-of {day.isoformat()} is in the future, and no file can have come on it; "
            "give the day on which it came."
        )


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
        with replacing(out) as place:
            text = json_module.dumps(report, ensure_ascii=False, indent=1)
            place.write_text(text, encoding="utf-8")
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

"""Run one working day: settle, import, verify, score, decide, plan, announce."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table, tell
from doorstep_desk.commands.agency import agency_runner, content_of, first_file
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.demo_store import first_visitable_day, make_demo
from doorstep_desk.commands.fieldwork.tidy import forget_due
from doorstep_desk.commands.import_file import require_taken
from doorstep_desk.commands.progress import stages_shown
from doorstep_desk.commands.session import store
from doorstep_desk.commands.settlement import settle_day
from doorstep_desk.declarations.questions import QUESTIONS
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.organisations.queries import organisations, store_kind
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions.run_day import day_begins
from doorstep_desk.workdays.actions.watched import run_watched_day


def day(
    date: Annotated[
        str | None, typer.Option(help="Which day; else the first visitable one from today on.")
    ] = None,
    placement: Annotated[
        Path | None, typer.Option(help="A placement file to import first.")
    ] = None,
    agency: Annotated[str | None, typer.Option(help="Whose day, with several agencies.")] = None,
    asked: Annotated[int | None, typer.Option(hidden=True, help="The wish it answers.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Run one working day and print what it did; the same day twice changes nothing.

    An empty store without --placement is filled with the bundled synthetic Yanbian.

    Example: doorstep day --date 2026-11-25 --placement placement.xlsx
    """
    on = day_of_option(date, "--date") or first_visitable_day(clock.today())
    content = content_of(placement) if placement is not None else None
    with store(data_dir), stages_shown() as watch:
        at = day_begins(on)
        with watch.stage("import"), first_file(agency):
            if content is None and not organisations("agency") and store_kind() is None:
                runner = make_demo(on=on, at=at)
            else:
                runner = agency_runner(at, agency)
            if content is not None and placement is not None:
                sent = SentFile(placement.name, content, on)
                require_taken(import_file(actor=runner, sent=sent, at=at).report)
            settle_day(actor=runner, on=on, at=at)
        forgotten = forget_due()
        done = run_watched_day(actor=runner, on=on, watch=watch, asked=asked)
    if json:
        print_json({**done, "forgotten": asdict(forgotten)})
    else:
        print_day(done)


ABOUT_PEOPLE: Final = frozenset({"HP-VULN", "CN-TGT-08", "HP-LAWYER", "CN-FREQ-04", "CN-FREQ-05"})
"""Rules that also speak when everything was declared, because of one borrower."""

DECLARED_RULES: Final = {
    rule for question in QUESTIONS.values() for rule in question.rules
} - ABOUT_PEOPLE | {"CN-OUT-06"}
"""Rules that hold when a fact is missing which the agency, a lender or the staff list gives."""


def print_day(done: dict[str, Any]) -> None:
    """Print what a day did as tables for people."""
    plan, model = done["plan"], done["model"]
    changed = "" if done["changed"] else " (nothing new: unchanged)"
    print_table(
        f"{done['date']}: {done['cases']} open cases judged{changed}",
        ["chosen treatment", "cases"],
        _by_count(done["chosen"]),
    )
    print_table(
        "Refused or held by the rules",
        ["rule", "cases"],
        _by_count(done["refused"]),
    )
    print_table("The plan", ["", ""], _plan_rows(done, plan))
    if model is None:
        tell("No history to learn from: every chance is a base rate, and says so.")
    else:
        print_table("Chance of a payment within 14 days", ["", ""], _model_rows(model))
    seconds = done["seconds"]
    print_table("Seconds", list(seconds), [list(seconds.values())])


def _by_count(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _plan_rows(done: dict[str, Any], plan: dict[str, Any]) -> list[list[object]]:
    rows: list[list[object]] = [
        ["pairs on shift", plan["pairs"]],
        ["visits", plan["visits"]],
        ["kilometres", plan["kilometres"]],
        ["minutes on the way and at doors", plan["minutes"]],
        ["worth beyond the alternatives", f"¥{plan['value_fen'] / 100:,.2f}"],
        ["violations found by the checker", plan["checker"]],
        ["visits announced for the next days", done.get("announced", 0)],
    ]
    if not plan["visits"]:
        rows.append(["why no visit", why_no_visit(done)])
    return rows


def why_no_visit(done: dict[str, Any]) -> str:
    """Return one sentence: what keeps every visit out, and what would make one lawful."""
    refused = done["refused"]
    if not done["plan"]["pairs"]:
        return "No pair is on shift: add pairs and shifts with `doorstep staff import`."
    if undeclared := sorted(DECLARED_RULES & refused.keys()):
        return (
            f"Nobody has declared, or it is not written down, what {', '.join(undeclared)} ask: "
            "see `doorstep practice show`, then `doorstep practice declare`. Training and record "
            "checks of agents (CN-OUT-06) come with `doorstep staff import`."
        )
    order = ("HP-VISIT-NOTICE", "HP-VISIT-LAST", "HP-ADDR", "HP-WEEKEND", "HP-HOLIDAY")
    named = [rule for rule in order if refused.get(rule)] or sorted(refused)[:3]
    what = {
        "HP-VISIT-NOTICE": "a notice 24 hours before with a way to decline",
        "HP-VISIT-LAST": "two other channels tried in vain",
        "HP-ADDR": "an address from the contract that was verified",
        "HP-WEEKEND": "a working day, or a borrower who said yes",
        "HP-HOLIDAY": "a day that is no holiday",
    }
    needs = "; ".join(f"{rule}: {what.get(rule, 'see the case page')}" for rule in named[:3])
    return f"A visit would need {needs}."


def _model_rows(model: dict[str, Any]) -> list[list[object]]:
    def figure(value: float | None) -> str:
        return "—" if value is None else f"{value:.3f}"

    return [
        ["version", model["version"][:12]],
        ["rows learned from", model["rows"]],
        ["AUC on later rows", figure(model["auc"])],
        ["calibration error on later rows", figure(model["ece"])],
        ["calibration error, contact answered", figure(model["contact_ece"])],
    ]

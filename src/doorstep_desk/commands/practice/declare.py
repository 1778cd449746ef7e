"""State in somebody's name how the agency works, or what a lender wrote about its accounts."""

from pathlib import Path
from typing import Annotated, Any

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep.parameters.strict_yaml import ParameterError, parsed
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.session import store
from doorstep_desk.declarations.actions import Stated, declare, withdraw
from doorstep_desk.declarations.questions import AGENCY, LENDER
from doorstep_desk.organisations.queries import organisation_named
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named


def practice_declare(  # noqa: PLR0913 (one argument per option)
    by: Annotated[str, typer.Option(help="User name of who states it; compliance or admin.")],
    source: Annotated[str, typer.Option(help="What it rests on: a letter, a check, a contract.")],
    answers: Annotated[
        list[str] | None, typer.Argument(metavar="KEY=ANSWER...", help="Answers, one by one.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="YAML file of answers by key.")] = None,
    lender: Annotated[
        str | None, typer.Option(help="About the accounts of this lender; else the agency.")
    ] = None,
    usual: Annotated[
        bool, typer.Option("--usual", help="Every question as `doorstep practice show` words it.")
    ] = False,
    take_back: Annotated[
        bool, typer.Option("--withdraw", help="Take the named answers back; give keys only.")
    ] = False,
    begins: Annotated[str | None, typer.Option("--from", help="First day; else today.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """State how the agency works; what nobody states stays unknown, and the rules hold.

    Example: doorstep practice declare --by wang --source "check of 2026-11-20" dress=decent
    """
    at = clock.now()
    given = _answers(answers or [], file, _usual(lender) if usual else {}, take_back)
    with store(data_dir):
        actor = _actor(by)
        with acting_as(actor):
            about = _about(actor, lender)
            if take_back:
                count = withdraw(
                    actor=actor, about_id=about, questions=given, because=source, at=at
                )
            else:
                starts = day_of_option(begins, "--from") or clock.today()
                stated = Stated(about, given, starts, source)
                count = declare(actor=actor, stated=stated, at=at)
    if json:
        print_json({"about": lender or "agency", "answers": count, "withdrawn": take_back})
    else:
        print_line(f"{count} answers {'taken back' if take_back else 'written down'} for {by}.")


def _usual(lender: str | None) -> dict[str, str]:
    questions = AGENCY if lender is None else LENDER
    return {question.key: question.usual for question in questions}


def _answers(
    words: list[str], file: Path | None, usual: dict[str, str], take_back: bool
) -> dict[str, str]:
    found = usual | ({} if file is None else _read(file))
    for word in words:
        key, sign, answer = word.partition("=")
        if not sign and not take_back:
            raise CommandFailed(f"{word!r} needs an answer, such as {key}=yes.")
        found[key] = answer
    return found


def _read(path: Path) -> dict[str, str]:
    try:
        content: Any = parsed(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError, ParameterError) as fault:
        raise CommandFailed(f"{path.name}: cannot be read: {fault}") from fault
    if not isinstance(content, dict):
        raise CommandFailed(f"{path.name}: a mapping from question to answer is needed.")
    return {key: _word(answer) for key, answer in content.items()}


def _word(answer: object) -> str:
    """Return an answer as a word; YAML reads an unquoted yes as true."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def _actor(username: str) -> Actor:
    actor = actor_named(username)
    if actor is None:
        raise CommandFailed(f"There is nobody with the user name {username!r} who may sign in.")
    return actor


def _about(actor: Actor, lender: str | None) -> int:
    if lender is None:
        return actor.agency_id
    found = organisation_named(lender)
    if found is None or found.kind != "lender":
        raise CommandFailed(f"There is no lender named {lender!r} in this store.")
    return found.id

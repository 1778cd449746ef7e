"""Show what has been stated about the agency and its lenders, and what is missing."""

from typing import Annotated

import typer

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table
from doorstep_desk.commands.agency import agency_runner
from doorstep_desk.commands.session import store
from doorstep_desk.declarations.queries import Asked, questions_asked
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as


def practice_show(
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Show every question with its answer, who gave it and until when it counts.

    Example: doorstep practice show --json
    """
    at = clock.now()
    with store(data_dir):
        actor = agency_runner(at, agency)
        with acting_as(actor):
            asked = questions_asked(actor.agency_id, clock.today(), at)
    if json:
        for each in asked:
            print_json(_as_json(each))
    else:
        heads = ["about", "question", "statement", "answer", "by", "until", "else hold"]
        print_table("What is stated", heads, [_row(each) for each in asked])


def _as_json(asked: Asked) -> dict[str, object]:
    answer = asked.answer
    return {
        "about": asked.about.name,
        "question": asked.question.key,
        "statement": asked.question.en,
        "answers": list(asked.question.answers),
        "usual": asked.question.usual,
        "rules": list(asked.question.rules),
        "answer": None if answer is None else answer.answer,
        "by": None if answer is None else answer.declared_by,
        "from": None if answer is None else answer.effective_from,
        "until": None if answer is None else answer.lapses_on,
        "source": None if answer is None else answer.source,
    }


def _row(asked: Asked) -> list[object]:
    answer, question = asked.answer, asked.question
    return [
        asked.about.name, question.key, question.en, "—" if answer is None else answer.answer,
        "" if answer is None else answer.declared_by,
        "" if answer is None else answer.lapses_on, ", ".join(question.rules),
    ]  # fmt: skip

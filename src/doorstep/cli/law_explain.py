"""Explain worked law cases: each reason in one plain sentence, its source, and what may be done.

It needs no database.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from doorstep.cli.case_files import BROKEN, read_case_files
from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json, print_line
from doorstep.compliance.cases.answers import CaseAnswer, Hearing, hear_case
from doorstep.compliance.decide import judge
from doorstep.compliance.explain import Explanation, Language, explanations, summary
from doorstep.compliance.judgement import FAIL_CLOSED
from doorstep.compliance.lawbook.trace import trace_of
from doorstep.compliance.words import Answer


class Spoken(StrEnum):
    """Languages of explanations."""

    zh = "zh"
    en = "en"
    ko = "ko"


def law_explain(
    case_file: Annotated[Path, typer.Argument(metavar="CASE", help="YAML file of worked cases.")],
    case: Annotated[str | None, typer.Option(help="Only this case of the file.")] = None,
    step: Annotated[int | None, typer.Option(help="Only this step, counted from 1.")] = None,
    language: Annotated[Spoken, typer.Option(help="zh, en or ko.")] = Spoken.zh,
    bases: Annotated[Path | None, typer.Option(help="Base situations.")] = None,
    json: Json = False,
) -> None:
    """Explain worked law cases: reasons, sources, what may be done instead, and when.

    Example: doorstep law explain cases/hours.yaml --case own-hours-a --language en
    """
    ((cases, base_file),) = read_case_files([case_file], bases)
    chosen = [one for one in cases if case is None or one["id"] == case]
    heard = [pair for one in chosen for pair in hear_case(one, base_file)]
    heard = [pair for pair in heard if step is None or pair[0].step == step]
    if not heard:
        known = ", ".join(one["id"] for one in cases)
        raise CommandFailed(f"{case_file.name} has no such case or step; it has {known}", BROKEN)
    for hearing, answer in heard:
        _print(hearing, answer, language.value, as_json=json)


def _print(hearing: Hearing, answer: CaseAnswer, language: Language, *, as_json: bool) -> None:
    judgement = judge(hearing.requests, hearing.attempts, hearing.rulebook, hearing.calendar)
    book = hearing.rulebook
    said = explanations(judgement, hearing.requests, 0, book, language)
    later = None if answer.next_allowed is None else datetime.fromisoformat(answer.next_allowed)
    text = summary(judgement, hearing.requests, 0, book, language, later)
    trace = trace_of(judgement, hearing.requests, 0, hearing.attempts, book)
    named = set(answer.because) - {FAIL_CLOSED}
    reasons = [item for item in said if item.rule_id in named]
    if as_json:
        print_json(
            {
                **answer.as_json(),
                "language": language,
                "summary": text,
                "reasons": [_plain(item) for item in reasons],
                "rulebook": trace.rulebook,
                "law_on": trace.law_on,
                "not_counted": list(trace.not_counted),
            }
        )
        return
    print_line(f"{answer.case_id} · {answer.step}: {text}")
    for item in reasons:
        if item.answer is not Answer.ALLOW:
            print_line(f"  {item.rule_id} [{item.force}; {item.confidence}] {item.source}")
    for attempt in trace.not_counted:
        print_line(f"  - {attempt['at']} ({attempt['received_at']}) not counted: it came later")
    print_line(f"  {trace.rulebook}; law of {trace.law_on}")


def _plain(item: Explanation) -> dict[str, Any]:
    return {
        "rule": item.rule_id,
        "answer": item.answer.word,
        "sentence": item.sentence,
        "instead": item.instead,
        "source": item.source,
        "force": item.force,
        "confidence": item.confidence,
        "is_law": item.is_law,
    }

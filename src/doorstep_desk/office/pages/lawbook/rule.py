"""What is there to know about one rule?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from doorstep.compliance.cases.examples.shipped import examples_by_rule
from doorstep.compliance.explain import in_language
from doorstep.compliance.lawbook.register import DatedValue, RegisterEntry
from doorstep.parameters.doubts import Doubt
from doorstep.parameters.register import Leg, Text
from doorstep.parameters.sources import cited
from doorstep_desk.decisions.lists import newest_assessment
from doorstep_desk.decisions.queries import not_visited
from doorstep_desk.office.pages.lawbook.register import entry_of, rule_row
from doorstep_desk.office.presentation.lawbook.register import (
    DoubtRow,
    ExampleRow,
    RulePage,
    SourceRow,
    ValueRow,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import language, say


def rule_page(actor: Actor, rule_id: str, on: date) -> RulePage:
    """Return the page of a rule, in a constant number of queries.

    Raises:
        Refused: The register has no such rule.
    """
    entry = entry_of(rule_id)
    if entry is None:
        raise Refused("not-found", f"The register has no rule {rule_id}. Search it by words.")
    cases, cases_on = _cases(actor, rule_id)
    return RulePage(
        row=rule_row(entry, on),
        instead=_said(entry.rule.instead),
        missing=_said(entry.rule.missing),
        not_gated=_said(entry.rule.not_gated),
        sources=tuple(_source(leg, on) for leg in entry.rule.legs),
        values=tuple(_value(value) for value in entry.values),
        doubts=tuple(_doubt(each) for each in entry.doubts),
        examples=examples_of(entry),
        cases=cases,
        cases_on=cases_on,
        today=on,
    )


def examples_of(entry: RegisterEntry) -> tuple[ExampleRow, ...]:
    """Return the worked examples in which a rule carries the answer."""
    return tuple(_example(case) for case in examples_by_rule().get(entry.rule_id, ()))


def _example(case: Mapping[str, Any]) -> ExampleRow:
    last = case.get("steps", [case])[-1]["expect"]
    return ExampleRow(case["id"], case["title"], last["decision"], tuple(last.get("because", ())))


def _cases(actor: Actor, rule_id: str) -> tuple[int, date | None]:
    newest = newest_assessment(actor.agency_id) if actor.may("day.read") else None
    if newest is None:
        return 0, None
    groups = [each for each in not_visited(newest.pk) if each.reason == rule_id]
    return sum(each.cases for each in groups), newest.on


def _source(leg: Leg, on: date) -> SourceRow:
    return SourceRow(
        name=leg.name,
        source=cited(leg.source, language()),
        summary=leg.summary,
        force=leg.force,
        label=leg.label,
        confidence=leg.confidence[:1],
        is_should=leg.modality == "should",
        covers=tuple(each for each in leg.covers if each != "any"),
        binds=tuple(each for each in leg.binds if each != "any"),
        since_on=leg.effective_from,
        until_on=leg.effective_to,
        verified_on=leg.verified_on,
        review_by=leg.review_by,
        is_stale=leg.review_by < on,
        is_over=leg.effective_to is not None and leg.effective_to < on,
        is_coming=leg.effective_from is not None and leg.effective_from > on,
    )


def _value(value: DatedValue) -> ValueRow:
    return ValueRow(
        name=value.name.replace("_", " "),
        shown=value.shown,
        unit=value.unit,
        comparison=value.comparison,
        since_on=value.effective_from,
        until_on=value.effective_to,
        source=cited(value.leg.source, language()),
        force=value.leg.force,
    )


def _doubt(each: Doubt) -> DoubtRow:
    return DoubtRow(say(each.doubt_zh, each.doubt_en), say(each.here_zh, each.here_en))


def _said(text: Text | None) -> str:
    return "" if text is None else in_language(text, language())

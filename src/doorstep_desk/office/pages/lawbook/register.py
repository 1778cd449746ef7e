"""Which rules are there, and what does each say?"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from doorstep.compliance.cases.examples.shipped import examples_by_rule
from doorstep.compliance.explain import in_language
from doorstep.compliance.lawbook.register import RegisterEntry, rule_register
from doorstep.compliance.rulebook import rulebook_on
from doorstep.parameters.register import Leg
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.lawbook.register import RegisterPage, RuleGroup, RuleRow
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.speech import language

FIRST_PLACES: Final = ("cn", "house")
"""What the desk judges by comes first; the other jurisdictions follow by name."""

_FILTERS: Final = ("place", "decides", "law_label", "check")
_CHECKS: Final = ("stale", "doubt", "example")


def register_page(asked: Mapping[str, str], on: date) -> RegisterPage:
    """Return the register; it asks the database nothing.

    Args:
        asked: The query of the address: ``q`` and the filters.
        on: The present day.
    """
    every = tuple(rule_row(entry, on) for entry in _in_order())
    chosen = {name: asked.get(name, "") for name in ("q", *_FILTERS) if asked.get(name, "")}
    fitting = [row for row in every if _fits(row, chosen)]
    places = dict.fromkeys(row.place for row in fitting)
    return RegisterPage(
        text=chosen.get("q", ""),
        filters=(
            filter_pill("place", _choices(every, "place", "place"), chosen),
            filter_pill("decides", _choices(every, "decides", "decides"), chosen),
            filter_pill("law_label", _choices(every, "label", "law_label"), chosen),
            filter_pill("check", [(word, said(word, "law_check")) for word in _CHECKS], chosen),
        ),
        groups=tuple(
            RuleGroup(place, tuple(row for row in fitting if row.place == place))
            for place in places
        ),
        count=len(fitting),
        total=len(every),
        stale=sum(row.is_stale for row in every),
        doubted=sum(row.doubts > 0 for row in every),
        is_narrowed=bool(chosen),
        version=rulebook_on(on).version,
    )


def entry_of(rule_id: str) -> RegisterEntry | None:
    """Return one rule, or None."""
    return next((entry for entry in rule_register() if entry.rule_id == rule_id), None)


def rule_row(entry: RegisterEntry, on: date) -> RuleRow:
    """Return a rule as a line of the register.

    Args:
        entry: The rule.
        on: The present day.
    """
    leg = leading_leg(entry, on)
    review_by = min(each.review_by for each in entry.rule.legs)
    return RuleRow(
        rule=entry.rule_id,
        title=in_language(entry.question, language()),
        sentence=entry.sentence(leg, language()),
        place=entry.place,
        force=leg.force,
        label=leg.label,
        confidence=leg.confidence[:1],
        decides=entry.rule.decides,
        since_on=leg.effective_from,
        review_by=review_by,
        is_stale=review_by < on,
        sources=len(entry.rule.legs),
        doubts=len(entry.doubts),
        examples=len(examples_by_rule().get(entry.rule_id, ())),
    )


def leading_leg(entry: RegisterEntry, on: date) -> Leg:
    """Return the source that is named first on a day: in force, then law, before others."""
    legs = entry.rule.legs
    return (*(leg for leg in legs if leg.is_in_force(on)), *legs)[0]


def _in_order() -> tuple[RegisterEntry, ...]:
    def rank(entry: RegisterEntry) -> tuple[int, str]:
        is_first = entry.place in FIRST_PLACES
        return FIRST_PLACES.index(entry.place) if is_first else len(FIRST_PLACES), entry.place

    return tuple(sorted(rule_register(), key=rank))


def _choices(rows: tuple[RuleRow, ...], field: str, of: str) -> list[tuple[str, str]]:
    words = dict.fromkeys(str(getattr(row, field)) for row in rows)
    return [(word, said(word, of)) for word in words]


def _fits(row: RuleRow, chosen: Mapping[str, str]) -> bool:
    plain = {"place": row.place, "decides": row.decides, "law_label": row.label}
    if any(name in chosen and chosen[name] != value for name, value in plain.items()):
        return False
    checks = {"stale": row.is_stale, "doubt": row.doubts > 0, "example": row.examples == 0}
    if not checks.get(chosen.get("check", ""), True):
        return False
    text = chosen.get("q", "").strip().casefold()
    name = said(row.rule, "rule")
    return not text or any(
        text in words.casefold() for words in (row.rule, row.title, row.sentence, name)
    )

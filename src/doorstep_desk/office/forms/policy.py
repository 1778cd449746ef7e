"""What was typed into the form that proposes a stricter house number?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from doorstep.compliance.house.policy import ADJUSTABLE, refuse_policy, said_value, shipped_value
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.speech import say

FIELDS: Final = ("number", "value", "from_on", "reason")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal, as far as it could be read.

    Attributes:
        key: The number.
        value: The value; None when it could not be read.
        from_on: First day; None when it could not be read.
        reason: Why.
        state: What was typed and what is wrong.
    """

    key: str
    value: int | None
    from_on: date | None
    reason: str
    state: FormState


def proposal_of(posted: Mapping[str, str], today: date) -> Proposal:
    """Read the form; every fault is said at once, beside its field.

    Args:
        posted: The form.
        today: The present day.
    """
    typed = {name: posted.get(name, "").strip()[:500] for name in FIELDS}
    errors: dict[str, str] = {}
    if typed["number"] not in ADJUSTABLE:
        errors["number"] = say("请选择一个数字。", "Choose a number.")
    value = _value(typed, errors)
    from_on = _day(typed["from_on"], today, errors)
    if not typed["reason"]:
        errors["reason"] = say("请用一句话写明原因。", "Say why, in a sentence.")
    return Proposal(
        typed["number"], value, from_on, typed["reason"], FormState(values=typed, errors=errors)
    )


def _value(typed: Mapping[str, str], errors: dict[str, str]) -> int | None:
    item = ADJUSTABLE.get(typed["number"])
    if item is None:
        return None
    value = _clock(typed["value"]) if item.is_clock else _whole(typed["value"])
    if value is None:
        errors["value"] = (
            say("请填写时间，例如 18:00。", "Give a time such as 18:00.")
            if item.is_clock
            else say("请填写整数。", "Give a whole number.")
        )
    elif sentence := _too_mild(item.key, value):
        errors["value"] = sentence
    return value


def _too_mild(key: str, value: int) -> str:
    """Return why the core refuses a value, in the reader's language; empty when it does not."""
    refusal = refuse_policy(key, value)
    if refusal is None:
        return ""
    asked, item = said_value(key, value), ADJUSTABLE[key]
    shipped = said_value(key, shipped_value(key))
    behind = say(f"，背后的法规是 {item.behind}", "") if item.behind else ""
    if refusal.code == "policy-loosens":
        zh = f"不能放宽：{asked} 会违反 {refusal.rule_id}，现为 {shipped}{behind}。只能更严。"
        return say(zh, refusal.message)
    furthest = said_value(key, item.furthest)
    return say(f"{asked} 没有意义；最严为 {furthest}。", refusal.message)


def _clock(text: str) -> int | None:
    try:
        at = time.fromisoformat(text)
    except ValueError:
        return None
    return at.hour * 3600 + at.minute * 60


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _day(text: str, today: date, errors: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        errors["from_on"] = say("请填写生效日期。", "Give the first day.")
        return None
    if day < today:
        errors["from_on"] = say(
            "只能从今天或以后开始；以前的决定不变。",
            "Choose today or later: earlier decisions stand as they were made.",
        )
    return day

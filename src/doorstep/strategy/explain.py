"""What can be said about one case's choice, in Chinese and English?"""

from dataclasses import dataclass
from typing import Final

from doorstep.strategy.allocation import NO_RUNNER_UP, Allocation, Floats, Why
from doorstep.strategy.capacity import Limit
from doorstep.terms.codes import Treatment
from doorstep.terms.money import Money


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement in the two languages of staff.

    Attributes:
        zh: Simplified Chinese.
        en: English.
    """

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TreatmentReason:
    """Why one treatment was or was not chosen for a case.

    Attributes:
        treatment: The treatment.
        why: The reason.
        value_fen: Its worth over doing nothing; None where the law refuses it.
        price_fen: What it takes of scarce capacity, in fen.
        sentence: The reason in words.
    """

    treatment: Treatment
    why: Why
    value_fen: int | None
    price_fen: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class CaseExplanation:
    """Everything that can be said about one case's choice.

    Attributes:
        chosen: The treatment.
        runner_up: The best other lawful one; None if the law leaves no other.
        margin_fen: By how much the chosen is worth more, after prices.
        headline: Chosen and runner-up with the difference.
        by_treatment: A reason for each treatment, in the order of ``Treatment``.
    """

    chosen: Treatment
    runner_up: Treatment | None
    margin_fen: int
    headline: Sentence
    by_treatment: tuple[TreatmentReason, ...]


NAMES: Final = {
    Treatment.NONE: Sentence("暂不联系", "no contact"),
    Treatment.SMS: Sentence("短信", "SMS"),
    Treatment.EMAIL: Sentence("邮件", "e-mail"),
    Treatment.CALL: Sentence("电话", "call"),
    Treatment.VISIT: Sentence("上门", "visit"),
    Treatment.HARDSHIP_OFFER: Sentence("困难还款方案", "hardship offer"),
    Treatment.LEGAL_REFERRAL: Sentence("转交法务", "legal referral"),
}

LIMIT_NAMES: Final = {
    Limit.VISITS: Sentence("上门次数", "visits"),
    Limit.PAIR_MINUTES: Sentence("外访工时", "pair minutes"),
    Limit.CALL_MINUTES: Sentence("通话时长", "call minutes"),
    Limit.SMS: Sentence("短信数量", "SMS"),
    Limit.EMAIL: Sentence("邮件数量", "e-mails"),
    Limit.HARDSHIP_DESK: Sentence("困难受理名额", "hardship desk"),
    Limit.LEGAL_DESK: Sentence("法务受理名额", "legal desk"),
}


WHY_WORDS: Final = {
    Why.CHOSEN: Sentence("已选：预计净增 {worth}", "Chosen: worth {worth} over no contact"),
    Why.LAW_REFUSES: Sentence("规则不允许", "The rules refuse it"),
    Why.WORTH_LESS_THAN_NOTHING: Sentence(
        "不如暂不联系：预计 {worth}", "Worth less than no contact: {worth}"
    ),
    Why.PRICE_TOO_HIGH: Sentence(
        "预计净增 {worth}，但{scarce}紧张，占用值 {price}",
        "Worth {worth}, but {scarce} are scarce: it would take {price} of them",
    ),
    Why.LESS_THAN_CHOSEN: Sentence(
        "预计净增 {worth}，不及所选方式", "Worth {worth}, less than the choice"
    ),
    Why.LIMIT_REACHED: Sentence(
        "预计净增 {worth}，但今日{scarce}已满", "Worth {worth}, but no {scarce} are left"
    ),
    Why.DRAWN_BY_LOT: Sentence(
        "预计净增 {worth}，相差无几，由抽签决定", "Worth {worth}, nearly the same; decided by lot"
    ),
    Why.DOES_NOT_FIT_ROUTES: Sentence(
        "预计净增 {worth}，但今日路线排不下", "Worth {worth}, but it fits no route today"
    ),
}


def explain_case(row: int, allocation: Allocation, values: Floats) -> CaseExplanation:
    """Return everything that can be said about one case's choice.

    Args:
        row: Row of the case.
        allocation: The choice.
        values: As given to ``allocate``, shape ``(n, k)``.
    """
    chosen = Treatment(int(allocation.chosen[row]))
    second = int(allocation.runner_up[row])
    runner_up = None if second == NO_RUNNER_UP else Treatment(second)
    margin = round(float(allocation.margin_fen[row]))
    return CaseExplanation(
        chosen=chosen,
        runner_up=runner_up,
        margin_fen=margin,
        headline=_headline(chosen, runner_up, margin),
        by_treatment=tuple(
            _treatment_reason(row, member, allocation, values) for member in Treatment
        ),
    )


def _headline(chosen: Treatment, runner_up: Treatment | None, margin_fen: int) -> Sentence:
    if runner_up is None:
        return Sentence(
            f"今日{NAMES[chosen].zh}；规则不允许其他方式",
            f"Today: {NAMES[chosen].en}; the rules allow nothing else",
        )
    more = Money(abs(margin_fen))
    if margin_fen < 0:
        return Sentence(
            f"今日{NAMES[chosen].zh}；{NAMES[runner_up].zh}预计多 {more}，但由名额或抽签决定",
            f"Today: {NAMES[chosen].en}; {NAMES[runner_up].en} is worth {more} more, "
            "but a limit or a lot decided",
        )
    return Sentence(
        f"今日{NAMES[chosen].zh}；比次选{NAMES[runner_up].zh}预计多 {more}",
        f"Today: {NAMES[chosen].en}; worth {more} more than the runner-up, {NAMES[runner_up].en}",
    )


def _treatment_reason(
    row: int, treatment: Treatment, allocation: Allocation, values: Floats
) -> TreatmentReason:
    why = Why(int(allocation.why[row, treatment]))
    value = None if why is Why.LAW_REFUSES else round(float(values[row, treatment]))
    price = round(float(allocation.price_of()[treatment]))
    return TreatmentReason(
        treatment=treatment,
        why=why,
        value_fen=value,
        price_fen=price,
        sentence=_why_sentence(why, treatment, value or 0, price, allocation),
    )


def _why_sentence(
    why: Why, treatment: Treatment, value_fen: int, price_fen: int, allocation: Allocation
) -> Sentence:
    scarce, words = _scarcest(treatment, allocation), WHY_WORDS[why]
    worth, price = Money(value_fen), Money(price_fen)
    return Sentence(
        words.zh.format(worth=worth, price=price, scarce=scarce.zh),
        words.en.format(worth=worth, price=price, scarce=scarce.en),
    )


def _scarcest(treatment: Treatment, allocation: Allocation) -> Sentence:
    """Return the name of the limit that makes up most of a treatment's price."""
    resources = allocation.resources
    parts = resources.use[treatment] * allocation.prices_fen
    if not parts.any():
        parts = resources.use[treatment]
    return LIMIT_NAMES[resources.limits[int(parts.argmax())]]

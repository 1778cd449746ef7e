"""What does an arrangement mean for the borrower, in plain words?"""

from datetime import date

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms
from doorstep.affordability.propose import Proposal
from doorstep.parameters.register import Text
from doorstep.terms.money import Money


def in_words(proposal: Proposal) -> Text:
    """Return what is agreed on, what is let off, and what it costs, each in one sentence."""
    terms = proposal.terms
    parts = [_what(terms), _skip(terms), _waiver(terms), _living(proposal)]
    said = [part for part in parts if part is not None]
    return Text(
        "".join(part.zh for part in said),
        " ".join(part.en for part in said),
        " ".join(part.ko for part in said),
    )


def _what(terms: ArrangementTerms) -> Text:
    money = Money(terms.largest_fen, terms.currency)
    count = len(terms.instalments)
    match terms.kind:
        case ArrangementKind.PAUSE:
            day = terms.pauses_until
            return Text(
                f"到 {day} 为止不用还款，之后再一起看情况。",
                f"No payment until {day}; then we look at it together again.",
                f"{_in_korean(day)}까지는 갚지 않아도 되며, 그때 다시 함께 살펴봅니다.",
            )
        case ArrangementKind.SETTLEMENT:
            day = terms.instalments[0].due_on
            return Text(
                f"{day} 前一次付清 {money}，这笔债务就结清了。",
                f"One payment of {money} by {day} ends this debt.",
                f"{_in_korean(day)}까지 {money}을 한 번 갚으면 이 채무는 끝납니다.",
            )
        case _:
            first, last = terms.instalments[0], terms.instalments[-1]
            ends = Money(last.amount_fen, terms.currency)
            return Text(
                f"从 {first.due_on} 起分 {count} 期，每期 {money}，"
                f"最后一期 {ends} 在 {last.due_on}。",
                f"{count} instalments of {money} from {first.due_on} on; the last one, {ends}, "
                f"on {last.due_on}.",
                f"{_in_korean(first.due_on)}부터 {count}회, 매회 {money}, "
                f"마지막 회는 {_in_korean(last.due_on)}에 {ends}입니다.",
            )


def _in_korean(day: date | None) -> str:
    return "" if day is None else f"{day.year}년 {day.month}월 {day.day}일"


def _skip(terms: ArrangementTerms) -> Text | None:
    if not terms.may_skip:
        return None
    return Text(
        "有一期可以先不付，顺延到最后。",
        "One instalment may be skipped and comes at the end.",
        "한 번은 건너뛰고 마지막에 갚을 수 있습니다.",
    )


def _waiver(terms: ArrangementTerms) -> Text | None:
    if not any(terms.waived_fen):
        return None
    waived = Money(sum(terms.waived_fen), terms.currency)
    return Text(
        f"减免 {waived}，需两人批准。",
        f"{waived} is let off; two people approve that.",
        f"{waived}을 감면하며, 두 사람의 승인이 필요합니다.",
    )


def _living(proposal: Proposal) -> Text | None:
    if proposal.terms.kind in (ArrangementKind.PAUSE, ArrangementKind.SETTLEMENT):
        return None
    left = Money(proposal.left_fen, proposal.terms.currency)
    return Text(
        f"每期付完后，家里每月还剩 {left}；收入少两成也付得起。",
        f"After each instalment {left} a month stays for living; it holds with a fifth less "
        "income.",
        f"매회 갚은 뒤에도 생활비로 매달 {left}이 남으며, 수입이 20% 줄어도 가능합니다.",
    )

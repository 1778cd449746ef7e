"""Is an arrangement said to the borrower word for word, in three languages?"""

from datetime import date

import pytest

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.explain import in_words
from doorstep.affordability.propose import Proposal
from doorstep.ledger.components import parts_of

KIND = ArrangementKind
DAYS = (date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 9))
THREE = tuple(Instalment(on, fen) for on, fen in zip(DAYS, (40_000, 40_000, 12_345), strict=True))
LEFT = (
    "每期付完后，家里每月还剩 ¥1,234.56；收入少两成也付得起。",
    "After each instalment ¥1,234.56 a month stays for living; it holds with a fifth less income.",
    "매회 갚은 뒤에도 생활비로 매달 ¥1,234.56이 남으며, 수입이 20% 줄어도 가능합니다.",
)
PLAN = (
    "从 2026-12-10 起分 3 期，每期 ¥400.00，最后一期 ¥123.45 在 2027-02-09。",
    "3 instalments of ¥400.00 from 2026-12-10 on; the last one, ¥123.45, on 2027-02-09.",
    "2026년 12월 10일부터 3회, 매회 ¥400.00, 마지막 회는 2027년 2월 9일에 ¥123.45입니다.",
)
SKIP = (
    "有一期可以先不付，顺延到最后。",
    "One instalment may be skipped and comes at the end.",
    "한 번은 건너뛰고 마지막에 갚을 수 있습니다.",
)
WAIVED = (
    "减免 ¥60.50，需两人批准。",
    "¥60.50 is let off; two people approve that.",
    "¥60.50을 감면하며, 두 사람의 승인이 필요합니다.",
)
PAUSE = (
    "到 2027-02-23 为止不用还款，之后再一起看情况。",
    "No payment until 2027-02-23; then we look at it together again.",
    "2027년 2월 23일까지는 갚지 않아도 되며, 그때 다시 함께 살펴봅니다.",
)
ONCE = (
    "2026-12-10 前一次付清 ¥400.00，这笔债务就结清了。",
    "One payment of ¥400.00 by 2026-12-10 ends this debt.",
    "2026년 12월 10일까지 ¥400.00을 한 번 갚으면 이 채무는 끝납니다.",
)


def said(kind, instalments=THREE, **more):
    terms = ArrangementTerms(kind, instalments, **more)
    return in_words(Proposal(terms, terms.largest_fen, 50, 123_456))


@pytest.mark.parametrize(
    ("kind", "more", "parts"),
    [
        (KIND.INSTALMENTS, {}, (PLAN, LEFT)),
        (KIND.DEFERRAL, {"may_skip": 1}, (PLAN, SKIP, LEFT)),
        (KIND.REDUCTION, {"waived_fen": parts_of(interest=50, principal=6_000)},
         (PLAN, WAIVED, LEFT)),
        (KIND.REDUCTION, {"may_skip": 1, "waived_fen": parts_of(principal=6_050)},
         (PLAN, SKIP, WAIVED, LEFT)),
        (KIND.PAUSE, {"instalments": (), "pauses_until": date(2027, 2, 23)}, (PAUSE,)),
        (KIND.SETTLEMENT, {"instalments": THREE[:1]}, (ONCE,)),
        (KIND.SETTLEMENT, {"instalments": THREE[:1], "waived_fen": parts_of(cost=6_050)},
         (ONCE, WAIVED)),
    ],
)  # fmt: skip
def test_what_is_agreed_is_said_in_full_and_nothing_else_is(kind, more, parts):
    words = said(kind, **more)
    zh, en, ko = zip(*parts, strict=True)
    assert words.zh == "".join(zh)
    assert words.en == " ".join(en)
    assert words.ko == " ".join(ko)

"""Which loans are overdue in the synthetic Yanbian, and by how much?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from doorstep.simulation.chance import Reals
from doorstep.simulation.rows import WorldAccount, WorldOrganisation
from doorstep.simulation.traits import Traits
from doorstep.simulation.yanbian.people import Person
from doorstep.terms.codes import Product

CONSUMER_LENDER: Final = WorldOrganisation(
    "lender", "海兰示例消费金融有限公司", "Hailan Example Consumer Finance"
)
BUSINESS_LENDER: Final = WorldOrganisation(
    "lender", "长白示例网络小额贷款有限公司", "Changbai Example Online Microloans"
)
AGENCY: Final = WorldOrganisation(
    "agency", "延边示例信用管理有限公司", "Yanbian Example Credit Management"
)
EARLIER_AGENCY: Final = "先前示例催收服务有限公司"
"""Worked the loans before our placement; it has no sign-in here."""

BATCH_AGES_DAYS: Final = (68, 40, 12)
MANDATE_DAYS: Final = 150
_BATCH_SHARES: Final = (0.35, 0.35, 0.3)
_BUSINESS_SHARE: Final = 0.24
_PRODUCT_NAMES: Final = {
    Product.CONSUMER_LOAN: ("消费贷", "随借随还消费贷"),
    Product.BUSINESS_LOAN: ("小微经营贷", "商户经营贷"),
}
_TERMS: Final = (6, 12, 12, 18, 24, 36)

FLAG_REMARKS: Final = (
    ("本人已去世", 0.002),
    ("已委托律师代理", 0.003),
    ("本人住院", 0.005),
    ("投诉处理中", 0.004),
    ("已达成协商分期，按月履约", 0.006),
    ("请勿联系单位", 0.005),
)
"""Remarks that stop or limit contact, with their share of borrowers."""

DECEASED_REMARK: Final = FLAG_REMARKS[0][0]
_PLAIN_REMARKS: Final = ("晚间较方便", "已换新手机", "月底发工资", "白天在店里", "")
_PLAIN_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn for all accounts at once, one row per account."""

    is_business: NDArray[np.bool_]
    batch: NDArray[np.int64]
    days_past_due: NDArray[np.int64]
    loan_yuan: NDArray[np.int64]
    share_left: Reals
    age_of_loan_days: NDArray[np.int64]
    instalments: NDArray[np.int64]


def draw_accounts(
    people: Sequence[Person], traits: Traits, count: int, day: date, chance: Generator
) -> list[WorldAccount]:
    """Draw the accounts: one for each person first, then further ones for some.

    Args:
        people: Their borrowers, at most ``count``.
        traits: Traits of the borrowers, in the same order; less able and less willing people
            are past due for longer.
        count: How many accounts.
        day: The world's day.
        chance: Source of chance.
    """
    extra = chance.integers(len(people), size=count - len(people))
    owner = np.concatenate([np.arange(len(people)), np.sort(extra)])
    drawn = _drawn(owner, traits, chance)
    remarks = _remarks(len(people), chance)
    accounts = []
    for row in range(count):
        remark = remarks[row] if row < len(people) else ""
        accounts.append(_account(row, people[owner[row]], drawn, day, remark))
    return accounts


def _drawn(owner: NDArray[np.int64], traits: Traits, chance: Generator) -> _Drawn:
    count = len(owner)
    persons = len(traits.numbers)
    # A borrower's further loans are mostly with the same lender and in the same batch.
    of_person = chance.random(persons) < _BUSINESS_SHARE
    batch_of_person = chance.choice(len(BATCH_AGES_DAYS), size=persons, p=_BATCH_SHARES)
    is_other = (np.arange(count) >= persons) & (chance.random(count) < 0.25)
    is_business = of_person[owner] ^ is_other
    gloom = -0.28 * traits.ability[owner] - 0.22 * traits.willingness[owner]
    days = np.exp(4.2 + gloom + 0.75 * chance.standard_normal(count))
    size = np.where(is_business, 10.9, 9.5) + 0.65 * chance.standard_normal(count)
    return _Drawn(
        is_business=is_business,
        batch=batch_of_person[owner],
        days_past_due=np.clip(days, 6, 720).astype(np.int64),
        loan_yuan=(np.clip(np.exp(size), 2_000, 300_000) // 500 * 500).astype(np.int64),
        share_left=chance.beta(3.0, 1.6, size=count),
        age_of_loan_days=chance.integers(35, 700, size=count),
        instalments=chance.choice(_TERMS, size=count),
    )


def _account(row: int, person: Person, drawn: _Drawn, day: date, remark: str) -> WorldAccount:
    is_business = bool(drawn.is_business[row])
    lender = BUSINESS_LENDER if is_business else CONSUMER_LENDER
    product = Product.BUSINESS_LOAN if is_business else Product.CONSUMER_LOAN
    names = _PRODUCT_NAMES[product]
    placed_on = day - timedelta(days=BATCH_AGES_DAYS[int(drawn.batch[row])])
    days = int(drawn.days_past_due[row])
    due_on = placed_on - timedelta(days=days)
    loan_fen = int(drawn.loan_yuan[row]) * 100
    parts = _parts(loan_fen, float(drawn.share_left[row]), days)
    letters = "CB" if is_business else "HL"
    return WorldAccount(
        loan_number=f"{letters}{placed_on:%Y}{row + 1:08d}",
        case_number=f"YB{placed_on:%y%m}{row + 1:06d}",
        batch_number=f"{letters}{placed_on:%Y%m%d}",
        person_key=person.identity_number,
        lender=lender.name,
        product=product,
        product_name=names[row % len(names)],
        opened_on=due_on - timedelta(days=int(drawn.age_of_loan_days[row])),
        due_on=due_on,
        placed_on=placed_on,
        returns_on=placed_on + timedelta(days=MANDATE_DAYS),
        loan_fen=loan_fen,
        instalments=int(drawn.instalments[row]),
        principal_fen=parts[0],
        interest_fen=parts[1],
        penalty_interest_fen=parts[2],
        default_penalty_fen=parts[3],
        fee_fen=parts[4],
        owed_fen=sum(parts),
        remark=remark,
    )


def _parts(loan_fen: int, share_left: float, days: int) -> tuple[int, int, int, int, int]:
    """Return principal, interest, penalty interest, contractual penalty and fees, in fen."""
    principal = max(int(loan_fen * share_left), 30_000)
    interest = principal * 4 // 100
    penalty_interest = principal * days * 18 // (100 * 365 * 2)
    default_penalty = principal // 100 if days > 90 else 0
    fee = 2_000 if days > 180 else 0
    return principal, interest, penalty_interest, default_penalty, fee


def _remarks(persons: int, chance: Generator) -> list[str]:
    """Return one remark per person, "" for most."""
    words = [text for text, _ in FLAG_REMARKS] + list(_PLAIN_REMARKS)
    shares = [share for _, share in FLAG_REMARKS]
    shares += [_PLAIN_SHARE / (len(_PLAIN_REMARKS) - 1)] * (len(_PLAIN_REMARKS) - 1)
    shares.append(1.0 - sum(shares))
    chosen = chance.choice(len(words), size=persons, p=shares)
    return [words[index] for index in chosen]

"""What does an accepted row of a placement mean for the store?"""

from datetime import date, timedelta
from typing import Final

from doorstep.intake import PlacementRow
from doorstep.terms.codes import Product
from doorstep_desk.cases.actions.publish import NewAccount, NewBorrower

UNNAMED_LENDER: Final = "委托方（文件未注明）"
_BUSINESS: Final = ("经营", "商户", "小微", "business")
_CARD: Final = ("信用卡", "贷记卡", "card")


def product_of(name: str | None) -> Product:
    """Return the kind of credit behind a product name; a consumer loan unless it says more."""
    words = (name or "").casefold()
    if any(word in words for word in _CARD):
        return Product.CARD
    is_business = any(word in words for word in _BUSINESS)
    return Product.BUSINESS_LOAN if is_business else Product.CONSUMER_LOAN


def account_of_row(row: PlacementRow) -> NewAccount:
    """Return the account that a row places; lender and placement are found at publication."""
    parts = row.parts
    due = row.due_on
    if due is None and row.days_past_due is not None:
        due = row.placed_on - timedelta(days=row.days_past_due)
    return NewAccount(
        borrower=_borrower(row), placement_id=0, creditor_id=0, key=row.key,
        placed_on=row.placed_on, owed_fen=row.outstanding_fen,
        product=product_of(row.product).word, product_name=row.product or "",
        loan_no=row.loan_no or "", contract_no=row.contract_no or "", case_no=row.case_no or "",
        opened_on=row.loan_on, due_on=due, principal_fen=parts.principal_fen or 0,
        interest_fen=parts.interest_fen or 0,
        penalty_interest_fen=parts.penalty_interest_fen or 0,
        default_penalty_fen=parts.default_penalty_fen or 0,
        late_fee_fen=parts.late_fee_fen or 0, fee_fen=parts.fee_fen or 0,
        loan_fen=row.loan_amount_fen or 0, instalments=max(1, row.periods_overdue or 1),
    )  # fmt: skip


def returns_on(row: PlacementRow) -> date | None:
    """Return the planned day of return where it makes sense; the report warns of the others."""
    if row.returns_on is None or row.returns_on < row.placed_on:
        return None
    return row.returns_on


def _borrower(row: PlacementRow) -> NewBorrower:
    return NewBorrower(
        name=row.borrower_name, identity_number=row.identity_number,
        identity_state="checked" if row.is_identity_verified else "unverifiable",
        birth_on=row.born_on,
    )  # fmt: skip

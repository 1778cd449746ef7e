"""What does an accepted placement row say, in types?"""

from datetime import date
from typing import Any, Final

from doorstep.intake.parts import Parts
from doorstep.intake.rows import ContactPerson, PlacementRow
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.placement.amounts import outstanding
from doorstep.intake.rules.placement.person import gender_in
from doorstep.terms.identity import born_on, gender_of

_NAMES: Final = {
    **{
        name: name
        for name in (
            "case_no contract_no loan_no home_address registered_address mailing_address "
            "work_address work_name province city county company_name lender agency product "
            "batch_no collect_hand bucket periods_overdue"
        ).split()
    },
    "id_type": "document_type",
    "uscc": "credit_code",
    "rate": "yearly_rate",
    "overdue_amount": "overdue_fen",
    "placed_amount": "placed_fen",
    "remaining_principal": "remaining_principal_fen",
    "loan_amount": "loan_amount_fen",
    "last_payment_amount": "last_payment_fen",
    "return_date": "returns_on",
    "last_payment_date": "last_paid_on",
    "due_date": "due_on",
    "loan_date": "loan_on",
}
"""Attribute of the typed row for each field that is taken over as it was read."""


def placement_row(draft: Draft) -> PlacementRow:
    """Return the typed row; the draft was accepted, so all that is required is there."""
    verified = draft.verified_identity
    placed = draft.day("placement_date")
    owed = outstanding(draft)
    if placed is None or owed is None:
        raise ValueError("only an accepted row can be typed")
    cells: dict[str, Any] = dict.fromkeys(_NAMES.values())
    for field, value in draft.values.items():
        if field in _NAMES:
            cells[_NAMES[field]] = value
    return PlacementRow(
        origin=draft.origin,
        key_field=draft.plan.key_field,
        placed_on=placed,
        borrower_name=draft.text("borrower_name") or "",
        identity_number=draft.text("id_number") or "",
        is_identity_verified=verified is not None,
        gender=gender_of(verified) if verified else gender_in(draft),
        born_on=born_on(verified) if verified else draft.day("birth_date"),
        mobiles=draft.phones("mobile"),
        home_phones=draft.phones("home_phone"),
        work_phones=draft.phones("work_phone"),
        outstanding_fen=owed,
        parts=_parts(draft),
        days_past_due=_days_past_due(draft, placed),
        contacts=_contacts(draft),
        remark=draft.text("remark") or "",
        flags=draft.flags,
        warnings=draft.warned_rules,
        **cells,
    )


def _days_past_due(draft: Draft, placed: date) -> int | None:
    days, due = draft.whole("dpd"), draft.day("due_date")
    if days is None and due is not None:
        return (placed - due).days
    return days


def _parts(draft: Draft) -> Parts:
    return Parts(
        principal_fen=draft.whole("principal"),
        interest_fen=draft.whole("interest"),
        penalty_interest_fen=draft.whole("penalty_interest"),
        default_penalty_fen=draft.whole("default_penalty"),
        late_fee_fen=draft.whole("late_fee"),
        fee_fen=draft.whole("fee"),
    )


def _contacts(draft: Draft) -> tuple[ContactPerson, ...]:
    people = (
        ContactPerson(
            name=draft.text(f"contact{number}_name"),
            relation=draft.text(f"contact{number}_relation"),
            phones=draft.phones(f"contact{number}_phone"),
        )
        for number in (1, 2)
    )
    return tuple(each for each in people if each.name or each.phones)

"""By which ways can lenders be paid, and what waits for a second person?"""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from doorstep_desk.cases.queries import accounts_of, case_of
from doorstep_desk.documents.printing.picture_code import picture_code
from doorstep_desk.office.presentation.money.parts import (
    CaseWaysPage,
    PayWayRow,
    PayWaysPage,
    WayToShow,
)
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.words import person_of
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.ways import pay_ways_of, pay_ways_on_file
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names


def pay_ways_page(
    actor: Actor, values: Mapping[str, str], errors: Mapping[str, str]
) -> PayWaysPage:
    """Return all ways, in a constant number of queries.

    Args:
        actor: Who reads.
        values: What was typed.
        errors: What was refused.
    """
    names = display_names(actor.agency_id)
    lenders = lenders_of(actor.agency_id)
    chosen = values.get("lender", "")
    return PayWaysPage(
        rows=tuple(_row(actor, each, names) for each in pay_ways_on_file(actor.agency_id)),
        lenders=tuple(
            Option(str(each.id), say(each.name, each.name_en), is_chosen=str(each.id) == chosen)
            for each in lenders
        ),
        may_propose=actor.may("pay_way.propose"), values=values, errors=errors,
    )  # fmt: skip


def ways_to_pay(actor: Actor, lender_id: int) -> tuple[PayWayRow, ...]:
    """Return the approved ways to pay one lender, as they may be read out."""
    return tuple(_row(actor, each, {}) for each in pay_ways_of(actor.agency_id, lender_id))


def case_ways_page(actor: Actor, case_id: int) -> CaseWaysPage:
    """Return how the lender of a case is paid, to be shown to the borrower.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    accounts = [each for each in accounts_of(case_id) if each.recalled_on is None]
    return CaseWaysPage(
        case_id=case_id, number=case.number, name=case.borrower.name,
        lender=say(case.creditor.name, case.creditor.name_en or case.creditor.name),
        accounts=tuple(each.contract_no or each.loan_no or each.key for each in accounts),
        ways=tuple(
            WayToShow(
                each.kind, each.holder, each.place,
                _drawn(each.kind, each.place),
            )
            for each in pay_ways_of(actor.agency_id, case.creditor_id)
        ),
    )  # fmt: skip


def _drawn(kind: str, place: str) -> SafeString:
    return SafeString(picture_code(place, scales=True) if kind == "link" else "")


def _row(actor: Actor, row: Any, names: Mapping[str, str]) -> PayWayRow:
    return PayWayRow(
        way_id=str(row.pk), lender=row.holder, kind=row.kind, holder=row.holder, place=row.place,
        proposed_by=person_of(row.proposed_by, names),
        approved_by=person_of(row.approved_by, names),
        may_approve=not row.approved_by and actor.may("pay_way.approve")
        and row.proposed_by != actor.name,
    )  # fmt: skip

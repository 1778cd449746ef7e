"""Which money waits for a person, and what can be decided about one of them?"""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from doorstep.ledger.incoming import WAITS
from doorstep.terms.local_time import BEIJING
from doorstep_desk.intake.lists import RowAside, rows_aside_page
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.money.parts import (
    AsideRow,
    PaymentPage,
    PaymentsPage,
    WaitingRow,
)
from doorstep_desk.office.presentation.parts import Paging
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.payments.errors import payment_unknown
from doorstep_desk.payments.waiting import (
    WaitingWish,
    waiting_by_code,
    waiting_page,
    waiting_payment,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names

FIELDS: Final = ("code", "state")


def payments_page(actor: Actor, asked: Mapping[str, str]) -> PaymentsPage:
    """Return one page of what waits, in a constant number of queries.

    Args:
        actor: Who reads.
        asked: What stands in the address.
    """
    chosen = {name: asked.get(name, "")[:30] for name in FIELDS if asked.get(name)}
    wish = WaitingWish(chosen.get("code", ""), chosen.get("state") == "decided")
    cursor = asked.get("cursor") or None
    is_aside = chosen.get("state") == "aside"
    aside = rows_aside_page(actor.agency_id, cursor if is_aside else None)
    page = waiting_page(actor.agency_id, wish, None if is_aside else cursor)
    shown = aside if is_aside else page
    counts = waiting_by_code(actor.agency_id)
    names = display_names(actor.agency_id)
    reasons = [(code, _counted(code, counts.get(code, 0))) for code in WAITS]
    return PaymentsPage(
        rows=() if is_aside else tuple(_row(row, names) for row in page.items),
        waiting=sum(counts.values()),
        filters=(
            filter_pill("code", reasons, chosen),
            filter_pill(
                "state",
                [
                    ("decided", say("已决定", "Decided")),
                    ("aside", say("文件中未入账的行", "Rows of files")),
                ],
                chosen, say("待处理", "Waiting"),
            ),
        ),
        paging=Paging(
            shown.count, len(shown.items),
            query(chosen, cursor=shown.next_cursor) if shown.next_cursor else "",
            (query(chosen) or "state=") if cursor else "",
        ),
        aside=tuple(map(_aside, aside.items)) if is_aside else (), aside_count=aside.count,
        may_mend=actor.may("row.mend"),
    )  # fmt: skip


def payment_page(
    actor: Actor, waiting_id: uuid.UUID, values: Mapping[str, str], errors: Mapping[str, str]
) -> PaymentPage:
    """Return one of them.

    Raises:
        Refused: There is no such payment for this reader.
    """
    row = waiting_payment(actor.agency_id, waiting_id)
    if row is None:
        raise payment_unknown()
    shown = _row(row, display_names(actor.agency_id))
    may = actor.may("payment.settle") and not shown.decision
    return PaymentPage(shown, may, may and row.code != "overpayment", values, errors)


def _aside(row: RowAside) -> AsideRow:
    return AsideRow(
        row.row_id, row.import_id, row.file, row.sheet, row.row_no, row.rules,
        row.sent_at.astimezone(BEIJING),
    )  # fmt: skip


def _counted(code: str, count: int) -> str:
    return f"{said(code, 'waits_because')} ({count})" if count else said(code, "waits_because")


def _row(row: Any, names: Mapping[str, str]) -> WaitingRow:
    decision = getattr(row, "decision", None)
    return WaitingRow(
        waiting_id=str(row.pk), code=row.code,
        lender=say(row.lender.name, row.lender.name_en or row.lender.name),
        reference=row.reference, transaction_id=row.transaction_id, received_on=row.received_on,
        amount_fen=int(row.amount_fen), currency=row.currency, reverses=row.reverses,
        payer=row.payer, paid_through=row.paid_through, origin=row.origin,
        came_at=row.came_at.astimezone(BEIJING),
        case_id=row.account.case_id if row.account else None,
        decision=decision.decision if decision else "",
        decided_by=person_of(decision.decided_by, names) if decision else "",
        because=decision.because if decision else "",
    )  # fmt: skip

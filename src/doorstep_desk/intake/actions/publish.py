"""Take the accepted rows of a checked file into the store, by kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from doorstep.intake import AttemptRow, Checked, PlacementRow
from doorstep.terms.codes import Channel, Disposition, Product, Purpose, RemarkFlag
from doorstep.terms.local_time import BEIJING
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.cases.actions.publish import (
    NewAccount,
    NewBorrower,
    NewFlag,
    publish_accounts,
    publish_points,
)
from doorstep_desk.cases.actions.recall import Recall, recall_accounts
from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.complaints.actions import pause_cases
from doorstep_desk.intake.actions.points import points_of_placement, points_of_supplement
from doorstep_desk.organisations.actions import NewPlacement, add_organisation, add_placement
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index

OnFile = Mapping[tuple[str, str], KnownAccount]

UNNAMED_LENDER: Final = "委托方（文件未注明）"
PAUSE_OF_FLAG: Final = {
    RemarkFlag.DECEASED: "bereavement",
    RemarkFlag.REPRESENTED_BY_LAWYER: "lawyer",
    RemarkFlag.HOSPITALISED: "illness",
    RemarkFlag.COMPLAINT_OPEN: "complaint",
    RemarkFlag.ARRANGEMENT_ACTIVE: "arrangement",
    RemarkFlag.CONTACT_REFUSED: "other",
}
"""What each flag pauses until a person has looked; a flag about the workplace pauses nothing."""

_BUSINESS: Final = ("经营", "商户", "小微", "business")
_CARD: Final = ("信用卡", "贷记卡", "card")
_RESULTS: Final = (
    ("本人接听", Disposition.RIGHT_PARTY_CONTACT),
    ("承诺还款", Disposition.RIGHT_PARTY_CONTACT),
    ("协商中", Disposition.RIGHT_PARTY_CONTACT),
    ("拒绝还款", Disposition.RIGHT_PARTY_CONTACT),
    ("见到本人", Disposition.MET_BORROWER),
    ("家人", Disposition.THIRD_PARTY_CONTACT),
    ("他人", Disposition.THIRD_PARTY_CONTACT),
    ("第三", Disposition.THIRD_PARTY_CONTACT),
    ("无人接听", Disposition.NO_ANSWER),
    ("未接", Disposition.NO_ANSWER),
    ("忙", Disposition.BUSY),
    ("空号", Disposition.NOT_CONNECTED),
    ("关机", Disposition.NOT_CONNECTED),
    ("停机", Disposition.NOT_CONNECTED),
    ("无人在", Disposition.NOBODY_MET),
    ("无人", Disposition.NOBODY_MET),
    ("送达", Disposition.DELIVERED),
    ("已发送", Disposition.DELIVERED),
)


def publish(actor: Actor, checked: Checked, on_file: OnFile, digest: str, at: datetime) -> None:
    """Take everything that a checked file brings; the caller's transaction makes it atomic."""
    if checked.report.is_refused:
        return
    if checked.placements:
        _placements(actor, checked, digest, at)
    if checked.supplements:
        _supplements(actor, checked, at)
    if checked.repayments:
        _repayments(actor, checked, on_file, at)
    if checked.recalls:
        _recalls(actor, checked, on_file, at)
    if checked.attempts:
        _attempts(actor, checked, on_file, digest, at)


def product_of(name: str | None) -> Product:
    """Return the kind of credit behind a product name; a consumer loan unless it says more."""
    words = (name or "").casefold()
    if any(word in words for word in _CARD):
        return Product.CARD
    is_business = any(word in words for word in _BUSINESS)
    return Product.BUSINESS_LOAN if is_business else Product.CONSUMER_LOAN


@dataclass(slots=True)
class _Mandates:
    """Lenders and placements of one file, each made once."""

    actor: Actor
    digest: str
    at: datetime
    lenders: dict[str, int] = field(default_factory=dict)
    placements: dict[tuple[int, str], int] = field(default_factory=dict)

    def lender(self, row: PlacementRow) -> int:
        name = row.lender or UNNAMED_LENDER
        if name not in self.lenders:
            seen = add_organisation(actor=self.actor, kind="lender", name=name, at=self.at)
            self.lenders[name] = seen.id
        return self.lenders[name]

    def placement(self, row: PlacementRow, lender: int) -> int:
        batch = row.batch_no or f"{self.digest[:12]}-{row.placed_on.isoformat()}"
        if (lender, batch) not in self.placements:
            seen = add_placement(
                actor=self.actor, at=self.at,
                placement=NewPlacement(
                    lender_id=lender, agency_id=self.actor.agency_id,
                batch_no=batch, placed_on=row.placed_on, returns_on=_after(row),
                file_digest=self.digest,
                ),
            )  # fmt: skip
            self.placements[lender, batch] = seen.id
        return self.placements[lender, batch]


def _after(row: PlacementRow) -> date | None:
    """Return the planned day of return where it makes sense; the report warns of the others."""
    if row.returns_on is None or row.returns_on < row.placed_on:
        return None
    return row.returns_on


def _placements(actor: Actor, checked: Checked, digest: str, at: datetime) -> None:
    mandates = _Mandates(actor, digest, at)
    accounts, points, flags = [], {}, []
    for row in checked.placements:
        lender = mandates.lender(row)
        account = _account(row, lender, mandates.placement(row, lender))
        accounts.append(account)
        for point in points_of_placement(row, account.borrower.person_key):
            points[point.person_key, point.kind, point.value] = point
        flags += [
            NewFlag(lender, account.key, flag.word, row.placed_on, f"remark, row {row.origin.row}")
            for flag in row.flags
        ]
    published = publish_accounts(
        actor=actor, accounts=accounts, points=list(points.values()), flags=flags, at=at
    )
    pauses = [
        (case, PAUSE_OF_FLAG[RemarkFlag.of(flag)], f"remark: {flag}")
        for case, flag in published.flags
        if RemarkFlag.of(flag) in PAUSE_OF_FLAG
    ]
    if pauses:
        pause_cases(actor=actor, reasons=pauses, at=at)


def _account(row: PlacementRow, lender: int, placement: int) -> NewAccount:
    parts = row.parts
    due = row.due_on
    if due is None and row.days_past_due is not None:
        due = row.placed_on - timedelta(days=row.days_past_due)
    return NewAccount(
        borrower=_borrower(row), placement_id=placement, creditor_id=lender, key=row.key,
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


def _borrower(row: PlacementRow) -> NewBorrower:
    return NewBorrower(
        name=row.borrower_name, identity_number=row.identity_number,
        identity_state="checked" if row.is_identity_verified else "unverifiable",
        birth_on=row.born_on,
    )  # fmt: skip


def _supplements(actor: Actor, checked: Checked, at: datetime) -> None:
    points = {}
    for row in checked.supplements:
        key = blind_index("identity", row.account.identity_number)
        for point in points_of_supplement(row, key):
            points[point.person_key, point.kind, point.value] = point
    publish_points(actor=actor, points=list(points.values()), at=at)


def _repayments(actor: Actor, checked: Checked, on_file: OnFile, at: datetime) -> None:
    payments = []
    for row in checked.repayments:
        account = on_file[row.account.key]
        payments.append(
            NewPayment(
                account_id=account.account_id, case_id=account.case_id,
                transaction_id=row.transaction_no, received_on=row.paid_on,
                amount_fen=-row.amount_fen if row.reverses else row.amount_fen,
                payer=row.payer or "", paid_through=row.channel or "", reverses=row.reverses,
            )
        )  # fmt: skip
    record_payments(actor=actor, payments=payments, at=at, origin="import")


def _recalls(actor: Actor, checked: Checked, on_file: OnFile, at: datetime) -> None:
    recalls = [
        Recall(on_file[row.account.key].account_id, row.effective_on, row.reason or "")
        for row in checked.recalls
    ]
    recall_accounts(actor=actor, recalls=recalls, at=at)
    pause_cases(
        actor=actor, at=at,
        reasons=[
            (on_file[row.account.key].case_id, "recall", row.reason or "recalled by the lender")
            for row in checked.recalls
        ],
    )  # fmt: skip


def _attempts(actor: Actor, checked: Checked, on_file: OnFile, digest: str, at: datetime) -> None:
    attempts = [_attempt(row, on_file[row.account.key]) for row in checked.attempts]
    record_attempts(actor=actor, attempts=attempts, at=at, subject=f"digest:{digest[:16]}")
    pauses = list(_pauses_from_attempts(checked, on_file))
    if pauses:
        pause_cases(actor=actor, reasons=pauses, at=at)


def _attempt(row: AttemptRow, account: KnownAccount) -> NewAttempt:
    made = row.attempted_at
    if not row.has_time:
        made = datetime.combine(made.date(), time(12), tzinfo=BEIJING)
    channel = Channel.LETTER if row.channel is None else row.channel
    return NewAttempt(
        borrower_id=account.borrower_id, case_id=account.case_id,
        creditor_id=account.creditor_id, point_id=None,
        person_key=account.person_key, at=made,
        channel=channel, purpose=Purpose.COLLECT, disposition=_disposition(row, channel),
        note=row.content, recorded_by=row.collector or "",
    )  # fmt: skip


def _disposition(row: AttemptRow, channel: Channel) -> Disposition:
    words = f"{row.result or ''} {row.content}"
    for word, disposition in _RESULTS:
        if word in words:
            if disposition is Disposition.RIGHT_PARTY_CONTACT and channel is Channel.VISIT:
                return Disposition.MET_BORROWER
            return disposition
    return Disposition.UNKNOWN


def _pauses_from_attempts(checked: Checked, on_file: OnFile) -> Iterator[tuple[int, str, str]]:
    for row in checked.attempts:
        for flag in row.flags:
            if flag in PAUSE_OF_FLAG:
                case = on_file[row.account.key].case_id
                yield case, PAUSE_OF_FLAG[flag], f"attempt log, row {row.origin.row}: {flag.word}"

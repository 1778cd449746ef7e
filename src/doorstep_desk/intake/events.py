"""What do accepted payments, recalls and past attempts mean for the store?

While staged, such a row is one sealed JSON object; published, it is what the capability takes
that keeps it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from doorstep.intake import AttemptRow, RecallRow, RepaymentRow
from doorstep.terms.codes import Channel, Disposition, Purpose, RemarkFlag
from doorstep.terms.local_time import BEIJING
from doorstep_desk.attempts.actions import NewAttempt
from doorstep_desk.cases.actions.recall import Recall
from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.payments.actions import NewPayment
from doorstep_desk.plumbing.encryption import blind_index

OnFile = Mapping[tuple[str, str], KnownAccount]
EventRow = RepaymentRow | RecallRow | AttemptRow

PAUSE_OF_FLAG: Final = {
    RemarkFlag.DECEASED: "bereavement",
    RemarkFlag.REPRESENTED_BY_LAWYER: "lawyer",
    RemarkFlag.HOSPITALISED: "illness",
    RemarkFlag.COMPLAINT_OPEN: "complaint",
    RemarkFlag.ARRANGEMENT_ACTIVE: "arrangement",
    RemarkFlag.CONTACT_REFUSED: "other",
}
"""What each flag pauses until a person has looked; a flag about the workplace pauses nothing."""

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


def event_body(row: EventRow, on_file: OnFile, repeats: dict[tuple[object, ...], int]) -> str:
    """Return an accepted row as JSON, with the account that it speaks of.

    Args:
        row: Accepted row.
        on_file: Accounts of the store by key.
        repeats: How often each attempt of the file was seen so far; counted on here, so that
            two equal calls in one log stay two.
    """
    account = on_file[row.account.key]
    words: dict[str, Any] = {"account": account.account_id, "case": account.case_id}
    match row:
        case RepaymentRow():
            words |= _payment_words(row)
        case RecallRow():
            words |= {"effective_on": row.effective_on.isoformat(), "reason": row.reason or ""}
        case AttemptRow():
            words |= _attempt_words(row, account, repeats)
    return json.dumps(words, ensure_ascii=False)


def _payment_words(row: RepaymentRow) -> dict[str, Any]:
    return {
        "transaction": row.transaction_no, "paid_on": row.paid_on.isoformat(),
        "fen": -row.amount_fen if row.reverses else row.amount_fen, "payer": row.payer or "",
        "channel": row.channel or "", "reverses": row.reverses,
    }  # fmt: skip


def _attempt_words(
    row: AttemptRow, account: KnownAccount, repeats: dict[tuple[object, ...], int]
) -> dict[str, Any]:
    made = row.attempted_at
    if not row.has_time:
        made = datetime.combine(made.date(), time(12), tzinfo=BEIJING)
    channel = Channel.LETTER if row.channel is None else row.channel
    phones = tuple(sorted(phone.number for phone in row.phones))
    seen = (account.account_id, made, channel, phones)
    repeats[seen] = repeats.get(seen, 0) + 1
    return {
        "borrower": account.borrower_id, "creditor": account.creditor_id,
        "person": blind_index("identity", account.identity_number or "").hex(),
        "at": made.isoformat(), "channel": channel.word,
        "disposition": _disposition(row, channel).word, "content": row.content,
        "collector": row.collector or "",
        "points": [blind_index(phone.kind.word, phone.number).hex() for phone in row.phones],
        "key": blind_index("attempt", "|".join(map(str, (*seen, repeats[seen])))).hex(),
        "flags": [flag.word for flag in row.flags], "row": row.origin.row,
    }  # fmt: skip


def _disposition(row: AttemptRow, channel: Channel) -> Disposition:
    words = f"{row.result or ''} {row.content}"
    for word, disposition in _RESULTS:
        if word in words:
            if disposition is Disposition.RIGHT_PARTY_CONTACT and channel is Channel.VISIT:
                return Disposition.MET_BORROWER
            return disposition
    return Disposition.UNKNOWN


def payment_of(words: Mapping[str, Any]) -> NewPayment:
    """Return a staged payment as payments takes it."""
    return NewPayment(
        account_id=words["account"], case_id=words["case"], transaction_id=words["transaction"],
        received_on=date.fromisoformat(words["paid_on"]), amount_fen=words["fen"],
        payer=words["payer"], paid_through=words["channel"], reverses=words["reverses"],
    )  # fmt: skip


def recall_of(words: Mapping[str, Any]) -> Recall:
    """Return a staged recall as cases takes it."""
    return Recall(words["account"], date.fromisoformat(words["effective_on"]), words["reason"])


def attempt_of(words: Mapping[str, Any], points: Mapping[tuple[int, bytes], int]) -> NewAttempt:
    """Return a staged attempt as attempts takes it.

    Args:
        words: As staged.
        points: Contact points by borrower and blind index, for the number that was used.
    """
    used = (points.get((words["borrower"], bytes.fromhex(index))) for index in words["points"])
    return NewAttempt(
        borrower_id=words["borrower"], case_id=words["case"], creditor_id=words["creditor"],
        point_id=next((point for point in used if point is not None), None),
        person_key=bytes.fromhex(words["person"]), at=datetime.fromisoformat(words["at"]),
        channel=Channel.of(words["channel"]), purpose=Purpose.COLLECT,
        disposition=Disposition.of(words["disposition"]), note=words["content"],
        recorded_by=words["collector"], source_key=bytes.fromhex(words["key"]),
    )  # fmt: skip


def pauses_of_attempt(words: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Return case, reason and note of the pauses that a past attempt gives cause for."""
    return [
        (words["case"], PAUSE_OF_FLAG[RemarkFlag.of(word)],
         f"attempt log, row {words['row']}: {word}")
        for word in words["flags"]
        if RemarkFlag.of(word) in PAUSE_OF_FLAG
    ]  # fmt: skip

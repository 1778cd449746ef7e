"""A one-time code: asked for, sent to the number on file, entered.

Whoever asks hears the same in the same time, whether anybody knows the number or not: the row is
written either way, and whose the number is, is found out afterwards by the process that sends.
"""

import re
import uuid
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.queries import PointOnFile, case_of, owners_of_index
from doorstep_desk.notices.jobs import sender_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.self_service.actions.send_code import CodeTo, send_code
from doorstep_desk.self_service.codes import (
    GOOD_FOR,
    MOST_CODES,
    MOST_TRIES,
    code_hash,
    is_same,
    new_code,
)
from doorstep_desk.self_service.errors import contact_unreadable, too_many_codes
from doorstep_desk.self_service.models import SignIn

MOST_ASKED: Final = 12
"""From one address in ten minutes."""

_PURPOSE: Final = "sign-in-code"
_MOBILE: Final = re.compile(r"1\d{10}")
_MAIL: Final = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}\.[^@\s,;<>]{2,24}")


def read_contact(typed: str) -> tuple[str, str]:
    """Return kind and value of what was typed.

    Raises:
        Refused: It is neither a mobile number nor an e-mail address.
    """
    text = "".join(typed.split()).replace("-", "")
    number = text.removeprefix("+86").removeprefix("0086")
    if _MOBILE.fullmatch(number):
        return "mobile", number
    if _MAIL.fullmatch(text):
        return "email", text
    raise contact_unreadable()


@transaction.atomic
def ask_code(*, actor: Actor, typed: str, address: str, language: str, at: datetime) -> uuid.UUID:
    """Take down that somebody wants a code; whether one is sent, nobody learns here.

    Args:
        actor: Nobody in particular.
        typed: The number or address.
        address: Network address of the asker; only a fingerprint of the day is kept.
        language: ``zh``, ``en`` or ``ko``.
        at: Now.

    Raises:
        Refused: It is neither a number nor an address, or too many were asked for.
    """
    kind, value = read_contact(typed)
    asked = blind_index(kind, value)
    asker = blind_index("sign-in", f"{local_day(at).isoformat()} {address}")
    since = at - GOOD_FOR
    of_number = SignIn.objects.filter(asked=asked, asked_at__gt=since).count()
    of_asker = SignIn.objects.filter(asker=asker, asked_at__gt=since).count()
    if of_number >= MOST_CODES or of_asker >= MOST_ASKED:
        raise too_many_codes(at + GOOD_FOR)
    row = SignIn(id=new_id(), kind=kind, asked=asked, asker=asker, language=language, asked_at=at)
    row.save(force_insert=True)
    record(at=at, actor=actor, verb="sign_in.asked", subject=f"sign_in:{row.pk}", kind=kind)
    return row.pk


@transaction.atomic
def send_codes(*, at: datetime) -> int:
    """Find out whose the numbers are for which codes were asked, and queue the codes.

    A number of several people belongs to nobody for this purpose. Returns how many were queued.
    """
    rows = list(
        SignIn.objects.select_for_update(skip_locked=True)
        .filter(looked_up_at=None, asked_at__gt=at - GOOD_FOR, asked_at__lte=at)
        .order_by("asked_at")[:100]
    )
    return sum(_send_code(row, at) for row in rows)


@transaction.atomic
def enter_code(*, actor: Actor, sign_in_id: uuid.UUID, code: str, at: datetime) -> bool:
    """Say whether a code is right; a fifth wrong one, or ten minutes, end it for good.

    What is wrong is not said: an unknown number, a late code and a false one are all the same.
    """
    row = SignIn.objects.select_for_update().filter(pk=sign_in_id).first()
    expected = bytes(row.code_hash) if row is not None else b""
    is_right = is_same(code_hash(_PURPOSE, sign_in_id, code), expected)
    if row is None:
        return False
    is_open = row.entered_at is None and row.tries < MOST_TRIES and at <= row.asked_at + GOOD_FOR
    row.tries = min(row.tries + 1, MOST_TRIES)
    is_in = is_right and is_open
    if is_in:
        row.entered_at = row.seen_at = at
    row.save(update_fields=["tries", "entered_at", "seen_at"])
    record(
        at=at, actor=actor, verb="sign_in.entered" if is_in else "sign_in.failed",
        subject=f"sign_in:{row.pk}", tries=row.tries, agency=row.of_agency,
    )  # fmt: skip
    return is_in


def _send_code(row: SignIn, at: datetime) -> bool:
    owners = [each for each in owners_of_index(row.kind, bytes(row.asked)) if each.case_id]
    row.looked_up_at = at
    people = {each.person_key for each in owners}
    if len(people) != 1:
        row.save(update_fields=["looked_up_at"])
        return False
    owner, code = owners[-1], new_code()
    row.of_agency, row.of_borrower = owner.agency_id, owner.borrower_id
    row.of_case, row.of_point = owner.case_id, owner.point_id
    row.code_hash = code_hash(_PURPOSE, row.pk, code)
    row.save()
    _queue(row, owner, code, at)
    return True


def _queue(row: SignIn, owner: PointOnFile, code: str, at: datetime) -> None:
    case_id = owner.case_id
    assert case_id is not None  # noqa: S101 (cannot happen: only owners with a case come here)
    actor = sender_of(owner.agency_id)
    lender = case_of(actor, case_id).creditor.name
    send_code(
        actor=actor, to=CodeTo(case_id, owner.point_id, row.kind, row.language),
        key="sign_in_code", values={"lender": lender, "code": code}, at=at,
    )  # fmt: skip

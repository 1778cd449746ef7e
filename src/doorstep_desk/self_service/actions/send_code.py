"""Queue a one-time code to a number or address on file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep_desk.notices.actions.queue import NewMessage, queue_messages
from doorstep_desk.notices.gateways import gateway_for
from doorstep_desk.notices.words import words_for
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.self_service.codes import GOOD_FOR


@dataclass(frozen=True, slots=True)
class CodeTo:
    """Where a code goes.

    Attributes:
        case_id: About which case.
        point_id: Number or address on file.
        kind: ``mobile`` or ``email``.
        language: ``zh``, ``en`` or ``ko``.
    """

    case_id: int
    point_id: int
    kind: str
    language: str


def send_code(
    *, actor: Actor, to: CodeTo, key: str, values: Mapping[str, str], at: datetime
) -> bool:
    """Queue a code; say whether it may leave.

    Args:
        actor: Who asked for it, or the process that sends.
        to: Where it goes.
        key: Name of the words.
        values: What its fields say, the code among them.
        at: Now.

    Raises:
        Refused: There is no way to send.
    """
    channel = Channel.EMAIL if to.kind == "email" else Channel.SMS
    said = {**values, "minutes": str(int(GOOD_FOR.total_seconds() // 60))}
    queued = queue_messages(
        actor=actor, words=words_for(actor.agency_id, key, channel, to.language),
        rulebook=rulebook_for_agency(actor.agency_id, local_day(at)),
        gateway=gateway_for(channel), sends_at=at, at=at,
        messages=[NewMessage(to.case_id, to.point_id, said)],
    )  # fmt: skip
    return queued.count == 1

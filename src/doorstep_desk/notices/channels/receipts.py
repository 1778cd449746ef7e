"""What does the centre say of a message it took, and what did somebody answer?"""

import re
from typing import Any, Final

from smpplib import consts

from doorstep_desk.notices.outgoing import Answer, Receipt
from doorstep_desk.plumbing import clock

_ID: Final = re.compile(r"\bid:(\S+)")
_STAT: Final = re.compile(r"\bstat:(\w+)")
_WIDE: Final = consts.SMPP_ENCODING_ISO10646


def is_receipt(pdu: Any) -> bool:
    """Say whether a delivered message is a receipt (bits 2 to 5 of its class)."""
    return bool(int(pdu.esm_class or 0) & 0x3C)


def receipt_of(pdu: Any) -> Receipt:
    """Return a receipt; its parameters go before its text, which centres write freely."""
    text = (pdu.short_message or b"").decode("ascii", "replace")
    named, found = getattr(pdu, "receipted_message_id", None), _ID.search(text)
    ref = named.decode("ascii", "replace") if isinstance(named, bytes) else str(named or "")
    stat = _STAT.search(text)
    state = getattr(pdu, "message_state", None)
    is_delivered = (
        state == _DELIVERED if state is not None else bool(stat and stat[1] == "DELIVRD")
    )
    return Receipt(ref.rstrip("\x00") or (found[1] if found else ""), is_delivered, clock.now())


_DELIVERED: Final = 2


def answer_of(pdu: Any) -> Answer:
    """Return what somebody answered, in whichever alphabet."""
    body = pdu.short_message or b""
    if int(pdu.data_coding or 0) == _WIDE:
        text = body.decode("utf-16-be", "replace")
    else:
        text = body.decode("latin-1")
    sender = pdu.source_addr or b""
    number = sender.decode("ascii", "replace") if isinstance(sender, bytes) else str(sender)
    return Answer(number, text, clock.now())

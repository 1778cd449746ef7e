"""What does the page of the signed log show?"""

import base64
from datetime import datetime, timedelta
from typing import Final

from doorstep.audit.verifier import Broken, Note
from doorstep.terms.local_time import BEIJING
from doorstep_desk.audit.proofs import CheckpointSeen, newest_check, newest_checkpoint, was_signed
from doorstep_desk.audit.signing import signer
from doorstep_desk.audit.witness import last_witnessed, witness_folder
from doorstep_desk.office.presentation.oversight.log import LogPage
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused

_FRESH: Final = timedelta(minutes=2)


def log_page(actor: Actor, now: datetime) -> LogPage:
    """Return what was signed last, what the witness holds of it, and the last check."""
    newest, check = newest_checkpoint(), newest_check()
    key, problem = _key()
    held, fits = _held()
    return LogPage(
        origin="" if newest is None else newest.origin,
        size=0 if newest is None else newest.size,
        root=_root(newest),
        signed_at=_local(None if newest is None else newest.at),
        is_fresh=newest is not None and now - newest.at <= _FRESH,
        note="" if newest is None else newest.note, key=key, key_problem=problem,
        witness_size=None if held is None else held.size,
        witness_at=_local(datetime.fromisoformat(held.at)) if held and fits else None,
        witness_fits=fits,
        check_asked_at=_local(None if check is None else check.asked_at),
        check_ended_at=_local(None if check is None else check.ended_at),
        check_size=None if check is None else check.size,
        check_fault="" if check is None else check.fault,
        may_check=actor.may("log.check"),
    )  # fmt: skip


def _local(at: datetime | None) -> datetime | None:
    """Return an instant on the office's clock."""
    return None if at is None else at.astimezone(BEIJING)


def _root(newest: CheckpointSeen | None) -> str:
    return "" if newest is None else base64.b64encode(newest.root).decode()


def _key() -> tuple[str, str]:
    try:
        return signer(may_begin=False).public, ""
    except Refused as refused:
        return "", refused.message


def _held() -> tuple[Note | None, bool | None]:
    """Return what the witness holds, and whether we signed it; a damaged file does not fit."""
    try:
        held = last_witnessed(witness_folder())
    except Broken:
        return None, False
    return (None, None) if held is None else (held, was_signed(held))

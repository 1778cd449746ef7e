"""Let an outcome that was just written down move the chances at once."""

import uuid
from datetime import datetime

from doorstep.probability.heads import Head
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep_desk.attempts.queries import scored_outcome
from doorstep_desk.decisions.actions.keep_rolling import move_by_outcome
from doorstep_desk.decisions.queries import was_learned
from doorstep_desk.plumbing.actor import Actor

_CHANNELS = {channel.word: channel for channel in Channel}


def take_in(*, actor: Actor, attempt_id: uuid.UUID, at: datetime) -> float | None:
    """Let one attempt move the intercept of the chance of an answer; return where it stands.

    Nothing moves without an issued chance, without a result, or when the chance was a general
    rate. The nightly fold replaces what single outcomes did.

    Args:
        actor: Who wrote the attempt down.
        attempt_id: The attempt.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    found = scored_outcome(actor.agency_id, attempt_id)
    if found is None or not 0 < found.issued < 1:
        return None
    if not was_learned(found.case_id, local_day(found.at), _CHANNELS[found.channel]):
        return None
    return move_by_outcome(
        actor=actor, head=Head.CONTACT.value, issued=found.issued, came=found.is_reached,
        outcome_id=attempt_id, at=at,
    )  # fmt: skip

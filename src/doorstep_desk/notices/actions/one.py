"""What do one letter and one message share: words that the borrower reads, leave for just one?"""

import uuid
from collections.abc import Mapping
from datetime import datetime

from doorstep.terms.codes import Channel, Verdict
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.decisions.may_write import MayWrite
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.notices.actions.queue import NewMessage, queue_messages
from doorstep_desk.notices.errors import (
    message_case_over,
    message_paused,
    message_refused,
    point_missing,
)
from doorstep_desk.notices.gateways import gateway_for
from doorstep_desk.notices.words import Words, words_for
from doorstep_desk.plumbing.actor import Actor


def words_in(asked: CaseAsked, key: str, channel: Channel) -> Words:
    """Return the agreed words in the first of the borrower's languages, else in Chinese.

    Raises:
        Refused: Nobody agreed on such words.
    """
    spoken = [*asked.case.borrower.language.split(), "zh"]
    return words_for(asked.case.agency_id, key, channel, spoken[0])


def is_own(words: Words, asked: CaseAsked) -> bool:
    """Say whether words are in a language that the borrower reads."""
    return words.language in asked.case.borrower.language.split()


def is_paused(asked: CaseAsked) -> bool:
    """Say whether the borrower is left in peace just now, on every channel."""
    return running_pauses(asked.case.agency_id, asked.on).filter(case_id=asked.case.pk).exists()


def queue_one(
    *, actor: Actor, asked: CaseAsked, words: Words, values: Mapping[str, str | int],
    law: MayWrite | None, at: datetime, until: datetime | None = None,
) -> uuid.UUID:  # fmt: skip
    """Queue one message under a permit of its own.

    Args:
        actor: Who writes.
        asked: The case as it stands.
        words: The agreed words.
        values: What their fields say; sums in fen.
        law: What the rules say; None when nothing of the case is worked.
        at: Now.
        until: Not after, where that is sooner than the usual hours.

    Raises:
        Refused: A rule, a pause or a limit stands against it, or there is nowhere to send it.
    """
    if law is None:
        raise message_case_over()
    if law.verdict is not Verdict.ALLOW:
        raise message_refused(min(law.because))
    if is_paused(asked):  # the rule about pauses knows of contacts that press, not of all
        raise message_paused()
    if law.point_id < 0:
        raise point_missing()
    queued = queue_messages(
        actor=actor, words=words, rulebook=law.rulebook, gateway=gateway_for(words.channel),
        sends_at=at, at=at,
        messages=[NewMessage(asked.case.pk, law.point_id, values, until)],
    )  # fmt: skip
    if queued.messages[0] is None:
        raise message_refused("limit")
    return queued.messages[0]

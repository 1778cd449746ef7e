"""Letters: written under leave, printed together, handed to the post by a person, come back.

A letter is a message whose gateway is the post. Printing commits its intent and uses its permit;
whether it was posted says the person who carried it. Where one comes back the address is in doubt.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import local_day
from doorstep_desk.attempts.actions.settle import settle_attempts
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.actions.prove import NewProof, record_proof
from doorstep_desk.decisions.may_write import may_write
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.documents.printing.fonts import name_to_print, to_print
from doorstep_desk.documents.printing.formats import day_text
from doorstep_desk.notices.actions.one import is_own, queue_one, words_in
from doorstep_desk.notices.actions.queue import said_to
from doorstep_desk.notices.actions.send import settle_left, take_due
from doorstep_desk.notices.errors import letter_unknown, no_letters
from doorstep_desk.notices.gateways import POST
from doorstep_desk.notices.letters import printed_between
from doorstep_desk.notices.models import Message, ReturnedLetter
from doorstep_desk.notices.outgoing import Fate, Left
from doorstep_desk.notices.words import Words, values_of_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Malformed

CAME_BACK: Final = ("moved", "unknown", "no_such_place", "unclaimed")
"""Why a letter came back, all of them about the address; a refusal is a request to stop."""

_MOST: Final = 1_000
"""Letters that are printed together."""


@dataclass(frozen=True, slots=True)
class LetterSaid:
    """A letter as one borrower would read it.

    Attributes:
        words: The agreed words.
        values: What their fields say; sums in fen.
        subject: Its heading.
        body: Its text.
    """

    words: Words
    values: dict[str, str | int]
    subject: str
    body: str


def letters_said(actor: Actor, asked: CaseAsked, keys: Sequence[str]) -> list[LetterSaid]:
    """Return letters as this borrower would read them.

    Raises:
        Refused: Nobody agreed on such words, a field cannot be filled, or it cannot be printed.
    """
    values = values_of_case(actor, asked.case.pk)
    name_to_print(asked.case.borrower.name, "name")
    return [_said(words_in(asked, key, Channel.LETTER), values, asked) for key in keys]


def _said(words: Words, of_case: Mapping[str, str | int], asked: CaseAsked) -> LetterSaid:
    values = {**of_case, "day": day_text(asked.on, words.language)}
    subject, body = said_to(words, values, asked.as_of)
    for line in (subject, *body.splitlines()):
        to_print(line, "letter")
    return LetterSaid(words, values, subject, body)


@transaction.atomic
def write_letter(*, actor: Actor, asked: CaseAsked, key: str, at: datetime) -> uuid.UUID:
    """Queue one letter for printing, under a permit of its own.

    Raises:
        Refused: The actor may not, the borrower is left in peace, nobody agreed on such words, a
            rule or a limit stands against it, there is no address, or it cannot be printed.
    """
    actor.require("letter.write")
    lock_case(actor, asked.case.pk)
    (said,) = letters_said(actor, asked, [key])
    words = said.words
    law = may_write(asked, words.purpose, at, in_own_language=is_own(words, asked))
    return queue_one(actor=actor, asked=asked, words=words, values=said.values, law=law, at=at)


@transaction.atomic
def print_letters(*, actor: Actor, at: datetime) -> int:
    """Take every letter that waits into today's print; returns how many.

    Their intents and used permits are committed with this; only then may the paper be fetched.

    Raises:
        Refused: The actor may not.
    """
    actor.require("letter.post")
    return len(take_due(actor=actor, gateway=POST, most=_MOST, at=at))


@transaction.atomic
def post_letters(
    *, actor: Actor, on: date, left_behind: Collection[uuid.UUID], at: datetime
) -> int:
    """Write down that the letters printed on a day were handed to the post; returns how many.

    Args:
        actor: Who carried them.
        on: The day of their print.
        left_behind: Letters that were not posted after all, such as spoiled ones.
        at: When.

    Raises:
        Refused: The actor may not, or no letter of that day waits for the post.
    """
    actor.require("letter.post")
    keys = list(
        printed_between(actor.agency_id, on, on)
        .filter(state="sending")
        .values_list("pk", flat=True)
    )
    if not keys:
        raise no_letters(on)
    spoiled = frozenset(left_behind)
    left = [
        Left(key, Fate.FAILED, because="not handed to the post")
        if key in spoiled
        else Left(key, Fate.SENT)
        for key in keys
    ]
    settle_left(actor=actor, left=left, at=at)
    posted = sum(each.fate is Fate.SENT for each in left)
    record(
        at=at, actor=actor, verb="letters.posted", subject=f"agency:{actor.agency_id}",
        printed=on, posted=posted, spoiled=len(left) - posted,
    )  # fmt: skip
    return posted


@transaction.atomic
def take_back_letter(*, actor: Actor, message_id: uuid.UUID, reason: str, at: datetime) -> None:
    """Write down that a letter came back: its contact failed, and its address is in doubt.

    Raises:
        Refused: The actor may not, or no such letter was posted here, or it came back already.
        Malformed: The reason is none of ``CAME_BACK``.
    """
    actor.require("letter.post")
    if reason not in CAME_BACK:
        raise Malformed([f"{reason!r} is no reason for which letters come back"])
    row = Message.objects.select_for_update(of=("self",)).filter(
        pk=message_id, agency_id=actor.agency_id, gateway=POST, state="sent", returned=None
    ).first()  # fmt: skip
    if row is None or row.point_id is None:
        raise letter_unknown()
    ReturnedLetter.objects.create(
        id=new_id(), agency_id=actor.agency_id, case_id=row.case_id, message=row, reason=reason,
        noted_by=actor.name, noted_at=at,
    )  # fmt: skip
    if row.attempt_id is not None:
        settle_attempts(actor=actor, settled=[(row.attempt_id, Disposition.RETURNED)], at=at)
    proof = NewProof(
        row.case_id,
        row.point_id,
        "letter_on_file",
        "refuted",
        local_day(at),
        f"came back: {reason}",
    )
    record_proof(actor=actor, proof=proof, at=at)
    record(
        at=at, actor=actor, verb="letter.returned", subject=f"case:{row.case_id}",
        message=str(row.pk), reason=reason,
    )  # fmt: skip

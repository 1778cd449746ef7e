"""Write to one borrower: the exact words, who is writing, what the law says now."""

from dataclasses import dataclass
from datetime import datetime

from doorstep.compliance.judgement import FAIL_CLOSED
from doorstep.terms.codes import Channel, Verdict
from doorstep.terms.local_time import BEIJING
from doorstep.wording.segments import segments_of
from doorstep_desk.cases.queries import case_of, points_of
from doorstep_desk.decisions.may_write import WritingSeen, writing_seen
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.notices.actions.one import is_own
from doorstep_desk.notices.actions.write import Written, hindrance, message_said
from doorstep_desk.notices.errors import point_missing
from doorstep_desk.notices.gateways import gateway_for
from doorstep_desk.notices.queries import agreed_words
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.lawbook.may_i import reason_line
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.office.pages.refusals import form_errors, reader_sentence
from doorstep_desk.office.presentation.message import (
    LawSeen,
    MessagePage,
    Preview,
    WordsChoice,
)
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.staff.queries import display_names


@dataclass(frozen=True, slots=True)
class MessageWanted:
    """Which words are looked at.

    Attributes:
        channel: Word of the channel; empty takes the first words there are.
        key: Their name.
        error: Why they were not sent just now.
    """

    channel: str = ""
    key: str = ""
    error: str = ""


def message_page(actor: Actor, case_id: int, wanted: MessageWanted, now: datetime) -> MessagePage:
    """Return the page, in a constant number of queries.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    pairs = agreed_words(case.agency_id)
    chosen = (wanted.channel, wanted.key)
    if chosen not in pairs and not wanted.key:
        chosen = pairs[0] if pairs else ("", "")
    preview, unreadable = None, ""
    if chosen in pairs:
        asked = case_asked(case, now.astimezone(BEIJING).date(), now)
        try:
            preview = _preview(actor, asked, Channel.of(chosen[0]), chosen[1], now)
        except Refused as refused:
            unreadable = form_errors(refused)[""]
    return MessagePage(
        case_id=case_id, number=case.number, name=case.borrower.name, lender=case.creditor.name,
        agency=organisations_by_id([case.agency_id])[case.agency_id].name,
        writer=display_names(case.agency_id).get(actor.name, actor.name),
        choices=tuple(
            WordsChoice(*pair[::-1], query({}, channel=pair[0], key=pair[1]), pair == chosen)
            for pair in pairs
        ),
        preview=preview, unreadable=unreadable, error=wanted.error,
    )  # fmt: skip


def _preview(actor: Actor, asked: CaseAsked, channel: Channel, key: str, now: datetime) -> Preview:
    written = message_said(actor, asked, key, channel)
    words = written.words
    own = is_own(words, asked)
    law = writing_seen(asked, words.purpose, now, in_own_language=own, channel=channel)
    point = -1 if law is None else law.answer.point_id
    to = next((each.masked for each in points_of(asked.case.borrower_id) if each.pk == point), "")
    return Preview(
        key=key, channel=channel.word, purpose=words.purpose.word, language=words.language,
        is_own_language=own, subject=written.subject, body=written.body,
        parts=len(segments_of(written.body).parts) if channel is Channel.SMS else 0, to=to,
        seen=written.seen, law=None if law is None else _law(law),
        obstacle=_obstacle(asked, written, to),
    )  # fmt: skip


def _law(seen: WritingSeen) -> LawSeen:
    answer = seen.answer
    lines = [reason_line(each) for each in seen.readings if each.said.rule_id != FAIL_CLOSED]
    # Where waiting alone does not help, what would hold it afterwards has to be read too.
    will_pass = seen.next_allowed_at is not None
    against = (
        ()
        if answer.verdict is Verdict.ALLOW
        else tuple(
            line
            for line in lines
            if line.verdict == "deny"
            or (line.verdict == "hold" and (line.rule in answer.because or not will_pass))
        )
    )
    return LawSeen(
        answer.verdict.word, against, len(lines), _local(seen.open_until),
        _local(seen.next_allowed_at),
    )  # fmt: skip


def _obstacle(asked: CaseAsked, written: Written, to: str) -> str:
    """Return what keeps a lawful message from being sent, or nothing."""
    words = written.words
    try:
        gateway_for(words.channel)
    except Refused as refused:
        return reader_sentence(refused)
    if not to:
        return reader_sentence(point_missing())
    hindered = hindrance(asked, words.key, words.channel)
    return "" if hindered is None else reader_sentence(hindered)


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(BEIJING)

"""Everything that happened on a case, the newest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.arrangements.queries import is_withdrawn
from doorstep_desk.attempts.facts import ContactByAnyone
from doorstep_desk.complaints.queries import pauses_of_case
from doorstep_desk.fieldwork.corrections.queries import CorrectionSeen
from doorstep_desk.notices.queries import messages_of_case
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.one_case.corrections import correction_lines
from doorstep_desk.office.pages.one_case.sides import taken_by
from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.case_forms import HistoryLine, HistoryPart
from doorstep_desk.office.presentation.parts import Option, Paging
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.plumbing.speech import language, say

FILTERS: Final = ("all", "contact", "visit", "money")
ON_A_PAGE: Final = 50
_PERMITS: Final = {"executed": "used", "reported": "none"}
_EVERY_CHANNEL: Final = frozenset(each.word for each in Channel)
_REPLIES: Final = frozenset({"inbound"})
_REACHED: Final = frozenset(each.word for each in Disposition if each.reached_borrower)


@dataclass(frozen=True, slots=True)
class CaseEvents:
    """Whose events are told, and those that the page has read already.

    Attributes:
        case_id: The case.
        attempts: Those of its borrower over all cases; none where only money is told.
        payments: Its payments and reversals.
        promises: Its promises.
        names: Names for people by user name.
        contacts: What any agency did to its borrower.
        notices: The visits announced for it.
        opinions: How the borrower found contacts; none where the reader may not know.
        corrections: What was corrected about its visits.
    """

    case_id: int
    attempts: Iterable[Any]
    payments: Iterable[Any]
    promises: Iterable[Any]
    names: Mapping[str, str]
    contacts: Iterable[ContactByAnyone]
    notices: Iterable[Any]
    opinions: Iterable[Any] = ()
    corrections: Iterable[CorrectionSeen] = ()


def history_part(events: CaseEvents, wanted: str, skipped: int) -> HistoryPart:
    """Return one page of the events of a case, the newest first.

    Args:
        events: Whose, and what was read already.
        wanted: One of ``FILTERS``.
        skipped: How many newer events were leafed past.
    """
    lines = history_of_case(events, wanted)
    shown = lines[skipped : skipped + ON_A_PAGE]
    after = skipped + len(shown)
    next_query = query({"history": wanted}, skip=str(after)) if after < len(lines) else ""
    first_query = query({"history": wanted}) if skipped else ""
    paging = Paging(len(lines), len(shown), next_query, first_query)
    return HistoryPart(shown, _filters(wanted), paging)


def _filters(wanted: str) -> tuple[Option, ...]:
    names = {
        "all": say("全部", "All"),
        "contact": say("联系", "Contacts"),
        "visit": say("上门", "Visits"),
        "money": say("还款", "Payments"),
    }
    return tuple(Option(each, names[each], is_chosen=each == wanted) for each in FILTERS)


def history_of_case(events: CaseEvents, wanted: str) -> tuple[HistoryLine, ...]:
    """Return the events of a case, in a constant number of queries.

    Args:
        events: Whose, and what was read already.
        wanted: One of ``FILTERS``; ``visit`` holds visits made and announced.
    """
    lines: list[HistoryLine] = []
    if wanted != "money":
        channels = {Channel.VISIT.word} if wanted == "visit" else _EVERY_CHANNEL
        own = (row for row in events.attempts if row.channel in channels)
        lines += attempt_lines(own, events.names)
        lines += _elsewhere(each for each in events.contacts if each.channel in channels)
        lines += _notices(events.notices)
        lines += correction_lines(events.corrections, events.names)
    if wanted in ("all", "contact"):
        lines += _waiting(messages_of_case(events.case_id), events.names)
    if wanted in ("all", "money"):
        lines += _payments(events.payments)
        lines += _promises(events.promises, events.names)
    if wanted == "all":
        lines += _pauses(pauses_of_case(events.case_id), events.names)
        lines += _opinions(events.opinions)
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def attempt_lines(attempts: Iterable[Any], names: Mapping[str, str]) -> Iterator[HistoryLine]:
    """Return attempts as lines; one that was corrected stays, struck through."""
    for row in attempts:
        yield attempt_line(row, names)


def attempt_line(row: Any, names: Mapping[str, str]) -> HistoryLine:
    """Return one attempt as a line."""
    is_own = row.direction in _REPLIES or row.disposition == Disposition.REPLIED.word
    return HistoryLine(
        at=row.at.astimezone(BEIJING),
        has_time=True,
        group="own" if is_own else "ours",
        text=_contact(row),
        note=row.note,
        who=person_of(row.recorded_by, names),
        counts="" if row.corrections.all() else _counts(row),
        record_id=str(row.pk) if row.case_id is not None else "",
        is_corrected=bool(row.corrections.all()),
        corrects=row.corrects_id is not None,
        permit=_permit(row, is_own=is_own),
    )


def _permit(row: Any, *, is_own: bool) -> str:
    """Say whether a contact of ours used leave; of one that a file brought, nobody can tell."""
    if is_own:
        return ""
    return "held" if row.origin == "reported" and row.had_leave else _PERMITS.get(row.origin, "")


def _contact(row: Any) -> str:
    text = f"{said(row.channel, 'channel')} · {said(row.disposition, 'disposition')}"
    if row.asked_to_leave:
        text += say("；被要求离开并已离开", "; asked to leave, and left")
    return text


def _elsewhere(contacts: Iterable[ContactByAnyone]) -> Iterator[HistoryLine]:
    """Return what other agencies did as lines; nobody reads which agency it was, or for whom."""
    for each in contacts:
        if each.is_own:
            continue  # it stands in the list with all that is known of it
        yield HistoryLine(
            at=each.at.astimezone(BEIJING),
            has_time=True,
            group="own" if each.direction in _REPLIES else "ours",
            text=_contact(each),
            who=say("另一家机构", "another agency"),
            counts=_counts(each),
        )


def _waiting(messages: Iterable[Any], names: Mapping[str, str]) -> Iterator[HistoryLine]:
    """Return the messages that have not left: waiting under leave, or stopped before they left."""
    for row in messages:
        if row.attempt_id is not None:
            continue  # it has left, and stands in the list as a contact
        is_stopped = row.state == "cancelled"
        state = say("没有发出", "stopped before it left") if is_stopped else say("待发", "waiting")
        yield HistoryLine(
            at=row.sends_at.astimezone(BEIJING),
            has_time=True,
            group="ours",
            text=f"{said(row.channel, 'channel')} · {state}",
            who=person_of(row.queued_by, names),
        )


def _opinions(opinions: Iterable[Any]) -> Iterator[HistoryLine]:
    about = say("借款人谈 {on} 的{channel}：{answer}", "On the {channel} of {on}: {answer}")
    for row in opinions:
        yield HistoryLine(
            at=row.given_at.astimezone(BEIJING), has_time=True, group="own", note=row.words,
            text=about.format(
                on=formats.day(local_day(row.contact_at), language()),
                channel=said(row.channel, "channel"), answer=said(row.answer, "opinion"),
            ),
        )  # fmt: skip


def _counts(row: Any) -> str:
    if row.direction in _REPLIES:
        return ""
    if row.channel == Channel.VISIT.word:
        return say("计入上门次数", "counts as a visit")
    if row.disposition in _REACHED:
        return say("计入触达次数", "counts as reached")
    return ""


def _notices(notices: Iterable[Any]) -> Iterator[HistoryLine]:
    for row in notices:
        if row.attempt_id is not None:
            continue  # the attempt stands in the list already
        first, last = (
            formats.day(on, language()) for on in (row.visits_from_on, row.visits_until_on)
        )
        text = say(f"上门告知（{first} 至 {last}）", f"Visit announced for {first} to {last}")
        if row.declined_at is not None:
            text += say("；借款人谢绝", "; the borrower declined")
        sent = row.sent_at or row.sends_at
        yield HistoryLine(
            sent.astimezone(BEIJING), True, "ours", text, who=person_of(row.gateway, {})
        )


def _payments(payments: Iterable[Any]) -> Iterator[HistoryLine]:
    for row in payments:
        sum_ = formats.money(abs(row.amount_fen), row.currency)
        text = say(f"还款 {sum_}", f"Payment of {sum_}")
        if row.amount_fen < 0:
            text = say(f"冲正 {sum_}", f"Reversal of {sum_}")
        yield HistoryLine(_start(row.received_on), False, "money", text, who=row.paid_through)


def _promises(promises: Iterable[Any], names: Mapping[str, str]) -> Iterator[HistoryLine]:
    for row in promises:
        sum_, by = formats.money(row.amount_fen), formats.day(row.due_on, language())
        text = say(f"承诺 {by} 前还 {sum_}", f"Promised {sum_} by {by}")
        yield HistoryLine(
            row.made_at.astimezone(BEIJING), True, "own", text,
            who=taken_by(row.taken_by, names), is_corrected=is_withdrawn(row),
            corrects=row.corrects_id is not None,
        )  # fmt: skip


def _pauses(pauses: Iterable[Any], names: Mapping[str, str]) -> Iterator[HistoryLine]:
    for row in pauses:
        why = said(row.reason, "pause_reason")
        text = say(f"暂停：{why}", f"Paused: {why}")
        at = row.starts_at.astimezone(BEIJING)
        yield HistoryLine(at, True, "house", text, row.note, person_of(row.noted_by, names))
        if row.ended_at is not None:
            ended = row.ended_at.astimezone(BEIJING)
            yield HistoryLine(
                ended,
                True,
                "house",
                say("暂停结束", "Pause ended"),
                who=person_of(row.ended_by, names),
            )


def _start(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=BEIJING)

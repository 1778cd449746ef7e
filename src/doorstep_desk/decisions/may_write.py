"""May something be written to the borrower of a case, there and then?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.explain import cited_leg, explanations
from doorstep.compliance.history import Attempts
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.later import next_allowed
from doorstep.compliance.lawbook.stretches import stretches_of_day
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Channel, Purpose, Verdict
from doorstep.terms.local_time import BEIJING, beijing_instant, instant_number
from doorstep_desk.attempts.facts import attempts_of_borrower, attempts_of_persons
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.decisions.may_i import Reading
from doorstep_desk.decisions.one_case import CaseAsked, case_row, case_rows
from doorstep_desk.decisions.portfolio import CaseRow
from doorstep_desk.decisions.requests import written_requests
from doorstep_desk.plumbing.speech import language
from doorstep_desk.policies.facts import rulebook_for_agency


@dataclass(frozen=True, slots=True)
class MayWrite:
    """What the rules say about something written.

    Attributes:
        verdict: May it be?
        because: Rules that carry a refusal or a hold.
        point_id: The number or address it would go to, -1 when there is none.
        rulebook: The rules that answered.
    """

    verdict: Verdict
    because: frozenset[str]
    point_id: int
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class WritingSeen:
    """The same with everything that a person who writes has to know.

    Attributes:
        answer: What the rules say.
        readings: What every examined rule says, strictest first, in the reader's language.
        open_until: Until when it is allowed that day without a break; None where it is not.
        next_allowed_at: Earliest later instant, for a refusal; None when there is none in sight.
    """

    answer: MayWrite
    readings: tuple[Reading, ...]
    open_until: datetime | None
    next_allowed_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Judged:
    wanted: ContactRequests
    history: Attempts
    rulebook: Rulebook
    calendar: Calendar
    judgement: Judgement

    def answer(self, place: int = 0) -> MayWrite:
        return MayWrite(
            self.judgement.verdict(place), frozenset(self.judgement.because(place)),
            int(self.wanted.contact.point_id[place]), self.rulebook,
        )  # fmt: skip


def may_write(
    asked: CaseAsked, purpose: Purpose, at: datetime, *, in_own_language: bool,
    channel: Channel = Channel.LETTER,
) -> MayWrite | None:  # fmt: skip
    """Judge one message as every contact is judged; None when nothing of the case is worked.

    Args:
        asked: The case as it stands.
        purpose: What it is for.
        at: When it would leave; a letter when it would be printed.
        in_own_language: Whether it is in the borrower's language.
        channel: How it would leave.
    """
    judged = _judged(asked, channel, purpose, at, in_own_language)
    return None if judged is None else judged.answer()


def may_write_each(
    asked: Sequence[CaseAsked], purpose: Purpose, at: datetime, *, in_own_language: bool,
    channel: Channel,
) -> dict[int, MayWrite]:  # fmt: skip
    """Judge one message to each of several cases as ``may_write`` does, by case.

    What is not worked any more is left out. The number of queries does not depend on how many.

    Args:
        asked: Cases of one agency as they stand, all on one day and as of one instant.
        purpose: What it is for.
        at: When each would leave.
        in_own_language: Whether each is in its borrower's language.
        channel: How each would leave.
    """
    rows = [row for row in case_rows(asked) if row is not None]
    if not rows:
        return {}
    people = {bytes(each.case.borrower.person_key): each.case.borrower_id for each in asked}
    told = attempts_of_persons(asked[0].case.agency_id, people, asked[0].as_of)
    judged = _law(asked[0], rows, told, channel, purpose, at, in_own_language=in_own_language)
    return {row.case_id: judged.answer(place) for place, row in enumerate(rows)}


def writing_seen(
    asked: CaseAsked, purpose: Purpose, at: datetime, *, in_own_language: bool, channel: Channel
) -> WritingSeen | None:
    """Return the same answer as ``may_write`` with its reasons and its hours.

    Args:
        asked: The case as it stands.
        purpose: What it is for.
        at: When it would leave.
        in_own_language: Whether it is in the borrower's language.
        channel: How it would leave.
    """
    judged = _judged(asked, channel, purpose, at, in_own_language)
    if judged is None:
        return None
    wanted, rulebook = judged.wanted, judged.rulebook
    given = wanted, 0, judged.history, rulebook, judged.calendar
    is_allowed = judged.judgement.verdict(0) is Verdict.ALLOW
    return WritingSeen(
        judged.answer(), _readings(judged), _open_until(judged, asked, at) if is_allowed else None,
        None if is_allowed else next_allowed(*given),
    )  # fmt: skip


def _readings(judged: _Judged) -> tuple[Reading, ...]:
    said = explanations(judged.judgement, judged.wanted, 0, judged.rulebook, language())
    return tuple(
        Reading(each, cited_leg(judged.rulebook, each.rule_id, judged.wanted)) for each in said
    )


def _open_until(judged: _Judged, asked: CaseAsked, at: datetime) -> datetime:
    """Return the last minute of the stretch in which an allowed instant lies."""
    (day,) = stretches_of_day(
        judged.wanted, asked.on, judged.history, judged.rulebook, judged.calendar
    )
    local = at.astimezone(BEIJING)
    minute = local.hour * 60 + local.minute
    last = next(each.closes_minute for each in day if minute <= each.closes_minute)
    return beijing_instant(asked.on, 0) + timedelta(minutes=last)


def _judged(
    asked: CaseAsked, channel: Channel, purpose: Purpose, at: datetime, in_own_language: bool
) -> _Judged | None:
    row = case_row(asked)
    if row is None:
        return None
    told = attempts_of_borrower(row.person_id, asked.as_of)
    return _law(asked, [row], told, channel, purpose, at, in_own_language=in_own_language)


def _law(
    asked: CaseAsked, rows: Sequence[CaseRow], told: AttemptColumns, channel: Channel,
    purpose: Purpose, at: datetime, *, in_own_language: bool,
) -> _Judged:  # fmt: skip
    rulebook = rulebook_for_agency(asked.case.agency_id, asked.on, asked.as_of)
    wanted = written_requests(
        rows, channel, purpose, at, instant_number(asked.as_of), asked.workers,
        in_own_language=in_own_language,
    )  # fmt: skip
    history = Attempts.of(told)
    calendar = calendar_for_agency(asked.case.agency_id, asked.as_of)
    judgement = judge(wanted, history, rulebook, calendar)
    return _Judged(wanted, history, rulebook, calendar, judgement)

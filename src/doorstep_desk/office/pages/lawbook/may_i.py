"""May this person be contacted so, there and then?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from doorstep.compliance.explain import CHANNEL_WORDS, in_language
from doorstep.compliance.judgement import FAIL_CLOSED
from doorstep.compliance.lawbook.stretches import Stretch as Judged
from doorstep.compliance.words import Answer as RuleAnswer
from doorstep.parameters.register import Text
from doorstep.parameters.sources import cited
from doorstep.terms.codes import Channel, Verdict
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.calendars.queries import years_loaded
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.lists import CaseWish, found_cases
from doorstep_desk.decisions.may_i import MayI, Reading, may_i
from doorstep_desk.office.forms.may_i import Question
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.office.presentation.formats import clock
from doorstep_desk.office.presentation.lawbook.may_i import (
    Answer,
    CaseChoice,
    ChannelDay,
    MayIPage,
    ReasonLine,
    Stretch,
)
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import language

LISTED: Final = 12
"""Cases that are listed for a search; whoever sees more searches for more."""

_ORDER: Final = (Channel.VISIT, Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.LEGAL_NOTICE)
_VERDICTS: Final = {
    RuleAnswer.ALLOW: "allow",
    RuleAnswer.HOLD: "hold",
    RuleAnswer.UNKNOWN: "hold",
    RuleAnswer.DENY: "deny",
}
_HEADLINES: Final = {
    Verdict.ALLOW: Text(zh="{at} 可以{verb}。", en="Yes: {verb} at {at}.", ko="{at} {verb}."),
    Verdict.HOLD: Text(
        zh="{at} {verb}，须先有人复核。",
        en="Not yet: {verb} at {at}. A person must look first.",
        ko="{at} {verb}.",
    ),
    Verdict.DENY: Text(zh="{at} 不能{verb}。", en="No {verb} at {at}.", ko="{at} {verb}."),
}


def may_i_page(actor: Actor, asked: Question, now: datetime) -> MayIPage:
    """Return the page, in a constant number of queries.

    Args:
        actor: Who asks; only cases that they may see can be asked about.
        asked: What is asked.
        now: The present instant: what became known later does not count.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    found, more = ((), 0) if asked.case_id is not None else _found(actor, asked, now)
    chosen = asked.case_id
    if chosen is None and asked.text and len(found) == 1:
        chosen = found[0].case_id
    case = None if chosen is None else case_of(actor, chosen)
    answered = None if case is None or asked.at is None else _asked(case, asked, now)
    is_asked = case is not None and asked.at is not None
    return MayIPage(
        text=asked.text,
        case=None if case is None else _choice(case, asked),
        found=() if case is not None else found,
        more=more,
        channels=tuple(
            Option(each.word, said(each.word, "channel"), is_chosen=each is asked.channel)
            for each in _ORDER
        ),
        on=asked.on,
        clock=asked.clock,
        errors=asked.errors,
        answer=None if answered is None else _answer(answered),
        is_over=is_asked and answered is None,
        is_calendar_missing=(
            asked.at is not None and asked.at.year not in years_loaded(actor.agency_id)
        ),
    )


def _found(actor: Actor, asked: Question, now: datetime) -> tuple[tuple[CaseChoice, ...], int]:
    rows = found_cases(actor, CaseWish(text=asked.text), local_day(now)).order_by("-owed", "id")
    shown = list(rows[:LISTED])
    count = rows.count()
    return tuple(_choice(row, asked) for row in shown), count - len(shown)


def _choice(case: Any, asked: Question) -> CaseChoice:
    given = {"channel": asked.channel.word, "on": asked.on, "clock": asked.clock}
    address = query(given, case=str(case.pk))
    return CaseChoice(case.pk, case.number, case.borrower.name, address)


def _asked(case: Any, asked: Question, now: datetime) -> MayI | None:
    if asked.at is None:
        return None
    return may_i(case_asked(case, asked.at.date(), now), asked.channel, asked.at)


def _answer(given: MayI) -> Answer:
    at = given.at.astimezone(BEIJING)
    minute = at.hour * 60 + at.minute
    days = tuple(_channel_day(given, channel) for channel in _ORDER)
    lines = [reason_line(each) for each in given.readings if each.said.rule_id != FAIL_CLOSED]
    return Answer(
        channel=given.channel.word,
        at=at,
        verdict=given.verdict.word,
        headline=_headline(given, minute),
        against=tuple(line for line in lines if _carries(line, given)),
        passing=tuple(line for line in lines if line.verdict == "allow"),
        obligations=given.obligations,
        next_at=_in_beijing(given.next_allowed_at),
        open_now=tuple(
            channel.word
            for channel in _ORDER
            if channel is not given.channel and _is_open_at(given.day[channel], minute)
        ),
        days=days,
        minute=minute,
        rulebook=given.rulebook.version,
    )


def _carries(line: ReasonLine, given: MayI) -> bool:
    """Say whether a rule carries the answer, or stands against it besides."""
    return line.verdict == "deny" or (line.verdict == "hold" and line.rule in given.because)


def _headline(given: MayI, minute: int) -> str:
    verb = in_language(CHANNEL_WORDS[given.channel], language())
    return in_language(_HEADLINES[given.verdict], language()).format(at=clock(minute), verb=verb)


def reason_line(each: Reading) -> ReasonLine:
    """Return what one rule says, as it is shown."""
    spoken, leg = each.said, each.leg
    return ReasonLine(
        rule=spoken.rule_id,
        verdict=_VERDICTS[spoken.answer],
        sentence=spoken.sentence,
        force=leg.force,
        is_law=spoken.is_law or spoken.answer in (RuleAnswer.ALLOW, RuleAnswer.UNKNOWN),
        confidence=leg.confidence[:1],
        source=cited(leg.source, language()),
        since_on=leg.effective_from,
        instead="" if spoken.answer is RuleAnswer.ALLOW else spoken.instead or "",
        lacks_fact=spoken.answer is RuleAnswer.UNKNOWN,
    )


def _channel_day(given: MayI, channel: Channel) -> ChannelDay:
    stretches = given.day[channel]
    closed = [set(each.because) for each in stretches if each.verdict is not Verdict.ALLOW]
    is_shut = len(closed) == len(stretches)
    always = set.intersection(*closed) if closed and is_shut else set()
    return ChannelDay(
        channel=channel.word,
        stretches=tuple(
            Stretch(
                _edge(each.opens_minute), _edge(each.closes_minute + 1), each.verdict.word,
                tuple(rule for rule in each.because if rule not in {*always, FAIL_CLOSED}),
            )
            for each in stretches
        ),
        always=tuple(sorted(always - {FAIL_CLOSED})),
        is_asked=channel is given.channel,
    )  # fmt: skip


def _edge(minute: int) -> int:
    """Return the clock time at which people say that a stretch begins or ends.

    A last start that is included, such as 19:30, is the end that is said, not 19:31.
    """
    return minute - 1 if minute % 5 == 1 else minute


def _is_open_at(stretches: Sequence[Judged], minute: int) -> bool:
    return any(
        each.verdict is Verdict.ALLOW and each.opens_minute <= minute <= each.closes_minute
        for each in stretches
    )


def _in_beijing(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(BEIJING)

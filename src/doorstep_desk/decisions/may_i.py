"""May this person be contacted so, there and then: asked before anything is done?

Reading only: nothing is counted, reserved or written. The same request is built and judged as in
the day's run and for a permit, so the three can never disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from doorstep.compliance.decide import judge
from doorstep.compliance.explain import Explanation, cited_leg, explanations
from doorstep.compliance.history import Attempts
from doorstep.compliance.later import next_allowed
from doorstep.compliance.lawbook.stretches import Stretch, stretches_of_day
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.parameters.register import Leg
from doorstep.terms.codes import Channel, Treatment, Verdict
from doorstep.terms.local_time import instant_number
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.decisions.one_case import CaseAsked, case_row
from doorstep_desk.decisions.requests import CONTACTS, contact_requests
from doorstep_desk.plumbing.speech import language
from doorstep_desk.policies.facts import rulebook_for_agency

_ROW_OF: Final[Mapping[Channel, int]] = {
    channel: row
    for row, (treatment, channel, *_) in enumerate(CONTACTS)
    if treatment is not Treatment.HARDSHIP_OFFER
}
"""Row of each channel among the contacts of a case; a hardship offer is a message of its own."""

CHANNELS: Final = tuple(sorted(_ROW_OF))
"""Channels that can be asked about."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rule says, with the source that it cites.

    Attributes:
        said: The rule's answer in the reader's language.
        leg: The cited source.
    """

    said: Explanation
    leg: Leg


@dataclass(frozen=True, slots=True)
class MayI:
    """The whole answer.

    Attributes:
        channel: The channel asked about.
        at: The instant asked about.
        point_id: Contact point that would be used, -1 when there is none.
        verdict: May it be?
        because: Rules that carry a refusal or a hold.
        readings: What every examined rule says, strictest first.
        obligations: What must be done with the contact, or about its refusal, as words.
        next_allowed_at: Earliest later instant, for a refusal; None when there is none in sight.
        day: The answer at every minute of that day, by channel.
        rulebook: The rules that answered.
    """

    channel: Channel
    at: datetime
    point_id: int
    verdict: Verdict
    because: frozenset[str]
    readings: tuple[Reading, ...]
    obligations: tuple[str, ...]
    next_allowed_at: datetime | None
    day: Mapping[Channel, tuple[Stretch, ...]]
    rulebook: Rulebook


def may_i(asked: CaseAsked, channel: Channel, at: datetime) -> MayI | None:
    """Answer for one case, channel and instant; None when nothing of the case is worked any more.

    Args:
        asked: The case; its day is that of ``at``, and what became known after its ``as_of``
            does not count.
        channel: One of ``CHANNELS``.
        at: When the contact would begin.

    Raises:
        KeyError: The channel cannot be asked about.
    """
    row = case_row(asked)
    if row is None:
        return None
    rulebook = rulebook_for_agency(asked.case.agency_id, asked.on, asked.as_of)
    calendar = calendar_for_agency(asked.case.agency_id, asked.as_of)
    known_at = instant_number(asked.as_of)
    contacts = contact_requests([row], asked.on, known_at, asked.workers)
    history = Attempts.of(attempts_of_borrower(row.person_id, asked.as_of))
    wanted = _at(contacts.take(np.array([_ROW_OF[channel]])), at)
    judgement = judge(wanted, history, rulebook, calendar)
    everything = contacts.take(np.array([_ROW_OF[each] for each in CHANNELS]))
    days = stretches_of_day(everything, asked.on, history, rulebook, calendar)
    said = explanations(judgement, wanted, 0, rulebook, language())
    return MayI(
        channel=channel,
        at=at,
        point_id=int(wanted.contact.point_id[0]),
        verdict=judgement.verdict(0),
        because=frozenset(judgement.because(0)),
        readings=tuple(Reading(each, cited_leg(rulebook, each.rule_id, wanted)) for each in said),
        obligations=judgement.obligations(0),
        next_allowed_at=next_allowed(wanted, 0, history, rulebook, calendar),
        day=dict(zip(CHANNELS, days, strict=True)),
        rulebook=rulebook,
    )


def _at(requests: ContactRequests, at: datetime) -> ContactRequests:
    return requests.moved_to(np.array([instant_number(at)], dtype=np.int64))

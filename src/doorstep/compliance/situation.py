"""What does a rule see? The requests, their clocks and past, and the words most rules use.

Everything is computed at most once and only when a rule asks for it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.masks import equals, has_bits, one_of
from doorstep.compliance.calendar import Calendar
from doorstep.compliance.counting.clocks import Clocks, clocks_of
from doorstep.compliance.counting.consents import consent_of
from doorstep.compliance.counting.counters import Past, past_of
from doorstep.compliance.history import Attempts
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import Kinds, kinds_of, legs_of
from doorstep.compliance.words import (
    ConsentKind,
    Delivery,
    Jurisdiction,
    PlaceKind,
    Relation,
    Stage,
    Stopped,
    Tactic,
)
from doorstep.terms.codes import Channel, Direction, Known, Purpose
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS, Days

Mask = NDArray[np.bool_]

_TIMED = (Channel.CALL, Channel.SMS, Channel.IM, Channel.EMAIL, Channel.VISIT)
_LETTERS = (Channel.LETTER, Channel.LEGAL_NOTICE)


@dataclass(frozen=True)
class Situation:
    """Planned contacts as the rules see them; every attribute below has the shape ``(n,)``.

    Attributes:
        requests: The planned contacts.
        attempts: The history.
        calendar: Holidays.
        rulebook: The rules, for the few that ask whether another one takes part.
    """

    requests: ContactRequests
    attempts: Attempts
    calendar: Calendar
    rulebook: Rulebook

    def __len__(self) -> int:
        """Return the number of requests."""
        return len(self.requests)

    @cached_property
    def clocks(self) -> Clocks:
        """Local clocks."""
        return clocks_of(self.requests)

    @cached_property
    def kinds(self) -> Kinds:
        """What scope depends on."""
        return kinds_of(self.requests, self.clocks)

    def take_part(self, rule_id: str) -> Mask:
        """Say for which requests another rule takes part."""
        entry = self.rulebook.entries.get(rule_id)
        return ~self.everything if entry is None else legs_of(entry, self.kinds).take_part

    @cached_property
    def past(self) -> Past:
        """Known past attempts that reached the target."""
        target = self.requests.contact.target_id
        return past_of(self.requests, self.attempts, self.clocks, target)

    @cached_property
    def borrowers_past(self) -> Past:
        """Known past attempts that reached the borrower."""
        borrower = self.requests.contact.person_id
        return past_of(self.requests, self.attempts, self.clocks, borrower)

    @cached_property
    def day(self) -> Days:
        """Local day in the main zone."""
        main: Days = self.clocks.day[0]
        return main

    @cached_property
    def beijing_day(self) -> Days:
        """Day in Beijing."""
        return ((self.requests.contact.at + BEIJING_OFFSET_SECONDS) // 86_400).astype(np.int32)

    @cached_property
    def beijing_second(self) -> NDArray[np.int32]:
        """Second of the day in Beijing."""
        return ((self.requests.contact.at + BEIJING_OFFSET_SECONDS) % 86_400).astype(np.int32)

    @cached_property
    def everything(self) -> Mask:
        """Every request."""
        return np.ones(len(self), dtype=bool)

    @cached_property
    def is_in_china(self) -> Mask:
        """Chinese rules apply."""
        return has_bits(self.requests.contact.jurisdictions, Jurisdiction.CN)

    @cached_property
    def is_inbound(self) -> Mask:
        """The borrower comes to us."""
        return equals(self.requests.contact.direction, Direction.INBOUND)

    @cached_property
    def is_visit(self) -> Mask:
        """A visit, to whomever."""
        return equals(self.requests.contact.medium, Channel.VISIT)

    @cached_property
    def is_call(self) -> Mask:
        """A call, to whomever."""
        return equals(self.requests.contact.medium, Channel.CALL)

    @cached_property
    def is_third_party(self) -> Mask:
        """An outsider is approached as contact person."""
        return equals(self.requests.contact.channel, Channel.THIRD_PARTY)

    @cached_property
    def is_letter(self) -> Mask:
        """Paper."""
        return one_of(self.requests.contact.medium, _LETTERS)

    @cached_property
    def is_timed(self) -> Mask:
        """It happens at an hour of somebody's day."""
        by_hand = self.requests.contact.delivery == Delivery.BY_HAND_SEALED
        timed: Mask = one_of(self.requests.contact.medium, _TIMED) | (self.is_letter & by_hand)
        return timed

    @cached_property
    def is_pressing(self) -> Mask:
        """Its purpose presses for payment or contact."""
        return self.requests.contact.purpose <= Purpose.VISIT_NOTICE

    @cached_property
    def is_at_door(self) -> Mask:
        """The agents stand at the door."""
        return equals(self.requests.contact.stage, Stage.AT_DOOR)

    @cached_property
    def is_outsider(self) -> Mask:
        """The target owes nothing; a spouse is not counted here."""
        return self.requests.contact.relation >= Relation.PARENT

    @cached_property
    def is_from_agency(self) -> Mask:
        """The sender is an agency, or of unknown kind."""
        return self.requests.contact.org_kind <= 0

    def is_relation(self, *relations: Relation) -> Mask:
        """Say which targets stand so to the borrower."""
        return one_of(self.requests.contact.relation, relations)

    def has_purpose(self, *purposes: Purpose) -> Mask:
        """Say which contacts have one of these purposes."""
        return one_of(self.requests.contact.purpose, purposes)

    def is_place(self, *places: PlaceKind) -> Mask:
        """Say which visits go to one of these kinds of place; an unknown place is none."""
        return self.is_visit & one_of(self.requests.visit.place, places)

    def uses(self, *tactics: Tactic) -> Mask:
        """Say which contacts plan one of these means of pressure."""
        wanted = np.bitwise_or.reduce([int(tactic) for tactic in tactics])
        return has_bits(self.requests.message.tactics, wanted)

    @cached_property
    def is_stop_known(self) -> Mask:
        """Somebody knows whether a stop request is live."""
        return self.requests.people.stop_channels >= 0

    @cached_property
    def is_stopped_wholly(self) -> Mask:
        """A live stop names all channels."""
        return self.is_stop_known & has_bits(self.requests.people.stop_channels, Stopped.ALL)

    @cached_property
    def is_medium_stopped(self) -> Mask:
        """A live stop names the medium of this contact."""
        bit = np.left_shift(1, self.requests.contact.medium.astype(np.int32))
        return self.is_stop_known & has_bits(self.requests.people.stop_channels, bit)

    def consent(
        self, kind: ConsentKind, seconds: NDArray[np.int32] | None = None
    ) -> NDArray[np.int8]:
        """Return ``Known`` for the borrower's consent, for the medium of the contact.

        Args:
            kind: What is agreed to.
            seconds: Local second of day at which it must hold, shape ``(n,)``; None if the
                consent has no clock window.
        """
        return consent_of(self.requests, kind, seconds)


def yes(column: NDArray[np.int8]) -> Mask:
    """Say where a fact is known and true."""
    return equals(column, Known.YES)


def no(column: NDArray[np.int8]) -> Mask:
    """Say where a fact is known and false."""
    return equals(column, Known.NO)


def unsure(column: NDArray[np.int8]) -> Mask:
    """Say where a fact is unknown."""
    return equals(column, Known.UNKNOWN)

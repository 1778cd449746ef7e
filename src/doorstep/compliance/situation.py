"""What does a rule see? The requests, their clocks and past, and the words most rules use.

Everything is computed at most once and only when a rule asks for it.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import Rows, any_of, matches
from doorstep.compliance.asked.lazily import lazily
from doorstep.compliance.asked.masks import equals, has_bits, one_of
from doorstep.compliance.calendar import Calendar
from doorstep.compliance.counting.clocks import Clocks, clocks_of
from doorstep.compliance.counting.consents import ConsentPairs, consent_of, consent_pairs
from doorstep.compliance.counting.counters import Past, past_of
from doorstep.compliance.history import Attempts
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import Kinds, kinds_of, legs_of
from doorstep.compliance.words import (
    ArrangementStatus,
    ConsentKind,
    Delivery,
    Jurisdiction,
    PlaceKind,
    Relation,
    ReviewState,
    Stage,
    Stopped,
    Tactic,
)
from doorstep.terms.codes import Channel, Direction, Known, Purpose
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS, NO_DAY, Days

Mask = NDArray[np.bool_]

_TIMED = (Channel.CALL, Channel.SMS, Channel.IM, Channel.EMAIL, Channel.VISIT)
_YES, _NO, _UNKNOWN = np.int8(Known.YES), np.int8(Known.NO), np.int8(Known.UNKNOWN)
LETTERS: Final = (Channel.LETTER, Channel.LEGAL_NOTICE)


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
        return len(self.requests.contact.at)

    def only(self, rows: Rows) -> "Situation":
        """Return the situation of these requests alone; rows ascend, each once."""
        part = Situation(self.requests.part(rows), self.attempts, self.calendar, self.rulebook)
        part.__dict__.update(clocks=self.clocks.take(rows), kinds=self.kinds.take(rows))
        return part

    @lazily
    def kept(self) -> dict[object, Any]:
        """What rules that ask the same have found out before."""
        return {}

    def rows_of(self, mask: str) -> Rows:
        """Return the requests for which one of the masks below holds, ascending."""
        if ("rows", mask) not in self.kept:
            self.kept["rows", mask] = getattr(self, mask).nonzero()[0]
        rows: Rows = self.kept["rows", mask]
        return rows

    @lazily
    def is_beijing_zone(self) -> tuple[bool, ...]:
        """For each candidate zone, whether it shows Beijing time for every request."""
        return self.clocks.is_beijing

    @lazily
    def are_zones_known(self) -> bool:
        """Whether the zones of every request are known."""
        return bool(self.clocks.is_known.all())

    @lazily
    def clocks(self) -> Clocks:
        """Local clocks."""
        return clocks_of(self.requests)

    @lazily
    def kinds(self) -> Kinds:
        """What scope depends on."""
        return kinds_of(self.requests, self.clocks)

    def take_part(self, rule_id: str) -> Mask:
        """Say for which requests another rule takes part."""
        entry = self.rulebook.entries.get(rule_id)
        return ~self.everything if entry is None else legs_of(entry, self.kinds).take_part

    @lazily
    def past(self) -> Past:
        """Known past attempts that reached the target."""
        target = self.requests.contact.target_id
        return past_of(self.requests, self.attempts, self.clocks, target)

    @lazily
    def borrowers_past(self) -> Past:
        """Known past attempts that reached the borrower."""
        borrower = self.requests.contact.person_id
        if np.array_equal(borrower, self.requests.contact.target_id):
            return self.past
        return past_of(self.requests, self.attempts, self.clocks, borrower)

    @lazily
    def day(self) -> Days:
        """Local day in the main zone."""
        main: Days = self.clocks.day[0]
        return main

    @lazily
    def beijing_day(self) -> Days:
        """Day in Beijing."""
        return ((self.requests.contact.at + BEIJING_OFFSET_SECONDS) // 86_400).astype(np.int32)

    @lazily
    def beijing_second(self) -> NDArray[np.int32]:
        """Second of the day in Beijing."""
        return ((self.requests.contact.at + BEIJING_OFFSET_SECONDS) % 86_400).astype(np.int32)

    @lazily
    def everything(self) -> Mask:
        """Every request."""
        return np.ones(len(self), dtype=bool)

    @lazily
    def nowhere(self) -> Mask:
        """No request."""
        mask = ~self.everything
        mask.setflags(write=False)
        return mask

    @lazily
    def is_in_china(self) -> Mask:
        """Chinese rules apply."""
        return has_bits(self.requests.contact.jurisdictions, Jurisdiction.CN)

    @lazily
    def is_inbound(self) -> Mask:
        """The borrower comes to us."""
        return equals(self.requests.contact.direction, Direction.INBOUND)

    @lazily
    def is_visit(self) -> Mask:
        """A visit, to whomever."""
        return equals(self.requests.contact.medium, Channel.VISIT)

    @lazily
    def is_call(self) -> Mask:
        """A call, to whomever."""
        return equals(self.requests.contact.medium, Channel.CALL)

    @lazily
    def is_third_party(self) -> Mask:
        """An outsider is approached as contact person."""
        return equals(self.requests.contact.channel, Channel.THIRD_PARTY)

    @lazily
    def is_letter(self) -> Mask:
        """Paper."""
        return one_of(self.requests.contact.medium, LETTERS)

    @lazily
    def is_timed(self) -> Mask:
        """It happens at an hour of somebody's day."""
        by_hand = equals(self.requests.contact.delivery, Delivery.BY_HAND_SEALED)
        timed: Mask = one_of(self.requests.contact.medium, _TIMED) | (self.is_letter & by_hand)
        return timed

    @lazily
    def is_pressing(self) -> Mask:
        """Its purpose presses for payment or contact."""
        return self.requests.contact.purpose <= int(Purpose.VISIT_NOTICE)

    @lazily
    def is_at_door(self) -> Mask:
        """The agents stand at the door."""
        return equals(self.requests.contact.stage, Stage.AT_DOOR)

    @lazily
    def is_outsider(self) -> Mask:
        """The target owes nothing; a spouse is not counted here."""
        return self.requests.contact.relation >= int(Relation.PARENT)

    @lazily
    def is_from_agency(self) -> Mask:
        """The sender is an agency, or of unknown kind."""
        return self.requests.contact.org_kind <= 0

    @lazily
    def has_inbound(self) -> bool:
        """Whether any request is a contact that the borrower started."""
        return bool(self.is_inbound.any())

    @lazily
    def is_under_review(self) -> Mask:
        """Our pattern of contact was flagged, or nobody knows whether it was."""
        state = self.requests.claim.review
        return ~one_of(state, (ReviewState.NONE, ReviewState.CLEARED))

    @lazily
    def is_in_us(self) -> Mask:
        """Rules of the United States apply."""
        return has_bits(self.requests.contact.jurisdictions, Jurisdiction.US)

    @lazily
    def is_new_mandate(self) -> Mask:
        """An agency begins to work the claim."""
        return self.is_from_agency & self.requests.claim.is_new_placement

    @lazily
    def is_assigned_claim(self) -> Mask:
        """The claim was handed over to another creditor."""
        return self.requests.claim.is_assigned

    @lazily
    def is_machine_call(self) -> Mask:
        """A machine speaks."""
        return self.is_call & self.requests.contact.is_ai

    @lazily
    def is_heavy_automation(self) -> Mask:
        """A machine decided, and the effect is major."""
        return self.requests.contact.is_automated_decision & self.requests.contact.has_major_effect

    @lazily
    def is_point_in_question(self) -> Mask:
        """The borrower has asked about the contact point, without an answer so far."""
        return self.requests.contact.has_open_data_request

    @lazily
    def is_limitation_asked(self) -> Mask:
        """A day is given, or unknown, from which a limitation period runs."""
        return ~equals(self.requests.claim.limitation_from_day, NO_DAY)

    @lazily
    def is_arrangement_doubtful(self) -> Mask:
        """An arrangement is kept, or nobody knows where it stands."""
        status = self.requests.claim.arrangement
        return one_of(status, (ArrangementStatus.GOOD_STANDING, ArrangementStatus.UNKNOWN))

    @lazily
    def is_stop_possible(self) -> Mask:
        """A stop request is live, or nobody knows whether one is."""
        return ~equals(self.requests.people.stop_channels, 0)

    @lazily
    def has_wishes(self) -> Mask:
        """The borrower has said at which times they wish, or do not wish, to be contacted."""
        if not len(self.requests.wishes):
            return self.nowhere
        table, person = self.requests.wishes, self.requests.contact.person_id
        request, _ = matches(person, table.by_person)
        return any_of(request, np.ones(len(request), dtype=bool), len(self))

    @lazily
    def is_spouse(self) -> Mask:
        """The target is the borrower's spouse."""
        return self.is_relation(Relation.SPOUSE)

    @lazily
    def is_guarantor(self) -> Mask:
        """The target is a guarantor."""
        return self.is_relation(Relation.GUARANTOR)

    @lazily
    def had_cycle(self) -> Mask:
        """A cycle of collection ended before, or may have."""
        return ~equals(self.requests.claim.previous_cycle_ended_day, NO_DAY)

    @lazily
    def may_be_represented(self) -> Mask:
        """A lawyer acts for the borrower, or nobody knows whether one does."""
        return ~no(self.requests.people.is_represented)

    @lazily
    def may_be_paused(self) -> Mask:
        """The case is paused, or nobody knows whether it is."""
        return ~no(self.requests.claim.is_paused)

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
        if not self.plans_pressure:
            return self.nowhere
        wanted = sum(tactic.value for tactic in tactics)
        return has_bits(self.requests.message.tactics, wanted)

    @lazily
    def plans_pressure(self) -> bool:
        """Whether any contact plans some means of pressure."""
        return bool(self.requests.message.tactics.any())

    @lazily
    def is_stop_known(self) -> Mask:
        """Somebody knows whether a stop request is live."""
        return self.requests.people.stop_channels >= 0

    @lazily
    def is_stopped_wholly(self) -> Mask:
        """A live stop names all channels."""
        return self.is_stop_known & has_bits(self.requests.people.stop_channels, Stopped.ALL)

    @lazily
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
        key = ("consent", kind, id(seconds))
        if key not in self.kept:
            answer = consent_of(self.requests, self.consents, kind, seconds)
            # The seconds stay with the answer, so that no other array can take their identity.
            self.kept[key] = (answer, seconds)
        found: NDArray[np.int8] = self.kept[key][0]
        return found

    @lazily
    def is_visit_wanted(self) -> Mask:
        """The borrower asked for this visit, or it lies in an appointment that they booked."""
        booked = yes(self.consent(ConsentKind.APPOINTMENT))
        return self.is_visit & (self.requests.visit.is_requested | booked)

    @lazily
    def consents(self) -> ConsentPairs:
        """The consents that cover the medium and are in force."""
        return consent_pairs(self.requests)


def yes(column: NDArray[np.int8]) -> Mask:
    """Say where a fact is known and true."""
    return equals(column, _YES)


def no(column: NDArray[np.int8]) -> Mask:
    """Say where a fact is known and false."""
    return equals(column, _NO)


def unsure(column: NDArray[np.int8]) -> Mask:
    """Say where a fact is unknown."""
    return equals(column, _UNKNOWN)

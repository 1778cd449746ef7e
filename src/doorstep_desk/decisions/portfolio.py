"""What is one case, as far as a decision needs to know it?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep.terms.codes import Product, Provenance
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.cases.facts import CasePoint
from doorstep_desk.cases.wished import WishedTime


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """The announcement of a visit that covers the day.

    Attributes:
        sent_at: When it was delivered.
        offers_decline: Whether it said how to decline.
        was_declined: Whether the borrower declined.
        was_confirmed: Whether the borrower said yes.
    """

    sent_at: datetime
    offers_decline: bool
    was_declined: bool
    was_confirmed: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One open, overdue case on one day.

    Attributes:
        case_id: Identifier.
        person_id: The borrower.
        account_id: The account that has been due the longest.
        creditor_id: Who is owed.
        product: Kind of credit of that account.
        outstanding_fen: All that is owed.
        days_past_due: Of the account that has been due the longest; None if unknown.
        age: Years of the borrower; None if unknown.
        language: Two letters.
        flags: Remark flags that nobody has reviewed.
        pauses: Reason and start of each running pause.
        stopped: Channels in a live stop request, separated by blanks; empty if none.
        points: Usable contact points, the surest first.
        notice: Announcement of a visit that covers the day, or None.
        is_lead: Whether this is the one case of its borrower that may be treated that day.
        wish: At which times the borrower wishes to be contacted; None if they have not said.
        appointment: A visit that the borrower booked and that is not over, or None; it may be
            about another of their cases.
    """

    case_id: int
    person_id: int
    account_id: int
    creditor_id: int
    product: Product
    outstanding_fen: int
    days_past_due: int | None
    age: int | None
    language: str
    flags: frozenset[str]
    pauses: tuple[tuple[str, datetime], ...]
    stopped: str
    points: tuple[CasePoint, ...]
    notice: NoticeSeen | None
    is_lead: bool
    wish: WishedTime | None = None
    appointment: Appointment | None = None

    def has(self, reason: str) -> bool:
        """Say whether a pause with this reason runs."""
        return any(found == reason for found, _ in self.pauses)

    def hour_near(self, on: date, hour: int) -> int:
        """Return an hour of a day at which the borrower may wish a contact, if any, else this."""
        return hour if self.wish is None else self.wish.hour_near(on, hour)

    def booked_on(self, on: date) -> Appointment | None:
        """Return the visit that was booked about this very case for a day, or None."""
        booked = self.appointment
        fits = booked is not None and booked.on == on and booked.case_id == self.case_id
        return booked if fits else None

    def waits_on(self, on: date) -> bool:
        """Say whether a visit is booked, and not about this case on this day: no other is made."""
        return self.appointment is not None and self.booked_on(on) is None

    def point_for(self, kinds: tuple[str, ...]) -> CasePoint | None:
        """Return the surest contact point of these kinds, the first kind first."""
        for kind in kinds:
            for point in self.points:
                if point.kind == kind and self._is_better_address(point):
                    return point
        return next((point for point in self.points if point.kind in kinds), None)

    def _is_better_address(self, point: CasePoint) -> bool:
        return point.kind != "address" or point.is_checked

    def usable_provenance(self, point: CasePoint | None) -> Provenance:
        """Return where a point came from, as the law is told.

        An address that was neither followed to the door nor confirmed by anybody counts as of
        unknown source: nobody is visited on an unverified address.
        """
        if point is None:
            return Provenance.UNKNOWN
        if point.kind == "address" and not point.is_checked:
            return Provenance.UNKNOWN
        return Provenance.of(point.provenance)


def spoken(language: str) -> str:
    """Return the language that one of a pair must speak; everybody on shift speaks Chinese."""
    return "" if language == "zh" else language


def age_on(birth_on: date | None, on: date) -> int | None:
    """Return full years on a day, or None."""
    if birth_on is None:
        return None
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))

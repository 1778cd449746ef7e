"""What is likely for each case today?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from doorstep.probability.calibrate import Likelihoods
from doorstep.probability.features import feature_matrix
from doorstep.probability.fit import FittedHead
from doorstep.probability.heads import Basis, Head
from doorstep.strategy.value import ValueFacts
from doorstep.terms.codes import Channel, Direction, Disposition
from doorstep.terms.local_time import beijing_instant, day_number, instant_number
from doorstep_desk.decisions.facts import DayFacts
from doorstep_desk.decisions.marks import Moves
from doorstep_desk.decisions.portfolio import CaseRow

Floats = NDArray[np.float64]

CONTACT_HOUR: Final = 10
SMS_ARRIVES: Final = 0.95
EMAIL_IS_READ: Final = 0.2
HARDSHIP_BASE: Final = 0.15
HARDSHIP_SAID: Final = 0.9
CHANNEL_PRIORS: Final = {Channel.CALL: 0.25, Channel.VISIT: 0.35, Channel.SMS: 0.05}
FEWEST_TRIED: Final = 30
"""House estimates of 2026-11-25, used until outcomes of our own replace them."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The fitted heads in use, one per question.

    Attributes:
        contact: Will the borrower be reached by this attempt?
        paid: Will anything be paid within 14 days?
        moves: How far outcomes have moved away since they were learned; None for not at all.
        promise: Will a borrower who is reached make a promise? None on days before it was asked.
    """

    contact: FittedHead
    paid: FittedHead
    moves: Moves | None = None
    promise: FittedHead | None = None


@dataclass(frozen=True, slots=True)
class Chances:
    """The chances of each case; all arrays in the order of the cases.

    Attributes:
        call: The borrower answers a call.
        visit: The borrower is met at the door.
        sms: The borrower replies to a message.
        paid: Something is paid within 14 days.
        promise: The borrower makes a promise once reached; None on days before it was asked.
    """

    call: Likelihoods
    visit: Likelihoods
    sms: Likelihoods
    paid: Likelihoods
    promise: Likelihoods | None = None

    def by_name(self) -> dict[str, Likelihoods]:
        """Return them by the name under which a decision keeps them."""
        named = {"call": self.call, "visit": self.visit, "sms": self.sms, "paid": self.paid}
        return named if self.promise is None else named | {"promise": self.promise}


def chances_of(day: DayFacts, heads: Heads) -> Chances:
    """Return the chances of every case at the hour of contact."""
    return Chances(
        call=_contact(day, heads, Channel.CALL),
        visit=_contact(day, heads, Channel.VISIT),
        sms=_contact(day, heads, Channel.SMS),
        paid=_paid(day, heads),
        promise=None if heads.promise is None else _promise(day, heads, heads.promise),
    )


def _paid(day: DayFacts, heads: Heads) -> Likelihoods:
    cases, at = case_instants(day)
    found = heads.paid.predict(feature_matrix(day.facts, Head.PAID_WITHIN_14_DAYS, cases, at))
    if heads.moves is None:
        return found
    return heads.moves.on(heads.moves.paid, found, cases.tolist(), day_number(day.on))


def _promise(day: DayFacts, heads: Heads, head: FittedHead) -> Likelihoods:
    cases, at = case_instants(day)
    found = head.predict(feature_matrix(day.facts, Head.PROMISE, cases, at))
    if heads.moves is None or heads.moves.promise is None:
        return found
    return heads.moves.on(heads.moves.promise, found, cases.tolist(), day_number(day.on))


def _contact(day: DayFacts, heads: Heads, channel: Channel) -> Likelihoods:
    """Return chances of an answer; a channel hardly tried yet has its house prior instead.

    A model that has seen next to no visits would answer for them with what it knows of calls
    and messages; that is a guess, and missing support is said, not guessed.
    """
    cases, at = case_instants(day)
    tried, reached = _tried(day, channel)
    if tried < FEWEST_TRIED:
        return _prior(len(cases), CHANNEL_PRIORS[channel], tried, reached)
    channels = np.full(len(cases), int(channel), dtype=np.int8)
    found = heads.contact.predict(feature_matrix(day.facts, Head.CONTACT, cases, at, channels))
    if heads.moves is None:
        return found
    return heads.moves.on(heads.moves.contact, found, cases.tolist(), day_number(day.on))


def case_instants(day: DayFacts) -> tuple[np.ndarray, np.ndarray]:
    """Return case ids and the instant of contact of each, both of shape ``(n,)``."""
    cases = np.array([case.case_id for case in day.cases], dtype=np.int64)
    at = instant_number(beijing_instant(day.on, CONTACT_HOUR))
    return cases, np.full(len(cases), at, dtype=np.int64)


def _tried(day: DayFacts, channel: Channel) -> tuple[int, int]:
    attempts = day.facts.attempts
    mine = (attempts.channel == channel) & (attempts.direction == Direction.OUTBOUND)
    mine &= attempts.disposition != Disposition.CANCELLED
    answers = np.array([member.reached_borrower for member in Disposition])
    return int(mine.sum()), int(answers[attempts.disposition[mine]].sum())


def _prior(n: int, prior: float, tried: int, reached: int) -> Likelihoods:
    """Return one chance for everybody: the prior, worth some outcomes, and the few there are."""
    yes = prior * FEWEST_TRIED + reached
    no = (1 - prior) * FEWEST_TRIED + tried - reached
    low, high = betaincinv(yes + 0.5, no + 0.5, np.array([0.05, 0.95]))
    return Likelihoods(
        p=np.full(n, yes / (yes + no)),
        low=np.full(n, low),
        high=np.full(n, high),
        support=np.full(n, tried),
        basis=Basis.BASE_RATE,
        as_no=np.full(n, yes / (yes + no + 1)),
        as_yes=np.full(n, (yes + 1) / (yes + no + 1)),
    )


def value_facts(cases: Sequence[CaseRow], chances: Chances) -> ValueFacts:
    """Return what the worth of each treatment is computed from.

    A chance with too little behind it is not said, and nobody is ranked by it either: the case is
    reckoned as the average of those whose chance can be said.
    """
    n = len(cases)
    has_email = np.array([_has(case, "email") for case in cases], dtype=bool)
    has_mobile = np.array([_has(case, "mobile") for case in cases], dtype=bool)
    hardship = np.array(
        [HARDSHIP_SAID if case.has("hardship") else HARDSHIP_BASE for case in cases]
    )
    return ValueFacts(
        owed_fen=np.array([case.outstanding_fen for case in cases], dtype=np.int64),
        affordable_fen=np.full(n, -1, dtype=np.int64),
        sms_delivered=np.where(has_mobile, SMS_ARRIVES, 0.0),
        email_read=np.where(has_email, EMAIL_IS_READ, 0.0),
        call_answered=_reckoned(chances.call),
        visit_met=_reckoned(chances.visit),
        paid_anyway=_reckoned(chances.paid),
        in_hardship=hardship,
    )


def _reckoned(found: Likelihoods) -> Floats:
    said = found.said
    return np.where(said, found.p, found.p[said].mean()) if said.any() else found.p


def _has(case: CaseRow, kind: str) -> bool:
    return any(point.kind == kind for point in case.points)

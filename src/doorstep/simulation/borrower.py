"""How does a synthetic borrower answer a contact, and what does the borrower pay?

The same seed, person, day and channel always answer the same, so a day can be replayed. Traits
are derived from the seed and the person's key each time; nothing about them is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import CodeColumn, Fen
from doorstep.simulation.behaviour import (
    Occasions,
    kept_chance,
    leave_chance,
    paid_unasked_chance,
    promised_chance,
    promised_fen,
    reached_chance,
    rounded_fen,
    unasked_fen,
)
from doorstep.simulation.chance import Question, Reals, uniforms
from doorstep.simulation.shift import SHIFT, Shift
from doorstep.simulation.traits import REASONS, Traits, traits_of
from doorstep.simulation.words import note_words
from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import Days, day_number, day_of

SHORTEST_PROMISE_DAYS: Final = 3
LONGEST_PROMISE_DAYS: Final = 14
LATEST_KEPT_DAYS: Final = 2
"""A kept promise is paid at most this many days late, inside the usual grace."""

_REACHED: Final = {
    Channel.CALL: Disposition.RIGHT_PARTY_CONTACT,
    Channel.VISIT: Disposition.MET_BORROWER,
}
_MISSED: Final[dict[Channel, tuple[tuple[float, Disposition], ...]]] = {
    Channel.CALL: (
        (0.60, Disposition.NO_ANSWER),
        (0.74, Disposition.BUSY),
        (0.86, Disposition.NOT_CONNECTED),
        (0.92, Disposition.CONNECTED_SHORT),
        (0.96, Disposition.THIRD_PARTY_CONTACT),
        (0.99, Disposition.VOICEMAIL),
        (1.0, Disposition.WRONG_PERSON),
    ),
    Channel.SMS: ((0.95, Disposition.DELIVERED), (1.0, Disposition.NOT_DELIVERED)),
    Channel.EMAIL: ((0.9, Disposition.DELIVERED), (1.0, Disposition.NOT_DELIVERED)),
    Channel.IM: ((0.95, Disposition.DELIVERED), (1.0, Disposition.NOT_DELIVERED)),
    Channel.VISIT: ((0.72, Disposition.NOBODY_MET), (1.0, Disposition.MET_THIRD_PARTY)),
    Channel.LETTER: ((0.94, Disposition.POSTED), (1.0, Disposition.RETURNED)),
    Channel.LEGAL_NOTICE: ((0.94, Disposition.POSTED), (1.0, Disposition.RETURNED)),
    Channel.THIRD_PARTY: ((0.7, Disposition.NO_ANSWER), (1.0, Disposition.THIRD_PARTY_CONTACT)),
}
"""What comes of a contact that does not reach the borrower: cumulative shares."""


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """One contact that somebody is about to make.

    Attributes:
        person_key: Who, as in the world's rows or any other stable text.
        day: On which day.
        channel: How.
        minute: When, in minutes after Beijing midnight.
        owed_fen: What is owed that day.
        recent_attempts: Outbound attempts on the person in the 7 days before.
        is_hardship_offer: Whether easier terms are offered.
    """

    person_key: str
    day: date
    channel: Channel
    minute: int
    owed_fen: int
    recent_attempts: int = 0
    is_hardship_offer: bool = False


@dataclass(frozen=True, slots=True)
class GivenPromise:
    """A sum and the day for it."""

    amount_fen: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a contact.

    Attributes:
        disposition: From the closed list.
        note: A few words as staff would write them, in Chinese.
        reason: Why the borrower is in arrears, of ``REASONS``; "" when nobody spoke of it.
        promise: What was promised; None if nothing was.
        asked_to_leave: Whether the visitors were asked to leave.
    """

    disposition: Disposition
    note: str
    reason: str
    promise: GivenPromise | None
    asked_to_leave: bool


@dataclass(frozen=True, slots=True)
class Payer:
    """What a borrower's payments of a day depend on.

    Attributes:
        person_key: Who.
        owed_fen: Owed at the start of the day, over all accounts.
        reached_on: Last day on which the borrower was reached; None if never.
        promises: Promises still open.
    """

    person_key: str
    owed_fen: int
    reached_on: date | None = None
    promises: tuple[GivenPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class SyntheticPayment:
    """Money that arrives on a day.

    Attributes:
        person_key: Who pays.
        amount_fen: How much; never more than is owed.
        keeps_promise_due_on: Due day of the promise it is paid for; None if nobody asked for it.
    """

    person_key: str
    amount_fen: int
    keeps_promise_due_on: date | None


@dataclass(frozen=True, slots=True)
class PromisePayments:
    """What will be paid for some promises: one row per promise.

    Attributes:
        paid_day: Day number of the payment.
        amount_fen: Its sum; 0 when the promise is broken outright.
    """

    paid_day: Days
    amount_fen: Fen


def answer(seed: int, contact: PlannedContact, shift: Shift = SHIFT) -> Answer:
    """Return what comes of one contact."""
    return answers(seed, [contact], shift)[0]


def answers(seed: int, contacts: Sequence[PlannedContact], shift: Shift = SHIFT) -> list[Answer]:
    """Return what comes of each contact, in their order; much faster than one by one."""
    traits = traits_of(seed, [each.person_key for each in contacts])
    days = np.array([day_number(each.day) for each in contacts], dtype=np.int64)
    owed = np.array([each.owed_fen for each in contacts], dtype=np.int64)
    on = Occasions(
        np.array([each.channel for each in contacts], dtype=np.int8),
        np.array([each.minute for each in contacts], dtype=np.int64),
        np.array([each.recent_attempts for each in contacts], dtype=np.int64),
        np.array([each.is_hardship_offer for each in contacts], dtype=np.bool_),
    )
    outcome = outcomes(traits, on, days, owed, shift)
    return [_answer_of(outcome, traits, row) for row in range(len(contacts))]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What comes of some contacts, as columns.

    Attributes:
        disposition: ``codes.Disposition``.
        is_reached: Whether the borrower was reached.
        promised_fen: Sum promised; 0 for none.
        promised_day: Day promised; meaningless where nothing was.
        asked_to_leave: Whether the visitors were asked to leave.
        words: Uniform numbers that pick the words of the note.
    """

    disposition: CodeColumn
    is_reached: NDArray[np.bool_]
    promised_fen: Fen
    promised_day: Days
    asked_to_leave: NDArray[np.bool_]
    words: Reals


def outcomes(
    traits: Traits, on: Occasions, days: NDArray[np.int64], owed_fen: Fen, shift: Shift
) -> Outcomes:
    """Return what comes of contacts, as columns of one length."""
    occasion = on.channel.astype(np.int64) + 1
    salted = days * 16 + occasion
    """One number per day and channel: the two together name the occasion."""

    def chance(question: Question) -> Reals:
        return uniforms(traits.numbers, question, salted)

    is_reached = chance(Question.REACHED) < reached_chance(traits, on, shift)
    promises = chance(Question.PROMISED) < promised_chance(traits, on, shift)
    asked = chance(Question.ASKED_TO_LEAVE) < leave_chance(traits)
    asked &= is_reached & (on.channel == Channel.VISIT)
    promises &= is_reached & ~asked & (owed_fen > 0)
    sums = promised_fen(traits, owed_fen, chance(Question.PROMISED_SHARE))
    span = LONGEST_PROMISE_DAYS - SHORTEST_PROMISE_DAYS + 1
    wait = SHORTEST_PROMISE_DAYS + (chance(Question.PROMISED_WAIT) * span).astype(np.int64)
    return Outcomes(
        disposition=_dispositions(on.channel, is_reached, chance(Question.ALTERNATIVE)),
        is_reached=is_reached,
        promised_fen=np.where(promises, sums, 0),
        promised_day=(days + wait).astype(np.int32),
        asked_to_leave=asked,
        words=chance(Question.WORDS),
    )


def payments_on(
    seed: int, day: date, payers: Sequence[Payer], shift: Shift = SHIFT
) -> list[SyntheticPayment]:
    """Return the money that arrives on a day, whether or not anybody was contacted.

    Ask once per day for all borrowers. A payer with an open promise pays for the promise or not
    at all; the others may pay unasked.
    """
    traits = traits_of(seed, [payer.person_key for payer in payers])
    unasked = _unasked(traits, day, payers, shift)
    promised = _promised(traits, day, payers, shift)
    paid = []
    for row, payer in enumerate(payers):
        left = payer.owed_fen
        for amount, due_on in promised.get(row, []):
            if (taken := min(amount, left)) > 0:
                paid.append(SyntheticPayment(payer.person_key, taken, due_on))
                left -= taken
        if not payer.promises and unasked[row] > 0:
            paid.append(SyntheticPayment(payer.person_key, int(unasked[row]), None))
    return paid


def promise_payments(
    traits: Traits, amount_fen: Fen, due_day: Days, shift: Shift
) -> PromisePayments:
    """Return what will be paid for promises, one row per promise.

    Kept: all of it, on the due day or up to ``LATEST_KEPT_DAYS`` later. Otherwise in two of five
    cases a part of it, else nothing.
    """
    days = due_day.astype(np.int64)
    drawn = uniforms(traits.numbers, Question.KEPT, days)
    share = uniforms(traits.numbers, Question.KEPT_SHARE, days)
    late = uniforms(traits.numbers, Question.PAID_WHEN, days)
    chance = kept_chance(traits, amount_fen, shift)
    is_kept = drawn < chance
    is_partly_kept = ~is_kept & (drawn < chance + 0.4 * (1 - chance))
    part = np.minimum(rounded_fen(amount_fen * (0.2 + 0.6 * share), amount_fen), amount_fen)
    paid = np.where(is_kept, amount_fen, np.where(is_partly_kept, part, 0))
    lateness = np.maximum((late * 6).astype(np.int64) - 3, 0)
    return PromisePayments((days + lateness).astype(np.int32), paid.astype(np.int64))


def _unasked(traits: Traits, day: date, payers: Sequence[Payer], shift: Shift) -> Fen:
    number = day_number(day)
    owed = np.array([payer.owed_fen for payer in payers], dtype=np.int64)
    since = np.array(
        [
            np.inf if payer.reached_on is None else number - day_number(payer.reached_on)
            for payer in payers
        ],
        dtype=np.float64,
    )
    of_month = np.array(day.day, dtype=np.int64)
    chance = paid_unasked_chance(traits, of_month, since, shift)
    pays = uniforms(traits.numbers, Question.PAID_UNASKED, number) < chance
    share = uniforms(traits.numbers, Question.UNASKED_SHARE, number)
    return np.where(pays, unasked_fen(traits, owed, share), 0).astype(np.int64)


def _promised(
    traits: Traits, day: date, payers: Sequence[Payer], shift: Shift
) -> dict[int, list[tuple[int, date]]]:
    given = [(row, each) for row, payer in enumerate(payers) for each in payer.promises]
    rows = np.array([row for row, _ in given], dtype=np.intp)
    sums = np.array([each.amount_fen for _, each in given], dtype=np.int64)
    due = np.array([day_number(each.due_on) for _, each in given], dtype=np.int32)
    paid = promise_payments(traits.take(rows), sums, due, shift)
    today: dict[int, list[tuple[int, date]]] = {}
    for index in np.flatnonzero(paid.paid_day == day_number(day)):
        row, promise = given[index]
        today.setdefault(row, []).append((int(paid.amount_fen[index]), promise.due_on))
    return today


def _dispositions(channel: CodeColumn, is_reached: NDArray[np.bool_], chance: Reals) -> CodeColumn:
    found = np.full(channel.shape, Disposition.UNKNOWN, dtype=np.int8)
    for each, missed in _MISSED.items():
        mine = channel == each
        limits = np.array([limit for limit, _ in missed])
        codes = np.array([code for _, code in missed], dtype=np.int8)
        found[mine] = codes[np.searchsorted(limits[:-1], chance[mine], side="right")]
        found[mine & is_reached] = _REACHED.get(each, Disposition.REPLIED)
    return found


def _answer_of(outcome: Outcomes, traits: Traits, row: int) -> Answer:
    disposition = Disposition(int(outcome.disposition[row]))
    reason = REASONS[int(traits.reason[row])] if outcome.is_reached[row] else ""
    promise = None
    if outcome.promised_fen[row] > 0:
        due_on = day_of(int(outcome.promised_day[row]))
        promise = GivenPromise(int(outcome.promised_fen[row]), due_on)
    asked = bool(outcome.asked_to_leave[row])
    said = "" if asked else reason
    note = note_words(disposition, said, promise is not None, float(outcome.words[row]))
    return Answer(disposition, note, said, promise, asked)

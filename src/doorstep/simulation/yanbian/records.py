"""How are drawn people, contacts and notices written down as rows?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from doorstep.simulation.rows import WorldAttempt, WorldBorrower, WorldNotice, WorldPoint
from doorstep.simulation.traits import REASONS, Traits
from doorstep.simulation.words import note_words
from doorstep.simulation.yanbian.contacts import PastContacts
from doorstep.simulation.yanbian.loans import AGENCY, EARLIER_AGENCY
from doorstep.simulation.yanbian.notices import Announced
from doorstep.simulation.yanbian.people import Person
from doorstep.terms.codes import (
    Channel,
    Direction,
    Disposition,
    PointKind,
    Provenance,
    Purpose,
)
from doorstep.terms.local_time import beijing_instant, day_of

_CONTRACT_SHARE: Final = 0.85
_VERIFIED_SHARE: Final = 0.72
_VERIFIED_WITHIN_DAYS: Final = 150


@dataclass(frozen=True, slots=True)
class Known:
    """What rows say of each person beside the person's own data, one entry per person.

    Attributes:
        person_key: Key that links the rows.
        lender: On whose behalf the person is contacted.
        placed_day: Day number from which our agency makes the attempts.
    """

    person_key: Sequence[str]
    lender: Sequence[str]
    placed_day: NDArray[np.int64]


def borrower_rows(people: Sequence[Person], keys: Sequence[str]) -> tuple[WorldBorrower, ...]:
    """Return one row per person."""
    return tuple(
        WorldBorrower(key, person.name, person.name_romanised, person.language, person.town.name)
        for key, person in zip(keys, people, strict=True)
    )


def point_rows(
    people: Sequence[Person], keys: Sequence[str], day: date, chance: Generator
) -> tuple[WorldPoint, ...]:
    """Return the mobile, the home and, for some, the e-mail address of each person."""
    rows = []
    for key, person in zip(keys, people, strict=True):
        rows.append(_home_point(key, person, day, chance))
        rows.append(_plain_point(key, PointKind.MOBILE, person.mobile, "mobile"))
        if person.email:
            rows.append(_plain_point(key, PointKind.EMAIL, person.email, "email"))
    return tuple(rows)


def attempt_rows(
    contacts: PastContacts, traits: Traits, people: Sequence[Person], known: Known
) -> list[WorldAttempt]:
    """Return one row per past contact, in its order."""
    return [_attempt(contacts, row, traits, people, known) for row in range(len(contacts.person))]


def made_at(contacts: PastContacts, row: int) -> datetime:
    """Return when a contact was made, to the second."""
    seconds = int(contacts.minute[row]) * 60 + int(contacts.outcome.words[row] * 60)
    return beijing_instant(day_of(int(contacts.day[row])), 0) + timedelta(seconds=seconds)


def notice_attempts(notices: Sequence[WorldNotice], lenders: dict[str, str]) -> list[WorldAttempt]:
    """Return the attempt that each notice is."""
    return [
        WorldAttempt(
            person_key=notice.person_key,
            point_value=notice.point_value,
            lender=lenders[notice.person_key],
            made_by=AGENCY.name,
            at=notice.sent_at,
            received_at=notice.sent_at + timedelta(seconds=30),
            channel=notice.channel,
            purpose=Purpose.VISIT_NOTICE,
            direction=Direction.OUTBOUND,
            disposition=Disposition.REPLIED if notice.was_declined else Disposition.DELIVERED,
            asked_to_leave=False,
            note="已发送到访预告，含拒绝方式。"
            + ("本人回复“不见”。" if notice.was_declined else ""),
        )
        for notice in notices
    ]


def announced(person: Person, key: str, lender: str) -> Announced:
    """Return what a notice needs to know of a person."""
    return Announced(key, person.mobile, person.language, lender, AGENCY.name)


def _home_point(key: str, person: Person, day: date, chance: Generator) -> WorldPoint:
    is_verified = chance.random() < _VERIFIED_SHARE
    age = int(chance.integers(1, _VERIFIED_WITHIN_DAYS))
    from_contract = chance.random() < _CONTRACT_SHARE
    return WorldPoint(
        person_key=key,
        kind=PointKind.ADDRESS,
        value=person.home.address,
        use="home",
        provenance=Provenance.CONTRACT if from_contract else Provenance.BORROWER,
        confidence=0.9 if is_verified else 0.5,
        verified_on=day - timedelta(days=age) if is_verified else None,
        latitude=person.home.latitude,
        longitude=person.home.longitude,
        accuracy_metres=person.home.accuracy_metres,
    )


def _plain_point(key: str, kind: PointKind, value: str, use: str) -> WorldPoint:
    return WorldPoint(key, kind, value, use, Provenance.CONTRACT, 0.8, None, None, None, None)


def _attempt(
    contacts: PastContacts,
    row: int,
    traits: Traits,
    people: Sequence[Person],
    known: Known,
) -> WorldAttempt:
    who, number = int(contacts.person[row]), int(contacts.day[row])
    channel = Channel(int(contacts.channel[row]))
    outcome = contacts.outcome
    words = float(outcome.words[row])
    asked = bool(outcome.asked_to_leave[row])
    disposition = Disposition(int(outcome.disposition[row]))
    reason = REASONS[traits.reason[who]] if outcome.is_reached[row] and not asked else ""
    at = made_at(contacts, row)
    return WorldAttempt(
        person_key=known.person_key[who],
        point_value=_point_value(people[who], channel),
        lender=known.lender[who],
        made_by=AGENCY.name if number >= known.placed_day[who] else EARLIER_AGENCY,
        at=at,
        received_at=at + timedelta(seconds=90),
        channel=channel,
        purpose=Purpose.COLLECT,
        direction=Direction.OUTBOUND,
        disposition=disposition,
        asked_to_leave=asked,
        note=note_words(disposition, reason, bool(outcome.promised_fen[row] > 0), words),
    )


def _point_value(person: Person, channel: Channel) -> str:
    if channel in (Channel.VISIT, Channel.LETTER):
        return person.home.address
    return person.email if channel is Channel.EMAIL else person.mobile

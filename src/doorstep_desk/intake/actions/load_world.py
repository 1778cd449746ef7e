"""Take the bundled synthetic Yanbian into an empty store, through the ordinary doors."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final

from django.db import transaction

from doorstep.simulation.rows import WorldAttempt, WorldNotice, WorldPayment, WorldPromise
from doorstep.simulation.world import World
from doorstep.terms.local_time import BEIJING
from doorstep.terms.money import Money
from doorstep_desk.arrangements.actions import (
    KnownPromise,
    keep_promises,
)
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.verify import (
    BorrowerNote,
    CheckedPoint,
    note_borrowers,
    verify_points,
)
from doorstep_desk.cases.queries import (
    KnownAccount,
    PersonOnFile,
    accounts_on_file,
    persons_on_file,
    point_ids,
)
from doorstep_desk.intake.actions.import_file import Imported, SentFile, import_file
from doorstep_desk.organisations.actions import add_organisation, mark_store
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index

PLACEMENT_NAME: Final = "synthetic-yanbian-placement.csv"

_KINDS: Final = ("mobile", "address", "email", "landline")
"""Kinds of contact points that an attempt may have used, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of taking the world in.

    Attributes:
        imported: Report of its placement file.
        cases: Case of each borrower, by identity number.
    """

    imported: Imported
    cases: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Index:
    people: Mapping[str, PersonOnFile]
    accounts: Mapping[str, KnownAccount]
    case_of: Mapping[tuple[str, int], int]
    points: Mapping[tuple[int, bytes], int]
    lenders: Mapping[str, int]
    indexes: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    def case(self, person: str, lender: int | None) -> int | None:
        return self.case_of.get((person, lender)) if lender is not None else None


@transaction.atomic
def load_world(*, actor: Actor, world: World, at: datetime) -> Loaded:
    """Take a synthetic world in: placement file, verification, history, payments, promises.

    Raises:
        Refused: The actor may not, or the store holds real data.
    """
    mark_store(actor=actor, kind="demo", at=at)
    for organisation in world.organisations:
        add_organisation(
            actor=actor, kind=organisation.kind, name=organisation.name,
            name_en=organisation.name_en, at=at,
        )  # fmt: skip
    sent = SentFile(PLACEMENT_NAME, world.placement_csv(), world.day, is_synthetic=True)
    imported = import_file(actor=actor, sent=sent, at=at)
    _verify(actor, world, at)
    index = _index(actor)
    _attempts(actor, world, index, at)
    _payments(actor, world.payments, index, at)
    _promises(actor, world.promises, index, at)
    record(
        at=at, actor=actor, verb="world.loaded", subject="store:1", seed=world.seed,
        day=world.day.isoformat(), accounts=len(world.accounts),
    )  # fmt: skip
    return Loaded(imported, {person: case for (person, _), case in index.case_of.items()})


def _verify(actor: Actor, world: World, at: datetime) -> None:
    note_borrowers(
        actor=actor, at=at,
        notes=[
            BorrowerNote(blind_index("identity", b.person_key), b.language, True,
                         b.name_romanised)
            for b in world.borrowers
        ],
    )  # fmt: skip
    verify_points(
        actor=actor, at=at,
        checked=[
            CheckedPoint(
                person_key=blind_index("identity", p.person_key), kind=p.kind.word, value=p.value,
                confidence=round(100 * p.confidence), verified_at=_noon(p.verified_on),
                latitude=p.latitude, longitude=p.longitude, accuracy_metres=p.accuracy_metres,
                is_synthetic=p.is_synthetic,
            )
            for p in world.contact_points
        ],
    )  # fmt: skip


def _noon(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(12), tzinfo=BEIJING)


def _index(actor: Actor) -> _Index:
    agency = actor.agency_id
    accounts = accounts_on_file(agency)
    people = persons_on_file(agency)
    return _Index(
        people=people,
        accounts={account.keys["loan_no"]: account for account in accounts},
        case_of={
            (account.identity_number or "", account.creditor_id): account.case_id
            for account in accounts
        },
        points=point_ids(agency),
        lenders={},
    )


def _attempts(actor: Actor, world: World, index: _Index, at: datetime) -> None:
    lenders = {
        o.name: add_organisation(actor=actor, kind=o.kind, name=o.name, at=at).id
        for o in world.organisations
        if o.kind == "lender"
    }
    values = {row.point_value for row in world.attempts}
    indexes = {value: tuple(blind_index(kind, value) for kind in _KINDS) for value in values}
    known = replace(index, lenders=lenders, indexes=indexes)
    record_attempts(
        actor=actor, attempts=[_attempt(row, known) for row in world.attempts], at=at,
        subject="world:history",
    )  # fmt: skip


def _attempt(row: WorldAttempt, index: _Index) -> NewAttempt:
    person = index.people[row.person_key]
    lender = index.lenders.get(row.lender)
    return NewAttempt(
        borrower_id=person.borrower_id, case_id=index.case(row.person_key, lender),
        creditor_id=lender,
        point_id=_point(index, person.borrower_id, row.point_value),
        person_key=person.person_key, at=row.at, channel=row.channel, purpose=row.purpose,
        direction=row.direction, disposition=row.disposition,
        asked_to_leave=row.asked_to_leave, note=row.note, recorded_by=row.made_by,
    )  # fmt: skip


def _point(index: _Index, borrower: int, value: str) -> int | None:
    found = (index.points.get((borrower, each)) for each in index.indexes[value])
    return next((point for point in found if point is not None), None)


def _payments(
    actor: Actor, payments: tuple[WorldPayment, ...], index: _Index, at: datetime
) -> None:
    record_payments(
        actor=actor, at=at, origin="world",
        payments=[
            NewPayment(
                account_id=index.accounts[row.loan_number].account_id,
                case_id=index.accounts[row.loan_number].case_id,
                transaction_id=row.transaction_number, received_on=row.received_on,
                amount_fen=row.amount_fen,
            )
            for row in payments
        ],
    )  # fmt: skip


def _promises(
    actor: Actor, promises: tuple[WorldPromise, ...], index: _Index, at: datetime
) -> None:
    keep_promises(
        actor=actor, at=at,
        promises=[
            KnownPromise(
                case_id=index.accounts[row.loan_number].case_id, amount=Money(row.amount_fen),
                due_on=row.due_on, made_at=row.made_at, state=row.state, paid_fen=row.paid_fen,
            )
            for row in promises
        ],
    )  # fmt: skip


def notices_of_world(world: World, actor: Actor) -> list[tuple[WorldNotice, PersonOnFile, int]]:
    """Return the announcements of a world with the person and case that each is about."""
    index = _index(actor)
    cases: dict[str, int] = {}
    for (person, _), case in sorted(index.case_of.items(), key=lambda item: item[1]):
        cases.setdefault(person, case)
    return [(row, index.people[row.person_key], cases[row.person_key]) for row in world.notices]

"""Issue permits: a place is taken under a lock per person, so that no two askers pass a limit."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from doorstep.compliance.leave import permit as core
from doorstep.compliance.leave.contacts import Contact
from doorstep.compliance.leave.reserve import caps_reached
from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import instant_number, local_day
from doorstep_desk.appointments.facts import appointments_ahead
from doorstep_desk.audit.actions import record_many
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.cases.facts import time_wishes
from doorstep_desk.cases.queries import CaseOf, people_of_cases
from doorstep_desk.permits.bounds import Asked, beyond
from doorstep_desk.permits.contacts import contacts_made, leave_outstanding, stopped_since
from doorstep_desk.permits.models import Permit
from doorstep_desk.permits.wished import RULE as WISHED_TIME
from doorstep_desk.permits.wished import ends_by
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.keys import current_keys
from doorstep_desk.plumbing.locks import lock_people

STOPPED = "stopped"
"""Why leave is withheld when the person asked us to stop, or something else stopped us, since."""


@dataclass(frozen=True, slots=True)
class WantedPermit:
    """Leave that the law engine has given for one contact.

    Attributes:
        case_id: About which case.
        person_id: Who may be reached.
        point_id: The address or number, and no other.
        channel: How.
        purpose: Why.
        starts_at: The contact may begin from here.
        ends_at: The contact may begin until here.
        expires_at: Worth nothing from here on.
        agents: Staff who may make it, ascending; none for a machine.
        obligations: What goes with it, words of the core's obligations.
    """

    case_id: int
    person_id: int
    point_id: int
    channel: Channel
    purpose: Purpose
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime
    agents: tuple[int, ...] = ()
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedPermit:
    """A permit that was signed and kept."""

    permit_id: uuid.UUID
    case_id: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """Leave that was not given after all, and the rule whose limit it would pass.

    Attributes:
        case_id: About which case.
        rule: The rule, such as ``HP-WISH`` where it begins outside of what the borrower wishes or
            booked;
            ``stopped`` when contact was stopped since the facts were read; or a
            word of ``permits.bounds`` about who would make it.
    """

    case_id: int
    rule: str


@transaction.atomic
def issue_permits(
    *,
    actor: Actor,
    wanted: Sequence[WantedPermit],
    rulebook: Rulebook,
    at: datetime,
    known_at: datetime | None = None,
) -> list[IssuedPermit | Withheld]:
    """Sign a permit for each contact that no limit forbids now, in the same order.

    Contacts of all agencies count, and leave that is out with any of them. What no leave may ever
    be for, whoever has judged it, is withheld as well; see ``permits.bounds``.

    Args:
        actor: Who issues.
        wanted: What the law has allowed.
        rulebook: Which law.
        at: Now.
        known_at: When the facts were read by which the law allowed it; ``at`` when not given.

    Raises:
        Refused: The actor may not.
    """
    actor.require("permit.issue")
    return _issued(actor, wanted, rulebook, at, known_at or at)


@transaction.atomic
def ask_permit(
    *, actor: Actor, wanted: WantedPermit, rulebook: Rulebook, at: datetime
) -> IssuedPermit | Withheld:
    """Sign a permit for one contact of the asker's own, to be made now.

    Raises:
        Refused: The actor may not.
    """
    actor.require("permit.ask")
    return _issued(actor, [wanted], rulebook, at, at)[0]


def _issued(
    actor: Actor,
    wanted: Sequence[WantedPermit],
    rulebook: Rulebook,
    at: datetime,
    known_at: datetime,
) -> list[IssuedPermit | Withheld]:
    people = people_of_cases({item.case_id for item in wanted})
    lock_people(person.person_key for person in people.values())
    kept = _kept_to_wishes(wanted, at)
    reasons = [
        reason or (None if item else WISHED_TIME)
        for reason, item in zip(
            _withheld(actor, wanted, people, rulebook, at, known_at), kept, strict=True
        )
    ]
    key = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing)
    rows = {
        place: _signed(actor, item, people[item.case_id], rulebook.digest, key, at)
        for place, item in enumerate(kept)
        if item is not None and reasons[place] is None
    }  # fmt: skip
    Permit.objects.bulk_create(rows.values(), batch_size=2000)
    record_many(
        at=at, actor=actor, verb="permit.issued",
        rows=[
            (f"case:{row.case_id}", {"permit": str(row.pk), "channel": row.channel})
            for row in rows.values()
        ],
    )  # fmt: skip
    _record_withheld(actor, wanted, reasons, at)
    return [
        IssuedPermit(rows[place].pk, item.case_id)
        if place in rows
        else Withheld(item.case_id, str(reasons[place]))
        for place, item in enumerate(wanted)
    ]


def _record_withheld(
    actor: Actor, wanted: Sequence[WantedPermit], reasons: Sequence[str | None], at: datetime
) -> None:
    record_many(
        at=at, actor=actor, verb="permit.withheld",
        rows=[
            (f"case:{item.case_id}", {"rule": reason, "channel": item.channel.word})
            for item, reason in zip(wanted, reasons, strict=True)
            if reason is not None
        ],
    )  # fmt: skip


def _kept_to_wishes(wanted: Sequence[WantedPermit], at: datetime) -> list[WantedPermit | None]:
    """Return each contact with leave until its borrower's time for it ends; None outside of it.

    The time is that of the wished hours, and for a visit that of the appointment if one is ahead.
    """
    people = {item.person_id for item in wanted}
    wishes = time_wishes(at, borrower_ids=people)
    booked = appointments_ahead(at, at, borrower_ids=people)
    kept: list[WantedPermit | None] = []
    for item in wanted:
        may_begin, closes = ends_by(
            wishes.get(item.person_id), booked.get(item.person_id), item.channel.word,
            item.purpose.word, max(item.starts_at, at),
        )  # fmt: skip
        kept.append(_ended(item, closes) if may_begin else None)
    return kept


def _ended(item: WantedPermit, closes: datetime | None) -> WantedPermit:
    if closes is None:
        return item
    return replace(
        item, ends_at=min(item.ends_at, closes), expires_at=min(item.expires_at, closes)
    )


def _withheld(
    actor: Actor,
    wanted: Sequence[WantedPermit],
    people: dict[int, CaseOf],
    rulebook: Rulebook,
    at: datetime,
    known_at: datetime,
) -> list[str | None]:
    """Return why leave is withheld, or None; asked only while the people are locked."""
    keys = sorted({person.person_key for person in people.values()})
    contacts = [
        Contact(
            people[item.case_id].person_key, people[item.case_id].creditor_id, item.point_id,
            item.channel, item.purpose, instant_number(max(item.starts_at, at)),
        )
        for item in wanted
    ]  # fmt: skip
    never = beyond(
        [
            Asked(
                people[item.case_id], item.person_id, item.point_id, item.channel,
                item.agents, local_day(max(item.starts_at, at)),
            )
            for item in wanted
        ],
        actor.agency_id,
    )  # fmt: skip
    stopped = stopped_since(keys, known_at)
    caps = caps_reached(
        contacts, contacts_made(keys, actor.agency_id, at),
        leave_outstanding(keys, actor.agency_id, at), rulebook,
        calendar_for_agency(actor.agency_id),
    )  # fmt: skip
    return [
        line or (STOPPED if contact.person in stopped else cap)
        for line, contact, cap in zip(never, contacts, caps, strict=True)
    ]


def _signed(
    actor: Actor,
    item: WantedPermit,
    person: CaseOf,
    digest: str,
    key: Ed25519PrivateKey,
    at: datetime,
) -> Permit:
    permit_id = new_id()
    agents, obligations = tuple(sorted(item.agents)), tuple(sorted(item.obligations))
    signed = core.sign(
        core.Permit(
            permit_id=str(permit_id), person_id=item.person_id, channel=item.channel.word,
            point_id=item.point_id, purpose=item.purpose.word, window_starts_at=item.starts_at,
            window_ends_at=item.ends_at, rulebook_digest=digest, expires_at=item.expires_at,
            nonce=uuid.uuid4().hex, agents=agents, obligations=obligations,
        ),
        key,
    )  # fmt: skip
    return Permit(
        id=permit_id, agency_id=actor.agency_id, case_id=item.case_id,
        point_id=item.point_id or None, channel=item.channel.word, purpose=item.purpose.word,
        person_key=person.person_key, creditor_id=person.creditor_id, agents=list(agents),
        obligations=list(obligations), starts_at=item.starts_at, ends_at=item.expires_at,
        rulebook=digest, body=signed.body, signature=signed.signature, issued_at=at,
    )  # fmt: skip

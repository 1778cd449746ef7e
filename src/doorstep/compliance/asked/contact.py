"""Who is to be reached how, when, for what, and by whom?"""

from dataclasses import dataclass

from doorstep.compliance.asked.columns import (
    ColumnGroup,
    Count,
    Day,
    Duration,
    Flag,
    Identifier,
    Instant,
    Mask,
    OrgWord,
    SourceWord,
    Truth,
    Word,
)


@dataclass(frozen=True, slots=True)
class PlannedContact(ColumnGroup):
    """One row per planned contact.

    Attributes:
        case_id: The case; only carried along.
        person_id: The borrower. Consents, vulnerabilities and attempts are joined by it.
        target_id: Who is to be reached; the borrower when not given.
        relation: ``words.Relation`` of the target; self when not given.
        account_id: The account it is about.
        creditor_id: Whose claim it is; day caps add up all agencies of one creditor.
        point_id: Contact point used.
        provenance: ``codes.Provenance`` of that contact point.
        is_point_at_work: That contact point is at the borrower's work.
        has_open_data_request: The borrower has asked to see, correct or delete that point.
        channel: ``codes.Channel``.
        medium: ``codes.Channel``: the means; the channel itself except for third-party contacts,
            where it must be given.
        purpose: ``codes.Purpose``.
        direction: ``codes.Direction``; outbound when not given.
        stage: ``words.Stage``; plan when not given.
        delivery: ``words.Delivery`` of letters; post when not given.
        at: When the contact begins, seconds.
        known_at: Attempts that happened or arrived after this instant do not exist yet; ``at``
            when not given. It stays behind when a later ``at`` is tried.
        law_day: Judge by the law of this day; the day of the contact when not given.
        duration_seconds: Length of a visit; 30 minutes when not given.
        zone_set: Row of ``ContactRequests.zone_sets``: the zones in which the borrower may be.
        jurisdictions: Bits of ``words.Jurisdiction`` that apply at the borrower's place. Without
            one that the rulebook knows, nothing is ever allowed.
        org_kind: ``words.OrgKind`` of the sender; when unknown, rules for agencies apply.
        is_ai: A machine speaks or writes.
        is_ai_checked: It was tested for fairness and accuracy.
        is_automated: Dialled or sent without a person.
        uses_private_device: Whether the device is an agent's own.
        may_use_private_device: Whether the lender agreed to that.
        has_registered_number: Whether the caller's number is registered and shown unaltered.
        is_automated_decision: The choice of this contact was made without a person.
        has_major_effect: It affects the borrower heavily.
        was_reviewed: A person has reviewed that automated decision.
    """

    case_id: Identifier
    person_id: Identifier
    target_id: Identifier
    relation: Word
    account_id: Identifier
    creditor_id: Identifier
    point_id: Identifier
    provenance: SourceWord
    is_point_at_work: Truth
    has_open_data_request: Flag
    channel: Word
    medium: Word
    purpose: Word
    direction: Word
    stage: Word
    delivery: Word
    at: Instant
    known_at: Instant
    law_day: Day
    duration_seconds: Duration
    zone_set: Count
    jurisdictions: Mask
    org_kind: OrgWord
    is_ai: Flag
    is_ai_checked: Truth
    is_automated: Flag
    uses_private_device: Truth
    may_use_private_device: Truth
    has_registered_number: Truth
    is_automated_decision: Flag
    has_major_effect: Flag
    was_reviewed: Truth

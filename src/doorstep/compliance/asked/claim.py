"""What is known about the claim, its pauses and the mandate to work it?"""

from dataclasses import dataclass

from doorstep.compliance.asked.columns import (
    ColumnGroup,
    Day,
    Flag,
    MoratoriumWord,
    ReviewWord,
    StatusWord,
    Truth,
    UnsureCount,
    UnsureDay,
    Word,
)


@dataclass(frozen=True, slots=True)
class ClaimFacts(ColumnGroup):
    """One row per planned contact.

    Attributes:
        product: ``codes.Product``.
        creditor_kind: ``words.CreditorKind``.
        days_past_due: -1 if unknown.
        is_lawful: The debt is lawful.
        arrangement: ``words.ArrangementStatus``.
        has_open_complaint: A complaint about this account is open.
        has_open_dispute: The borrower disputes the debt and was not answered yet.
        is_dispute_written: That dispute was raised in writing.
        is_visit_agreed: The borrower agreed to a visit all the same.
        moratorium: ``words.Moratorium`` (United Kingdom).
        moratorium_last_day: Last day of a breathing space; without a known day it runs.
        treatment_ended_day: Day on which treatment ended; without a known day it runs.
        is_plan_in_preparation: A plan is being prepared with an adviser (United Kingdom).
        preparation_started_day: Since when; ``NO_DAY`` if unknown, and then it runs.
        is_preparation_extended: The time for it was extended.
        first_communication_day: Day of the first communication (United States); ``NO_DAY`` if
            there was none.
        validation_sent_day: Day on which validation information was sent; ``NO_DAY`` if not yet.
        is_in_hardship: The borrower declared hardship.
        is_paused: The desk has paused the case (dispute, hardship, recall, a remark …).
        is_suspended: A suspension was agreed (Korea).
        suspension_last_day: Last day of it; ``NO_DAY`` or ``UNKNOWN_DAY``: it runs.
        is_expired: The claim is past its limitation (outside China, where it is computed).
        was_forbearance_considered: Forbearance was considered before enforcement (EU).
        is_agent_named: The borrower was told who will call (India, draft).
        is_licensed_agency: The agency holds the licence of its country.
        is_authorised_servicer: The agency may service assigned claims (EU).
        review: ``words.ReviewState`` of a flagged pattern of contact.
        review_subject: ``words.ReviewSubject`` of it.
        has_no_contact_order: The police ordered that there be no contact.
        limitation_from_day: Day from which the limitation period runs; ``NO_DAY`` if no question
            arises.
        limitation_restarts_day: Day of the last provable restart; ``NO_DAY`` if there was none.
        limitation_maybe_day: The same if every restart of unknown proof counted.
        previous_cycle_ended_day: Last day of the previous collection cycle; ``NO_DAY`` if none.
        is_new_placement: The mandate is about to begin.
        has_outsourcing_notice: The borrower was told that an agency works the claim.
        is_assigned: The claim was transferred.
        has_assignment_notice: The borrower was told of the transfer.
        has_transfer_basis: The data were handed over on a lawful basis.
        is_reported_product: The product is reported to the credit bureau at all.
        is_listed_agency: The agency is on the lender's public list.
        is_standalone_agency: A stand-alone collection firm.
        has_legal_opinion: A lawyer signed off on that firm.
        agency_tier: 1 if mandated directly; -1 if unknown.
        may_subcontract: The lender agreed to a second tier.
        evaluated_days_before: Days since the agency was last evaluated; -1 if unknown.
        inspected_days_before: Days since it was last inspected on site; -1 if unknown.
        has_violent_record: The agency has a record of violent or unlawful collection.
    """

    product: Word
    creditor_kind: Word
    days_past_due: UnsureCount
    is_lawful: Truth
    arrangement: StatusWord
    has_open_complaint: Truth
    has_open_dispute: Truth
    is_dispute_written: Flag
    is_visit_agreed: Flag
    moratorium: MoratoriumWord
    moratorium_last_day: UnsureDay
    treatment_ended_day: UnsureDay
    is_plan_in_preparation: Truth
    preparation_started_day: Day
    is_preparation_extended: Flag
    first_communication_day: UnsureDay
    validation_sent_day: UnsureDay
    is_in_hardship: Truth
    is_paused: Truth
    is_suspended: Truth
    suspension_last_day: UnsureDay
    is_expired: Truth
    was_forbearance_considered: Truth
    is_agent_named: Truth
    is_licensed_agency: Truth
    is_authorised_servicer: Truth
    review: ReviewWord
    review_subject: Word
    has_no_contact_order: Truth
    limitation_from_day: Day
    limitation_restarts_day: Day
    limitation_maybe_day: Day
    previous_cycle_ended_day: UnsureDay
    is_new_placement: Flag
    has_outsourcing_notice: Truth
    is_assigned: Flag
    has_assignment_notice: Truth
    has_transfer_basis: Truth
    is_reported_product: Truth
    is_listed_agency: Truth
    is_standalone_agency: Flag
    has_legal_opinion: Truth
    agency_tier: UnsureCount
    may_subcontract: Truth
    evaluated_days_before: UnsureCount
    inspected_days_before: UnsureCount
    has_violent_record: Truth

"""What is known about the borrower and about the person to be reached?"""

from dataclasses import dataclass

from doorstep.compliance.asked.columns import (
    Age,
    ColumnGroup,
    Day,
    Flag,
    Instant,
    LifeWord,
    Mask,
    StopMask,
    Truth,
    UnsureCount,
    UnsureDay,
    Word,
)


@dataclass(frozen=True, slots=True)
class PeopleFacts(ColumnGroup):
    """One row per planned contact.

    Attributes:
        is_company: The borrower is no natural person; house adoption of rules for consumers does
            not reach companies.
        life: ``words.Life`` of the borrower.
        has_capacity: The borrower has legal capacity.
        is_reachable: Yes: nothing is settled, the unreachable test decides; no: established.
        has_invalid_reserved_point: A number reserved with the lender is known to be invalid.
        invalid_found_day: Day on which that was found; ``UNKNOWN_DAY`` if not known.
        age: The borrower's years, -1 if unknown.
        target_age: Years of the person to be reached; -1 if unknown, -2 if not in question.
        is_represented: A lawyer acts for the borrower.
        lawyer_answers: That lawyer answers within a reasonable time.
        lawyer_agrees: That lawyer agreed to direct contact.
        stop_channels: Bits of ``words.Stopped`` in live stop requests by the target: received
            and not withdrawn at ``known_at``; ``STOP_UNKNOWN`` if nobody knows.
        stopped_in_writing_at: Since when a live written stop of everything stands;
            ``NO_INSTANT`` if there is none.
        medium_stopped_at: Since when a live stop of this medium, or of everything, stands.
        automated_stopped_at: Since when a live stop of calls or messages stands that answered an
            automated message.
        unwanted_places: Bits (1 << ``words.PlaceKind``) where the borrower is not to be met.
        employer_forbids: The employer forbids contact at work.
        work_objection: ``words.Objection`` of the borrower to contact at work.
        objected_day: Day of that objection; ``NO_DAY`` if there is none.
        was_asked_to_call_again: The outsider asked to be called again.
        is_listed_obligor: The target is on the loan's list of co-borrowers, guarantors or heirs
            in the role that ``relation`` says.
        is_general_guarantee: The guarantor answers only after the borrower was sued.
        guarantee_ends_day: Last day of the guarantee period.
        guarantor_sued_day: Day of the suit; ``NO_DAY`` if there was none.
        has_renounced: The heir gave up the inheritance.
        has_inherited: The heir received something.
        has_joint_debt: Evidence stands that the spouse owes as well.
        is_agreed_contact: The outsider was named as contact person beforehand.
        is_vulnerability_known: Whether anybody knows if the borrower is vulnerable; the entries
            are in ``ContactRequests.vulnerabilities``.
    """

    is_company: Flag
    life: LifeWord
    has_capacity: Truth
    is_reachable: Truth
    has_invalid_reserved_point: Truth
    invalid_found_day: UnsureDay
    age: UnsureCount
    target_age: Age
    is_represented: Truth
    lawyer_answers: Truth
    lawyer_agrees: Flag
    stop_channels: StopMask
    stopped_in_writing_at: Instant
    medium_stopped_at: Instant
    automated_stopped_at: Instant
    unwanted_places: Mask
    employer_forbids: Truth
    work_objection: Word
    objected_day: Day
    was_asked_to_call_again: Flag
    is_listed_obligor: Flag
    is_general_guarantee: Truth
    guarantee_ends_day: UnsureDay
    guarantor_sued_day: UnsureDay
    has_renounced: Truth
    has_inherited: Truth
    has_joint_debt: Truth
    is_agreed_contact: Truth
    is_vulnerability_known: Flag

"""What is known about a visit: notice, team, place, recording, and what happens at the door?"""

from dataclasses import dataclass

from doorstep.compliance.asked.columns import (
    ColumnGroup,
    Count,
    DressWord,
    Flag,
    FoundByWord,
    Instant,
    PlaceWord,
    Truth,
    UnsureCount,
    UnsureDay,
    Word,
)


@dataclass(frozen=True, slots=True)
class VisitFacts(ColumnGroup):
    """One row per planned contact; only visits read it (and calls read the recorder and agents).

    Attributes:
        notice_sent: The visit was announced.
        notice_at: When, seconds. The hours before the visit are counted from it.
        notice_seconds_before: Fixed time before the visit, where no instant is known; used only
            when ``notice_at`` is not given. -1 if unknown.
        notice_may_decline: The notice said how to decline.
        is_confirmed: The borrower said yes to this visit.
        is_requested: The borrower asked for this visit.
        is_requested_in_writing: That request was in writing.
        requested_place: ``words.PlaceKind`` asked for.
        may_stay_longer: The borrower wishes a longer visit.
        place: ``words.PlaceKind``.
        is_inside: The talk takes place inside; unknown until somebody is at the door.
        found_by: ``words.FoundBy`` of the place.
        team_size: Persons who go; -1 if unknown.
        has_third_for_help: The third person is an interpreter or trainee.
        certified_until_day: Last day on which at least two of the team hold a good certificate;
            ``NO_DAY`` if there are not two; ``UNKNOWN_DAY`` if unknown.
        has_unknown_certificate: A further certificate is unknown, so that two may yet be good.
        first_certificate_ends_day: Day on which the first certificate of the team ends;
            ``NO_DAY`` if nobody's is known to end.
        agents_have_violent_record: Somebody of the team (of a call: the caller) has a record.
        longest_since_training_days: Days since the training that lies furthest back among those
            known; -1 if none is known.
        has_unknown_training: Somebody's last training is unknown.
        has_recovery_certificate: Everybody who goes or calls has the hours of training that the
            certificate asks for (India).
        are_agents_approved: Everybody who goes or calls is approved (Singapore).
        dress: ``words.Dress``.
        has_id_documents: The team carries its identity papers.
        has_authority_letter: The team carries the letter of authority.
        has_loan_sheet: The team carries the loan details.
        has_working_recorder: The recorder of the visit or call works.
        is_covert_recording: It records secretly.
        films_inside: Pictures will be taken inside.
        matches_faces: Faces are compared by machine.
        is_presence_known: Somebody has looked who is there.
        present_count: Persons present.
        present_minors: Of these known to be under 18.
        present_small_children: Of these known to be under 14.
        present_unknown_age: Of these of unknown age.
        present_others: Adults or persons of unknown age who are not the target.
        is_target_present: Somebody with relation self is there.
        ring_count: Times rung or knocked.
        waiting_seconds: Time waited at the door.
        is_asked_to_leave: Somebody asked the team to leave.
        is_in_distress: Somebody is in distress.
        left_item: ``words.LeftItem``.
        payment_way: ``words.PaymentWay``.
        has_extra_fee: Something is charged on top.
    """

    notice_sent: Truth
    notice_at: Instant
    notice_seconds_before: UnsureCount
    notice_may_decline: Truth
    is_confirmed: Truth
    is_requested: Flag
    is_requested_in_writing: Flag
    requested_place: PlaceWord
    may_stay_longer: Flag
    place: PlaceWord
    is_inside: Truth
    found_by: FoundByWord
    team_size: UnsureCount
    has_third_for_help: Flag
    certified_until_day: UnsureDay
    has_unknown_certificate: Flag
    first_certificate_ends_day: UnsureDay
    agents_have_violent_record: Truth
    longest_since_training_days: UnsureCount
    has_unknown_training: Flag
    has_recovery_certificate: Truth
    are_agents_approved: Truth
    dress: DressWord
    has_id_documents: Truth
    has_authority_letter: Truth
    has_loan_sheet: Truth
    has_working_recorder: Truth
    is_covert_recording: Flag
    films_inside: Flag
    matches_faces: Truth
    is_presence_known: Flag
    present_count: Count
    present_minors: Count
    present_small_children: Count
    present_unknown_age: Count
    present_others: Count
    is_target_present: Flag
    ring_count: Count
    waiting_seconds: Count
    is_asked_to_leave: Flag
    is_in_distress: Flag
    left_item: Word
    payment_way: Word
    has_extra_fee: Flag

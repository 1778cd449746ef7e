"""Is every attempt kept for good, corrected only by a new entry, and counted once?"""

from datetime import timedelta

import pytest
from tests.app.portfolio import NOON, assign, borrower, place

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import NewAttempt, correct_attempt, record_attempt
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.attempts.outcomes import outcomes_on
from doorstep_desk.attempts.queries import history_of
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

LATER = NOON + timedelta(hours=1)


def call(known, **more) -> NewAttempt:
    return NewAttempt(
        borrower_id=known.borrower_id, case_id=known.case_id, creditor_id=known.creditor_id,
        point_id=None, person_key=borrower(0).person_key, at=more.pop("at", NOON),
        channel=Channel.CALL, purpose=Purpose.COLLECT,
        disposition=more.pop("disposition", Disposition.NO_ANSWER), **more,
    )  # fmt: skip


def recorded(actor, attempt: NewAttempt) -> Attempt:
    with acting_as(actor):
        return record_attempt(actor=actor, attempt=attempt, at=NOON, attempt_id=new_id())


def corrected(actor, old: Attempt, to: Disposition = Disposition.RIGHT_PARTY_CONTACT) -> Attempt:
    with acting_as(actor):
        return correct_attempt(
            actor=actor, attempt_id=old.pk, disposition=to, note="wrong key", at=LATER
        )


@pytest.mark.parametrize("who", ["analyst", "compliance", "admin"])
def test_who_may_not_record_writes_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        recorded(getattr(cast, who), call(known))
    assert not Attempt.objects.exists()


def test_what_has_not_happened_yet_is_not_recorded(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        recorded(cast.lead, call(known, at=NOON + timedelta(seconds=1)))
    assert refusal.value.code == "attempt-in-future"


@pytest.mark.parametrize("who", ["agent", "analyst", "admin"])
def test_who_may_not_correct_changes_nothing(cast, who):
    (known,) = place(cast)
    old = recorded(cast.lead, call(known))
    with pytest.raises(Refused, match="role"):
        corrected(getattr(cast, who), old)


def test_a_record_of_another_agency_does_not_exist(cast):
    (known,) = place(cast)
    old = recorded(cast.lead, call(known))
    with pytest.raises(Refused) as refusal:
        corrected(cast.rival, old)
    assert refusal.value.code == "attempt-unknown"


@pytest.mark.parametrize(
    "to",
    [
        Disposition.MET_BORROWER,  # nobody is met on the phone
        Disposition.DELIVERED,  # a message is, a call is not
        Disposition.UNKNOWN,  # a correction knows better, or there is none
    ],
)
def test_a_call_is_not_corrected_into_what_no_call_can_be(cast, to):
    (known,) = place(cast)
    old = recorded(cast.lead, call(known))
    with pytest.raises(Refused) as refusal:
        corrected(cast.lead, old, to)
    assert refusal.value.code == "outcome-does-not-fit-channel"
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_has_outcomes_and_no_outcome_is_offered_twice(channel):
    found = outcomes_on(channel.word)
    assert found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("who", ["lead", "compliance"])
def test_a_correction_is_a_new_entry_and_the_old_one_no_longer_counts(cast, who):
    (known,) = place(cast)
    old = recorded(cast.lead, call(known))
    new = corrected(getattr(cast, who), old)
    assert (new.corrects_id, new.at, new.recorded_by) == (old.pk, old.at, who)
    assert Attempt.objects.count() == 2
    counted = attempts_of_borrower(known.borrower_id, LATER)
    assert counted.disposition.tolist() == [int(Disposition.RIGHT_PARTY_CONTACT)]
    assert len(history_of(known.borrower_id)) == 2


def test_an_entry_is_corrected_once_but_the_correction_may_be_corrected(cast):
    (known,) = place(cast)
    old = recorded(cast.lead, call(known))
    new = corrected(cast.lead, old)
    with pytest.raises(Refused) as refusal:
        corrected(cast.lead, old, Disposition.BUSY)
    assert refusal.value.code == "already-corrected"
    corrected(cast.lead, new, Disposition.BUSY)
    counted = attempts_of_borrower(known.borrower_id, LATER)
    assert counted.disposition.tolist() == [int(Disposition.BUSY)]


def test_what_became_known_later_is_not_seen_before(cast):
    (known,) = place(cast)
    corrected(cast.lead, recorded(cast.lead, call(known)))
    assert len(attempts_of_borrower(known.borrower_id, NOON - timedelta(seconds=1)).at) == 0


def test_record_and_correction_leave_their_traces_on_the_case(cast):
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    corrected(cast.lead, recorded(cast.agent, call(known)))
    verbs = [(entry.verb, entry.actor) for entry in entries_for(f"case:{known.case_id}")[:2]]
    assert verbs == [("attempt.corrected", "lead"), ("attempt.recorded", "agent")]

from collections import Counter, defaultdict
from datetime import date, timedelta

from doorstep.terms.codes import Channel, Direction, Disposition, PointKind, Purpose

DAY = date(2026, 11, 25)


def test_everybody_has_one_home_one_mobile_and_some_an_e_mail_address(world):
    kinds = defaultdict(Counter)
    for each in world.contact_points:
        kinds[each.person_key][each.kind] += 1
    assert len(kinds) == len(world.borrowers)
    assert all(
        count[PointKind.ADDRESS] == count[PointKind.MOBILE] == 1 for count in kinds.values()
    )
    emails = sum(count[PointKind.EMAIL] for count in kinds.values())
    assert 0.25 < emails / len(kinds) < 0.45


def test_most_homes_were_verified_lately_and_those_are_trusted_more(world):
    homes = [each for each in world.contact_points if each.kind is PointKind.ADDRESS]
    verified = [each for each in homes if each.verified_on is not None]
    assert 0.6 < len(verified) / len(homes) < 0.85
    assert all(DAY - timedelta(days=150) < each.verified_on < DAY for each in verified)
    assert {each.confidence for each in verified} == {0.9}
    assert {each.confidence for each in homes} == {0.9, 0.5}


def test_every_channel_used_its_kind_of_contact_point(world):
    kind = {(each.person_key, each.value): each.kind for each in world.contact_points}
    wanted = {
        Channel.CALL: PointKind.MOBILE,
        Channel.SMS: PointKind.MOBILE,
        Channel.EMAIL: PointKind.EMAIL,
        Channel.LETTER: PointKind.ADDRESS,
        Channel.VISIT: PointKind.ADDRESS,
    }
    assert {each.channel for each in world.attempts} == set(wanted)
    for each in world.attempts:
        assert kind[each.person_key, each.point_value] is wanted[each.channel]


def test_attempts_went_out_to_collect_or_to_announce_a_visit_and_were_received_at_once(world):
    assert world.attempts
    for each in world.attempts:
        assert each.direction is Direction.OUTBOUND
        assert each.purpose in (Purpose.COLLECT, Purpose.VISIT_NOTICE)
        assert timedelta(0) < each.received_at - each.at < timedelta(minutes=2)


def test_an_attempt_carries_the_lender_of_one_of_the_borrowers_loans(world):
    lenders = defaultdict(set)
    for each in world.accounts:
        lenders[each.person_key].add(each.lender)
    assert all(each.lender in lenders[each.person_key] for each in world.attempts)


def test_notes_speak_of_reasons_only_when_the_borrower_spoke(world):
    unheard = [each for each in world.attempts if not each.disposition.reached_borrower]
    assert any(each.note for each in unheard)
    for each in unheard:
        assert "称家人" not in each.note
        assert "同意" not in each.note


def test_a_promise_was_made_in_an_attempt_that_reached_the_borrower(world):
    reached = {
        (each.person_key, each.at)
        for each in world.attempts
        if each.disposition.reached_borrower and each.disposition is not Disposition.UNKNOWN
    }
    assert all((each.person_key, each.made_at) in reached for each in world.promises)

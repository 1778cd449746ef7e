from datetime import date, timedelta

import numpy as np
import pytest

from doorstep.simulation.borrower import Outcomes
from doorstep.simulation.yanbian.contacts import PastContacts
from doorstep.simulation.yanbian.loans import FLAG_REMARKS
from doorstep.simulation.yanbian.notices import may_be_announced
from doorstep.terms.codes import Channel, Disposition, PointKind, PromiseState, Purpose
from doorstep.terms.local_time import beijing_instant, day_number

DAY = date(2026, 11, 25)
FIRST_DOOR = beijing_instant(DAY, 9)
NOT_FAILED = {
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    Disposition.REPLIED,
}


def test_six_in_a_hundred_accounts_have_a_visit_announced(world):
    assert len(world.notices) == 75
    assert len({each.person_key for each in world.notices}) == 75


def test_a_notice_was_sent_a_day_or_more_before_the_first_door_and_can_be_declined(world):
    for each in world.notices:
        assert FIRST_DOOR - each.sent_at >= timedelta(hours=24)
        assert 9 <= each.sent_at.hour < 20
        assert each.has_decline_option
        assert each.visit_from_on == DAY
    assert 0 <= sum(each.was_declined for each in world.notices) < 15


def test_a_notice_speaks_the_borrowers_language_and_names_no_debt(world):
    language = {each.person_key: each.language for each in world.borrowers}
    assert {each.language for each in world.notices} == {"zh", "ko"}
    for each in world.notices:
        assert each.language == language[each.person_key]
        assert ("거절" in each.text) == (each.language == "ko")
        assert "欠" not in each.text
        assert "逾期" not in each.text


def test_every_notice_is_an_attempt_too(world):
    attempts = {
        (each.person_key, each.at)
        for each in world.attempts
        if each.purpose is Purpose.VISIT_NOTICE
    }
    assert attempts == {(each.person_key, each.sent_at) for each in world.notices}


def test_where_a_visit_is_announced_two_other_channels_have_failed(world):
    last = {}
    for each in world.attempts:
        if each.channel is not Channel.VISIT:
            last[each.person_key, each.channel] = each.disposition
    kept = [notice for notice in world.notices if not notice.was_declined]
    assert kept
    for notice in kept:
        failed = [
            channel
            for channel in (Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.LETTER)
            if last.get((notice.person_key, channel), Disposition.REPLIED) not in NOT_FAILED
        ]
        assert len(failed) >= 1 + (last[notice.person_key, Channel.SMS] not in NOT_FAILED)


def test_nobody_is_announced_a_visit_who_was_visited_lately_or_asked_visitors_to_leave(world):
    told = {each.person_key for each in world.notices}
    visits = [each for each in world.attempts if each.channel is Channel.VISIT]
    of_them = [each for each in visits if each.person_key in told]
    assert of_them
    assert max(each.at for each in of_them) < beijing_instant(DAY - timedelta(days=31), 0)
    assert not any(each.asked_to_leave for each in of_them)


def test_announced_homes_are_verified_and_nothing_stops_the_contact(world):
    told = {each.person_key for each in world.notices}
    flags = {text for text, _ in FLAG_REMARKS}
    for point in world.contact_points:
        if point.kind is PointKind.ADDRESS and point.person_key in told:
            assert point.verified_on is not None
    assert not any(each.remark in flags for each in world.accounts if each.person_key in told)
    assert not any(
        each.state is PromiseState.OPEN for each in world.promises if each.person_key in told
    )


TODAY = day_number(DAY)


def past(*rows):
    """Contacts of person 0, each (days ago, channel, disposition, asked to leave), in order."""
    days, channels, dispositions, asked = zip(*rows, strict=True)
    count = len(rows)
    outcome = Outcomes(
        disposition=np.array(dispositions, dtype=np.int8),
        is_reached=np.zeros(count, dtype=np.bool_),
        promised_fen=np.zeros(count, dtype=np.int64),
        promised_day=np.zeros(count, dtype=np.int32),
        asked_to_leave=np.array(asked, dtype=np.bool_),
        words=np.zeros(count),
    )
    day = TODAY - np.array(days, dtype=np.int64)
    channel = np.array(channels, dtype=np.int8)
    return PastContacts(np.zeros(count, dtype=np.intp), day, day * 0 + 600, channel, outcome)


CALL, VISIT = Channel.CALL, Channel.VISIT
MISSED, SPOKE, NOBODY = (
    Disposition.NO_ANSWER,
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.NOBODY_MET,
)


@pytest.mark.parametrize(
    ("rows", "may"),
    [
        ([(5, CALL, MISSED, False)], True),  # the last call failed
        ([(9, CALL, SPOKE, False), (5, CALL, MISSED, False)], True),  # only the last counts
        ([(9, CALL, MISSED, False), (5, CALL, SPOKE, False)], False),
        ([(5, Channel.SMS, Disposition.DELIVERED, False)], False),  # the notice is an SMS itself
        ([(5, Channel.LETTER, Disposition.POSTED, False)], True),  # posted and no answer
        ([(31, VISIT, NOBODY, False), (5, CALL, MISSED, False)], False),  # visited lately
        ([(32, VISIT, NOBODY, False), (5, CALL, MISSED, False)], True),
        (
            [(150, VISIT, Disposition.MET_BORROWER, True), (5, CALL, MISSED, False)],
            False,  # asked to leave, however long ago
        ),
    ],
)
def test_a_visit_is_announced_as_a_last_resort_only(rows, may):
    # Person 1 was never tried on any channel.
    assert may_be_announced(past(*rows), 2, TODAY).tolist() == [may, False]

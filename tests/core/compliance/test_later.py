import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import (
    BORROWER,
    CALENDAR,
    NO,
    RULEBOOK,
    YES,
    at,
    attempt,
    contact,
    day,
    history,
    judged,
    visit,
)

from doorstep.compliance.asked.tables import ConsentColumns, VulnerabilityColumns, WishColumns
from doorstep.compliance.decide import judge
from doorstep.compliance.later import next_allowed, next_allowed_at
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import rulebook_on
from doorstep.compliance.words import ConsentKind, Jurisdiction, Stage
from doorstep.terms.codes import Channel, Disposition, Provenance, Verdict
from doorstep.terms.local_time import NO_INSTANT


def later(request, *past):
    found = next_allowed_at(request, history(*past), RULEBOOK, CALENDAR)[0]
    return None if found == NO_INSTANT else int(found)


TALKS = [attempt(f"08:0{i}", disposition=Disposition.RIGHT_PARTY_CONTACT) for i in range(3)]
VISITED = attempt("11:00", "2026-03-03", channel=Channel.VISIT, disposition=Disposition.NOBODY_MET)


@pytest.mark.parametrize(
    ("request_", "past", "wanted"),
    [
        (contact("23:00"), [], at("08:00", "2026-03-05")),  # when the night is over
        (contact("06:59"), [], at("08:00")),  # the same morning
        (visit("08:00"), [], at("09:00")),  # when doors open
        (visit("20:00"), [], at("09:00", "2026-03-05")),
        (contact(), TALKS, at("08:00", "2026-03-05")),  # a new day, a new count
        (visit(), [VISITED], at("11:00", "2026-03-10")),  # seven days by day and by hour
        (visit(on="2026-03-07"), [], at("09:00", "2026-03-09")),  # Monday
        (visit(on="2026-02-14"), [VISITED], None),  # allowed: a make-up workday
        (visit(on="2026-02-17"), [], at("09:00", "2026-02-24")),  # after the holidays
        (contact(provenance=Provenance.BOUGHT), [], None),  # waiting does not help
        (contact(is_paused=YES), [], None),
        (visit(stage=Stage.AT_DOOR, is_asked_to_leave=True), [], None),  # never at the door
    ],
)
def test_the_earliest_later_instant_is_found(request_, past, wanted):
    assert later(request_, *past) == wanted


def test_the_length_of_a_notice_grows_while_waiting_if_its_instant_is_known():
    noticed = visit(notice_at=at("15:00", "2026-03-03"))
    assert judged(noticed).refused_by(0) == ("HP-VISIT-NOTICE",)
    assert later(noticed) == at("15:00")
    assert later(visit(notice_seconds_before=3600)) is None  # a fixed time does not grow


def test_a_pause_ends_but_a_hold_is_no_leave():
    columns = {"person_id": BORROWER, "noted_day": day("2026-03-01")}
    paused = VulnerabilityColumns.build(1, **columns)
    assert later(contact(vulnerabilities=paused)) is None  # nobody has looked
    reviewed = VulnerabilityColumns.build(1, **columns, is_reviewed=True)
    assert later(contact(vulnerabilities=reviewed)) == at("08:00", "2026-04-01")


@pytest.mark.parametrize(
    ("clock", "on", "wanted"),
    [
        ("07:00", "2026-01-29", at("08:00", "2026-01-29")),  # the rule about devices comes later
        ("23:00", "2026-01-29", None),  # it has come by the morning, and waiting does not help
    ],
)
def test_the_law_moves_along(clock, on, wanted):
    own_phone = {"uses_private_device": YES, "may_use_private_device": NO}
    assert later(contact(clock, on, **own_phone)) == wanted


def test_a_consent_that_begins_tomorrow_is_tried():
    agreed = ConsentColumns.build(
        1,
        person_id=BORROWER,
        kind=ConsentKind.QUIET_HOURS,
        from_second=6 * 3600 + 1800,
        to_second=8 * 3600,
        given_at=at("12:00"),
    )
    assert later(contact("23:00", consents=agreed)) == at("06:30", "2026-03-05")


def test_the_first_hour_that_the_borrower_does_not_mind_is_tried():
    wish = {"from_second": 16 * 3600, "to_second": 18 * 3600, "is_only": True}
    request = contact(
        "11:00",
        zone_sets=(("Asia/Seoul",),),
        jurisdictions=int(Jurisdiction.KR),
        wishes=WishColumns.build(1, person_id=BORROWER, **wish),
        is_suspended=NO,
        is_expired=NO,
    )
    book = rulebook_on(RULEBOOK.on, "KR")
    found = next_allowed_at(request, history(), book, CALENDAR)[0]
    assert found == at("15:00")  # four in the afternoon in Seoul


def test_what_becomes_known_only_later_stays_unseen():
    unseen = attempt("11:00", channel=Channel.VISIT, disposition=Disposition.MET_BORROWER)
    assert later(visit("08:00"), unseen) == at("09:00")


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    second=st.integers(0, 86_399),
    ago=st.lists(st.integers(0, 9 * 86_400), max_size=4),
    is_visit=st.booleans(),
)
def test_nothing_earlier_on_the_quarter_hours_is_allowed(second, ago, is_visit):
    make = visit if is_visit else contact
    request = make(at=at("00:00") + second)
    moment = at("00:00") + second
    channel = Channel.VISIT if is_visit else Channel.CALL
    met = Disposition.MET_BORROWER if is_visit else Disposition.RIGHT_PARTY_CONTACT
    past = history(
        *[
            attempt("00:00", at=moment - s, received_at=moment - s, channel=channel,
                    disposition=met)
            for s in ago
        ]
    )  # fmt: skip
    assume(judge(request, past, RULEBOOK, CALENDAR).verdict(0) is Verdict.DENY)
    found = next_allowed_at(request, past, RULEBOOK, CALENDAR, days=9)[0]
    end = moment + 9 * 86_400 if found == NO_INSTANT else int(found)
    grid = np.arange(moment + 1, end, 900)
    assume(len(grid))
    tried = request.take(np.zeros(len(grid), dtype=np.intp)).moved_to(grid)
    assert not judge(tried, past, RULEBOOK, CALENDAR).is_allowed.any()
    then = request.moved_to(np.array([moment if found == NO_INSTANT else found]))
    assert judge(then, past, RULEBOOK, CALENDAR).is_allowed[0] == (found != NO_INSTANT)


def test_many_requests_are_answered_as_if_each_were_alone():
    clocks = ["23:00", "07:00", "12:00", "08:00"]
    single = [contact(clock) for clock in clocks]
    columns = {
        name: np.concatenate([getattr(request.contact, name) for request in single])
        for name in ("at", "known_at")
    }
    together = single[0].take(np.zeros(4, dtype=np.intp)).moved_to(columns["at"])
    found = next_allowed_at(together, history(), RULEBOOK, CALENDAR)
    assert found.tolist() == [at("08:00", "2026-03-05"), at("08:00"), NO_INSTANT, NO_INSTANT]
    assert next_allowed(together, 0, history(), RULEBOOK, CALENDAR).timestamp() == found[0]


def test_a_request_of_an_unknown_place_is_never_promised_anything():
    assert later(contact("23:00", jurisdictions=0)) is None
    assert isinstance(contact(), ContactRequests)

"""Who visits with whom, and when and where does their day begin?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import NewShift, add_pair, add_shift, end_pair
from doorstep_desk.staff.queries import pair_of_agent, pairs, shifts_on

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 26)


@pytest.fixture
def pair(cast):
    return add_pair(
        actor=cast.lead, letter="甲", first_id=cast.agent.staff_id,
        second_id=cast.partner.staff_id, at=AT,
    )  # fmt: skip


@pytest.fixture
def shift(pair) -> NewShift:
    return NewShift(pair.id, DAY, 9 * 60, 18 * 60, 42.9, 129.5, 12)


def test_agents_make_no_pairs_and_no_shifts(cast, shift):
    with pytest.raises(Refused, match="role"):
        add_pair(actor=cast.agent, letter="乙", first_id=1, second_id=2, at=AT)
    with pytest.raises(Refused, match="role"):
        add_shift(actor=cast.agent, new=shift, at=AT)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("agent", "agent"),  # one person is no pair
        ("agent", "stranger"),  # of two agencies
        ("agent", "analyst"),  # does not visit
        ("stranger", "rival"),  # both of another agency
    ],
)
def test_these_two_are_no_pair(cast, first, second):
    ids = getattr(cast, first).staff_id, getattr(cast, second).staff_id
    with pytest.raises(Refused) as refused:
        add_pair(actor=cast.lead, letter="乙", first_id=ids[0], second_id=ids[1], at=AT)
    assert refused.value.code == "pair-members"


@pytest.mark.parametrize("letter", ["", "   ", "第一小组甲"])
def test_a_pair_has_a_short_name(cast, letter):
    with pytest.raises(Malformed):
        add_pair(actor=cast.lead, letter=letter, first_id=1, second_id=2, at=AT)


def test_two_active_pairs_do_not_share_a_letter(cast, pair):
    options = {"first_id": cast.agent.staff_id, "second_id": cast.lead.staff_id, "at": AT}
    with pytest.raises(Refused, match="already"):
        add_pair(actor=cast.lead, letter="甲", **options)
    end_pair(actor=cast.lead, pair_id=pair.id, at=AT)
    assert add_pair(actor=cast.lead, letter="甲", **options).id != pair.id


@pytest.mark.parametrize(
    "change",
    [
        {"starts_minute": 1080},  # ends as it begins
        {"starts_minute": -1},
        {"ends_minute": 1441},  # after midnight
        {"latitude": 90.1},
        {"longitude": -181.0},
        {"max_visits": 31},
        {"max_visits": -1},
    ],
)
def test_hours_places_and_numbers_that_cannot_be_are_told(cast, shift, change):
    with pytest.raises(Malformed):
        add_shift(actor=cast.lead, new=replace(shift, **change), at=AT)
    assert shifts_on(DAY) == []


def test_a_pair_is_on_shift_once_a_day(cast, shift):
    add_shift(actor=cast.lead, new=shift, at=AT)
    with pytest.raises(Refused, match="on shift on 2026-11-26 already"):
        add_shift(actor=cast.lead, new=shift, at=AT)


def test_another_agency_neither_sees_nor_moves_the_pair(cast, pair, shift):
    add_shift(actor=SYSTEM, new=shift, at=AT)
    with acting_as(cast.rival):
        assert pairs() == []
        assert shifts_on(DAY) == []
        for act in (
            lambda: add_shift(actor=cast.rival, new=replace(shift, on=AT.date()), at=AT),
            lambda: end_pair(actor=cast.rival, pair_id=pair.id, at=AT),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.code == "not-found"


def test_the_day_knows_who_is_on_shift(cast, pair, shift):
    added = add_shift(actor=cast.lead, new=shift, at=AT)
    with acting_as(cast.agent):
        assert shifts_on(DAY) == [added]
        assert pair_of_agent(cast.partner.staff_id) == pair
    assert pair_of_agent(cast.analyst.staff_id) is None
    assert added.pair.first.username == "agent"
    end_pair(actor=cast.lead, pair_id=pair.id, at=AT)
    assert shifts_on(DAY) == []
    assert pair_of_agent(cast.agent.staff_id) is None

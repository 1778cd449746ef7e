"""Does a whole list come in at once, or not at all?"""

from datetime import UTC, date, datetime

import pytest

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import import_staff, sign_in
from doorstep_desk.staff.models import Staff
from doorstep_desk.staff.queries import StaffSeen, shifts_on, staff_seen
from doorstep_desk.staff.roster import RosterRow, read_roster

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
HEAD = "username,name,role,pair,shift_from,shift_to,starts,ends,latitude,longitude,max_visits\n"


def rows(*lines: str) -> list[RosterRow]:
    return read_roster((HEAD + "\n".join(lines)).encode())


GOOD = (
    "lin,林安,agent,丙,2026-12-01,2026-12-03,9:00,18:00,42.9,129.5,12",
    "sun,孙平,agent,丙,,,,,,,",
    "qiu,秋收,analyst,,,,,,,,",
)


def take(cast, *lines: str):
    with acting_as(cast.admin):
        return import_staff(
            actor=cast.admin, organisation_id=cast.agency_id, rows=rows(*lines), at=AT
        )


@pytest.mark.parametrize("role", ["agent", "lead", "analyst", "compliance"])
def test_only_an_administrator_imports(cast, role):
    with pytest.raises(Refused, match="role"):
        import_staff(
            actor=getattr(cast, role), organisation_id=cast.agency_id, rows=rows(*GOOD), at=AT
        )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("agent,重名,agent,,,,,,,,", "row 5: The user name agent is taken"),
        ("Bad Name,名,agent,,,,,,,,", "row 5: the user name 'bad name'"),
        ("boss,名,boss,,,,,,,,", "row 5: boss: the role"),
    ],
)
def test_one_bad_row_and_nothing_comes_in(cast, line, said):
    before = Staff.objects.count()
    with pytest.raises(Malformed, match=said):
        take(cast, *GOOD, line)
    assert Staff.objects.count() == before
    assert shifts_on(date(2026, 12, 1)) == []


def test_all_bad_rows_are_told(cast):
    with pytest.raises(Malformed) as told:
        take(cast, "agent,重名,agent,,,,,,,,", GOOD[2], "lead,重名,lead,,,,,,,,")
    assert [problem.split(":")[0] for problem in told.value.problems] == ["row 2", "row 4"]


def test_a_pair_of_somebody_who_does_not_visit_is_told(cast):
    with pytest.raises(Malformed, match="row 2: Only agents and leads visit"):
        take(cast, "lin,林安,agent,丙,,,,,,,", "qiu,秋收,analyst,丙,,,,,,,")


def test_everybody_comes_in_with_a_password_for_one_use(cast):
    done = take(cast, *GOOD)
    assert set(done.passwords) == {"lin", "sun", "qiu"}
    assert (done.pairs, done.shifts) == (["丙"], 3)
    assert [shift.pair.letter for shift in shifts_on(date(2026, 12, 3))] == ["丙"]
    assert Staff.objects.get(username="lin").must_change_password
    assert len({person.id for person in staff_seen(cast.agency_id)}) == 9
    came = sign_in(username="lin", password=done.passwords["lin"], address="a", at=AT)
    assert isinstance(came, StaffSeen)


def test_no_password_shows_in_print_or_in_the_log(cast):
    done = take(cast, *GOOD)
    with acting_as(cast.admin):
        logged = entries_for(f"organisation:{cast.agency_id}")[0]
    for secret in done.passwords.values():
        assert secret not in repr(done)
        assert secret not in str(logged)
    assert logged.details == {"people": 3, "pairs": 1, "shifts": 3}

"""Who keeps the team, and does everything that is noted about somebody count on its days?"""

from datetime import timedelta

import pytest
from tests.app.portfolio import DAY, NOON, place
from tests.app.red_lines.trying import signed

from doorstep.terms.codes import Channel
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.permits.bounds import AWAY, CERTIFICATE
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions.absences import NewAbsence, note_absence, withdraw_absence
from doorstep_desk.staff.actions.add_pair import NewShift, add_pair, add_shift
from doorstep_desk.staff.actions.certificates import (
    NewCertificate,
    add_certificate,
    need_certificate,
    revoke_certificate,
)
from doorstep_desk.staff.actions.pairing import exclude_pair, lift_exclusion, set_day_pairs
from doorstep_desk.staff.actions.profile import Profile, change_profile
from doorstep_desk.staff.models import Shift, Staff
from doorstep_desk.staff.queries import shifts_on
from doorstep_desk.staff.team import (
    absences,
    away_on,
    certificates_of,
    exclusions,
    fitness_on,
    member,
    valid_certificates,
    working_shifts,
)

TODAY = NOON.date()
PROFILE = Profile("李安", frozenset({"zh", "ko"}), frozenset({"driving"}), frozenset({"延吉市"}))


def changed(cast, actor, staff_id, profile=PROFILE):
    with acting_as(actor):
        change_profile(actor=actor, staff_id=staff_id, profile=profile, at=NOON)


def away(cast, staff_id, first=DAY, last=DAY, kind="leave", actor=None):
    actor = actor or cast.lead
    with acting_as(actor):
        return note_absence(actor=actor, absence=NewAbsence(staff_id, kind, first, last), at=NOON)


def certified(cast, staff_id, kind="visit", first=DAY, last=DAY, actor=None):
    actor = actor or cast.lead
    new = NewCertificate(staff_id, kind, first, last, "exam of the agency")
    with acting_as(actor):
        return add_certificate(actor=actor, new=new, at=NOON)


@pytest.fixture
def pair(cast):
    """Return a pair of agent and partner, on shift today."""
    made = add_pair(
        actor=cast.admin, letter="甲", first_id=cast.agent.staff_id,
        second_id=cast.partner.staff_id, at=NOON,
    )  # fmt: skip
    add_shift(actor=cast.admin, at=NOON, new=NewShift(made.id, DAY, 540, 1080, 42.9, 129.5, 12))
    return made


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "rival"])
def test_who_does_not_lead_or_administer_changes_nobody(cast, who):
    with pytest.raises(Refused):
        changed(cast, getattr(cast, who), cast.agent.staff_id)
    with pytest.raises(Refused):
        away(cast, cast.agent.staff_id, actor=getattr(cast, who))
    assert member(cast.agency_id, cast.agent.staff_id).skills == frozenset()


def test_what_somebody_can_is_kept_and_only_known_skills_are(cast):
    changed(cast, cast.lead, cast.agent.staff_id)
    found = member(cast.agency_id, cast.agent.staff_id)
    assert (found.skills, found.territories) == ({"driving"}, {"延吉市"})
    assert found.person.languages == {"zh", "ko"}
    wrong = Profile(" ", frozenset({"chinese"}), frozenset({"toughness"}), frozenset())
    with pytest.raises(Malformed) as told:
        changed(cast, cast.lead, cast.agent.staff_id, wrong)
    assert len(told.value.problems) == 3
    assert entries_for(f"staff:{cast.agent.staff_id}")[0].verb == "staff.changed"


def test_nobody_of_another_agency_is_seen_or_changed(cast):
    assert member(cast.agency_id, cast.stranger.staff_id) is None
    with pytest.raises(Refused, match="no member"):
        changed(cast, cast.lead, cast.stranger.staff_id)


@pytest.mark.parametrize(
    ("day", "is_away"),
    [
        (DAY - timedelta(days=1), False),
        (DAY, True),  # the first day
        (DAY + timedelta(days=2), True),  # the last
        (DAY + timedelta(days=3), False),
    ],
)
def test_an_absence_counts_from_its_first_to_its_last_day(cast, pair, day, is_away):
    away(cast, cast.agent.staff_id, DAY, DAY + timedelta(days=2))
    assert away_on(cast.agency_id, day) == ({cast.agent.staff_id} if is_away else set())


def test_a_pair_of_which_one_is_away_goes_again_when_the_note_is_withdrawn(cast, pair):
    assert [each.pair.id for each in working_shifts(DAY, cast.agency_id)] == [pair.id]
    noted = away(cast, cast.partner.staff_id)
    assert working_shifts(DAY, cast.agency_id) == []
    with acting_as(cast.lead):
        withdraw_absence(actor=cast.lead, absence_id=noted, at=NOON)
    assert len(working_shifts(DAY, cast.agency_id)) == 1
    assert absences(cast.agency_id, DAY) == []


def test_days_that_are_noted_already_are_not_noted_twice(cast):
    away(cast, cast.agent.staff_id, DAY, DAY + timedelta(days=2))
    with pytest.raises(Refused) as refusal:
        away(cast, cast.agent.staff_id, DAY + timedelta(days=2), DAY + timedelta(days=4))
    assert refusal.value.code == "absence-overlaps"


@pytest.mark.parametrize(
    ("kind", "last"), [("holiday", DAY), ("leave", DAY - timedelta(days=1)),
                       ("leave", DAY + timedelta(days=400))]
)  # fmt: skip
def test_days_that_cannot_be_are_refused(cast, kind, last):
    with pytest.raises(Malformed):
        away(cast, cast.agent.staff_id, DAY, last, kind)


def test_who_is_away_gets_no_leave_for_a_contact_that_day(cast):
    (known,) = place(cast)
    away(cast, cast.agent.staff_id)
    agents = (cast.agent.staff_id,)
    assert signed(cast.agency_id, known, NOON, agents=agents) == AWAY
    assert signed(cast.agency_id, known, NOON + timedelta(days=1), agents=agents) == ""


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (DAY - timedelta(days=1), False),
        (DAY, True),  # the day of issue
        (DAY + timedelta(days=9), True),  # the last day
        (DAY + timedelta(days=10), False),
    ],
)
def test_a_certificate_is_valid_from_issue_to_expiry(cast, day, holds):
    certified(cast, cast.agent.staff_id, "privacy", DAY, DAY + timedelta(days=9))
    kinds = valid_certificates(cast.agency_id, day)[cast.agent.staff_id]
    assert ("privacy" in kinds) is holds


def test_a_certificate_that_was_taken_back_counts_for_nothing_and_stays_on_file(cast):
    given = certified(cast, cast.agent.staff_id, "privacy")
    with acting_as(cast.lead):
        revoke_certificate(actor=cast.lead, certificate_id=given, at=NOON)
    assert "privacy" not in valid_certificates(cast.agency_id, DAY)[cast.agent.staff_id]
    assert certificates_of(cast.agent.staff_id)[0].revoked_at == NOON


def test_a_visiting_certificate_sets_the_day_that_the_law_reads(cast):
    given = certified(cast, cast.agent.staff_id, "visit", DAY, DAY + timedelta(days=30))
    row = Staff.objects.get(pk=cast.agent.staff_id)
    assert row.certificate_valid_until == DAY + timedelta(days=30)
    with acting_as(cast.lead):
        revoke_certificate(actor=cast.lead, certificate_id=given, at=NOON)
    row.refresh_from_db()
    assert row.certificate_valid_until == DAY - timedelta(days=1)


def test_a_lapsed_visiting_certificate_keeps_the_pair_at_home_and_its_leave_unsigned(cast, pair):
    (known,) = place(cast)
    Staff.objects.filter(pk=cast.partner.staff_id).update(
        certificate_valid_until=DAY - timedelta(days=1)
    )
    assert working_shifts(DAY, cast.agency_id) == []
    agents = (cast.agent.staff_id, cast.partner.staff_id)
    visit = {"channel": Channel.VISIT, "agents": agents}
    assert signed(cast.agency_id, known, NOON, **visit) == CERTIFICATE
    assert signed(cast.agency_id, known, NOON, agents=agents[1:]) == "", "a call needs none"


@pytest.mark.parametrize(("channel", "rule"), [(Channel.CALL, CERTIFICATE), (Channel.SMS, "")])
def test_a_need_that_was_written_down_withholds_leave_on_its_channel_alone(cast, channel, rule):
    (known,) = place(cast)
    with acting_as(cast.compliance):
        need_certificate(
            actor=cast.compliance, kind="privacy", channel=Channel.CALL, from_on=DAY, at=NOON
        )
    agents = (cast.agent.staff_id,)
    assert signed(cast.agency_id, known, NOON, channel=channel, agents=agents) == rule
    certified(cast, cast.agent.staff_id, "privacy")
    assert signed(cast.agency_id, known, NOON, channel=channel, agents=agents) == ""


@pytest.mark.parametrize("who", ["agent", "analyst"])
def test_nobody_certifies_themselves(cast, who):
    with pytest.raises(Refused, match="role"):
        certified(cast, cast.agent.staff_id, actor=getattr(cast, who))


def test_who_never_goes_together_is_kept_once_with_its_reason(cast):
    first, second = cast.agent.staff_id, cast.partner.staff_id
    said = {"actor": cast.lead, "at": NOON, "because": "asked not to"}
    with acting_as(cast.lead):
        kept = exclude_pair(first_id=second, second_id=first, **said)
        with pytest.raises(Refused, match="already"):
            exclude_pair(first_id=first, second_id=second, **said)
        with pytest.raises(Refused, match="why"):
            exclude_pair(first_id=first, second_id=second, **{**said, "because": " "})
        assert [each.because for each in exclusions(cast.agency_id)] == ["asked not to"]
        with pytest.raises(Refused, match="never sent together"):
            set_day_pairs(actor=cast.lead, on=DAY, couples=[(first, second)], at=NOON)
        lift_exclusion(actor=cast.lead, exclusion_id=kept, at=NOON)
    assert exclusions(cast.agency_id) == []


def test_the_pairs_of_a_day_take_the_hours_of_those_that_stay_at_home(cast, pair):
    couple = (cast.agent.staff_id, cast.lead.staff_id)
    with acting_as(cast.lead):
        (new,) = set_day_pairs(actor=cast.lead, on=DAY, couples=[couple], at=NOON)
    (shift,) = shifts_on(DAY, cast.agency_id)
    assert (shift.pair.id, shift.starts_minute, shift.pair.letter) == (new, 540, "乙")
    assert Shift.objects.get(pair_id=pair.id).called_off_at == NOON
    back = (cast.agent.staff_id, cast.partner.staff_id)
    with acting_as(cast.lead):
        assert set_day_pairs(actor=cast.lead, on=DAY, couples=[back], at=NOON) == [pair.id]
    assert [each.pair.id for each in shifts_on(DAY, cast.agency_id)] == [pair.id]


def test_pairs_that_cannot_be_leave_the_day_as_it_was(cast, pair):
    agent, partner, lead = cast.agent.staff_id, cast.partner.staff_id, cast.lead.staff_id
    away(cast, partner)
    for couples, code in (
        ([(agent, lead), (agent, cast.compliance.staff_id)], "pair-twice"),
        ([(agent, partner)], "pair-unfit"),
        ([(agent, cast.compliance.staff_id)], "pair-members"),
    ):
        with acting_as(cast.lead), pytest.raises(Refused) as refusal:
            set_day_pairs(actor=cast.lead, on=DAY, couples=couples, at=NOON)
        assert refusal.value.code == code
    assert [each.pair.id for each in shifts_on(DAY, cast.agency_id)] == [pair.id]


def test_without_any_shift_nobody_knows_when_a_day_begins(cast):
    couple = (cast.agent.staff_id, cast.partner.staff_id)
    with acting_as(cast.lead), pytest.raises(Refused) as refusal:
        set_day_pairs(actor=cast.lead, on=DAY, couples=[couple], at=NOON)
    assert refusal.value.code == "shift-unknown"


@pytest.mark.parametrize("kind", ["visit", "privacy"])
def test_the_planner_and_the_gate_agree_about_a_needed_certificate(cast, pair, kind):
    agents = (cast.agent.staff_id, cast.partner.staff_id)
    Staff.objects.filter(pk__in=agents).update(certificate_valid_until=None)
    with acting_as(cast.compliance):
        need_certificate(
            actor=cast.compliance, kind=kind, channel=Channel.VISIT, from_on=DAY, at=NOON
        )
    said = []
    for newly in ((), agents[:1], agents[1:]):
        for one in newly:
            certified(cast, one, kind)
        may = fitness_on(cast.agency_id, DAY).may_visit(agents)
        said.append((may, bool(working_shifts(DAY, cast.agency_id))))
    assert said == [(False, False), (False, False), (True, True)]

"""Who may take an exam, what does a pass give, and when does it stop counting?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.app.portfolio import DAY, NOON, place
from tests.app.red_lines.trying import signed

from doorstep.compliance.house.policy import HousePolicy, rulebook_with
from doorstep.terms.codes import Channel
from doorstep.training.reading import courses
from doorstep.training.standing import marks_on, terms_on
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.bounds import CERTIFICATE
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions.add_pair import NewShift, add_pair, add_shift
from doorstep_desk.staff.actions.certificates import (
    NewCertificate,
    add_certificate,
    earn_certificate,
    end_need,
)
from doorstep_desk.staff.models import Staff
from doorstep_desk.staff.team import (
    certificates_of,
    needs_seen,
    valid_certificates,
    working_shifts,
)
from doorstep_desk.training.actions.needs import adopt_proposed_needs
from doorstep_desk.training.actions.reopen import reopen_courses
from doorstep_desk.training.actions.sit_exam import Paper, sit_exam
from doorstep_desk.training.models import Exam
from doorstep_desk.training.queries import exam_of, exams_of
from doorstep_desk.training.standings import own_standings, team_standings

YEAR = timedelta(days=364)


def right_answers(key):
    return {number: each.right for number, each in enumerate(courses()[key].questions, 1)}


def taken(actor, key, at=NOON, **changed):
    paper = Paper(key, courses()[key].edition, right_answers(key))
    with acting_as(actor):
        return sit_exam(actor=actor, paper=replace(paper, **changed), at=at)


def reopened(cast, on=DAY, at=NOON):
    runner = day_runner(cast.agency_id)
    with acting_as(runner):
        return reopen_courses(actor=runner, on=on, at=at)


def rules_changed_since(key):
    """Let the rules behind a course be others than those of an earlier exam."""
    course = courses()[key]
    changed = {**Exam.objects.latest("taken_at").marks, next(iter(course.rules)): "0" * 12}
    old = Exam.objects.latest("taken_at")
    Exam.objects.bulk_create(
        [Exam(id=new_id(), agency_id=old.agency_id, staff_id=old.staff_id, course=key,
                 edition=old.edition, answers=old.answers, is_passed=True,
                 rulebook=old.rulebook, marks=changed, certificate_id=old.certificate_id,
                 taken_at=old.taken_at)]
    )  # fmt: skip


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_contacts_nobody_takes_no_exam(cast, who):
    with pytest.raises(Refused, match="role"):
        taken(getattr(cast, who), "calm")
    assert not Exam.objects.exists()


def test_a_course_that_does_not_exist_is_refused(cast):
    with pytest.raises(Refused, match="no course"):
        taken(cast.agent, "calm", course="rhetoric")


def test_a_course_that_was_renewed_meanwhile_is_read_again_first(cast):
    with pytest.raises(Refused) as refusal:
        taken(cast.agent, "calm", edition=date(2026, 1, 1))
    assert refusal.value.code == "course-renewed"


def test_every_question_without_an_answer_is_named_and_nothing_is_kept(cast):
    with pytest.raises(Malformed) as told:
        taken(cast.agent, "calm", answers={1: 1, 3: 7})
    assert len(told.value.problems) == 4
    assert not Exam.objects.exists()


def test_nobody_earns_for_another_and_nobody_reads_anothers_exam(cast):
    new = NewCertificate(cast.partner.staff_id, "calm", DAY, DAY, "exam")
    with acting_as(cast.agent), pytest.raises(Refused, match="own exam"):
        earn_certificate(actor=cast.agent, new=new, at=NOON)
    kept = taken(cast.agent, "calm")
    for other in (cast.partner, cast.lead, cast.rival):
        with acting_as(other), pytest.raises(Refused, match="no such exam"):
            exam_of(other.staff_id, kept)


def test_an_exam_that_is_not_passed_is_kept_and_gives_nothing(cast):
    answers = {number: place % 3 + 1 for number, place in right_answers("calm").items()}
    kept = taken(cast.agent, "calm", answers=answers)
    assert not exam_of(cast.agent.staff_id, kept).is_passed
    assert certificates_of(cast.agent.staff_id) == []


def test_a_pass_gives_a_certificate_for_a_year_and_both_are_written_down(cast):
    kept = taken(cast.agent, "calm")
    (given,) = certificates_of(cast.agent.staff_id)
    assert (given.kind, given.issued_on, given.expires_on) == ("calm", DAY, DAY + YEAR)
    assert exam_of(cast.agent.staff_id, kept).is_passed
    verbs = [entry.verb for entry in entries_for(f"staff:{cast.agent.staff_id}")]
    assert verbs[:2] == ["exam.taken", "certificate.earned"]
    assert [each.exam_id for each in exams_of(cast.agent.staff_id)] == [kept]


def test_a_visiting_certificate_written_down_by_hand_goes_on_counting_beside_an_exam(cast):
    taken(cast.agent, "conduct")
    row = Staff.objects.get(pk=cast.agent.staff_id)
    assert row.certificate_valid_until == date(2027, 12, 31)
    Staff.objects.filter(pk=cast.partner.staff_id).update(certificate_valid_until=None)
    taken(cast.partner, "conduct")
    row = Staff.objects.get(pk=cast.partner.staff_id)
    assert row.certificate_valid_until == DAY + YEAR


def test_while_no_rule_changed_nothing_is_reopened(cast):
    assert reopened(cast) == 0
    taken(cast.agent, "calm")
    assert reopened(cast) == 0
    assert certificates_of(cast.agent.staff_id)[0].counts_until is None


@pytest.mark.parametrize(
    ("after", "holds"),
    [
        (0, True),
        (14, True),  # the last day of grace
        (15, False),
    ],
)
def test_a_changed_rule_lets_a_pass_count_for_the_grace_only(cast, after, holds):
    taken(cast.agent, "calm")
    rules_changed_since("calm")
    assert reopened(cast) == 1
    assert reopened(cast, DAY + timedelta(days=1)) == 1, "the grace does not begin again"
    kinds = valid_certificates(cast.agency_id, DAY + timedelta(days=after))
    assert ("calm" in kinds.get(cast.agent.staff_id, ())) is holds
    assert terms_on(DAY).grace_days == 14
    limits = [e for e in entries_for(f"staff:{cast.agent.staff_id}") if "limited" in e.verb]
    assert len(limits) == 1


def test_whoever_takes_a_reopened_course_again_holds_it_again(cast):
    taken(cast.agent, "calm")
    rules_changed_since("calm")
    reopened(cast)
    (first,) = [own_standings(cast.agency_id, cast.agent.staff_id, DAY)["calm"]]
    assert first.is_valid
    assert first.changed == (next(iter(courses()["calm"].rules)),)
    later = DAY + timedelta(days=20)
    assert not own_standings(cast.agency_id, cast.agent.staff_id, later)["calm"].is_valid
    taken(cast.agent, "calm", at=NOON + timedelta(days=20))
    now = team_standings(cast.agency_id, later)[cast.agent.staff_id]["calm"]
    assert (now.is_valid, now.changed, now.until) == (True, (), later + YEAR)


def test_a_certificate_written_down_by_hand_rests_on_no_course_and_is_never_reopened(cast):
    taken(cast.agent, "calm")
    rules_changed_since("calm")
    new = NewCertificate(cast.agent.staff_id, "calm", DAY, DAY + YEAR, "a school")
    with acting_as(cast.lead):
        add_certificate(actor=cast.lead, new=new, at=NOON)
    reopened(cast)
    later = DAY + timedelta(days=30)
    assert "calm" in valid_certificates(cast.agency_id, later)[cast.agent.staff_id]
    assert own_standings(cast.agency_id, cast.agent.staff_id, later)["calm"].is_valid


def test_a_visiting_certificate_that_was_reopened_ends_for_the_law_too(cast):
    Staff.objects.filter(pk=cast.agent.staff_id).update(certificate_valid_until=None)
    taken(cast.agent, "conduct")
    rules_changed_since("conduct")
    reopened(cast)
    row = Staff.objects.get(pk=cast.agent.staff_id)
    assert row.certificate_valid_until == DAY + timedelta(days=14)


def test_the_agencys_own_stricter_number_is_a_changed_rule(cast):
    taken(cast.agent, "calm")
    marks = Exam.objects.get().marks
    stricter = HousePolicy("HP-VISIT-LEN.minutes", 20, DAY, None, DAY, "shorter")
    now = marks_on(rulebook_with([stricter], DAY).entries, marks, DAY)
    assert [rule for rule in marks if marks[rule] != now[rule]] == ["HP-VISIT-LEN"]


@pytest.mark.parametrize("who", ["agent", "lead", "analyst"])
def test_only_compliance_and_administrators_say_what_work_needs(cast, who):
    actor = getattr(cast, who)
    with acting_as(actor), pytest.raises(Refused, match="role"):
        adopt_proposed_needs(actor=actor, from_on=DAY, at=NOON)


def test_without_the_courses_nobody_is_planned_and_no_leave_is_signed_until_all_are_passed(cast):
    (known,) = place(cast)
    made = add_pair(
        actor=cast.admin, letter="甲", first_id=cast.agent.staff_id,
        second_id=cast.partner.staff_id, at=NOON,
    )  # fmt: skip
    add_shift(actor=cast.admin, at=NOON, new=NewShift(made.id, DAY, 540, 1080, 42.9, 129.5, 12))
    with acting_as(cast.compliance):
        assert adopt_proposed_needs(actor=cast.compliance, from_on=DAY, at=NOON) == 8
        assert adopt_proposed_needs(actor=cast.compliance, from_on=DAY, at=NOON) == 0
    visit = {"channel": Channel.VISIT, "agents": (cast.agent.staff_id, cast.partner.staff_id)}
    assert signed(cast.agency_id, known, NOON, **visit) == CERTIFICATE
    assert working_shifts(DAY, cast.agency_id) == []
    for key in courses():
        taken(cast.agent, key)
    assert working_shifts(DAY, cast.agency_id) == [], "the partner has not passed"
    for key in courses():
        taken(cast.partner, key)
    assert len(working_shifts(DAY, cast.agency_id)) == 1
    assert signed(cast.agency_id, known, NOON, **visit) == ""


def test_a_need_can_be_ended_and_another_agencys_cannot(cast):
    with acting_as(cast.compliance):
        adopt_proposed_needs(actor=cast.compliance, from_on=DAY, at=NOON)
        need = needs_seen(cast.agency_id, DAY)[0]
        with pytest.raises(Refused, match="no such need"):
            end_need(actor=cast.compliance, need_id=new_id(), last_on=DAY, at=NOON)
        end_need(actor=cast.compliance, need_id=need.need_id, last_on=DAY, at=NOON)
        assert len(needs_seen(cast.agency_id, DAY + timedelta(days=1))) == 7

"""Does one case travel the whole loop: file, plan, door, promise, payment, follow-up, learning?

Nothing is prepared by the demonstration here: the file is a lender's, the people are staff of an
agency, and every step goes through the action that its page or command would call, in the name
of whoever would do it.
"""

from datetime import date, timedelta

import pytest
from tests.app.conftest import CAST_BEGAN_AT, member
from tests.app.demonstration import quiet
from tests.core.intake.lists import MAN, WOMAN, placement, text_file

from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import beijing_instant
from doorstep.terms.money import Money
from doorstep_desk.attempts.queries import history_of
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.cases.models import Account
from doorstep_desk.cases.queries import case_of, visible_cases
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.dayplans.queries import stops_of_staff
from doorstep_desk.decisions.queries import newest_decision
from doorstep_desk.declarations.actions import Stated, declare
from doorstep_desk.declarations.questions import AGENCY, LENDER
from doorstep_desk.followups.actions import finish_followup
from doorstep_desk.followups.queries import open_followups
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.notices.actions import NewNotice, keep_notices
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.actions import NewPayment, record_payment
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import NewShift, add_pair, add_shift
from doorstep_desk.visits.actions.record import Happened, record_call, record_visit
from doorstep_desk.workdays.actions.run_day import run_day

MONDAY, TUESDAY, DAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
OWED_FEN = 2_000_000


class Agency:
    """An agency on its first working days, with one lead and one pair."""

    def __init__(self) -> None:
        self.id = add_organisation(
            actor=SYSTEM, kind="agency", name="长白外访", at=CAST_BEGAN_AT
        ).id
        self.runner = day_runner(self.id)
        self.lead = member("lead", "lead", self.id)
        self.compliance = member("compliance", "compliance", self.id)
        self.agent = member("agent", "agent", self.id)
        partner = member("partner", "agent", self.id)
        pair = add_pair(
            actor=self.runner, letter="甲", first_id=self.agent.staff_id,
            second_id=partner.staff_id, at=CAST_BEGAN_AT,
        )  # fmt: skip
        for day in (DAY, THURSDAY, FRIDAY):
            shift = NewShift(pair.id, day, 9 * 60, 18 * 60, 42.9, 129.5, 8)
            add_shift(actor=self.runner, new=shift, at=CAST_BEGAN_AT)

    def imports(self, name: str, content: bytes, on: date = MONDAY) -> None:
        """Let the lead import a file in the morning."""
        sent = SentFile(name, content, on)
        with acting_as(self.lead):
            done = import_file(actor=self.lead, sent=sent, at=beijing_instant(on, 9))
        assert done.report["rows"]["rejected"] == 0

    def declares(self, on: date = MONDAY) -> None:
        """Let compliance state how the agency works and what its lenders wrote."""
        at = beijing_instant(on, 10)
        answers = {question.key: question.usual for question in AGENCY}
        with acting_as(self.compliance):
            declare(actor=self.compliance, stated=Stated(self.id, answers, on, "check"), at=at)
            for lender in lenders_of(self.id):
                theirs = {question.key: question.usual for question in LENDER}
                stated = Stated(lender.id, theirs, on, "letter of the lender")
                declare(actor=self.compliance, stated=stated, at=at)

    def calls_in_vain(self, case_id: int, on: date, hour: int) -> None:
        """Let the lead call and reach nobody."""
        at = beijing_instant(on, hour)
        call = Happened(
            record_id=new_id(), case_id=case_id, channel=Channel.CALL, at=at, met="nobody",
            disposition=Disposition.NO_ANSWER,
        )  # fmt: skip
        with acting_as(self.lead):
            record_call(actor=self.lead, happened=call, at=at)

    def announces(self, account: Account) -> None:
        """Let the lead note the letter that announced a visit."""
        notice = NewNotice(
            case_id=account.case_id, borrower_id=account.borrower_id, point_id=None,
            body="两位工作人员拟到访，不便请告知。", visits_from_on=DAY, visits_until_on=FRIDAY,
            sent_at=beijing_instant(TUESDAY, 8),
        )  # fmt: skip
        with acting_as(self.lead):
            keep_notices(
                actor=self.lead, notices=[notice], gateway="letter",
                at=beijing_instant(TUESDAY, 8),
            )  # fmt: skip

    def runs(self, on: date) -> dict:
        """Run a day at dawn."""
        with clock.fixed(beijing_instant(on, 6)):
            return run_day(actor=self.runner, on=on, watch=quiet())


@pytest.mark.django_db
def test_one_case_travels_the_loop():
    agency = Agency()

    # Import: two people, each verified as far as a file allows.
    usual = {"委案日期": "2026-11-23", "逾期天数": "45", "逾期金额": f"{OWED_FEN // 100}.00"}
    second = placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英", **usual)
    agency.imports("november.csv", text_file([placement(身份证号=MAN, **usual), second]))
    agency.declares()
    account = Account.objects.get(key="JJ0001")
    case = account.case_id

    # Before anything was tried or announced, the law lets nobody go there.
    tuesday = agency.runs(TUESDAY)
    assert (tuesday["cases"], tuesday["plan"]["visits"], tuesday["model"]) == (2, 0, None)
    assert {"HP-VISIT-LAST", "HP-VISIT-NOTICE"} <= set(tuesday["refused"])
    with acting_as(agency.agent):
        assert not visible_cases(agency.agent).exists()

    # Two channels in vain and an announcement with a way to decline.
    message = {"借据号": "JJ0001", "联络时间": "2026-11-23 11:00:00", "催收方式": "短信",
               "催收结果": "已发送", "通话记录": "提醒短信"}  # fmt: skip
    agency.imports("log.csv", text_file([message]), TUESDAY)
    agency.calls_in_vain(case, TUESDAY, 10)
    agency.announces(account)

    # Plan: one visit, to this case, with its reason; the agent sees it and nothing else.
    wednesday = agency.runs(DAY)
    assert wednesday["plan"]["visits"] == 1
    with acting_as(agency.agent):
        (stop,) = stops_of_staff(agency.agent, DAY)
        assert stop.case_id == case
        assert stop.reasons[0]["zh"]
        assert [row.pk for row in visible_cases(agency.agent)] == [case]

    # Visit: the borrower promises 600 yuan for Friday.
    came = beijing_instant(DAY, 0) + timedelta(minutes=stop.arrives_minute)
    happened = Happened(
        record_id=new_id(), case_id=case, channel=Channel.VISIT, at=came, met="borrower",
        disposition=Disposition.MET_BORROWER, reason="business_slow", promise_fen=60_000,
        promise_due_on=FRIDAY, point_id=stop.point_id, stop_id=stop.pk,
    )  # fmt: skip
    with acting_as(agency.agent):
        record_visit(actor=agency.agent, happened=happened, at=came + timedelta(minutes=15))

    # Payment: the money comes the same evening.
    paid = NewPayment(account.pk, case, "T1", DAY, 60_000)
    with acting_as(agency.lead):
        assert record_payment(
            actor=agency.lead, payment=paid, at=beijing_instant(DAY, 21), origin="office"
        )

    # Follow up: the next day keeps the promise, thanks, and counts what happened.
    thursday = agency.runs(THURSDAY)
    assert thursday["changed"] is True
    (thanks,) = open_followups(agency.id)
    assert (thanks.kind, thanks.case_id, thanks.owner_role) == ("thank", case, "agent")
    assert thanks.details == {"state": "kept", "paid_fen": 60_000}
    with acting_as(agency.lead):
        finish_followup(
            actor=agency.lead, followup_id=thanks.pk, note="已致谢",
            at=beijing_instant(THURSDAY, 10),
        )  # fmt: skip
    assert not open_followups(agency.id).exists()

    # Learn: the day after sees the visit, the promise and the smaller debt.
    decision = newest_decision(case)
    assert decision.assessment.on == THURSDAY
    assert decision.outstanding_fen == OWED_FEN - 60_000
    assert outstanding_of_case(case, THURSDAY) == Money(OWED_FEN - 60_000)
    assert thursday["plan"]["visits"] == 0
    assert decision.reason == "HP-VISIT-CAP"
    first = history_of(case_of(agency.lead, case).borrower_id)[0]
    assert (first.channel, first.disposition) == ("visit", "met_borrower")
    assert first.issued_chance == pytest.approx(stop.chance["p"])

    # And everything left its trace, in the order in which it happened.
    verbs = [entry.verb for entry in reversed(entries_for(f"case:{case}"))]
    wanted = [
        "case.imported", "treatment.chosen", "call.recorded", "permit.issued", "stop.planned",
        "attempt.executed", "promise.recorded", "stop.finished", "visit.recorded",
        "payment.recorded", "promise.kept", "followup.opened", "followup.finished",
    ]  # fmt: skip
    places = [verbs.index(verb) for verb in wanted if verb in verbs]
    assert set(wanted) <= set(verbs)
    assert places[0] == 0
    assert places[5:] == sorted(places[5:])

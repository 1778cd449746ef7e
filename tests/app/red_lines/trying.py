"""How does somebody try to cross a line through the doors of the synthetic store?"""

from datetime import datetime, timedelta

from tests.app.demonstration import DAY, Demonstration
from tests.app.doors import case_with, signed_in

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.queries import case_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.decisions.actions.ask_leave import Leave, ask_leave
from doorstep_desk.declarations.actions import Stated, declare
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue_permits
from doorstep_desk.plumbing.scope import acting_as

TEN = beijing_instant(DAY, 10)
SOON = timedelta(minutes=5)


def state(demo: Demonstration, about: str, key: str, answer: str) -> None:
    """Let compliance state how the agency, or each of its lenders, works from today on."""
    who = [demo.agency_id]
    if about == "lender":
        who = [lender.id for lender in lenders_of(demo.agency_id)]
    actor = demo.actor("compliance")
    for each in who:
        with acting_as(actor):
            declare(actor=actor, stated=Stated(each, {key: answer}, DAY, "a letter"), at=demo.at)


def leave_to_call(demo: Demonstration, at: datetime = TEN) -> Leave:
    """Ask leave for a call to somebody who is to be called today."""
    return leave_of(demo, case_with(demo.agency_id, DAY, treatment="call"), at)


def leave_of(demo: Demonstration, case_id: int, at: datetime = TEN) -> Leave:
    """Ask leave for a call on one case."""
    lead = demo.actor("lead")
    with acting_as(lead):
        asked = case_asked(case_of(lead, case_id), DAY, at)
        return ask_leave(actor=lead, asked=asked, at=at)


def against_a_visit(case_id: int, clock: str = "10:30") -> set[str]:
    """Return the rules that the page "may I?" names against a visit; empty when it is allowed."""
    asked = {"on": DAY.isoformat(), "clock": clock, "channel": "visit", "case": case_id}
    answer = signed_in("lead").get("/may-i", asked).context["page"].answer
    assert (answer.verdict == "allow") is (answer.against == ())
    return {each.rule for each in answer.against}


def signed(agency_id: int, known, at: datetime, **changed) -> str:
    """Ask the permits for leave as the day's run would, and return the rule against it or ""."""
    usual = {
        "case_id": known.case_id, "person_id": known.borrower_id, "point_id": 0,
        "channel": Channel.CALL, "purpose": Purpose.COLLECT, "starts_at": at,
        "ends_at": at + SHORT_LIFE, "expires_at": at + SHORT_LIFE,
    }  # fmt: skip
    (answer,) = issue_permits(
        actor=day_runner(agency_id), rulebook=rulebook_on(DAY), at=at,
        wanted=[WantedPermit(**(usual | changed))],
    )  # fmt: skip
    return "" if isinstance(answer, IssuedPermit) else answer.rule

"""What does the page of conduct show?"""

from datetime import datetime
from typing import Any

from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.pages.reporting.report import address_of
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.oversight.conduct import ConductLine, ConductPage
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.reports.asked import ReportAsked
from doorstep_desk.reports.conduct import conduct_statistics
from doorstep_desk.reports.periods import LENGTHS


def conduct_page(actor: Actor, asked: ReportAsked, now: datetime) -> ConductPage:
    """Return the numbers of the published schema, in words.

    Raises:
        Refused: The actor may not.
    """
    said = conduct_statistics(actor, asked, now)
    return ConductPage(asked.as_of, _lines(said), _filters(asked), query(address_of(asked)))


def _filters(asked: ReportAsked) -> tuple[Filter, ...]:
    chosen = {"as_of": asked.as_of.isoformat(), "days": str(asked.length)}
    lengths = [(str(n), say(f"{n} 天", f"{n} days")) for n in LENGTHS]
    return (filter_pill("days", lengths, chosen),)


def _lines(said: dict[str, Any]) -> tuple[ConductLine, ...]:
    contacts, harm, leave = said["contacts"], said["harm"], said["permits"]
    return (
        _line(say("在办案件", "Cases in work"), said["cases_in_work"]),
        _line(say("联系尝试", "Attempts to reach somebody"), contacts["attempts"]),
        _line(say("其中上门", "of these, visits"), contacts["visits"]),
        _line(say("其中电话", "of these, calls"), contacts["calls"]),
        _line(say("联系到本人", "Borrower reached in person"), contacts["right_party"]),
        _line(say("联系到第三人", "Third party reached"), contacts["third_party"]),
        _line(say("被请离开", "Asked to leave"), harm["asked_to_leave"]),
        _line(say("要求停止联系", "Requests not to be contacted"), harm["stop_requests"]),
        _line(say("投诉与债务异议", "Complaints and disputes"), harm["complaints"]),
        _line(say("违规联系", "Contacts at fault"), harm["breaches"]),
        _line(say("发出许可", "Permits issued"), leave["issued"]),
        _line(say("使用许可", "Permits used"), leave["used"]),
        _line(say("收回许可", "Permits taken back"), leave["cancelled"]),
    )


def _line(label: str, value: int) -> ConductLine:
    return ConductLine(label, value)

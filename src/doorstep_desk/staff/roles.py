"""Who may do what, and what does each address need? The one place to look.

``PERMISSIONS`` gives each role its words; an action asks for exactly one word. ``ROUTES`` gives
each address (by its view name) the word it needs, or ``PUBLIC``. Both deny by default: a word
that is not here is held by nobody, and the desk does not start with an address that is not here.
"""

from types import MappingProxyType
from typing import Final

PUBLIC: Final = "public"
SIGN_IN_ROUTE: Final = "office:sign_in"
PASSWORD_ROUTES: Final = ("office:change_password", "office:sign_out")
"""Where somebody may go whose first password has not been changed yet; the first is shown."""

_EVERYBODY: Final = frozenset({"desk.open", "case.read", "law.read", "password.change"})

_CASE_WORK: Final = frozenset(
    {
        "arrangement.agree",
        "arrangement.contest",
        "arrangement.propose",
        "attempt.record",
        "call.record",
        "case.pause",
        "complaint.record",
        "contact.stop",
        "contact_point.reveal",
        "contact_point.verify",
        "hardship.record",
        "permit.ask",
        "promise.record",
        "verification.read",
    }
)

_AGENT: Final = _EVERYBODY | _CASE_WORK | {"day.read_own", "visit.record"}

_LEAD: Final = (
    _AGENT
    | _CASE_WORK
    | {
        "arrangement.approve",
        "arrangement.follow",
        "calendar.propose",
        "attempt.correct",
        "attempt.execute",
        "attempt.import",
        "case.assign",
        "case.export",
        "case.resume",
        "day.print",
        "day.read",
        "day.run",
        "followup.finish",
        "followup.open",
        "followup.read",
        "import.undo",
        "ledger.post",
        "ledger.terms",
        "notice.record",
        "pair.add",
        "payment.record",
        "permit.issue",
        "placement.import",
        "plan.change",
        "practice.read",
        "policy.propose",
        "policy.read",
        "promise.settle",
        "recall.import",
        "profile.save",
        "report.read",
        "row.mend",
        "shift.add",
        "visitor.read",
        "visitor.settle",
    }
)

_ANALYST: Final = _EVERYBODY | {
    "attempt.import",
    "case.export",
    "contact.stop",
    "day.read",
    "followup.read",
    "ledger.post",
    "model.propose",
    "payment.record",
    "practice.read",
    "placement.import",
    "policy.read",
    "recall.import",
    "profile.save",
    "report.read",
    "row.mend",
    "verification.read",
}

_COMPLIANCE: Final = _EVERYBODY | {
    "arrangement.approve",
    "arrangement.contest",
    "attempt.correct",
    "audit.read",
    "calendar.approve",
    "calendar.propose",
    "case.export",
    "case.pause",
    "case.resume",
    "complaint.answer",
    "practice.declare",
    "practice.read",
    "complaint.record",
    "contact.stop",
    "contact_point.reveal",
    "day.print",
    "day.read",
    "followup.read",
    "model.promote",
    "policy.approve",
    "policy.propose",
    "policy.read",
    "report.read",
    "visitor.read",
    "visitor.settle",
    "verification.read",
}

_ADMIN: Final = _EVERYBODY | {
    "organisation.add",
    "pair.add",
    "shift.add",
    "staff.add",
    "practice.declare",
    "practice.read",
    "staff.change",
    "staff.import",
}

PERMISSIONS: Final = MappingProxyType(
    {
        "agent": _AGENT,
        "lead": _LEAD,
        "analyst": _ANALYST,
        "compliance": _COMPLIANCE,
        "admin": _ADMIN,
    }
)

ROUTES: Final = MappingProxyType(
    {
        "field:day": "day.read_own",
        "field:number": "day.read_own",
        "field:record": "visit.record",
        "field:recorded": "day.read_own",
        "field:stop": "day.read_own",
        "livez": PUBLIC,
        "office:agree_arrangement": "arrangement.agree",
        "office:approvals": "arrangement.approve",
        "office:approve_day": "calendar.approve",
        "office:ask_leave": "permit.ask",
        "office:approve_policy": "policy.approve",
        "office:arrange": "arrangement.propose",
        "office:calendar": "law.read",
        "office:case": "case.read",
        "office:cases": "case.read",
        "office:change_password": "password.change",
        "office:changes": "law.read",
        "office:contest_arrangement": "arrangement.contest",
        "office:correct": "attempt.correct",
        "office:day_progress": "day.run",
        "office:cancel_import": "placement.import",
        "office:import_rows_xlsx": "placement.import",
        "office:mend_row": "row.mend",
        "office:publish_import": "placement.import",
        "office:save_profile": "profile.save",
        "office:settle_columns": "placement.import",
        "office:undo_import": "import.undo",
        "office:reveal_point": "contact_point.reveal",
        "office:export_cases": "case.export",
        "office:finish_followup": "followup.finish",
        "office:followups": "followup.read",
        "office:import_json": "placement.import",
        "office:import_report": "placement.import",
        "office:import_rows": "placement.import",
        "office:imports": "placement.import",
        "office:decide_arrangement": "arrangement.approve",
        "office:declare": "practice.declare",
        "office:law": "law.read",
        "office:may_i": "law.read",
        "office:pause": "case.pause",
        "office:practice": "practice.read",
        "office:policy": "policy.read",
        "office:print_day": "day.print",
        "office:propose_arrangement": "arrangement.propose",
        "office:propose_day": "calendar.propose",
        "office:propose_policy": "policy.propose",
        "office:record_contact": "attempt.record",
        "office:replan": "plan.change",
        "office:resume": "case.resume",
        "office:run_day": "day.run",
        "office:rule": "law.read",
        "office:settle_visitor": "visitor.settle",
        "office:sign_in": PUBLIC,
        "office:sign_out": "desk.open",
        "office:statement": "case.read",
        "office:today": "desk.open",
        "office:visitors": "visitor.read",
        "office:withdraw_arrangement": "arrangement.propose",
        "office:withdraw_day": "calendar.propose",
        "office:withdraw_policy": "policy.propose",
        "portal:report_visitor": PUBLIC,
        "portal:visitor": PUBLIC,
        "office:choose_place": "contact_point.verify",
        "office:prove": "contact_point.verify",
        "office:verification": "verification.read",
        "readyz": PUBLIC,
        "set_language": PUBLIC,
    }
)

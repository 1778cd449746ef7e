"""Who may do what? The one place to look.

``PERMISSIONS`` gives each role its words; an action asks for exactly one word. A word that is not
here is held by nobody. What each address needs stands in ``routes``.
"""

from types import MappingProxyType
from typing import Final

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
        "document.issue",
        "document.read",
        "document.sign",
        "hardship.record",
        "link.make",
        "permit.ask",
        "promise.correct",
        "promise.record",
        "reminder.wish",
        "risk.note",
        "training.take",
        "verification.read",
    }
)

_AGENT: Final = (
    _EVERYBODY
    | _CASE_WORK
    | {
        "day.read_own",
        "device.register",
        "evidence.send",
        "field.pack",
        "field.sync",
        "review.read",
        "review.reply",
        "visit.correct",
        "visit.record",
    }
)

_LEAD: Final = (
    _AGENT
    | _CASE_WORK
    | {
        "arrangement.approve",
        "authority.propose",
        "authority.read",
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
        "document.close",
        "device.read",
        "device.revoke",
        "evidence.read",
        "followup.finish",
        "followup.open",
        "followup.read",
        "import.undo",
        "ledger.post",
        "ledger.terms",
        "letter.post",
        "letter.write",
        "message.settle",
        "message.write",
        "notice.record",
        "odds.read",
        "complaint.read",
        "oversight.read",
        "pair.add",
        "pay_way.read",
        "payment.read",
        "payment.record",
        "payment.settle",
        "permit.issue",
        "placement.import",
        "plan.change",
        "practice.read",
        "policy.propose",
        "policy.read",
        "promise.read",
        "promise.settle",
        "recall.import",
        "profile.save",
        "report.read",
        "review.decide",
        "risk.read",
        "risk.settle",
        "row.mend",
        "said.answer",
        "said.read",
        "safety.handle",
        "shift.add",
        "certificate.add",
        "pair.approve",
        "team.change",
        "team.read",
        "training.read",
        "surroundings.import",
        "template.propose",
        "template.read",
        "visitor.read",
        "visitor.settle",
        "work.read",
        "work.stop",
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
    "odds.read",
    "oversight.read",
    "payment.read",
    "payment.record",
    "payment.settle",
    "practice.read",
    "promise.read",
    "placement.import",
    "policy.read",
    "recall.import",
    "profile.save",
    "report.read",
    "row.mend",
    "surroundings.import",
    "verification.read",
}

_COMPLIANCE: Final = _EVERYBODY | {
    "authority.approve",
    "authority.propose",
    "authority.read",
    "pay_way.approve",
    "pay_way.propose",
    "pay_way.read",
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
    "said.answer",
    "said.read",
    "complaint.read",
    "evidence.export",
    "log.check",
    "oversight.read",
    "practice.declare",
    "practice.read",
    "complaint.record",
    "contact.stop",
    "contact_point.reveal",
    "day.print",
    "day.read",
    "document.close",
    "document.issue",
    "document.read",
    "device.read",
    "device.revoke",
    "evidence.read",
    "followup.read",
    "model.promote",
    "odds.read",
    "payment.read",
    "policy.approve",
    "policy.propose",
    "policy.read",
    "promise.correct",
    "promise.read",
    "message.settle",
    "report.read",
    "certificate.add",
    "certificate.need",
    "training.read",
    "training.take",
    "team.read",
    "template.approve",
    "template.propose",
    "template.read",
    "review.decide",
    "review.read",
    "risk.note",
    "risk.read",
    "risk.settle",
    "safety.handle",
    "visitor.read",
    "visitor.settle",
    "verification.read",
    "visit.correct",
    "work.read",
}

_ADMIN: Final = _EVERYBODY | {
    "pay_way.approve",
    "pay_way.propose",
    "pay_way.read",
    "organisation.add",
    "pair.add",
    "sender.manage",
    "shift.add",
    "staff.add",
    "practice.declare",
    "practice.read",
    "staff.change",
    "staff.import",
    "certificate.add",
    "certificate.need",
    "training.read",
    "team.change",
    "team.read",
    "work.read",
}

BORROWER_MAY: Final = frozenset(
    {
        "attempt.record",
        "case.pause",
        "contact.rate",
        "contact.stop",
        "contact_point.verify",
        "language.choose",
        "notice.record",
        "permit.issue",
        "record.copy",
        "self.say",
        "visit.answer",
    }
)
"""What a borrower may do on their own page, all of it about their own case only."""

_READER: Final = frozenset(
    {"complaint.read", "desk.open", "law.read", "oversight.read", "password.change", "report.read"}
)
"""Lenders, auditors and regulators: they read about conduct, open no case and change nothing."""

_CHECKER: Final = _READER | {"log.check"}

PERMISSIONS: Final = MappingProxyType(
    {
        "agent": _AGENT,
        "lead": _LEAD,
        "analyst": _ANALYST,
        "compliance": _COMPLIANCE,
        "admin": _ADMIN,
        "lender": _READER,
        "auditor": _CHECKER,
        "regulator": _CHECKER,
    }
)

"""How are the sections of the office called in its menu?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: Final[dict[str, Promise]] = {
    "today": _("Today"),
    "cases": _("Cases"),
    "followups": _("Follow-ups"),
    "approvals": _("Approvals"),
    "imports": _("Import"),
    "payments": _("Payments"),
    "promises": _("Promises"),
    "senders": _("Lenders’ keys"),
    "pay_ways": _("Ways to pay"),
    "work": _("Messages"),
    "devices": _("Phones"),
    "reviews": _("Looked at again"),
    "practice": _("Declarations"),
    "odds": _("Odds"),
    "law": _("The law"),
    "verification": _("Verify"),
    "team": _("Team"),
    "training": _("Training"),
    "report": _("Reports"),
    "oversight": _("Log and conduct"),
    "complaints": _("Complaints"),
    "said": _("Borrowers’ words"),
}

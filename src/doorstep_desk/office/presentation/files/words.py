"""How are the words of imports and of verification said to people?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_Words = dict[str, Promise]

SEVERITIES: Final[_Words] = {
    "error": _("Needs the sender"),
    "warning": _("Worth a look"),
    "repair": _("Repaired"),
    "flag": _("Remarks to respect"),
}
EVIDENCE: Final[_Words] = {
    "profile": _("settled by hand"),
    "exact": _("known word"),
    "wrapped": _("line break taken out"),
    "starred": _("star taken off"),
    "bracketed": _("bracket taken off"),
    "suffixed": _("unit suffix taken off"),
    "traditional": _("traditional characters"),
    "other_width": _("full or half width"),
    "other_case": _("capital letters"),
    "doubled": _("a second column of it"),
}
IMPORT_STATES: Final[_Words] = {
    "received": _("Received"),
    "read": _("Checked"),
    "staged": _("Waits for a decision"),
    "published": _("Published"),
    "refused": _("Refused"),
    "cancelled": _("Given up"),
    "undone": _("Taken back"),
}
CHANGES: Final[_Words] = {
    "new": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "missing": _("No longer named"),
    "withdrawn": _("Withdrawn"),
    "conflicts": _("For a person to decide"),
    "conflict": _("For a person to decide"),
}
SORTS: Final[_Words] = {
    "row": _("by row"),
    "rule": _("by reason"),
    "column": _("by column"),
}
POINT_STATES: Final[_Words] = {
    "bounced": _("Wrong"),
    "ambiguous": _("Place unclear"),
    "stale": _("Run out"),
    "unverified": _("Not verified"),
    "found": _("Door found"),
    "verified": _("Verified"),
}
POINT_NEEDS: Final[_Words] = {
    "bounced": _("Known to be wrong: ask the lender or the borrower for another."),
    "ambiguous": _("Nobody can tell where it lies: choose the place, or ask the borrower."),
    "stale": _("The last proof has run out; today's plan does not wait for it."),
    "unverified": _("Not proved yet, or tried in vain; today's plan does not wait for it."),
    "found": _("The contract's address, found to its door; nobody has confirmed it yet."),
    "verified": _("Nothing to do."),
}
PROOFS: Final[_Words] = {
    "confirmed": _("confirmed"),
    "refuted": _("wrong"),
    "unanswered": _("no answer"),
}

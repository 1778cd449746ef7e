"""How are the words of the team said to people?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PEOPLE_LISTS: Final[dict[str, dict[str, Promise]]] = {
    "skill": {
        "driving": _("drives"),
        "hardship": _("talks about hardship"),
        "elderly": _("talks with the elderly"),
        "business": _("knows small businesses"),
        "calming": _("calms"),
    },
    "absence": {"leave": _("on leave"), "sick": _("ill"), "training": _("in training")},
    "certificate": {
        "visit": _("Conduct at the door"),
        "right-person": _("Who is the right person"),
        "privacy": _("Privacy"),
        "calm": _("Staying calm, and leaving"),
        "law": _("What the law allows"),
    },
    "speaker": {
        "agent": _("You"),
        "partner": _("Your partner"),
        "borrower": _("The borrower"),
        "other": _("Somebody else"),
    },
    "said_kind": {
        "cannot_pay": _("Cannot pay now"),
        "dispute": _("The sum is wrong"),
        "complaint": _("Complaint"),
        "stop": _("Stop contacting me"),
        "no_visit": _("Do not come"),
        "visit": _("About a meeting"),
        "channels": _("Reach me another way"),
        "copy": _("A copy of every record about me"),
        "not_me": _("This number is somebody else’s"),
    },
}
PEOPLE_REFUSALS: Final[dict[str, Promise]] = {
    "said-missing": _("There is nothing of this number in your organisation."),
    "said-answered": _("This was answered already."),
    "words-missing": _("Write the answer in a few words."),
    "team-unknown": _("There is no such entry in your team. Load the page again."),
    "course-renewed": _("The course was renewed while you answered. Read it again first."),
    "exam-of-another": _("Everybody takes their own exam."),
    "team-reason": _("Say why, in a sentence; it stays in the history."),
    "absence-overlaps": _("Some of these days are noted already. Withdraw that note first."),
    "exclusion-exists": _("These two are never sent together already."),
    "pair-unfit": _("Somebody is away that day or lacks a certificate. Choose somebody else."),
    "pair-excluded": _("Two of them are never sent together. Choose others."),
    "pair-twice": _("Somebody stands in two pairs. Each person goes with one other."),
    "pair-members": _("A pair is two active people who visit."),
    "pair-has-begun": _("A pair has begun its visits. Leave it together today."),
    "pairs-past": _("This day is over; what happened on it stays as it was."),
    "shift-unknown": _("Nobody has said when and where a day begins. Add one shift first."),
}

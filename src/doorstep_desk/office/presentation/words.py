"""How are the words of closed lists said to people?

The store keeps words such as ``met_borrower``; pages say them in the reader's language. A word
that is not listed here is shown as it is written, so that nothing is hidden.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doorstep_desk.office.presentation.arranging.words import ARRANGING_LISTS
from doorstep_desk.office.presentation.files.words import (
    CHANGES,
    EVIDENCE,
    IMPORT_STATES,
    POINT_NEEDS,
    POINT_STATES,
    PROOFS,
    SEVERITIES,
    SORTS,
)
from doorstep_desk.office.presentation.lawbook.words import LAW_LISTS
from doorstep_desk.office.presentation.menu_words import SECTIONS
from doorstep_desk.office.presentation.money.words import MONEY_LISTS
from doorstep_desk.office.presentation.odds.words import ODDS_LISTS
from doorstep_desk.office.presentation.people.words import PEOPLE_LISTS
from doorstep_desk.office.presentation.refusal_words import REFUSAL_TITLES
from doorstep_desk.office.presentation.rule_words import FORCES, RULES, RULES_NEXT

_Words = dict[str, Promise]

TREATMENTS: Final[_Words] = {
    "none": _("No contact"),
    "sms": _("SMS"),
    "email": _("E-mail"),
    "call": _("Phone call"),
    "visit": _("Home visit"),
    "hardship_offer": _("Hardship offer"),
    "legal_referral": _("Legal referral"),
}
NEXT_STEPS: Final[_Words] = {
    "none": _("leave in peace, look again tomorrow"),
    "sms": _("send an SMS instead"),
    "email": _("send an e-mail instead"),
    "call": _("call instead"),
    "visit": _("visit"),
    "hardship_offer": _("offer help with hardship"),
    "legal_referral": _("hand to the legal desk"),
}
RUN_STEPS: Final[_Words] = {
    "settle": _("Promises settled"),
    "verify": _("Facts gathered"),
    "score": _("Chances reckoned"),
    "decide": _("Rules asked, treatments chosen"),
    "plan": _("Routes planned and checked"),
    "notices": _("Visits announced"),
}
REVEAL_PURPOSES: Final[_Words] = {
    "call": _("To call"),
    "visit": _("To visit"),
    "letter": _("To write a letter"),
    "check": _("To check it"),
}
CHANNELS: Final[_Words] = {
    "call": _("Phone call"),
    "sms": _("SMS"),
    "email": _("E-mail"),
    "im": _("Instant message"),
    "visit": _("Home visit"),
    "letter": _("Letter"),
    "legal_notice": _("Legal notice"),
    "third_party": _("Through another person"),
}
OPINIONS: Final[_Words] = {
    "well": _("Fairly and with respect"),
    "partly": _("Partly"),
    "badly": _("Not fairly"),
    "never": _("Does not want to be asked"),
}
DISPOSITIONS: Final[_Words] = {
    "right_party_contact": _("Spoke with the borrower"),
    "third_party_contact": _("Someone else answered"),
    "connected_short": _("Answered, ended at once"),
    "voicemail": _("Voicemail"),
    "wrong_person": _("Wrong number"),
    "no_answer": _("No answer"),
    "busy": _("Busy"),
    "not_connected": _("Not connected"),
    "unknown": _("Outcome not known"),
    "in_progress": _("In progress"),
    "delivered": _("Delivered"),
    "replied": _("The borrower replied"),
    "not_delivered": _("Not delivered"),
    "posted": _("Posted"),
    "returned": _("Returned to us"),
    "met_borrower": _("Met the borrower"),
    "met_third_party": _("Met someone else"),
    "nobody_met": _("Nobody at home"),
    "cancelled": _("Visit not made"),
}
MET: Final[_Words] = {
    "borrower": _("The borrower"),
    "third_party": _("Someone else"),
    "nobody": _("Nobody"),
}
LATE_REASONS: Final[_Words] = {
    "income_lower": _("Income fell"),
    "illness": _("Illness"),
    "business_slow": _("Business is slow"),
    "forgot": _("Forgot the day"),
    "disputes_sum": _("Disagrees with the sum"),
    "other_debts": _("Other debts come first"),
    "family": _("Family matters"),
    "other": _("Another reason"),
}
PAUSE_REASONS: Final[_Words] = {
    "complaint": _("A complaint is open"),
    "dispute": _("The debt is disputed"),
    "hardship": _("Hardship"),
    "illness": _("Illness"),
    "bereavement": _("A death in the family"),
    "death": _("The borrower has died"),
    "hospital": _("In hospital"),
    "lawyer": _("A lawyer acts"),
    "arrangement": _("An arrangement is kept"),
    "safety": _("Safety of people"),
    "recall": _("Recalled by the creditor"),
    "identity": _("Identity is in doubt"),
    "other": _("Another reason"),
}
FLAGS: Final[_Words] = {
    "deceased": _("Said to have died"),
    "represented_by_lawyer": _("Represented by a lawyer"),
    "hospitalised": _("In hospital"),
    "complaint_open": _("A complaint is open"),
    "arrangement_active": _("An arrangement is kept"),
    "no_workplace_contact": _("No contact at work"),
    "contact_refused": _("Asked not to be contacted"),
}
PROMISES: Final[_Words] = {
    "open": _("Open"),
    "kept": _("Kept"),
    "partly_kept": _("Partly kept"),
    "broken": _("Not kept"),
    "withdrawn": _("Withdrawn"),
}
PROVENANCES: Final[_Words] = {
    "unknown": _("source unknown"),
    "contract": _("from the contract"),
    "borrower": _("from the borrower"),
    "court": _("from a court"),
    "bought": _("bought data, not to be used"),
    "address_book": _("address book, not to be used"),
    "social_media": _("social media, not to be used"),
    "seen_on_parcel": _("delivery data, not to be used"),
}
POINT_KINDS: Final[_Words] = {
    "mobile": _("Mobile"),
    "landline": _("Landline"),
    "email": _("E-mail"),
    "messenger": _("Messenger"),
    "address": _("Address"),
}
POINT_ROLES: Final[_Words] = {
    "home": _("home"),
    "work": _("work"),
    "household": _("registered home"),
    "registered": _("registered address"),
    "self": _("own"),
    "other": _("other"),
}
RUNNERS: Final[_Words] = {
    "borrower": _("the borrower"),
    "day run": _("the day's run"),
    "system": _("System"),
    "demo": _("demonstration gateway"),
    "demo gateway": _("demonstration gateway"),
    "synthetic": _("invented"),
}
"""Whoever is no person; people are shown by their names."""
ROLES: Final[_Words] = {
    "agent": _("Agent"),
    "lead": _("Team lead"),
    "analyst": _("Analyst"),
    "compliance": _("Compliance"),
    "admin": _("Administrator"),
    "lender": _("Lender"),
    "auditor": _("Auditor"),
    "regulator": _("Regulator"),
    "system": _("System"),
}
ROLE_DUTIES: Final[_Words] = {
    "agent": _("visits and calls, on the phone page"),
    "lead": _("plans the day, works every case"),
    "analyst": _("imports files, watches models"),
    "compliance": _("reads everything, pauses and resumes"),
    "admin": _("people, pairs and shifts"),
    "lender": _("reads about their own cases"),
    "auditor": _("reads, checks the log"),
    "regulator": _("reads about conduct, checks the log"),
}
VERDICTS: Final[_Words] = {
    "allow": _("Allowed"),
    "hold": _("Needs review"),
    "deny": _("Refused"),
    "pause": _("Paused"),
    "paid": _("Paid in full"),
}
VISITOR_OUTCOMES: Final[_Words] = {
    "impostor": _("An impostor: the police know"),
    "mistyped": _("Mistyped: the people were ours"),
    "ours": _("Ours, and they did something wrong"),
    "unclear": _("Could not be found out"),
}
PERMITS: Final[_Words] = {
    "issued": _("Permit issued"),
    "used": _("Permit used"),
    "withdrawn": _("Permit withdrawn"),
    "expired": _("Permit expired"),
    "early": _("Permit not valid yet"),
    "missing": _("No permit"),
}
LANGUAGES: Final[_Words] = {
    "zh": _("Chinese"),
    "ko": _("Korean"),
    "en": _("English"),
}
HEADS: Final[_Words] = {
    "contact": _("Reaching the borrower today"),
    "contact_answered": _("Reaching the borrower by phone"),
    "promise_if_reached": _("A promise, once reached"),
    "met": _("Meeting the borrower at home"),
    "promise": _("A promise is made"),
    "paid": _("Paying within 14 days"),
    "paid_14_days": _("Paying within 14 days"),
    "paid_untouched": _("Paying within 14 days without contact"),
    "willingness": _("Willingness"),
    "ability": _("Ability"),
}
ROUTE_REASONS: Final[_Words] = {
    "no_lawful_window": _("No lawful time today"),
    "no_pair_on_shift": _("No pair on shift"),
    "no_pair_speaks": _("No pair speaks the language"),
    "worth_nothing": _("A visit would change nothing"),
    "out_of_reach": _("Too far for today"),
    "worth_less_than_detour": _("Worth less than the detour"),
    "no_visit_left": _("All pairs have a full list"),
    "no_time_left": _("No time left on any route"),
    "not_tried": _("Ranked below today's visits"),
    "better_used": _("The time is better used elsewhere"),
    "drawn_by_lot": _("Left out today by lot, to learn what visits add"),
}
CHOICE_REASONS: Final[_Words] = {
    "none": _("A visit helps no more than leaving in peace"),
    "sms": _("A visit helps no more than an SMS"),
    "email": _("A visit helps no more than an e-mail"),
    "call": _("A phone call is worth more"),
    "hardship_offer": _("Help with hardship is worth more"),
    "legal_referral": _("The legal desk takes over"),
}
FOLLOW_UPS: Final[_Words] = {
    "thank": _("Say thank you"),
    "ask_why": _("Ask what happened"),
    "agree_again": _("Agree on something affordable"),
    "rebook": _("Find another time for a booked visit"),
    "remind": _("Remind once, kindly"),
    "review": _("Look at it again"),
    "call_back": _("Call back as asked"),
    "verify_address": _("Have the address confirmed"),
    "ask_for_point": _("Ask for another number or address"),
    "try_other_way": _("Verify in another way"),
    "hardship": _("Take up the hardship"),
    "reshape": _("Offer a plan that fits better"),
    "answer_wish": _("Answer what the borrower wishes for"),
    "closing_letter": _("Send the closing letter"),
    "credit_correction": _("Have the credit record corrected"),
}
FILE_KINDS: Final[_Words] = {
    "placement": _("Placement"),
    "supplement": _("Contact supplement"),
    "repayment": _("Repayments"),
    "recall": _("Recall"),
    "attempts": _("Attempt log"),
    "loans": _("Loan history"),
}
FILE_OUTCOMES: Final[_Words] = {
    "imported": _("All rows taken"),
    "imported_in_part": _("Taken in part"),
    "refused": _("Not taken"),
}
CLOSINGS: Final[_Words] = {
    "paid": _("All arrears paid"),
    "recalled": _("Recalled by the creditor"),
    "returned": _("Mandate ended"),
    "settled": _("Settled"),
}
DECLARED: Final[_Words] = {
    "police_like": _("like a uniform"),
    "misleading": _("misleading"),
    "2": _("second tier"),
    "3": _("third tier"),
}
FILTERS: Final[_Words] = {
    "code": _("Reason"),
    "days": _("Period"),
    "creditor": _("Creditor"),
    "product": _("Kind of credit"),
    "treatment": _("Treatment"),
    "verdict": _("Verdict"),
    "bucket": _("Bucket"),
    "town": _("Town"),
    "language": _("Language"),
    "state": _("State"),
    "owner": _("Owner"),
    "kind": _("Kind"),
    "text": _("Search"),
    "place": _("Place"),
    "decides": _("Effect"),
    "law_label": _("Shown as"),
    "check": _("Check"),
    "severity": _("What"),
    "rule": _("Reason"),
    "column": _("Column"),
    "sheet": _("Sheet"),
}
LISTS: Final[dict[str, _Words]] = {
    **ODDS_LISTS,
    "declared": DECLARED,
    "treatment": TREATMENTS,
    "next_step": NEXT_STEPS,
    "channel": CHANNELS,
    "opinion": OPINIONS,
    "reveal_purpose": REVEAL_PURPOSES,
    "run_step": RUN_STEPS,
    "disposition": DISPOSITIONS,
    "met": MET,
    "late_reason": LATE_REASONS,
    "pause_reason": PAUSE_REASONS,
    "flag": FLAGS,
    "promise": PROMISES,
    "provenance": PROVENANCES,
    "point_kind": POINT_KINDS,
    "point_role": POINT_ROLES,
    "runner": RUNNERS,
    "role": ROLES,
    "role_duty": ROLE_DUTIES,
    "verdict": VERDICTS,
    "visitor_outcome": VISITOR_OUTCOMES,
    "permit": PERMITS,
    "language": LANGUAGES,
    "head": HEADS,
    "route": ROUTE_REASONS,
    "choice": CHOICE_REASONS,
    "followup": FOLLOW_UPS,
    "severity": SEVERITIES,
    "evidence": EVIDENCE,
    "import_state": IMPORT_STATES,
    "change": CHANGES,
    "sort": SORTS,
    "point_state": POINT_STATES,
    "point_need": POINT_NEEDS,
    "proof": PROOFS,
    "file_kind": FILE_KINDS,
    "file_outcome": FILE_OUTCOMES,
    "closing": CLOSINGS,
    "section": SECTIONS,
    "filter": FILTERS,
    "force": FORCES,
    "rule": RULES,
    "rule_next": RULES_NEXT,
    "refusal_title": REFUSAL_TITLES,
    **LAW_LISTS,
    **ARRANGING_LISTS,
    **MONEY_LISTS,
    **PEOPLE_LISTS,
}
"""Every closed list by the name that templates use: ``{{ word|said:"treatment" }}``."""


def said(word: str, of: str) -> str:
    """Return a word of a closed list in the reader's language, or the word itself.

    A list with an entry for the empty word says that entry for every word it does not know.
    """
    known = LISTS[of].get(word) or LISTS[of].get("")
    return str(known) if known is not None else word.replace("_", " ")


def person_of(name: str, names: Mapping[str, str]) -> str:
    """Return the name for people behind a user name; processes and borrowers have a word."""
    known = name.partition(":")[0]
    return names.get(name) or (said(known, "runner") if known in RUNNERS else name)

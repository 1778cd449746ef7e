"""What are the closed words of the law called on screen?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_Words = dict[str, Promise]

OBLIGATIONS: Final[_Words] = {
    "record": _("Record the whole contact"),
    "identify_institution": _("Say which institution you come from"),
    "show_authority": _("Show papers and the letter of authority"),
    "two_collectors": _("Go as two, never alone"),
    "stay_outside": _("Stay outside unless asked in"),
    "check_who_is_present": _("Be sure who is there before a word of the debt"),
    "mask_recording": _("Mask other people in the recording"),
    "out_of_childs_hearing": _("Out of the hearing of children"),
    "video_off_inside": _("No filming indoors"),
    "end_visit": _("End the visit"),
    "leave_when_asked": _("Leave as soon as you are asked to"),
    "creditor_channel_only": _("Payment only through the creditor's channel"),
    "no_debt_disclosure": _("Not a word of the debt to anybody else"),
    "ask_callback_only": _("Ask only to be called back"),
    "location_information_only": _("Ask only where the borrower can be reached"),
    "single_reply_only": _("One reply, then nothing more"),
    "opt_out_notice": _("Say how to decline further messages"),
    "send_validation_notice": _("Send the notice that explains the debt"),
    "explain_purpose": _("Say what the contact is for"),
    "identity_check_first": _("Be sure that it is the borrower first"),
    "private_envelope": _("In a plain, sealed envelope"),
    "bilingual_letter": _("In both languages of the region"),
    "human_review": _("A person looks at it before anything happens"),
    "support_referral": _("Offer help and where to find it"),
    "safety_script": _("Follow the words for people in danger"),
    "limit_to_estate": _("Only what the estate covers"),
    "lawyer_review": _("A lawyer reads it first"),
    "no_acknowledgement_wording": _("No words that would acknowledge an old debt"),
    "offer_forbearance": _("Offer easier terms first"),
    "forbearance_record": _("Keep a record of the offer of easier terms"),
    "draft_rule_notice": _("A draft rule will bear on this; nothing yet follows from it"),
    "quarantine_data": _("Set these data aside; nobody uses them"),
}
CONFIDENCES: Final[_Words] = {
    "P": _("original text read"),
    "S": _("from a published summary"),
    "W": _("weak source"),
    "M": _("from memory, not read"),
    "U": _("not verified"),
    "H": _("our own rule"),
}
LABELS: Final[_Words] = {
    "law": _("shown as law"),
    "policy": _("applied as house policy"),
    "draft": _("draft, reported only"),
}
DECIDES: Final[_Words] = {
    "contact": _("decides contacts"),
    "report": _("reported only"),
    "duty": _("outside contacts"),
    "via": _("through other rules"),
}
PLACES: Final[_Words] = {
    "cn": _("Mainland China"),
    "house": _("House"),
    "us": _("United States"),
    "uk": _("United Kingdom"),
    "eu": _("European Union"),
    "in": _("India"),
    "id": _("Indonesia"),
    "ph": _("Philippines"),
    "kr": _("South Korea"),
    "th": _("Thailand"),
    "vn": _("Vietnam"),
    "sg": _("Singapore"),
    "my": _("Malaysia"),
    "jp": _("Japan"),
    "br": _("Brazil"),
    "ke": _("Kenya"),
    "ng": _("Nigeria"),
}
CHECKS: Final[_Words] = {
    "stale": _("Review is overdue"),
    "doubt": _("With an open doubt"),
    "example": _("Without a worked example"),
}
COMPARISONS: Final[_Words] = {
    "at_least": _("at least"),
    "at_most": _("at most"),
    "below": _("below"),
    "exactly": _("exactly"),
    "from_included": _("from, included"),
    "until_excluded": _("until, excluded"),
    "until_included": _("until, included"),
    "window": _("counted over"),
}
COVERS: Final[_Words] = {
    "consumer_loan": _("consumer loans"),
    "business_loan": _("business loans"),
    "card": _("credit cards"),
    "p2p_loan": _("peer-to-peer loans"),
    "creditor_kind=micro_loan_company": _("micro-loan companies"),
    "creditor_kind=consumer_finance_company": _("consumer finance companies"),
}
BINDS: Final[_Words] = {
    "agency": _("agencies"),
    "debt_buyer": _("debt buyers"),
    "creditor": _("lenders"),
}
HOUSE_NUMBERS: Final[_Words] = {
    "HP-ATTEMPT.per_day": _("Dials to one borrower a day"),
    "HP-ATTEMPT.per_week": _("Dials to one borrower a week"),
    "HP-DISASTER.days": _("Days of rest after a disaster"),
    "HP-HOLIDAY.calls": _("Calls on a public holiday"),
    "HP-HOLIDAY.calls_from": _("Holiday calls, from"),
    "HP-HOLIDAY.calls_to": _("Holiday calls, until"),
    "HP-REPEAT-DOOR.minutes": _("Minutes of waiting at the door"),
    "HP-REPEAT-DOOR.rings": _("Rings at one door"),
    "HP-TOTAL.per_day": _("Reached contacts a day"),
    "HP-TOTAL.per_week": _("Reached contacts a week"),
    "HP-US-PERSON.per_week": _("Calls to one person a week (United States)"),
    "HP-VISIT-CAP.nobody_met_per_month": _("Visits a month that met nobody"),
    "HP-VISIT-CAP.per_month": _("Visits a month"),
    "HP-VISIT-CAP.per_week": _("Visits a week"),
    "HP-VISIT-HOURS.arrival_from": _("Visits, earliest arrival"),
    "HP-VISIT-HOURS.arrival_to": _("Visits, latest arrival"),
    "HP-VISIT-HOURS.ended_by": _("Visits, ended by"),
    "HP-VISIT-LAST.channels": _("Other channels tried before a visit"),
    "HP-VISIT-LEN.minutes": _("Longest visit, minutes"),
    "HP-VISIT-NOTICE.hours": _("Notice before a visit, hours"),
    "HP-VULN.age": _("Age from which a person looks first"),
}
DAY_KINDS: Final[_Words] = {
    "holiday": _("Day off"),
    "workday": _("Working day"),
    "year": _("The whole year is known"),
    "makeup": _("Weekend day that is worked"),
}
LAW_LISTS: Final[dict[str, _Words]] = {
    "obligation": OBLIGATIONS,
    "confidence": CONFIDENCES,
    "law_label": LABELS,
    "decides": DECIDES,
    "place": PLACES,
    "law_check": CHECKS,
    "day_kind": DAY_KINDS,
    "house_number": HOUSE_NUMBERS,
    "comparison": COMPARISONS,
    "covers": COVERS,
    "binds": BINDS,
}
"""Every closed list of these pages by the name that templates use."""

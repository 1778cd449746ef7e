"""How is a refusal said in the reader's language?

Actions refuse with a stable code and an English sentence that may name particulars. English
readers see that sentence; for Chinese readers the code leads to a sentence of the catalogue. A
code without an entry is shown in the words it came with, so that nothing is hidden.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doorstep_desk.office.presentation.money.words import PAPERS_REFUSED, WAITS_HELP
from doorstep_desk.office.presentation.people.words import PEOPLE_REFUSALS

REFUSAL_TITLES: Final[dict[str, Promise]] = {
    "not-permitted": _("Your role does not include this"),
    "not-found": _("There is nothing here"),
    "not-signed-in": _("Sign in first"),
    "form-expired": _("This form has expired"),
    "malformed": _("This request cannot be read"),
    "broken": _("Something broke on our side"),
    "": _("This was not done"),
}
REFUSALS: Final[dict[str, Promise]] = {
    **WAITS_HELP,
    **PAPERS_REFUSED,
    **PEOPLE_REFUSALS,
    "not-permitted": _("Ask a colleague whose role includes it."),
    "language-unknown": _("Choose one of the languages."),
    "times-unusable": _(
        "Choose at least one day of the week, and hours of which the second is later."
    ),
    "slot-taken": _("This time is not free any more. Choose one of the others; nothing changed."),
    "slot-unreadable": _("Choose one of the times."),
    "no-visit-possible": _("Nobody may be sent to this borrower now; no visit can be booked."),
    "nothing-booked": _("No visit is booked that could be cancelled."),
    "heard-missing": _("Say how you heard it from the borrower."),
    "opinion-unknown": _("Choose one of the answers."),
    "opinion-not-asked": _("Nothing is asked about this contact, or not any more."),
    "case-unknown": _("There is no such case among those you may see."),
    "proof-way-unlawful": _("Only the listed ways verify a number or address; choose one."),
    "proof-result-unknown": _("Say what came of it: confirmed, wrong or no answer."),
    "proof-in-future": _("The day of the proof is still to come; give the real day."),
    "point-forbidden": _(
        "Its source may not be used; ask the lender or the borrower for another."
    ),
    "place-unknown": _("There is no such county or town; choose one of the list."),
    "record-changed": _("Somebody else saved this after you opened it. Open it again."),
    "stop-unknown": _("This stop is not on your plan. Open today's list and choose it there."),
    "stop-over": _("This stop is over already. Open today's list to see what is left."),
    "day-under-way": _("A day is being run right now. Wait until it has ended; nothing is lost."),
    "no-cases-to-run": _("There is no open case to run a day for. Import a placement first."),
    "plan-not-lawful": _("The checker found violations in the plan; it was not published."),
    "no-plan": _("There is no plan for this day. Run the day first."),
    "attempt-in-future": _("Record a contact after it happened, not before."),
    "attempt-unknown": _("There is no such record among the cases you may see."),
    "already-corrected": _("This entry was corrected already. Correct the newest one."),
    "permit-not-usable": _("This visit has no valid permit."),
    "pause-reason": _("Choose why this case is paused."),
    "pause-past": _("Choose today or a later day for the end of the pause."),
    "no-pause": _("This case is not paused. Open it again to see its state."),
    "case-paused": _("This case is paused. Take no promise; tell the reviewer."),
    "promise-amount": _("A promise is more than nothing and at most the debt."),
    "promise-past": _("Choose today or a later day for the promise."),
    "promise-incomplete": _("A promise needs both a sum and a day."),
    "correction-without-effect": _(
        "This correction can have no effect. Decide it as not counted; correct it on the case."
    ),
    "visit-not-recorded": _("The visit is not written down yet. Decide its own review first."),
    "promise-decided": _("Payments have decided this promise already."),
    "promise-without-borrower": _("Only the borrower can promise."),
    "outcome-does-not-fit": _("What happened does not fit with whom you met. Choose again."),
    "outcome-does-not-fit-channel": _("This outcome cannot come of a contact of this kind."),
    "visit-recorded": _("This visit was recorded already. The first record stands."),
    "risk-kind": _("Choose what kind of danger it is."),
    "risk-source": _("Choose where this is known from."),
    "risk-address": _("Choose one of the addresses of this case."),
    "risk-unknown": _("There is no such note. Load the list again."),
    "risk-over": _("This note was settled or has ended. Load the list again."),
    "risk-looked-by-same": _("Somebody else has to look at what you noted."),
    "words-missing": _("Say why, in a sentence; those concerned will read it."),
    "followup-unknown": _("There is no such follow-up among those you may see."),
    "followup-done": _("Somebody has finished this follow-up already."),
    "calendar-source": _("Name the announcement that says so, with its number."),
    "calendar-past": _("Choose today or later: earlier decisions stand as they were."),
    "calendar-missing": _("There is no such proposal in your organisation."),
    "calendar-decided": _("This day was approved or taken back already."),
    "calendar-own": _("Another person approves it: nobody changes a calendar alone."),
    "arrangement-unknown": _("There is no such arrangement among your cases."),
    "arrangement-reason": _("Say why, in a sentence; it stays in the history."),
    "arrangement-active": _("Another arrangement is in force. End or reshape that one first."),
    "arrangement-differs": _("This was proposed already with other words or sums. Propose anew."),
    "alert-unknown": _("There is no such alert. Load the list again."),
    "alert-settled": _("A colleague has settled this alert already."),
    "outcome-unknown": _("Choose what it turned out to be."),
    "content-changed": _("This is not what was proposed. Read it again."),
    "step-not-possible": _("It stands elsewhere by now. Open it again."),
    "maker-is-checker": _("Somebody else than who proposed it has to decide."),
    "approval-missing": _("Something is let off: a second person approves it first."),
    "nothing-owed": _("Nothing is owed on this case, so nothing has to be arranged."),
    "limitation-over": _("The limitation period may be over. A lawyer has to look first."),
    "currency-mixed": _("Agree on sums in the currency of the debt."),
    "below-minimum": _("This would touch what the household needs to live on. Choose less."),
    "plan-too-long": _("This would take longer than is allowed. Choose a larger sum."),
    "beyond-authority": _("The lender gave no authority to let off so much. Ask the lender."),
    "minimum-unknown": _("No sourced minimum is known for this county. Enter one first."),
    "minimum-stale": _("The minimum of this county has to be looked at again. Enter the new one."),
    "instalment-not-positive": _("Every instalment is more than nothing."),
    "offer-gone": _("The debt or the sheet has changed. Look at the offers again."),
    "link-unknown": _("This link is not one of ours. Ask who gave it to you."),
    "link-ended": _("This link has ended or was taken back. Ask for a new one."),
    "link-needs-proof": _("No identity number is on file. Ask the lender for it first."),
    "link-too-many": _("Too many tries. Try again in an hour."),
    "proof-differs": _("These are not the characters on file. Look once more."),
    "cooling-off-over": _(
        "The days for thinking it over are past. Ask for another plan, or say what is wrong."
    ),
    "nothing-agreed": _("Nothing is agreed on, so nothing has to be taken back."),
    "promise-unknown": _("There is no such promise or arrangement on this case."),
    "reminder-channel": _("Choose a message or a call for the reminder."),
    "reminder-days": _("A reminder comes 0 to 7 days before the day."),
    "payment-unknown": _("There is no such payment among those that wait."),
    "payment-reason": _("Say how you know, in a sentence; it stays in the history."),
    "payment-decided": _("Somebody has decided about this payment already."),
    "payment-account": _("No single account of this lender has that number. Give the other one."),
    "payment-surplus": _("This surplus is in the books of its account. Send it back."),
    "payment-decision": _("Choose: assign it, send it back, or mark it a double."),
    "authority-percent": _("Each share is a whole number from 0 to 100."),
    "authority-past": _("Authority begins today or later; earlier proposals stand."),
    "authority-source": _("Name the lender's letter or contract that says so."),
    "authority-role": _("Agents and team leads propose; choose one of them."),
    "authority-unknown": _("There is no such limit. Load the list again."),
    "authority-decided": _("This limit was approved or taken back already."),
    "authority-own": _("Another person approves it: nobody widens authority alone."),
    "pay-way-kind": _("Choose a link, an app or a bank transfer of the lender."),
    "pay-way-place": _("A link begins with https://; others say where to pay."),
    "pay-way-holder": _("Money goes to the lender itself and to nobody else."),
    "pay-way-unknown": _("There is no such way to pay. Load the list again."),
    "pay-way-decided": _("This was approved or taken back already."),
    "pay-way-own": _("Another person approves it: nobody says alone where money goes."),
    "lender-unknown": _("No such lender places accounts with this agency."),
    "sender-key-unknown": _("There is no such key. Load the list again."),
    "policy-loosens": _("A house policy may only be stricter; the law stands as it is."),
    "policy-reason": _("Say why, in a sentence; it stays in the history."),
    "policy-missing": _("There is no such policy in your organisation."),
    "policy-decided": _("This policy was approved or withdrawn already. Open it again."),
    "policy-own": _("Another person must decide this: nobody changes a house number alone."),
    "policy-changed": _("What you saw is not what stands there now. Read it again."),
    "template-missing": _("There is no such template in your organisation."),
    "template-decided": _("These words were approved or taken back already."),
    "template-own": _("Another person approves them: nobody decides alone."),
    "template-changed": _("What you saw is not what stands there now. Read it again."),
    "message-refused": _("A rule stands against this message."),
    "message-paused": _("Contact is paused: nothing is written to this borrower."),
    "template-not-approved": _("Only words that two people agreed on are sent; ask for approval."),
    "field-unfilled": _("Something that these words name is not known for this case."),
    "point-missing": _("There is no number or address of the borrower for this."),
    "no-gateway": _("This desk has no gateway for it; the administrator can add one."),
    "message-over": _("Nothing of this case is worked any more: write nothing."),
    "message-waits": _("These words wait for this borrower already."),
    "message-changed": _(
        "What you read is not what would leave now. Read it again, then send it."
    ),
    "message-channel": _("From here only SMS and e-mail leave."),
    "letter-missing": _("There is no such letter that was posted and has not come back."),
    "letters-none": _("No letter of that day waits for the post."),
    "template-key": _("Name them with small letters, digits and low lines."),
    "message-missing": _("There is no such message in your organisation."),
    "message-known": _("What became of this message is known already."),
    "store-kind": _("This store is a demonstration and takes no real data."),
}


def refusal_sentence(code: str, detail: str, *, in_chinese: bool) -> str:
    """Return the sentence that the reader understands best."""
    known = REFUSALS.get(code)
    return str(known) if in_chinese and known is not None else detail


_TO_BORROWERS: Final = (
    "arrangement-active", "arrangement-differs", "arrangement-unknown", "below-minimum",
    "beyond-authority", "content-changed", "cooling-off-over", "currency-mixed",
    "instalment-not-positive", "limitation-over", "link-ended", "link-needs-proof",
    "link-too-many", "link-unknown", "minimum-stale", "minimum-unknown", "nothing-agreed",
    "nothing-owed", "offer-gone", "plan-too-long", "promise-unknown", "proof-differs",
    "reminder-channel", "reminder-days", "step-not-possible",
)  # fmt: skip
BORROWERS_READ: Final[dict[str, Promise]] = {
    **{code: REFUSALS[code] for code in _TO_BORROWERS},
    "not-permitted": _("You may not do this."),
    "not-found": _("There is nothing at this address."),
    "form-expired": _("This form has expired; nothing was changed. Open the page again."),
    "malformed": _("This request cannot be read."),
    "broken": _("Something broke on our side; nothing was changed by this request."),
    "": _("This could not be done just now, and nothing was changed. Please ask us."),
}
"""What a borrower may meet, by code; what is not listed is said by the last entry."""


def borrowers_sentence(code: str) -> str:
    """Return a refusal for a borrower who reads neither Chinese nor English."""
    return str(BORROWERS_READ.get(code) or BORROWERS_READ[""])

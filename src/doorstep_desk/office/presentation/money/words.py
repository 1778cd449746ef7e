"""How are the words of money that comes in said to people?"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WAITS_HELP: Final[dict[str, Promise]] = {
    "account-unknown": _("Ask the lender whose it is, or assign it to its account."),
    "account-ambiguous": _("Choose the account that was meant."),
    "amount-zero": _("Ask the lender for the sum."),
    "amount-too-large": _("No sum here is above 100 billion yuan. Ask the lender."),
    "amount-negative": _("Ask the lender which payment it takes back."),
    "currency-other": _("The account is kept in another currency. Send it back."),
    "in-future": _("Ask the lender for the day on which the money arrived."),
    "before-placement": _("It is in the placed sum already. Ask the lender."),
    "duplicate-differs": _("The first was kept. Ask the lender which one is right."),
    "reversal-of-nothing": _("As soon as the payment arrives, both are taken by themselves."),
    "reversal-differs": _("A payment is taken back whole, on its own account."),
    "reversal-too-early": _("Ask the lender for both days."),
    "reversed-twice": _("This payment has been taken back already."),
    "overpayment": _("The payment is in the books. The lender sends the surplus back."),
}
"""What to do about money that waits, by code; the same is said where it is refused."""

MONEY_LISTS: Final[dict[str, dict[str, Promise]]] = {
    "came_back": {
        "moved": _("moved away"),
        "unknown": _("not known there"),
        "no_such_place": _("no such address"),
        "unclaimed": _("not collected"),
    },
    "waits_because": {
        "account-unknown": _("Account not known"),
        "account-ambiguous": _("Several accounts fit"),
        "amount-zero": _("A sum of nothing"),
        "amount-too-large": _("Sum too large"),
        "amount-negative": _("Negative, takes nothing back"),
        "currency-other": _("Another currency"),
        "in-future": _("Dated after today"),
        "before-placement": _("Dated before placement"),
        "duplicate-differs": _("Number used before"),
        "reversal-of-nothing": _("Takes back something unknown"),
        "reversal-differs": _("Does not fit what it takes back"),
        "reversal-too-early": _("Taken back before it was made"),
        "reversed-twice": _("Taken back twice"),
        "overpayment": _("More than was owed"),
    },
    "waits_help": WAITS_HELP,
    "waits_decision": {
        "assigned": _("Assigned to an account"),
        "matched": _("Matched by itself"),
        "returned": _("Sent back to the lender"),
        "duplicate": _("Marked as a double"),
    },
    "money_origin": {
        "api": _("the lender's system"),
        "import": _("a file"),
        "office": _("the office"),
        "simulated": _("the simulation"),
        "world": _("the simulation"),
    },
    "product": {
        "other": _("Other credit"),
        "consumer_loan": _("Consumer loan"),
        "business_loan": _("Business loan"),
        "card": _("Credit card"),
        "p2p_loan": _("Loan between persons"),
    },
    "early_sign": {
        "partly_paid": _("paid in part"),
        "skipped": _("one instalment left out"),
        "later_and_later": _("twice after its day"),
    },
    "pay_way": {
        "link": _("Link"),
        "app": _("In the lender’s app"),
        "transfer": _("Bank transfer"),
    },
    "document": {
        "agreement": _("Repayment agreement"),
        "plan": _("Payment plan"),
        "receipt": _("Receipt"),
        "statement": _("Statement of debt"),
        "closing": _("Closing letter"),
        "visit": _("Record of a visit"),
    },
    "paper_language": {"zh": _("Chinese"), "en": _("English"), "ko": _("Korean")},
    "sender_key": {
        "current": _("in use"),
        "ending": _("still taken for a while"),
        "ended": _("ended"),
        "revoked": _("revoked"),
    },
}

PAPERS_REFUSED: Final[Mapping[str, Promise]] = {
    "document-language-unknown": _("Papers are in Chinese, English or Korean."),
    "document-kind-unknown": _("There is no such kind of paper; choose one listed."),
    "document-amount": _("A sum cannot be right. Have the books looked at first."),
    "document-text-missing": _("A name is empty on file. Have it filled in first."),
    "document-text-too-long": _("A name on file is too long to be one. Correct it first."),
    "document-text-unprintable": _("A name on file holds a character that cannot be printed."),
    "document-fonts-missing": _("The typefaces for papers are missing. Tell who runs this desk."),
    "document-unknown": _("There is no such paper among those you may see."),
    "document-subject-unknown": _("What this paper should be about is not on this case."),
    "document-not-in-books": _("The books wait for something on this account. Settle that first."),
    "document-payment-reversed": _("This payment was taken back; no receipt is due."),
    "document-still-owes": _("Something is still owed; the letter follows its payment."),
    "document-not-agreed": _("This arrangement waits for a second person or has ended."),
    "document-day": _("Choose a day between the placement and today."),
    "signature-unreadable": _("Sign in the box, or attach one PNG or JPEG of at most 500 kB."),
    "document-signed": _("This paper is signed already; issue another to change it."),
    "document-not-for-signing": _("Only agreements are signed."),
    "followup-not-a-letter": _("This follow-up does not ask for a closing letter."),
}

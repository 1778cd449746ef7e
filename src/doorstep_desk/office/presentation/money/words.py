"""How are the words of money that comes in said to people?"""

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
    },
    "sender_key": {
        "current": _("in use"),
        "ending": _("still taken for a while"),
        "ended": _("ended"),
        "revoked": _("revoked"),
    },
}

"""Which account does a row speak of, and is it that borrower's?"""

from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.identity import normalise_identity


def find_account(draft: Draft, known: KnownAccounts) -> KnownAccount | None:
    """Find the one account of the row's key and keep it; otherwise reject the row."""
    field = draft.plan.key_field
    draft.require(field)
    key = draft.text(field)
    if key is None:
        return None
    found = known.find(field, key)
    if not found:
        draft.reject(field, "unknown_account")
    elif len(found) > 1:
        draft.reject(field, "account_ambiguous")
    draft.account = found[0] if len(found) == 1 else None
    return draft.account


def account_of(draft: Draft) -> KnownAccount:
    """Return the account of an accepted row.

    Raises:
        ValueError: The row was not accepted.
    """
    if draft.account is None:
        raise ValueError("only an accepted row can be typed")
    return draft.account


def check_person(draft: Draft, account: KnownAccount | None) -> None:
    """Reject a row whose identity number is not that of the account's borrower."""
    number = normalise_identity(draft)
    if account and number and number != account.identity_number:
        draft.reject("id_number", "account_person_mismatch")

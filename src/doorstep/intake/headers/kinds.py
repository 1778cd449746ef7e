"""What kind of list is a sheet, by its header words?"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Final

from doorstep.intake.dictionary import KINDS, dictionary
from doorstep.intake.profile import NO_PROFILE, Profile

_ORIGINS: Final = frozenset({"source", "relation", "phone_type", "address_type"})


def kind_of(words: Collection[str], profile: Profile = NO_PROFILE) -> str | None:
    """Return the first kind that fits: attempts, repayment, recall, supplement, placement.

    Args:
        words: Header words of one sheet in normal form.
        profile: What a person settled about this lender's headers; its kind goes first.
    """
    if profile.kind and any(profile.column(word) for word in words):
        return profile.kind
    fields = {kind: _fields(profile.words(kind), words) for kind in KINDS}
    has_money = bool(fields["placement"] & _amounts())
    if "contact_time" in fields["attempts"]:
        return "attempts"
    if fields["repayment"] & {"txn_id", "pay_amount"}:
        return "repayment"
    if _is_recall(words, fields["recall"], has_money, profile):
        return "recall"
    brings_contact = fields["supplement"] & {"phone", "address"}
    if brings_contact and fields["supplement"] & _ORIGINS and not has_money:
        return "supplement"
    if has_money and fields["placement"] & {"borrower_name", "id_number"}:
        return "placement"
    return None


def _fields(known: Mapping[str, str], words: Iterable[str]) -> set[str]:
    return {known[word] for word in words if word in known}


@cache
def _amounts() -> frozenset[str]:
    lists = dictionary()
    return frozenset(
        field for field in lists.words["placement"].values() if lists.types[field] == "amount"
    )


def _is_recall(words: Iterable[str], fields: set[str], has_money: bool, profile: Profile) -> bool:
    """A reason is enough; a date only where no placement could mean it, and without money."""
    if "recall_reason" in fields:
        return True
    recall, placement = profile.words("recall"), profile.words("placement")
    own_dates = (
        word for word in words if recall.get(word) == "recall_date" and word not in placement
    )
    return not has_money and any(own_dates)

"""Can the borrower be reached: phones, contact persons, addresses?"""

from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.rules.addresses import is_vague, resolve_same_as, warn_vague
from doorstep.intake.rules.draft import Draft
from doorstep.terms.phone import is_mobile

_HOMES: Final = ("home_address", "registered_address", "mailing_address")
_ADDRESSES: Final = (*_HOMES, "work_address")
_DIVISIONS: Final = ("市", "县", "区", "州")


def check_phones(draft: Draft) -> None:
    """Warn about a missing mobile, a fixed line in its place, and contacts that are none."""
    numbers = draft.numbers("mobile")
    if draft.has_column("mobile"):
        if not numbers and not draft.has_warning("mobile"):
            draft.warn("mobile", "phone_missing")
        elif numbers and not any(map(is_mobile, numbers)):
            draft.warn("mobile", "phone_is_landline")
    own = set(draft.phones("mobile"))
    for column in ("contact1_phone", "contact2_phone"):
        if own.intersection(draft.phones(column)):
            draft.warn(column, "contact_same_as_borrower")


def check_addresses(draft: Draft) -> None:
    """Resolve references between addresses, then warn about missing and vague ones."""
    resolve_same_as(draft, _ADDRESSES)
    warn_vague(draft, _ADDRESSES)
    homes = [column for column in _HOMES if draft.has_column(column)]
    if homes and not any(column in draft.values for column in homes):
        draft.warn(homes[0], "address_missing")
    home, city = draft.text("home_address"), draft.text("city")
    if home and city and not is_vague(home) and not _names(home, city):
        draft.warn("home_address", "address_without_city")


def _names(address: str, city: str) -> bool:
    name = simplified(city)
    bare = name[:-1] if len(name) > 1 and name.endswith(_DIVISIONS) else name
    return bare in simplified(address)

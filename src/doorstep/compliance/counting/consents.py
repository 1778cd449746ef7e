"""Has the borrower agreed to this, at this instant and by this means?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import Rows, matches
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.words import ConsentKind, ConsentState
from doorstep.terms.codes import Known

Mask = NDArray[np.bool_]
Seconds = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class ConsentPairs:
    """The consents of each request's borrower, as pairs that fit medium and instant.

    Attributes:
        request: Request of each pair, shape ``(k,)``.
        row: Row of the table of consents, shape ``(k,)``.
    """

    request: Rows
    row: Rows


def consent_pairs(requests: ContactRequests) -> ConsentPairs:
    """Pair each request with the consents that cover its medium and are in force."""
    table, contact = requests.consents, requests.contact
    request, row = matches(contact.person_id, table.by_person)
    if len(row):
        bit = np.left_shift(1, contact.medium[request].astype(np.int32))
        at = contact.at[request]
        fits = (table.channels[row] & bit) != 0
        fits &= (at >= table.given_at[row]) & (at < table.ends_at[row])
        request, row = request[fits], row[fits]
    return ConsentPairs(request, row)


def consent_of(
    requests: ContactRequests, pairs: ConsentPairs, kind: ConsentKind, seconds: Seconds | None
) -> NDArray[np.int8]:
    """Return ``Known`` for each request: yes if one consent fits, unknown if one may, else no.

    Args:
        requests: The planned contacts.
        pairs: Their consents.
        kind: What is agreed to.
        seconds: Local second of day that a clock window must hold, shape ``(n,)``, or None.
    """
    table = requests.consents
    answer = np.zeros(len(requests), dtype=np.int8)
    if not len(pairs.row):
        return answer
    request, row = pairs.request, pairs.row
    fits = equals(table.kind[row], int(kind))
    if seconds is not None:
        fits &= in_window(seconds[request], table.from_second[row], table.to_second[row])
    state = table.state[row]
    answer[request[fits & (state == int(ConsentState.UNKNOWN))]] = Known.UNKNOWN
    answer[request[fits & (state == int(ConsentState.GIVEN))]] = Known.YES
    return answer


def in_window(seconds: Seconds, start: Seconds, end: Seconds) -> Mask:
    """Say which seconds of the day lie in a window; the end is excluded.

    A window whose end is not later than its start runs over midnight.
    """
    inside = (seconds >= start) & (seconds < end)
    over_midnight = (seconds >= start) | (seconds < end)
    return np.where(start < end, inside, over_midnight)

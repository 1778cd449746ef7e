"""Has the borrower agreed to this, at this instant and by this means?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.counting.joins import any_of, matches
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.words import ConsentKind, ConsentState
from doorstep.terms.codes import Known

Mask = NDArray[np.bool_]
Seconds = NDArray[np.int32]


def consent_of(
    requests: ContactRequests, kind: ConsentKind, seconds: Seconds | None
) -> NDArray[np.int8]:
    """Return ``Known`` for each request: yes if one consent fits, unknown if one may, else no.

    Args:
        requests: The planned contacts.
        kind: What is agreed to.
        seconds: Local second of day that a clock window must hold, shape ``(n,)``, or None.
    """
    table, contact, n = requests.consents, requests.contact, len(requests)
    if not len(table):
        return np.full(n, Known.NO, dtype=np.int8)
    request, row = matches(contact.person_id, table.person_id)
    bit = np.left_shift(1, contact.medium.astype(np.int32))[request]
    fits = (table.kind[row] == kind) & ((table.channels[row] & bit) != 0)
    at = contact.at[request]
    fits &= (at >= table.given_at[row]) & (at < table.ends_at[row])
    if seconds is not None:
        fits &= in_window(seconds[request], table.from_second[row], table.to_second[row])
    given = any_of(request, fits & (table.state[row] == ConsentState.GIVEN), n)
    in_doubt = any_of(request, fits & (table.state[row] == ConsentState.UNKNOWN), n)
    return np.where(given, Known.YES, np.where(in_doubt, Known.UNKNOWN, Known.NO)).astype(np.int8)


def in_window(seconds: Seconds, start: Seconds, end: Seconds) -> Mask:
    """Say which seconds of the day lie in a window; the end is excluded.

    A window whose end is not later than its start runs over midnight.
    """
    inside = (seconds >= start) & (seconds < end)
    over_midnight = (seconds >= start) | (seconds < end)
    return np.where(start < end, inside, over_midnight)

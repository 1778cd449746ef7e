"""How does the core see contacts that were made, when the law is asked afterwards?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import MINYEAR, date, datetime

import numpy as np

from doorstep.compliance.history import Attempts
from doorstep.compliance.leave.contacts import Happened
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests
from doorstep.compliance.words import Delivery, Jurisdiction, OrgKind
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.identity import age_on
from doorstep.terms.local_time import instant_number, local_day
from doorstep_desk.cases.queries import born_after


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that was made, as far as the law asks afterwards.

    Attributes:
        person_key: Whom it reached, or meant to.
        creditor_id: On whose behalf, or None.
        point_id: Contact point, or None.
        channel: How.
        purpose: Why.
        at: When it began.
        age: Full years of the person then, where that is under age; None otherwise.
    """

    person_key: bytes
    creditor_id: int | None
    point_id: int | None
    channel: Channel
    purpose: Purpose
    at: datetime
    age: int | None = None


def with_ages(made: Sequence[Contact]) -> list[Contact]:
    """Return contacts with the age of those people who were children, in one query."""
    years = [each.at.year for each in made]
    births = born_after(
        {each.person_key for each in made}, date(min(years, default=MINYEAR + 20) - 19, 12, 31)
    )
    if not births:
        return list(made)
    return [
        replace(each, age=age_on(births[each.person_key], local_day(each.at)))
        if each.person_key in births
        else each
        for each in made
    ]


def as_requests(made: Sequence[Contact], keys: Sequence[bytes]) -> ContactRequests:
    """Return contacts as requests of the core; people are numbered by their place in ``keys``.

    A report says when a visit began and not how long it took, so only its beginning counts.
    """
    number = _numbers(keys)
    return ContactRequests.build(
        len(made), zone_sets=BEIJING_ONLY, jurisdictions=int(Jurisdiction.CN),
        duration_seconds=0, delivery=int(Delivery.POST), org_kind=int(OrgKind.AGENCY),
        person_id=np.array([number[each.person_key] for each in made], dtype=np.int64),
        creditor_id=_ids([each.creditor_id for each in made]),
        point_id=_ids([each.point_id for each in made]),
        target_age=_ids([each.age for each in made]),
        channel=np.array([int(each.channel) for each in made], dtype=np.int8),
        purpose=np.array([int(each.purpose) for each in made], dtype=np.int8),
        at=np.array([instant_number(each.at) for each in made], dtype=np.int64),
    )  # fmt: skip


def as_history(happened: Sequence[Happened], keys: Sequence[bytes]) -> Attempts:
    """Return what happened as the core's history, people numbered the same way."""
    number = _numbers(keys)
    at = np.array([each.contact.at for each in happened], dtype=np.int64)
    return Attempts.build(
        len(happened),
        person_id=np.array([number[each.contact.person] for each in happened], dtype=np.int64),
        creditor_id=np.array([each.contact.creditor_id for each in happened], dtype=np.int64),
        point_id=np.array([each.contact.point_id for each in happened], dtype=np.int64),
        at=at, received_at=at,
        channel=np.array([int(each.contact.channel) for each in happened], dtype=np.int8),
        purpose=np.array([int(each.contact.purpose) for each in happened], dtype=np.int8),
        direction=np.array([int(each.direction) for each in happened], dtype=np.int8),
        disposition=np.array([int(each.disposition) for each in happened], dtype=np.int8),
        is_own=True,
    )  # fmt: skip


def _numbers(keys: Sequence[bytes]) -> Mapping[bytes, int]:
    return {key: number for number, key in enumerate(keys)}


def _ids(values: Sequence[int | None]) -> np.ndarray:
    return np.array([-1 if value is None else value for value in values], dtype=np.int64)

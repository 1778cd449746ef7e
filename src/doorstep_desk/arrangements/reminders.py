"""Which reminders did borrowers ask for, and which of them fall on a day?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from doorstep.affordability.lifecycle import ArrangementState
from doorstep.affordability.reminders import MOST_DAYS, Due, Reminder, Wish, reminders_on
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.models import ActiveArrangement, ReminderWish
from doorstep_desk.arrangements.queries import promises_standing, states_of, terms_of
from doorstep_desk.payments.queries import received_since


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A reminder that may be sent on a day, once the rules have been asked.

    Attributes:
        case_id: The case.
        source: ``promise:`` or ``arrangement:`` with its identifier, and the day it is about.
        due_on: The day on which the sum falls due.
        channel: ``sms`` or ``call``, as the borrower asked.
    """

    case_id: int
    source: str
    due_on: date
    channel: str


def reminders_due(agency_id: int, on: date) -> list[ReminderDue]:
    """Return the reminders of a day, in a constant number of queries.

    Only of sums still open, and only where the newest word of the borrower asks for it. That the
    law allows the contact on that day is asked by whoever sends it.
    """
    last = on + timedelta(days=MOST_DAYS)
    dues = [*_promised(agency_id, on, last), *_arranged(agency_id, on, last)]
    case_of = {due.source: case for case, due, _ in dues}
    found = reminders_on([(due, wish) for _, due, wish in dues], on)
    return [_due(case_of[each.source], each) for each in found]


def wishes_of(agency_id: int, case_ids: Iterable[int] | None = None) -> dict[UUID, Wish]:
    """Return the newest wish about each promise and arrangement, in two queries."""
    rows = ReminderWish.objects.filter(agency_id=agency_id)
    if case_ids is not None:
        rows = rows.filter(case_id__in=list(case_ids))
    columns = ("is_wanted", "channel", "days_before")
    found: dict[UUID, Wish] = {}
    for about in ("promise_id", "arrangement_id"):
        mine = rows.filter(**{f"{about}__isnull": False}).order_by("id")
        found |= {key: Wish(*rest) for key, *rest in mine.values_list(about, *columns)}
    return found


def _due(case_id: int, reminder: Reminder) -> ReminderDue:
    return ReminderDue(case_id, reminder.source, reminder.due_on, reminder.channel)


Dues = list[tuple[int, Due, Wish | None]]


def _promised(agency_id: int, first: date, last: date) -> Dues:
    rows = promises_standing().filter(
        agency_id=agency_id, standing=PromiseState.OPEN.word, due_on__range=(first, last),
        reminder_wishes__isnull=False,
    ).distinct()  # fmt: skip
    open_ones = list(rows.order_by("case_id", "due_on", "id"))
    wishes = wishes_of(agency_id, {row.case_id for row in open_ones})
    return [
        (row.case_id, Due(f"promise:{row.pk}:{row.due_on}", row.due_on), wishes.get(row.pk))
        for row in open_ones
    ]


def _arranged(agency_id: int, first: date, last: date) -> Dues:
    rows = list(
        ActiveArrangement.objects.filter(
            agency_id=agency_id, arrangement__reminder_wishes__isnull=False
        )
        .select_related("arrangement")
        .distinct()
        .order_by("case_id")
    )
    if not rows:
        return []
    wishes = wishes_of(agency_id, {row.case_id for row in rows})
    states = states_of(row.arrangement_id for row in rows)
    paid: dict[int, int] = {}
    since = {row.case_id: local_day(row.agreed_at) for row in rows}
    for one in received_since(agency_id, since, min(since.values())):
        if one.received_on >= since[one.case_id]:
            paid[one.case_id] = paid.get(one.case_id, 0) + one.amount_fen
    found: Dues = []
    for row in rows:
        key, wanted = row.arrangement_id, 0
        if states[key] == ArrangementState.CONTESTED:
            continue
        for each in terms_of(row.arrangement).instalments:
            wanted += each.amount_fen
            if first <= each.due_on <= last and paid.get(row.case_id, 0) < wanted:
                source = f"arrangement:{key}:{each.due_on}"
                found.append((row.case_id, Due(source, each.due_on), wishes.get(key)))
    return found

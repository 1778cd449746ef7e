"""Many messages through the desk and a bad-tempered centre, and what is asked of it afterwards."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import connection
from tests.app.conftest import Cast
from tests.app.portfolio import NOON, place
from tests.outside.centre import Centre, Whim

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import local_day
from doorstep_desk.cases.queries import points_of
from doorstep_desk.notices.actions.queue import NewMessage, queue_messages
from doorstep_desk.notices.channels.smpp import ShortMessageAccount, ShortMessageGateway
from doorstep_desk.notices.jobs import send_due, sender_of, sweep
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.words import Words

WORDS = Words(
    "note", Channel.SMS, Purpose.REPLY, "zh", "", "【{lender}】编号 {number}，我们收到了。", None
)
FAULTS = [Whim.DROP, Whim.DIE, Whim.DELAY, Whim.THROTTLE, Whim.REFUSE, Whim.TWICE]


@dataclass(frozen=True, slots=True)
class Faults:
    """What was found wrong; all empty is what is asked for.

    Attributes:
        without_permit: Telephones that show something for which no permit was used.
        twice: Telephones that show something twice.
        unlisted: Messages of which the desk does not know what became.
        wrong: Messages of which the desk says sent and nothing came, or failed and it came.
    """

    without_permit: list[str]
    twice: list[str]
    unlisted: list[str]
    wrong: list[str]

    @property
    def count(self) -> int:
        """Return how much was found."""
        return sum(map(len, (self.without_permit, self.twice, self.unlisted, self.wrong)))


def queued(cast: Cast, people: int, at: datetime = NOON) -> list[str]:
    """Queue one message for each of some invented people; returns the telephones."""
    known = place(cast, people)
    points = {each.borrower_id: points_of(each.borrower_id)[0] for each in known}
    queue_messages(
        actor=sender_of(cast.agency_id), words=WORDS, rulebook=rulebook_on(local_day(at)),
        gateway="sms", sends_at=at, at=at,
        messages=[
            NewMessage(
                each.case_id, points[each.borrower_id].pk,
                {"lender": "北原信贷", "number": f"N{n:05d}"},
            )
            for n, each in enumerate(known)
        ],
    )  # fmt: skip
    return [point.value for point in points.values()]


def weather(seed: int, share: float, most: int):
    """Return what a centre does to each part: so much of it goes wrong, evenly over all faults."""
    chance = np.random.default_rng(seed)
    odds = [1 - share, *[share / len(FAULTS)] * len(FAULTS)]
    whims = chance.choice([Whim.TAKE, *FAULTS], size=most, p=odds)
    return lambda number: whims[number % most]


def send_all(cast: Cast, centre: Centre, at: datetime = NOON, most: int = 200) -> int:
    """Send everything that is due, over and over until nothing is."""
    door = ShortMessageGateway(ShortMessageAccount.of(centre.url), timeout=3.0)
    count = send_due(agency_id=cast.agency_id, gateway=door, now=lambda: at, most=most)
    door.close()
    sweep(agency_id=cast.agency_id, now=lambda: at + timedelta(minutes=6))
    return count


def faults_of(centre: Centre) -> Faults:
    """Compare what telephones show with what the desk's tables say."""
    arrived = Counter(each.to for each in centre.taken)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id, m.state, p.used_at IS NOT NULL, a.origin = 'executed'"
            " FROM notices_message m JOIN permits_permit p ON p.id = m.permit_id"
            " LEFT JOIN attempts_attempt a ON a.id = m.attempt_id AND a.permit_id = p.id"
        )
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    known = {m.point.value: (m.pk, m.state) for m in Message.objects.select_related("point")}
    without = [
        to
        for to in arrived
        if to not in known or not rows[known[to][0]][1] or not rows[known[to][0]][2]
    ]
    return Faults(
        without, [to for to, times in arrived.items() if times > 1],
        [to for to, (_, state) in known.items() if state in ("queued", "sending")],
        [
            to
            for to, (_, state) in known.items()
            if (state == "sent" and to not in arrived) or (state == "failed" and to in arrived)
        ],
    )  # fmt: skip

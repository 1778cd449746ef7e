"""Eight senders send the same records of one phone at the same time: is each effect there once?"""

import threading
from collections import Counter
from datetime import datetime

import numpy as np
from tests.faults.field.phones import carried

from doorstep.terms.canonical import hash_of
from doorstep_desk.devices.actions.register import LIMITS
from doorstep_desk.fieldwork.models import FieldEvent
from doorstep_desk.plumbing.identifiers import new_id

SENDERS = 8


def sent_by_many(
    port: int, agents: list[str], at: datetime, count: int, seed: int, *, are_renamed: bool = False
) -> Counter:
    """Let eight senders send the same records of one phone at once; return what they heard.

    Args:
        port: Where the desk answers.
        agents: Who may carry the phone.
        at: When.
        count: How many records.
        seed: Of their order.
        are_renamed: Planted fault: each sender gives them names of its own.
    """
    one = carried(agents, 1, port, at)[0]
    events = [one.phone.event("note", {"about": str(n)}) for n in range(count)]
    heard: Counter = Counter()

    def send(number: int) -> None:
        chance = np.random.default_rng([seed, number])
        mine = [renamed(each) for each in events] if are_renamed else events
        starts = [*chance.permutation(count), 0]
        for begin in starts:
            length = LIMITS["batch"] if begin == 0 else int(chance.integers(1, 9))
            answer = one.phone.sync(*mine[begin : begin + length])
            for each in answer.json()["results"]:
                heard[each["id"], each["status"]] += 1

    threads = [threading.Thread(target=send, args=(n,)) for n in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard["rows", ""] = FieldEvent.objects.filter(device_id=one.phone.id).count()
    return heard


def renamed(event: dict) -> dict:
    """Return a record under another name, its hash made anew."""
    fields = {**event, "id": str(new_id())}
    del fields["body_hash"]
    return {**fields, "body_hash": hash_of(fields)}


def is_once_each(heard: Counter, count: int) -> bool:
    """Say whether each record had one effect and every other answer called it known."""
    accepted = {name: n for (name, status), n in heard.items() if status == "accepted"}
    said = {status for _, status in heard if status}
    is_one = set(accepted.values()) == {1} and len(accepted) == count
    return is_one and heard["rows", ""] == count and said == {"accepted", "duplicate"}

"""How many contacts are made without a prior allow, in 100,000 random histories?

On the pure core. Each history is a person with random contacts by others, and six instants at
which somebody asks leave for a random channel. With the gate, a contact is made only if no limit
is passed and no rule that looks at clock, calendar and history refuses. Without it, every asked
contact is made: the rival of the same run. Both are then looked back at by the law, and counted
again by plain adding up, which shares no code with the counters.

Prints one JSON object. ``--histories`` changes the number.
"""

import argparse
import json
from datetime import date
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.history import Attempts
from doorstep.compliance.leave.hindsight import look_back
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests
from doorstep.compliance.rulebook import calendar_for, rulebook_on
from doorstep.compliance.words import Jurisdiction, OrgKind
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import beijing_instant, instant_number

DAY = date(2026, 11, 25)
STEPS_HOURS = (8, 9, 13, 22, 33, 57)
CHANNELS = np.array([Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.VISIT], dtype=np.int8)
REACHED = np.array(
    [Disposition.RIGHT_PARTY_CONTACT, Disposition.DELIVERED, Disposition.DELIVERED,
     Disposition.MET_BORROWER], dtype=np.int8,
)  # fmt: skip
LIMIT_A_DAY = 3
SECONDS = 86_400
BEIJING = 8 * 3600

Numbers = NDArray[np.int64]


def made(person: Numbers, kind: Numbers, at: Numbers) -> Attempts:
    """Return contacts that all reached the person."""
    return Attempts.build(
        len(person), person_id=person, creditor_id=1, point_id=1, at=at, received_at=at,
        channel=CHANNELS[kind], purpose=int(Purpose.COLLECT), disposition=REACHED[kind],
        is_own=True,
    )  # fmt: skip


def asked(person: Numbers, kind: Numbers, at: Numbers) -> ContactRequests:
    """Return contacts for which leave is asked."""
    return ContactRequests.build(
        len(person), zone_sets=BEIJING_ONLY, jurisdictions=int(Jurisdiction.CN),
        org_kind=int(OrgKind.AGENCY), person_id=person, creditor_id=1, point_id=1,
        channel=CHANNELS[kind], purpose=int(Purpose.COLLECT), at=at,
    )  # fmt: skip


def together(parts: list[tuple[Numbers, Numbers, Numbers]]) -> tuple[Numbers, Numbers, Numbers]:
    """Return several columns of person, kind and instant as one."""
    person, kind, at = zip(*parts, strict=True)
    return np.concatenate(person), np.concatenate(kind), np.concatenate(at)


def run(histories: int, *, is_gated: bool) -> dict[str, float]:
    """Play all histories and return what was made and what of it was without an allow."""
    generator = np.random.default_rng(20261125)
    book, calendar = rulebook_on(DAY), calendar_for()
    midnight = instant_number(beijing_instant(DAY, 0))
    before = generator.integers(0, 4 * histories, 2 * histories) % histories
    past = (
        before.astype(np.int64), generator.integers(0, 4, len(before)),
        midnight - generator.integers(3600, 20 * SECONDS, len(before)),
    )  # fmt: skip
    parts, ours = [past], []
    everyone = np.arange(histories, dtype=np.int64)
    for hours in STEPS_HOURS:
        kind = generator.integers(0, 4, histories)
        at = np.full(histories, midnight + hours * 3600, dtype=np.int64)
        chosen = np.ones(histories, dtype=bool)
        if is_gated:
            answers = look_back(asked(everyone, kind, at), made(*together(parts)), book, calendar)
            chosen = np.array([not answer.is_denied for answer in answers])
        parts.append((everyone[chosen], kind[chosen], at[chosen]))
        ours.append(parts[-1])
    contacts, whole = together(ours), together(parts)
    denied = look_back(asked(*contacts), made(*whole), book, calendar)
    return {
        "contacts": len(contacts[0]),
        "without_allow": sum(answer.is_denied for answer in denied),
        "people_over_the_daily_limit": over_daily(contacts, whole),
    }


def over_daily(contacts: tuple[Numbers, ...], whole: tuple[Numbers, ...]) -> int:
    """Count person-days of ours above the daily limit, by plain adding up."""
    keys = whole[0] * 100_000 + (whole[2] + BEIJING) // SECONDS
    days, counts = np.unique(keys, return_counts=True)
    ours = np.unique(contacts[0] * 100_000 + (contacts[2] + BEIJING) // SECONDS)
    return int((counts[np.searchsorted(days, ours)] > LIMIT_A_DAY).sum())


def main() -> None:
    """Print the figures of both runs."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--histories", type=int, default=100_000)
    histories = reader.parse_args().histories
    begun = perf_counter()
    gated = run(histories, is_gated=True)
    took = perf_counter() - begun
    rival = run(histories, is_gated=False)
    print(json.dumps({
        "benchmark": "law_histories", "histories": histories, "with_gate": gated,
        "without_gate": rival, "seconds_with_gate": round(took, 1),
    }))  # fmt: skip


if __name__ == "__main__":
    main()

"""Would one more contact pass a limit, counting those for which leave is out already?

Leave that is out counts as a contact of unknown outcome: a place is taken before the dial, and
given back when the leave expires or is cancelled. A contact planned for a later day counts too, as
many days backwards as it lies ahead: every window that would hold both holds both.
"""

from collections.abc import Sequence

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.leave.contacts import (
    Contact,
    Happened,
    as_running,
    history_of,
    limits_only,
    requests_of,
)
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.words import Answer


def caps_reached(
    wanted: Sequence[Contact],
    happened: Sequence[Happened],
    outstanding: Sequence[Contact],
    rulebook: Rulebook,
    calendar: Calendar,
) -> list[str | None]:
    """Return for each wanted contact the rule whose limit it would pass, or None.

    They are looked at in their order; one that passes takes its place before the next of the same
    person is looked at.

    Args:
        wanted: Contacts for which leave is asked.
        happened: All contacts of these people by anyone that are known.
        outstanding: Contacts of these people for which leave is out.
        rulebook: The law; only its limits are asked.
        calendar: Holidays.
    """
    limits = limits_only(rulebook)
    found: list[str | None] = [None] * len(wanted)
    held = list(outstanding)
    for wave in _waves(wanted):
        contacts = [wanted[place] for place in wave]
        for place, rule in zip(
            wave, _judged(contacts, happened, held, limits, calendar), strict=True
        ):
            found[place] = rule
            if rule is None:
                held.append(wanted[place])
    return found


def _waves(wanted: Sequence[Contact]) -> list[list[int]]:
    """Return the places of wanted contacts so that each wave holds a person once."""
    waves: list[list[int]] = []
    seen: dict[bytes, int] = {}
    for place, contact in enumerate(wanted):
        turn = seen.get(contact.person, 0)
        seen[contact.person] = turn + 1
        if turn == len(waves):
            waves.append([])
        waves[turn].append(place)
    return waves


def _judged(
    contacts: Sequence[Contact],
    happened: Sequence[Happened],
    held: Sequence[Contact],
    limits: Rulebook,
    calendar: Calendar,
) -> list[str | None]:
    row_of = {contact.person: row for row, contact in enumerate(contacts)}
    past = [
        *(each for each in happened if each.contact.person in row_of),
        *(
            as_running(each, contacts[row_of[each.person]])
            for each in held
            if each.person in row_of
        ),
    ]
    judgement = judge(requests_of(contacts), history_of(past, row_of), limits, calendar)
    denied = judgement.answers == Answer.DENY
    return [
        next((rule for rule, no in zip(judgement.rules, column, strict=True) if no), None)
        for column in denied.T
    ]

"""By which device and number is the borrower reached, and is the institution named?"""

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.readings.calls import is_direct_call
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import Obligation
from doorstep.terms.codes import Channel, Purpose


def private_device(now: Situation, legs: Legs) -> Finding:
    """Refuse an agent's own phone or account unless the lender agreed."""
    contact = now.requests.contact
    private, agreed = contact.uses_private_device, contact.may_use_private_device
    spoken = one_of(contact.medium, (Channel.CALL, Channel.SMS, Channel.IM))
    return find(
        legs,
        spoken & now.is_from_agency,
        refuses=yes(private) & no(agreed),
        unknown=unsure(private) | (yes(private) & unsure(agreed)),
    )


def caller_number(now: Situation, legs: Legs) -> Finding:
    """Refuse altered, virtual or rotating numbers."""
    number = now.requests.contact.has_registered_number
    dialled = one_of(now.requests.contact.medium, (Channel.CALL, Channel.SMS))
    return find(legs, dialled, refuses=no(number), unknown=unsure(number))


def names_institution(now: Situation, legs: Legs) -> Finding:
    """Refuse a contact that does not say at once for whom it is made."""
    named, outbound = now.requests.message.names_institution, ~now.is_inbound
    return find(
        legs,
        now.everything,
        refuses=no(named) & outbound,
        unknown=unsure(named) & outbound,
        duties=Duties(passing=Obligation.IDENTIFY_INSTITUTION),
    )


def machine_voice(now: Situation, legs: Legs) -> Finding:
    """Refuse a machine that was not tested; it counts like a person."""
    checked = now.requests.contact.is_ai_checked
    asked = is_direct_call(now) & now.has_purpose(Purpose.COLLECT, Purpose.REMIND)
    return find(
        legs, asked & now.requests.contact.is_ai, refuses=no(checked), unknown=unsure(checked)
    )


RULES = (
    Rule(
        ids=("CN-CHAN-01",),
        needs=("medium", "org_kind", "uses_private_device", "may_use_private_device"),
        examine=private_device,
    ),
    Rule(ids=("CN-CHAN-02",), needs=("medium", "has_registered_number"), examine=caller_number),
    Rule(ids=("CN-CHAN-03",), needs=("direction", "names_institution"), examine=names_institution),
    Rule(
        ids=("CN-CHAN-04",),
        arises="is_machine_call",
        needs=("channel", "purpose", "relation", "is_ai", "is_ai_checked"),
        examine=machine_voice,
    ),
)

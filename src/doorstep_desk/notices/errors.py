"""What is refused about messages and their templates."""

from collections.abc import Sequence
from datetime import date

from doorstep.wording.draft import Objection
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


def template_objected(objections: Sequence[Objection]) -> Refused:
    """Return the refusal for words that may not be sent, with the first rule they would break."""
    first = objections[0]
    sentence = say(first.zh, first.en)
    if first.found:
        sentence = f"{sentence} ({first.found})"
    return Refused(first.code, sentence, rule=first.rule)


def template_unknown() -> Refused:
    """Return the refusal for a template that does not exist for this person."""
    return Refused("template-missing", "There is no such template in your organisation.")


def template_decided() -> Refused:
    """Return the refusal for approving what was approved or withdrawn already."""
    return Refused(
        "template-decided",
        "This template was approved or withdrawn already. Open it to see by whom.",
    )


def template_own() -> Refused:
    """Return the refusal for deciding alone."""
    return Refused("template-own", "Another person must approve this: nobody does it alone.")


def template_changed() -> Refused:
    """Return the refusal for approving something else than what stands there."""
    return Refused(
        "template-changed",
        "What you saw is not what stands there now. Open the template again and read it.",
    )


def template_key_missing() -> Refused:
    """Return the refusal for a template without a name."""
    return Refused("template-key", "Give the template a name of letters, digits and low lines.")


def template_not_approved() -> Refused:
    """Return the refusal for sending words that only one person has read."""
    return Refused(
        "template-not-approved", "Only words that two people agreed on are sent; ask for approval."
    )


def field_unfilled(fault: str) -> Refused:
    """Return the refusal for a message whose field cannot be filled."""
    return Refused("field-unfilled", f"This message cannot be filled in: {fault}.")


def point_missing() -> Refused:
    """Return the refusal for a message to nobody."""
    return Refused("point-missing", "There is no number or address of the borrower for this.")


def message_unknown() -> Refused:
    """Return the refusal for a message that does not exist for this person."""
    return Refused("message-missing", "There is no such message in your organisation.")


def message_not_unknown() -> Refused:
    """Return the refusal for settling a message about which everything is known."""
    return Refused("message-known", "What became of this message is known already.")


def no_gateway(channel: str) -> Refused:
    """Return the refusal for a channel by which this desk cannot send."""
    return Refused(
        "no-gateway", f"No gateway is set up for {channel}; the administrator can add one."
    )


def message_refused(rule: str) -> Refused:
    """Return the refusal for a message that a rule forbids, or holds until a fact is known."""
    return Refused("message-refused", "A rule stands against this message.", rule=rule)


def message_paused() -> Refused:
    """Return the refusal for a message to somebody who is left in peace just now."""
    return Refused("message-paused", "Contact is paused: nothing is written to this borrower.")


def message_case_over() -> Refused:
    """Return the refusal for a message about a case of which nothing is worked any more."""
    return Refused("message-over", "Nothing of this case is worked any more: write nothing.")


def message_waits() -> Refused:
    """Return the refusal for queueing the same words again while they have not left."""
    return Refused("message-waits", "These words wait for this borrower already.")


def message_changed() -> Refused:
    """Return the refusal for sending something else than what was read."""
    return Refused(
        "message-changed",
        "What you read is not what would leave now. Read it again, then send it.",
    )


def message_channel() -> Refused:
    """Return the refusal for a channel by which nobody writes from here."""
    return Refused("message-channel", "From here only SMS and e-mail leave.")


def letter_unknown() -> Refused:
    """Return the refusal for a letter that was not posted here, or came back already."""
    return Refused(
        "letter-missing", "There is no such letter that was posted and has not come back."
    )


def no_letters(on: date) -> Refused:
    """Return the refusal for a day on which no letter was printed."""
    return Refused("letters-none", f"No letter of {on} waits for the post.")

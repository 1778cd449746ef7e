"""Which outcomes can an attempt have, by the channel it was made on?"""

from typing import Final

from doorstep.terms.codes import Channel, Disposition

_SPOKEN: Final = (
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.WRONG_PERSON,
    Disposition.NO_ANSWER,
    Disposition.BUSY,
    Disposition.NOT_CONNECTED,
    Disposition.VOICEMAIL,
)
_AT_THE_DOOR: Final = (
    Disposition.MET_BORROWER,
    Disposition.MET_THIRD_PARTY,
    Disposition.NOBODY_MET,
    Disposition.CANCELLED,
)
_MESSAGE: Final = (Disposition.DELIVERED, Disposition.NOT_DELIVERED, Disposition.REPLIED)
_POST: Final = (Disposition.POSTED, Disposition.DELIVERED, Disposition.RETURNED)

OUTCOMES: Final[dict[Channel, tuple[Disposition, ...]]] = {
    Channel.CALL: _SPOKEN,
    Channel.SMS: _MESSAGE,
    Channel.EMAIL: _MESSAGE,
    Channel.IM: _MESSAGE,
    Channel.VISIT: _AT_THE_DOOR,
    Channel.LETTER: _POST,
    Channel.LEGAL_NOTICE: _POST,
    Channel.THIRD_PARTY: _SPOKEN,
}
"""Of each channel, in the order in which forms offer them."""


def outcomes_on(channel: str) -> tuple[Disposition, ...]:
    """Return the outcomes that fit a channel, given as its word."""
    return next(found for each, found in OUTCOMES.items() if each.word == channel)

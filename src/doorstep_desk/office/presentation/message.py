"""What does the page on which one borrower is written to show?"""

from dataclasses import dataclass
from datetime import datetime

from doorstep_desk.office.presentation.lawbook.may_i import ReasonLine


@dataclass(frozen=True, slots=True)
class WordsChoice:
    """Approved words that can be chosen.

    Attributes:
        key: Their name.
        channel: Word of the channel.
        query: Query text that shows them, without ``?``.
        is_chosen: They are shown.
    """

    key: str
    channel: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LawSeen:
    """What the rules say of this message now.

    Attributes:
        verdict: ``allow``, ``hold`` or ``deny``.
        against: What stands in the way, strictest first.
        asked: How many rules were asked.
        open_until: Until when it may leave today; None where it may not.
        next_at: Earliest later instant, in Beijing, or None when waiting alone does not help.
    """

    verdict: str
    against: tuple[ReasonLine, ...]
    asked: int
    open_until: datetime | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as the borrower would read it.

    Attributes:
        key: Name of the words.
        channel: Word of the channel.
        purpose: Word of the purpose.
        language: In which language it is.
        is_own_language: The borrower speaks it.
        subject: Of a mail.
        body: The whole text.
        parts: In how many parts a text message travels; 0 for a mail.
        to: Number or address, masked; empty when there is none.
        seen: What whoever sends it names as read.
        law: What the rules say; None when nothing of the case is worked any more.
        obstacle: Why it cannot be sent though no rule objects; empty when nothing is in the way.
    """

    key: str
    channel: str
    purpose: str
    language: str
    is_own_language: bool
    subject: str
    body: str
    parts: int
    to: str
    seen: str
    law: LawSeen | None
    obstacle: str

    @property
    def may_send(self) -> bool:
        """Say whether a button is shown."""
        return self.law is not None and self.law.verdict == "allow" and not self.obstacle


@dataclass(frozen=True, slots=True)
class MessagePage:
    """The page.

    Attributes:
        case_id: Identifier.
        number: Case number.
        name: The borrower's name.
        lender: In whose name.
        agency: Who writes.
        writer: Which person writes.
        choices: Words that two people agreed on.
        preview: The chosen ones as this borrower would read them; None without any.
        unreadable: Why they cannot be shown; empty when they can.
        error: Why it was not sent; empty when nothing was tried.
    """

    case_id: int
    number: str
    name: str
    lender: str
    agency: str
    writer: str
    choices: tuple[WordsChoice, ...]
    preview: Preview | None
    unreadable: str
    error: str

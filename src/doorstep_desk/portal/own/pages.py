"""What do the pages of one borrower show?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from doorstep_desk.portal.asking import Question
from doorstep_desk.self_service.slots import Held


@dataclass(frozen=True, slots=True)
class DoorPage:
    """The way in.

    Attributes:
        typed: Number or address as typed.
        sign_in: Identifier of a sign-in that waits for its code, or empty.
        error: What is wrong, in the reader's language.
    """

    typed: str = ""
    sign_in: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Whether whoever has the number is the borrower.

    Attributes:
        hint: A name with all but its first character covered.
        asks_digits: Whether the last four of an identity number are asked for.
        error: What is wrong, in the reader's language.
    """

    hint: str
    asks_digits: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that the borrower said.

    Attributes:
        kind: What.
        number: Its number.
        said_on: When.
        due_on: By when it is answered.
        answer: The answer, or empty.
    """

    kind: str
    number: str
    said_on: date
    due_on: date
    answer: str


@dataclass(frozen=True, slots=True)
class Announced:
    """A visit that was announced.

    Attributes:
        from_on: First day.
        until_on: Last day.
        is_agreed: Whether the borrower said that it suits.
    """

    from_on: date
    until_on: date
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What is owed, made up of what, and what can be done.

    Attributes:
        lender: Whom the money is owed to.
        agency: Who works for them.
        name: The borrower.
        owed_fen: All of it.
        parts: Component and fen, those that are not zero.
        currency: ISO 4217 code.
        paused: Whether contact has stopped.
        announced: A visit that was announced, or None.
        spoken: What the borrower said, the newest first.
        as_of: When the page was made.
        cannot_pay: Address of the page for whoever cannot pay now.
        question: About the newest contact, or None.
        papers: How many papers there are.
        to_sign: Identifier of the agreement that waits for a signature, or empty.
        records: Copies of visits: by what each is known, and when it was made.
        held: A visit that the borrower booked, or None.
    """

    lender: str
    agency: str
    name: str
    owed_fen: int
    parts: tuple[tuple[str, int], ...]
    currency: str
    paused: bool
    announced: Announced | None
    spoken: tuple[Spoken, ...]
    as_of: datetime
    cannot_pay: str
    question: Question | None = None
    papers: int = 0
    to_sign: str = ""
    records: tuple[tuple[UUID, datetime], ...] = ()
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class SayPage:
    """One thing to say.

    Attributes:
        kind: What.
        lender: Whom the money is owed to.
        words: What was typed.
        error: What is wrong, in the reader's language.
        spoken: What was kept, or None before.
    """

    kind: str
    lender: str
    words: str = ""
    error: str = ""
    spoken: Spoken | None = None

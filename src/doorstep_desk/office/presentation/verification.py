"""What does the page of numbers and addresses to be verified show?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import FormState, Option, Paging


@dataclass(frozen=True, slots=True)
class ProofLine:
    """The last proof of a point.

    Attributes:
        way: What was done, in the reader's language.
        result: ``confirmed``, ``refuted`` or ``unanswered``.
        on: On which day.
        by: Name for people of who wrote it down.
        tries: Proofs of the point in all.
    """

    way: str
    result: str
    on: date
    by: str
    tries: int


@dataclass(frozen=True, slots=True)
class LawfulWay:
    """One way that may be used for a point.

    Attributes:
        word: What is sent.
        label: What is read.
        rests_on: Rule that allows it.
        confidence: How sure it makes us, 0 to 100.
        good_for_days: For how long.
    """

    word: str
    label: str
    rests_on: str
    confidence: int
    good_for_days: int


@dataclass(frozen=True, slots=True)
class PointRow:
    """One number or address.

    Attributes:
        point_id: Identifier.
        case_id: An open case of the borrower.
        number: Its number.
        borrower: Name.
        kind: Kind word.
        masked: What may be shown.
        provenance: Provenance word.
        source: File or person it came from.
        state: ``bounced``, ``ambiguous``, ``stale``, ``unverified`` or ``verified``.
        confidence: What it is worth today, 0 to 100.
        good_until: Last day of the confirmation; None without one.
        accuracy_metres: How exact the coordinates are; None without coordinates.
        proof: The last proof; None for none.
        shared_with: Names of others with the same value, of cases the reader may see.
        shared_unseen: How many further persons have it, without names.
        unlocks_fen: What a verification would unlock.
        because: Why it stands here, in the reader's language.
        ways: How it may be verified.
        places: What an ambiguous address may mean, for a person to choose.
    """

    point_id: int
    case_id: int
    number: str
    borrower: str
    kind: str
    masked: str
    provenance: str
    source: str
    state: str
    confidence: int
    good_until: date | None
    accuracy_metres: int | None
    proof: ProofLine | None
    shared_with: tuple[str, ...]
    shared_unseen: int
    unlocks_fen: int
    because: str
    ways: tuple[LawfulWay, ...]
    places: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class VerificationPage:
    """Numbers and addresses to be verified, those that unlock most first.

    Attributes:
        rows: This page.
        filters: State and kind.
        paging: Where we are.
        results: What may have come of a proof.
        today: Day offered in the form.
        may_verify: The reader may write proofs down.
        back: Query text of this page, which forms carry.
        case_number: Number of the only case shown; empty for all.
        form: What was typed and what is wrong with it.
        form_id: Point whose form came back; 0 for none.
        visit_needs: Confidence that a visit needs.
        since: First day of the table of proofs.
        all_ways: The closed list.
    """

    rows: tuple[PointRow, ...]
    filters: tuple[Filter, ...]
    paging: Paging
    results: tuple[Option, ...]
    today: date
    may_verify: bool
    back: str
    case_number: str
    form: FormState
    form_id: int
    visit_needs: int
    since: date
    all_ways: tuple[LawfulWay, ...]

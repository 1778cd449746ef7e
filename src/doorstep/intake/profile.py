"""Which field did a person say that each header of this lender means?

A profile is what a person settled once about a lender's files: it goes before everything that the
header reader would understand by itself. It is plain data, so a desk can store and edit it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from doorstep.intake.dictionary import KINDS, dictionary, header_word

UNITS: Final = ("分", "元", "万元")
_REPEATED: Final = "remark"
"""The only field that several columns may have: remarks are read one after the other."""


@dataclass(frozen=True, slots=True)
class ProfileColumn:
    """What one header means.

    Attributes:
        header: As the lender writes it; compared in normal form, so stars, line breaks, brackets
            and blanks do not matter.
        field: Canonical field, or None for a column that is not to be read.
        unit: Unit of an amount: ``分``, ``元`` or ``万元``; None leaves it to header and file.
    """

    header: str
    field: str | None
    unit: str | None = None

    @property
    def word(self) -> str:
        """Return the header in its normal form."""
        return header_word(self.header)


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """One thing wrong with a profile.

    Attributes:
        header: The header it is about, empty when it is about the profile as a whole.
        code: ``empty_header``, ``repeated_header``, ``unknown_field``, ``field_of_other_kind``,
            ``repeated_field``, ``unknown_unit``, ``unit_without_amount``, ``dropped_column`` or
            ``unknown_kind``.
        message: A sentence that says what is wrong and what to do.
    """

    header: str
    code: str
    message: str


class ProfileError(ValueError):
    """A profile that cannot be used; all its problems at once."""

    def __init__(self, problems: tuple[ProfileProblem, ...]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Profile:
    """A lender's mapping.

    Attributes:
        columns: Headers that were settled; all others are understood as without a profile.
        kind: Kind of every sheet that has one of these headers, or None to find it out.

    Raises:
        ProfileError: With all problems, each naming its header.
    """

    columns: tuple[ProfileColumn, ...] = ()
    kind: str | None = None

    def __post_init__(self) -> None:
        """Refuse a mapping that could not be used."""
        problems = tuple(self._problems())
        if problems:
            raise ProfileError(problems)

    @classmethod
    def of(
        cls, fields: dict[str, str | None], units: dict[str, str], kind: str | None = None
    ) -> Self:
        """Build a profile from plain dictionaries by header, as a desk stores them.

        Raises:
            ProfileError: With all problems; a unit for a header without a field is one.
        """
        headers = dict.fromkeys((*fields, *units))
        return cls(
            tuple(ProfileColumn(each, fields.get(each), units.get(each)) for each in headers), kind
        )

    @property
    def all_words(self) -> frozenset[str]:
        """Return every header word that is known, those of the lists included."""
        return dictionary().all_words.union(column.word for column in self.columns)

    def words(self, kind: str) -> dict[str, str]:
        """Return the field of each header word for sheets of one kind."""
        known = dictionary().words[kind]
        if not self.columns:
            return known
        fields = set(known.values())
        settled = {column.word: column.field for column in self.columns}
        kept = {word: field for word, field in known.items() if word not in settled}
        return kept | {word: field for word, field in settled.items() if field in fields and field}

    def column(self, word: str) -> ProfileColumn | None:
        """Return what was settled about a header word."""
        return next((column for column in self.columns if column.word == word), None)

    def _problems(self) -> Iterator[ProfileProblem]:
        if self.kind is not None and self.kind not in KINDS:
            kinds = ", ".join(KINDS)
            yield ProfileProblem(
                "", "unknown_kind", f"The kind {self.kind!r} is none of {kinds}; choose one."
            )
        for column in self.columns:
            yield from _problems_of(column, self.kind)
        yield from self._repetitions()

    def _repetitions(self) -> Iterator[ProfileProblem]:
        by_word = Counter(column.word for column in self.columns if column.word)
        by_field = Counter(column.field for column in self.columns if column.field)
        seen = set[str]()
        for column in self.columns:
            if by_word[column.word] > 1 and column.word not in seen:
                seen.add(column.word)
                yield _problem(column, "repeated_header", "is settled twice; keep one of them.")
            if column.field and column.field != _REPEATED and by_field[column.field] > 1:
                yield _problem(
                    column, "repeated_field",
                    f"shares the field {column.field} with another header; choose one header.",
                )  # fmt: skip


NO_PROFILE: Final = Profile()


def _problem(column: ProfileColumn, code: str, message: str) -> ProfileProblem:
    return ProfileProblem(column.header, code, f"The header {column.header!r} {message}")


def _problems_of(column: ProfileColumn, kind: str | None) -> Iterator[ProfileProblem]:
    lists = dictionary()
    if not column.word:
        yield _problem(column, "empty_header", "says nothing; give the header as the file has it.")
    if column.word in lists.sensitive | lists.forbidden and column.field is not None:
        yield _problem(
            column, "dropped_column", "names data that must never be read; take it out."
        )
    if column.field is not None and column.field not in lists.types:
        yield _problem(
            column, "unknown_field", f"is given the field {column.field!r}, which does not exist."
        )
    elif column.field and kind in KINDS and column.field not in lists.words[kind].values():
        yield _problem(
            column, "field_of_other_kind",
            f"is given the field {column.field}, which a file of kind {kind} does not have.",
        )  # fmt: skip
    if column.unit is None:
        return
    if column.unit not in UNITS:
        yield _problem(
            column, "unknown_unit", f"is given the unit {column.unit!r}; use 分, 元 or 万元."
        )
    if lists.types.get(column.field or "") != "amount":
        yield _problem(column, "unit_without_amount", "is given a unit but is no amount.")

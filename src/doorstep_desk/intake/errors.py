"""What is refused about files."""

from doorstep_desk.plumbing.refusal import Refused


def file_too_large(name: str, limit: int) -> Refused:
    """Return the refusal for a file above the limit."""
    return Refused("file-too-large", f"{name} is larger than {limit // 2**20} MiB. Split it.")


def no_agency() -> Refused:
    """Return the refusal for work in a store with several agencies and none chosen."""
    return Refused("agency-unclear", "This store has several agencies. Say which one acts.")


def book_unreadable(name: str, why: str) -> Refused:
    """Return the refusal for a book of loans that its mapping cannot read."""
    return Refused(
        "book-unreadable",
        f"{name} cannot be read as a book of loans ({why}). "
        "Send the parquet file as it was exported, or choose another --mapping.",
    )


def import_unknown(import_id: int) -> Refused:
    """Return the refusal for an import that this agency does not have."""
    return Refused("import-unknown", f"There is no import {import_id} of your organisation.")


def import_state(import_id: int, state: str, wanted: str) -> Refused:
    """Return the refusal for something that the state of an import does not allow."""
    return Refused(
        "import-state",
        f"Import {import_id} is {state}, so it cannot be {wanted}; look at it again.",
    )


def import_needs_file(import_id: int) -> Refused:
    """Return the refusal for going on with an import of which not all rows are staged."""
    return Refused(
        "import-needs-file",
        f"Import {import_id} stopped before all its rows were staged. Send the same file again; "
        "what is staged is not read twice.",
    )


def import_not_undoable(import_id: int, kind: str) -> Refused:
    """Return the refusal for undoing what only grows."""
    return Refused(
        "import-only-grows",
        f"Import {import_id} brought {kind} rows, which are never deleted: send a reversal for a "
        "payment, correct an attempt by a new entry, place a recalled account again.",
    )


def work_was_done(import_id: int, cases: int, examples: str) -> Refused:
    """Return the refusal for undoing an import on whose cases something was done."""
    return Refused(
        "import-worked-on",
        f"Import {import_id} cannot be undone: something was done on {cases} of its cases "
        f"({examples}). Recall the accounts instead.",
    )


def changed_again(import_id: int, later: int) -> Refused:
    """Return the refusal for undoing an import whose rows a later import changed."""
    return Refused(
        "import-changed-again",
        f"Import {import_id} cannot be undone: import {later} changed the same accounts after "
        "it. Undo that one first.",
    )


def store_full(name: str) -> Refused:
    """Return the refusal for a publication for which the disk had no room."""
    return Refused(
        "store-full",
        f"{name} was not taken: the disk of the store is full. Nothing changed. Make room and "
        "send the file again; staged rows are kept.",
    )


def profile_needs_lender() -> Refused:
    """Return the refusal for a profile that names no lender."""
    return Refused("profile-lender", "Say whose files these headers belong to.")


def profile_unusable(problems: str) -> Refused:
    """Return the refusal for a mapping that cannot be used, with all its problems."""
    return Refused("profile-unusable", problems)


def mend_unknown() -> Refused:
    """Return the refusal for mending a row that does not wait, or does no longer."""
    return Refused(
        "mend-unknown", "This row does not wait to be mended; somebody may have mended it already."
    )


def mend_waits() -> Refused:
    """Return the refusal for mending a row of a file that is not in the store yet."""
    return Refused("mend-waits", "Publish the file first; then its remaining rows can be mended.")


def mend_changes_nothing() -> Refused:
    """Return the refusal for sending a row back as it was."""
    return Refused("mend-unchanged", "No cell was changed; correct what is wrong with the row.")


def mend_leaves_cell(columns: list[str]) -> Refused:
    """Return the refusal for leaving a cell with a problem as it is."""
    named = ", ".join(columns)
    return Refused("mend-leaves-cell", f"The cell in column {named} is still as it was sent.")

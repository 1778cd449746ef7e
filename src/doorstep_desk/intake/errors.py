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

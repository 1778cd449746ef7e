"""What can be asked about files that were sent?"""

from doorstep.intake import KnownAccount, KnownAccounts, Parts, Transaction
from doorstep_desk.cases.queries import KnownAccount as OnFile
from doorstep_desk.cases.queries import accounts_on_file, phones_on_file
from doorstep_desk.intake.models import CANCELLED, OPEN_STATES, UNDONE, ImportedFile
from doorstep_desk.payments.queries import transactions_on_file


def imported_files(agency_id: int) -> list[ImportedFile]:
    """Return the finished files of an agency without their reports, the newest first."""
    rows = ImportedFile.objects.filter(agency_id=agency_id).exclude(state__in=OPEN_STATES)
    rows = rows.defer("report")
    return list(rows.order_by("-imported_at", "-id")[:200])


def imported_file(agency_id: int, file_id: int) -> ImportedFile | None:
    """Return one file with its report, or None."""
    return ImportedFile.objects.filter(agency_id=agency_id, pk=file_id).first()


def file_with_digest(agency_id: int, digest: str) -> ImportedFile | None:
    """Return the newest import of this content that was not cancelled or undone, or None."""
    rows = ImportedFile.objects.filter(agency_id=agency_id, digest=digest)
    return rows.exclude(state__in=[CANCELLED, UNDONE]).order_by("-pk").first()


def known_accounts(agency_id: int) -> tuple[KnownAccounts, dict[tuple[str, str], OnFile]]:
    """Return the store as an importer sees it, and each account on file by its key."""
    phones = phones_on_file(agency_id)
    rows = {_known(row, phones).key: row for row in accounts_on_file(agency_id)}
    key_of = {row.account_id: key for key, row in rows.items()}
    taken = [
        Transaction(number, key_of[account], paid_on, abs(fen), reverses)
        for account, number, paid_on, fen, reverses in transactions_on_file(agency_id)
        if account in key_of
    ]
    return KnownAccounts.of([_known(row, phones) for row in rows.values()], taken), rows


def _known(row: OnFile, phones: dict[int, frozenset[str]]) -> KnownAccount:
    sums = {f"{part}_fen": fen for part, fen in row.parts_fen.items() if part != "owed"}
    return KnownAccount(
        loan_no=row.keys["loan_no"] or None,
        contract_no=row.keys["contract_no"] or None,
        case_no=row.keys["case_no"] or None,
        identity_number=row.identity_number or "",
        borrower_name=row.borrower_name,
        placed_on=row.placed_on,
        outstanding_fen=row.parts_fen["owed"],
        parts=Parts(**sums),
        phones=phones.get(row.borrower_id, frozenset()),
        is_recalled=row.recalled_on is not None,
    )


def settling_seed(agency_id: int) -> int | None:
    """Return the seed with which a book of loans was settled in the synthetic Yanbian, or None."""
    row = (
        ImportedFile.objects.filter(agency_id=agency_id, kind="loans")
        .exclude(totals__synthetic_seed=None)
        .order_by("-id")
        .first()
    )
    return None if row is None else row.totals.get("synthetic_seed")

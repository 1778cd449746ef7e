"""Which files were sent, page by page?"""

from doorstep_desk.intake.models import ImportedFile
from doorstep_desk.plumbing.paging import Page, page_of


def file_page(agency_id: int, cursor: str | None, size: int = 50) -> Page[ImportedFile]:
    """Return one page of an agency's files without their reports, the newest first."""
    rows = ImportedFile.objects.filter(agency_id=agency_id).defer("report")
    return page_of(rows, order=("-imported_at", "-id"), cursor=cursor, size=size)

"""What can change about papers?"""

from doorstep_desk.documents.actions.check import check_document, compare_file
from doorstep_desk.documents.actions.issue import issue_document, issue_visit_record
from doorstep_desk.documents.actions.read import read_document
from doorstep_desk.documents.actions.sign import (
    CodeEntered,
    sign_by_code,
    sign_document,
    to_sign,
)

__all__ = [
    "CodeEntered",
    "check_document",
    "compare_file",
    "issue_document",
    "issue_visit_record",
    "read_document",
    "sign_by_code",
    "sign_document",
    "to_sign",
]

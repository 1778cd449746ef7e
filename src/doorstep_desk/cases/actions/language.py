"""A borrower says in which language they want to be spoken with; it holds at once."""

from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.errors import language_unknown
from doorstep_desk.cases.models import Borrower
from doorstep_desk.plumbing.actor import Actor

LANGUAGES: Final = ("zh", "en", "ko")
"""In which the papers and messages of the house exist; pairs may speak more."""


@transaction.atomic
def choose_language(*, actor: Actor, case_id: int, language: str, at: datetime) -> None:
    """Write down the language that a borrower wants; pairs and messages follow it from now on.

    Raises:
        Refused: The actor may not, there is no such case for them, or no such language.
    """
    actor.require("language.choose")
    if language not in LANGUAGES:
        raise language_unknown()
    case = lock_case(actor, case_id)
    changed = Borrower.objects.filter(pk=case.borrower_id).exclude(language=language)
    if changed.update(language=language):
        record(
            at=at, actor=actor, verb="borrower.language_chosen", subject=f"case:{case_id}",
            language=language,
        )  # fmt: skip

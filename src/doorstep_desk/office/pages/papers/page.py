"""Which papers does a case have, and which can be issued now?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.arrangements.queries import arrangements_of_case
from doorstep_desk.cases.queries import accounts_of, case_of
from doorstep_desk.documents.printing.words import LANGUAGES
from doorstep_desk.documents.queries import DocumentSeen, Look, documents_of_case, looks_at
from doorstep_desk.office.pages.arranging.card import papers_of
from doorstep_desk.office.presentation.formats import day, money
from doorstep_desk.office.presentation.money.papers import (
    LookLine,
    PaperRow,
    PapersCard,
    PapersPage,
)
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.payments.queries import outstanding_of, payments_of_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import language
from doorstep_desk.staff.queries import display_names

ON_CARD: Final = 3
_MOST_PAYMENTS: Final = 60
"""A select with more receipts than this cannot be read; the newest are there."""


def papers_page(
    actor: Actor, case_id: int, now: datetime, values: Mapping[str, str],
    errors: Mapping[str, str], signing: str = "",
) -> PapersPage:  # fmt: skip
    """Return the papers of a case, in a constant number of queries.

    Args:
        actor: Who reads.
        case_id: The case.
        now: The present instant, in Beijing.
        values: What was typed or chosen.
        errors: What was refused.
        signing: The paper whose signature was refused.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    seen = documents_of_case(case_id)
    looks, names = looks_at([each.document_id for each in seen]), display_names(actor.agency_id)
    wanted = _wanted(actor, case_id, now) if actor.may("document.issue") else []
    chosen = values.get("wanted", "")
    spoken = values.get("language") or spoken_by(case.borrower.language)
    return PapersPage(
        case_id=case_id, number=case.number, name=case.borrower.name,
        rows=tuple(_row(actor, each, looks, names) for each in seen),
        wanted=tuple(Option(key, text, is_chosen=key == chosen) for key, text in wanted),
        languages=tuple(
            Option(each, said(each, "paper_language"), is_chosen=each == spoken)
            for each in LANGUAGES
        ),
        today=local_day(now), signing=signing, values=values, errors=errors,
    )  # fmt: skip


def papers_card(actor: Actor, case_id: int, names: Mapping[str, str]) -> PapersCard | None:
    """Return the newest papers of a case, in one query; None if the reader may see none."""
    if not actor.may("document.read"):
        return None
    seen = documents_of_case(case_id)
    rows = tuple(_row(actor, each, {}, names) for each in seen[:ON_CARD])
    return PapersCard(
        rows, max(0, len(seen) - ON_CARD), actor.may("document.issue"), actor.may("letter.write")
    )


def spoken_by(languages: str) -> str:
    """Return the first of a borrower's languages in which papers are written, else Chinese."""
    return next((each for each in languages.split() if each in LANGUAGES), "zh")


def _wanted(actor: Actor, case_id: int, now: datetime) -> Iterable[tuple[str, str]]:
    accounts = [each for each in accounts_of(case_id) if each.recalled_on is None]
    found = _of_arrangements(case_id)
    found += _receipts(case_id, {each.pk for each in accounts})
    found += [
        (f"statement:{each.pk}", f"{said('statement', 'document')} · {each.loan_no or each.key}")
        for each in accounts
    ]
    tomorrow = local_day(now) + timedelta(days=1)
    if accounts and actor.may("document.close") and not outstanding_of(accounts, tomorrow).fen:
        found.append(("closing:", said("closing", "document")))
    return found


def _of_arrangements(case_id: int) -> list[tuple[str, str]]:
    found = []
    for each in arrangements_of_case(case_id):
        what = said(str(each.terms.kind), "arrangement_kind")
        found += [
            (f"{kind}:{each.row.pk}", f"{said(kind, 'document')} · {what}")
            for kind in papers_of(each)
        ]
    return found


def _receipts(case_id: int, accounts: set[int]) -> list[tuple[str, str]]:
    known = payments_of_case(case_id)
    back = {each.reverses_id for each in known}
    shown: list[Any] = [
        each
        for each in known
        if each.amount_fen > 0 and each.pk not in back and each.account_id in accounts
    ]
    word, spoken = said("receipt", "document"), language()
    return [
        (
            f"receipt:{each.pk}",
            f"{word} · {day(each.received_on, spoken)} · {money(each.amount_fen, each.currency)}",
        )
        for each in shown[:_MOST_PAYMENTS]
    ]


def _row(
    actor: Actor, seen: DocumentSeen, looks: Mapping[Any, list[Look]], names: Mapping[str, str]
) -> PaperRow:
    is_open = seen.kind == "agreement" and seen.signed_at is None and not seen.is_replaced
    return PaperRow(
        paper_id=str(seen.document_id), kind=seen.kind, language=seen.language,
        number=seen.number, is_replaced=seen.is_replaced,
        signed_at=None if seen.signed_at is None else seen.signed_at.astimezone(BEIJING),
        issued_by=person_of(seen.issued_by, names),
        issued_at=seen.issued_at.astimezone(BEIJING),
        digest=seen.digest, size=seen.size, looks=seen.looks,
        looked=tuple(
            LookLine(person_of(each.by, names), each.at.astimezone(BEIJING))
            for each in looks.get(seen.document_id, ())
        ),
        may_sign=is_open and actor.may("document.sign"),
    )  # fmt: skip

"""With which words is something said, and what do they say of one case?"""

import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.core import signing

from doorstep.terms.codes import Channel, Purpose
from doorstep.wording.starters import starter
from doorstep_desk.arrangements.debt import debt_of_case
from doorstep_desk.cases.queries import case_of
from doorstep_desk.notices.errors import template_not_approved
from doorstep_desk.notices.models import Template
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.actor import Actor

HOTLINE: Final = "12378"
"""Where anybody may complain about a bank or a lender, free of charge."""

PUBLIC_URL: Final = "DOORSTEP_PUBLIC_URL"
_SALT: Final = "doorstep.notices.stop"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that may be sent.

    Attributes:
        key: Their name.
        channel: How they are sent.
        purpose: What for.
        language: In which language they are.
        subject: Of a mail.
        body: The words, with fields.
        template_id: The approved template, or None for an answer of the house.
    """

    key: str
    channel: Channel
    purpose: Purpose
    language: str
    subject: str
    body: str
    template_id: uuid.UUID | None


def words_for(agency_id: int, key: str, channel: Channel, language: str) -> Words:
    """Return the words of a name, in Chinese where nobody agreed on them in that language.

    What answers a borrower's own step comes from the house; everything else is a template that
    two people of the agency agreed on.

    Raises:
        Refused: Nobody agreed on such words.
    """
    found = words_by_language(agency_id, key, channel, [language])
    if language not in found:
        raise template_not_approved()
    return found[language]


def words_by_language(
    agency_id: int, key: str, channel: Channel, languages: Iterable[str]
) -> dict[str, Words]:
    """Return the words of a name for readers of each language, as ``words_for``, in one query.

    A language for which there are none is left out.
    """
    rows = Template.objects.filter(
        agency_id=agency_id, key=key, channel=channel.word, withdrawn_at=None
    ).exclude(approved_at=None).order_by("-approved_at")  # fmt: skip
    agreed: dict[str, Words] = {}
    for row in rows:
        agreed.setdefault(row.language, _agreed(row))
    found = {}
    for language in languages:
        words = agreed.get(language) or agreed.get("zh") or _own(key, channel, language)
        if words is not None:
            found[language] = words
    return found


def _own(key: str, channel: Channel, language: str) -> Words | None:
    """Return the house's own answer to a borrower's step; None where there is none."""
    try:
        own = starter(key, channel, language)
    except KeyError:
        return None
    if own.purpose is not Purpose.REPLY:
        return None
    return Words(key, channel, own.purpose, own.language, own.subject, own.body, None)


def _agreed(row: Template) -> Words:
    return Words(
        row.key, Channel.of(row.channel), Purpose.of(row.purpose), row.language, row.subject,
        row.body, row.pk,
    )  # fmt: skip


def values_of_case(actor: Actor, case_id: int) -> dict[str, str | int]:
    """Return what every message may say of a case: the books' sum, who writes, and the ways out.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    agency = organisations_by_id([case.agency_id])[case.agency_id]
    token = stop_token(case.agency_id, case.borrower_id, case.pk)
    return {
        "lender": case.creditor.name,
        "agency": agency.name,
        "name": case.borrower.name,
        "case": case.number,
        "amount": sum(debt_of_case(actor, case_id).parts_fen),
        "complaint": HOTLINE,
        "portal": f"{public_url()}/portal/",
        "stop": f"{public_url()}/portal/no-more/{token}",
    }


def public_url() -> str:
    """Return the address under which borrowers reach the desk."""
    return os.environ.get(PUBLIC_URL, "http://127.0.0.1:8000").rstrip("/")


def stop_token(agency_id: int, borrower_id: int, case_id: int) -> str:
    """Return the word by which a link in a message stops all further ones."""
    return signing.dumps([agency_id, borrower_id, case_id], salt=_SALT, compress=False)


def read_stop_token(token: str) -> tuple[int, int, int] | None:
    """Return agency, borrower and case of such a word, or None when it is not ours."""
    try:
        agency_id, borrower_id, case_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return int(agency_id), int(borrower_id), int(case_id)


def merged(usual: Mapping[str, str | int], own: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return the values of a case with those of one message laid over them."""
    return {**usual, **own}

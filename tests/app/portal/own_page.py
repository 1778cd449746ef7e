"""How does a test come to a borrower's page? By the code that the centre was given."""

import re
from datetime import datetime

from django.test import Client
from tests.app.doors import text_of
from tests.outside.centre import Centre

from doorstep_desk.notices.channels.smpp import ShortMessageAccount, ShortMessageGateway
from doorstep_desk.notices.jobs import send_due
from doorstep_desk.plumbing import clock
from doorstep_desk.self_service.actions.sign_in import send_codes

NUMBER = "15400000000"
OTHER = "15400000001"
NOBODYS = "13800000000"


def ask(client: Client, number: str = NUMBER) -> str:
    """Ask for a code and return the identifier of the sign-in."""
    answer = client.post("/portal/", {"contact": number})
    return re.search(r'name="sign_in" value="([^"]+)"', text_of(answer))[1]


def delivered(agency_id: int, at: datetime) -> dict[str, str]:
    """Send what is due and return what each telephone shows."""
    send_codes(at=at)
    with Centre() as centre:
        door = ShortMessageGateway(ShortMessageAccount.of(centre.url), timeout=3.0)
        send_due(agency_id=agency_id, gateway=door, now=lambda: at)
        door.close()
        return centre.reached()


def code_in(text: str) -> str:
    """Return the code of a message."""
    return re.search(r"\d{6}", text)[0]


_CHOSEN = {"en": "en", "zh": "zh-hans", "ko": "ko"}


def own_page(
    agency_id: int, number: str = NUMBER, language: str = "en",
    headers: dict[str, str] | None = None, digits: str = "",
) -> Client:  # fmt: skip
    """Return a browser in which the borrower of a number has come to their page.

    An empty language is none that was chosen; ``digits`` are the end of the identity number.
    """
    client, at = Client(headers=headers), clock.now()
    if language:
        client.cookies["django_language"] = _CHOSEN[language]
    sign_in = ask(client, number)
    code = code_in(delivered(agency_id, at)[number])
    client.post("/portal/code", {"sign_in": sign_in, "code": code})
    client.post("/portal/person", {"last_four": digits} if digits else {})
    return client

"""By which gateways can this desk send?"""

import os
from pathlib import Path
from typing import Final

from django.conf import settings

from doorstep.terms.codes import Channel
from doorstep_desk.notices.channels.demo import DemoGateway
from doorstep_desk.notices.channels.mail import MailAccount, MailGateway
from doorstep_desk.notices.channels.smpp import ShortMessageAccount, ShortMessageGateway
from doorstep_desk.notices.errors import no_gateway
from doorstep_desk.notices.outgoing import Gateway
from doorstep_desk.organisations.queries import store_is_demo

MAIL_URL: Final = "DOORSTEP_MAIL_URL"
SMS_URL: Final = "DOORSTEP_SMS_URL"
"""Addresses of the operator's accounts, with their passwords; from the environment only."""

POST: Final = "post"
"""Letters: printed here, and handed over by a person who says so."""

_OF: Final = {Channel.EMAIL: ("email", MAIL_URL), Channel.SMS: ("sms", SMS_URL)}


def gateway_for(channel: Channel) -> str:
    """Return the name of the gateway by which a channel leaves.

    A demonstration always has its own, which reaches nobody.

    Raises:
        Refused: This desk has none for it.
    """
    if channel is Channel.LETTER:
        return POST
    if store_is_demo():
        return "demo"
    name, variable = _OF.get(channel, ("", ""))
    if not name or not os.environ.get(variable):
        raise no_gateway(channel.word)
    return name


def gateways() -> list[Gateway]:
    """Return the gateways that are set up, not connected yet.

    Raises:
        ValueError: The address of one is none.
    """
    if store_is_demo():
        return [DemoGateway(Path(settings.DOORSTEP_DATA_DIR))]
    found: list[Gateway] = []
    if url := os.environ.get(MAIL_URL):
        found.append(MailGateway(MailAccount.of(url)))
    if url := os.environ.get(SMS_URL):
        found.append(ShortMessageGateway(ShortMessageAccount.of(url)))
    return found

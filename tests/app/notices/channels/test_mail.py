"""Does each mail leave once, with the same number for ever, and never unencrypted abroad?"""

import socket
import uuid
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from doorstep_desk.notices.channels.mail import MailAccount, MailGateway, mail_of
from doorstep_desk.notices.outgoing import Fate, GatewayDown, Outgoing


class Box:
    """Keeps what it takes; says no to one address, and hangs up on another after the mail."""

    def __init__(self):
        self.taken = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope)
        if envelope.rcpt_tos[0].startswith("lost"):
            server.transport.abort()
        return "250 taken"


@contextmanager
def server():
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, MailAccount.of(f"smtp://127.0.0.1:{port}?from=desk@agency.example")
    finally:
        controller.stop()


def outgoing(to: str, link: str = "https://desk.example/portal/no-more/x") -> Outgoing:
    return Outgoing(uuid.uuid4(), to, "一封给您的信", "您好，这是一封信。", "zh", link)


@pytest.mark.parametrize(
    "url",
    [
        "", "smtps://host", "smtp://mail.example:25?from=a@b.example", "ftp://h?from=a@b.example",
        "smtps://:465?from=a@b.example",
    ],
)  # fmt: skip
def test_an_account_that_is_none_or_would_send_in_the_clear_is_refused(url):
    with pytest.raises(ValueError, match="mail"):
        MailAccount.of(url)


def test_nothing_is_handed_over_where_nobody_listens():
    door = MailGateway(MailAccount.of("smtp://127.0.0.1:9?from=a@b.example"), timeout=1.0)
    with pytest.raises(GatewayDown):
        door.open()
    (left,) = door.send([outgoing("a@b.example")])
    assert left.fate is Fate.FAILED


def test_each_mail_is_sent_refused_or_unknown_and_the_next_one_goes_on():
    with server() as (box, account):
        door = MailGateway(account, timeout=3.0)
        people = ["one@x.example", "unknown@x.example", "lost@x.example", "two@x.example", "none"]
        left = list(door.send([outgoing(each) for each in people]))
        door.close()
    fates = [each.fate for each in left]
    assert fates == [Fate.SENT, Fate.FAILED, Fate.UNKNOWN, Fate.SENT, Fate.FAILED]
    arrived = [each.rcpt_tos[0] for each in box.taken]
    assert arrived == ["one@x.example", "lost@x.example", "two@x.example"]


def test_a_mail_names_itself_always_the_same_and_says_how_to_stop():
    with server() as (box, account):
        each = outgoing("one@x.example")
        list(MailGateway(account).send([each]))
    mail = message_from_bytes(box.taken[0].content, policy=default)
    assert mail["Message-ID"] == f"<{each.message_id}@agency.example>"
    assert mail["Message-ID"] == mail_of(each, account.sender)["Message-ID"]
    assert mail["List-Unsubscribe"] == "<https://desk.example/portal/no-more/x>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Subject"] == "一封给您的信"
    assert mail.get_content().strip() == "您好，这是一封信。"


@pytest.mark.parametrize("to", ["a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", ""])
def test_one_mail_goes_to_one_address(to):
    with pytest.raises(ValueError):
        mail_of(outgoing(to), "desk@agency.example")

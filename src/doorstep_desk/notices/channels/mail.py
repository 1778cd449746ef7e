"""How does a mail leave? By SMTP, encrypted, once.

What the other side answers after it has the whole mail decides. When the connection breaks between
the end of the mail and the answer, nobody knows whether it took it: the mail is unknown.
"""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from doorstep_desk.notices.outgoing import (
    Answer,
    Fate,
    GatewayDown,
    Left,
    Outgoing,
    Receipt,
)
from doorstep_desk.plumbing import clock

_SECURE: Final = {"smtps", "smtp+starttls"}
_PLAIN: Final = "smtp"
"""Without encryption; only on this machine."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where mails are handed over, and in whose name.

    Attributes:
        host: Name of the server.
        port: Its port.
        security: ``smtps``, ``smtp+starttls``, or ``smtp`` on this machine only.
        user: For signing in; empty for none.
        password: The same.
        sender: Address that mails come from.
    """

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str

    @classmethod
    def of(cls, url: str) -> "MailAccount":
        """Return the account of an address such as ``smtps://user:word@host:465?from=a@b``.

        Raises:
            ValueError: The address is none, or would send unencrypted over the network.
        """
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme not in _SECURE | {_PLAIN} or not parts.hostname or "@" not in sender:
            raise ValueError("a mail account reads smtps://user:word@host:465?from=name@host")
        if parts.scheme == _PLAIN and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("mails leave this machine encrypted only: smtps or smtp+starttls")
        return cls(
            parts.hostname, parts.port or 465, parts.scheme, unquote(parts.username or ""),
            unquote(parts.password or ""), sender,
        )  # fmt: skip


class MailGateway:
    """Hands mails to one server over one connection."""

    name = "email"

    def __init__(
        self, account: MailAccount, *, timeout: float = 20.0, trust: ssl.SSLContext | None = None
    ) -> None:
        self._account = account
        self._timeout = timeout
        self._trust = trust or ssl.create_default_context()
        self._server: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, encrypt and sign in.

        Raises:
            GatewayDown: One of it did not work.
        """
        if self._server is not None:
            return
        try:
            self._server = self._connected()
        except (OSError, smtplib.SMTPException) as fault:
            raise GatewayDown(f"{self._account.host}: {fault}") from fault

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        server: smtplib.SMTP
        if account.security == "smtps":
            server = smtplib.SMTP_SSL(
                account.host, account.port, timeout=self._timeout, context=self._trust
            )
        else:
            server = smtplib.SMTP(account.host, account.port, timeout=self._timeout)
        if account.security == "smtp+starttls":
            server.starttls(context=self._trust)
        if account.user:
            server.login(account.user, account.password)
        return server

    def send(self, messages: Sequence[Outgoing]) -> Iterator[Left]:
        """Hand mails over one after the other; reconnect where the connection broke."""
        for each in messages:
            try:
                self.open()
            except GatewayDown as down:
                yield Left(each.message_id, Fate.FAILED, because=str(down)[:200])
                continue
            yield self._one(each)

    def _one(self, each: Outgoing) -> Left:
        server = self._server
        assert server is not None  # noqa: S101 (cannot happen: open came before)
        try:
            mail = mail_of(each, self._account.sender)
        except ValueError as fault:
            return Left(each.message_id, Fate.FAILED, because=str(fault))
        try:
            server.send_message(mail, self._account.sender, [each.to])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as fault:
            self._reset()
            return Left(each.message_id, Fate.FAILED, because=f"refused: {fault}"[:200])
        except smtplib.SMTPDataError as fault:
            return Left(each.message_id, Fate.FAILED, because=f"refused: {fault}"[:200])
        except (OSError, smtplib.SMTPException) as fault:
            self._drop()
            return Left(each.message_id, Fate.UNKNOWN, because=f"broke off: {fault}"[:200])
        return Left(each.message_id, Fate.SENT, ref=str(mail["Message-ID"]))

    def heard(self) -> tuple[list[Receipt], list[Answer]]:
        """Return nothing: mail servers say no more on this connection."""
        return [], []

    def close(self) -> None:
        """Say goodbye."""
        if self._server is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._server.quit()
        self._server = None

    def _reset(self) -> None:
        if self._server is not None:
            try:
                self._server.rset()
            except (OSError, smtplib.SMTPException):
                self._drop()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def mail_of(each: Outgoing, sender: str) -> EmailMessage:
    """Return a message as a mail; its Message-ID follows from ours and never changes.

    Raises:
        ValueError: The address is none.
    """
    if each.to.count("@") != 1 or any(mark in each.to for mark in "\r\n,; "):
        raise ValueError("not one address")
    mail = EmailMessage()
    domain = Address(addr_spec=sender).domain
    mail["Message-ID"] = f"<{each.message_id}@{domain}>"
    mail["Date"] = format_datetime(clock.now())
    mail["From"] = sender
    mail["To"] = each.to
    mail["Subject"] = each.subject
    mail["Content-Language"] = each.language
    mail["Auto-Submitted"] = "auto-generated"
    if each.stop_link:
        mail["List-Unsubscribe"] = f"<{each.stop_link}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(each.body)
    return mail

"""How does a text message leave? By SMPP 3.4, in parts where it is long, over one connection.

Several are under way at once, up to the window. The other side's answer decides: taken, refused,
or later please. What had no answer when the connection broke is unknown, and stays so.
"""

import contextlib
import itertools
import select
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from smpplib import consts, exceptions, smpp
from smpplib.client import Client
from smpplib.gsm import gsm_encode

from doorstep.wording.segments import Alphabet, segments_of
from doorstep_desk.notices.channels.parts import Part, Under
from doorstep_desk.notices.channels.receipts import answer_of, is_receipt, receipt_of
from doorstep_desk.notices.outgoing import Answer, GatewayDown, Left, Outgoing, Receipt

_LATER: Final = frozenset({consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL})
_TRIES: Final = 8
_PAUSE: Final = 0.05
_PATIENCE: Final = (0.05, 0.2, 0.5)
_FAULTS: Final = (exceptions.ConnectionError, exceptions.PDUError, OSError)


@dataclass(frozen=True, slots=True)
class ShortMessageAccount:
    """Where text messages are handed over, and in whose name.

    Attributes:
        host: Name of the centre.
        port: Its port.
        system_id: For signing in.
        password: The same.
        source: The registered number that messages come from.
        window: How many may wait for an answer at once.
    """

    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    source: str
    window: int = 20

    @classmethod
    def of(cls, url: str) -> "ShortMessageAccount":
        """Return the account of an address such as ``smpp://id:word@host:2775?source=1069…``.

        Raises:
            ValueError: The address is none.
        """
        parts = urlsplit(url)
        said = parse_qs(parts.query)
        source = said.get("source", [""])[0]
        if parts.scheme != "smpp" or not parts.hostname or not source.isdigit():
            raise ValueError("a centre reads smpp://id:word@host:2775?source=1069000000&window=20")
        return cls(
            parts.hostname, parts.port or 2775, unquote(parts.username or ""),
            unquote(parts.password or ""), source, int(said.get("window", ["20"])[0]),
        )  # fmt: skip


class ShortMessageGateway:
    """Hands text messages to one centre, and hears its receipts and what people answer."""

    name = "sms"

    def __init__(self, account: ShortMessageAccount, *, timeout: float = 10.0) -> None:
        self._account = account
        self._timeout = timeout
        self._client: Client | None = None
        self._waiting: dict[int, Part] = {}
        self._answered: list[tuple[Part, int, str]] = []
        self._receipts: list[Receipt] = []
        self._answers: list[Answer] = []
        self._marks = itertools.count(1)

    def open(self) -> None:
        """Connect and bind as transceiver.

        Raises:
            GatewayDown: The centre cannot be reached or does not let us in.
        """
        if self._client is not None:
            return
        account = self._account
        client = Client(
            account.host, account.port, timeout=self._timeout, allow_unknown_opt_params=True
        )
        client.set_message_received_handler(self._received)
        client.set_message_sent_handler(self._taken)
        client.set_error_pdu_handler(self._refused)
        try:
            client.connect()
            client.bind_transceiver(system_id=account.system_id, password=account.password)
        except _FAULTS as fault:
            client.disconnect()
            raise GatewayDown(f"{account.host}: {str(fault) or 'no answer'}") from fault
        self._client = client

    def send(self, messages: Sequence[Outgoing]) -> Iterator[Left]:
        """Hand messages over, several at once; say of each what became of it."""
        under = {each.message_id: Under(each, self._parts(each)) for each in messages}
        ready = [part for each in under.values() for part in each.parts]
        ready.reverse()
        while ready or self._waiting:
            try:
                self._open_again()
                self._fill(ready)
                self._read(ready, under)
            except GatewayDown as down:
                for part in ready:
                    under[part.message_id].failed(str(down))
                ready.clear()
            except _FAULTS as fault:
                self._broke(ready, under, fault)
            yield from _finished(under)
        yield from _finished(under)

    def _open_again(self) -> None:
        """Connect, again and again for a while, where the connection broke."""
        for pause in _PATIENCE:
            try:
                self.open()
            except GatewayDown:
                time.sleep(pause)
            else:
                return
        self.open()

    def heard(self) -> tuple[list[Receipt], list[Answer]]:
        """Read what the centre has to say, and return all of it since the last time."""
        if self._client is not None:
            try:
                self._client.poll()
            except _FAULTS:
                self._drop()
        found = (self._receipts, self._answers)
        self._receipts, self._answers = [], []
        return found

    def still_there(self) -> bool:
        """Ask the centre whether the line holds (enquire_link); a dead line is given up."""
        if self._client is None:
            return False
        try:
            self._client.send_pdu(smpp.make_pdu("enquire_link", client=self._client))
            self._client.read_once(auto_send_enquire_link=False)
        except _FAULTS:
            self._drop()
        return self._client is not None

    def close(self) -> None:
        """Unbind and hang up."""
        if self._client is not None:
            with contextlib.suppress(*_FAULTS):
                self._client.unbind()
        self._drop()

    def _parts(self, each: Outgoing) -> list[Part]:
        cut = segments_of(each.body)
        mark, count = next(self._marks) % 256, len(cut.parts)
        wide = cut.alphabet is Alphabet.UCS_2
        found = []
        for number, text in enumerate(cut.parts, 1):
            head = bytes((5, 0, 3, mark, count, number)) if count > 1 else b""
            body = text.encode("utf-16-be", "surrogatepass") if wide else gsm_encode(text)
            found.append(Part(each.message_id, each.to, head + body, wide, count > 1))
        return found

    def _fill(self, ready: list[Part]) -> None:
        """Submit as many as the window takes; each is taken off the list before it leaves."""
        client = self._client
        while client is not None and ready and len(self._waiting) < self._account.window:
            part = ready.pop()
            pdu = smpp.make_pdu("submit_sm", client=client, **self._said(part))
            self._waiting[pdu.sequence] = part
            client.send_pdu(pdu)

    def _said(self, part: Part) -> dict[str, Any]:
        return {
            "source_addr_ton": consts.SMPP_TON_NWSPEC, "source_addr_npi": consts.SMPP_NPI_ISDN,
            "source_addr": self._account.source, "dest_addr_ton": consts.SMPP_TON_INTL,
            "dest_addr_npi": consts.SMPP_NPI_ISDN, "destination_addr": part.to,
            "short_message": part.body, "registered_delivery": True,
            "data_coding": consts.SMPP_ENCODING_ISO10646 if part.is_wide else 0,
            "esm_class": consts.SMPP_GSMFEAT_UDHI if part.has_head else 0,
        }  # fmt: skip

    def _read(self, ready: list[Part], under: dict[Any, Under]) -> None:
        """Read one answer at least while something waits, then whatever else lies there."""
        client = self._client
        if client is None or not self._waiting:
            return
        readable, _, _ = select.select([client._socket], [], [], self._timeout)
        if not readable:
            raise exceptions.ConnectionError("no answer in time")
        client.poll()
        for part, status, ref in self._answered:
            _answer(part, status, ref, ready, under[part.message_id])
        self._answered.clear()

    def _taken(self, pdu: Any) -> None:
        self._note(pdu, consts.SMPP_ESME_ROK, _text(getattr(pdu, "message_id", b"")))

    def _refused(self, pdu: Any) -> None:
        if pdu.command == "submit_sm_resp":
            self._note(pdu, int(pdu.status), "")
        elif pdu.command != "enquire_link_resp":
            raise exceptions.PDUError(f"{pdu.command} {pdu.status}", int(pdu.status))

    def _note(self, pdu: Any, status: int, ref: str) -> None:
        part = self._waiting.pop(pdu.sequence, None)
        if part is not None:
            self._answered.append((part, status, ref))

    def _received(self, pdu: Any) -> int:
        if is_receipt(pdu):
            self._receipts.append(receipt_of(pdu))
        else:
            self._answers.append(answer_of(pdu))
        return int(consts.SMPP_ESME_ROK)

    def _broke(self, ready: list[Part], under: dict[Any, Under], fault: Exception) -> None:
        """Call unknown whatever had no answer; what was not handed over yet goes on."""
        for part, status, ref in self._answered:
            _answer(part, status, ref, ready, under[part.message_id])
        self._answered.clear()
        for part in self._waiting.values():
            under[part.message_id].unknown(str(fault) or "the connection broke")
        self._drop()

    def _drop(self) -> None:
        if self._client is not None:
            self._client.disconnect()
        self._client = None
        self._waiting.clear()


def _answer(part: Part, status: int, ref: str, ready: list[Part], message: Under) -> None:
    if status == consts.SMPP_ESME_ROK:
        message.taken(ref)
    elif status in _LATER and part.tries < _TRIES:
        part.tries += 1
        time.sleep(_PAUSE)
        ready.append(part)
    else:
        message.failed(f"refused with status {status:#x}")


def _finished(under: dict[Any, Under]) -> Iterator[Left]:
    for message_id in [key for key, each in under.items() if each.is_settled]:
        yield under.pop(message_id).left()


def _text(value: Any) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")

"""How does a demonstration send? It writes down what it would have said, and reaches nobody."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from doorstep_desk.notices.outgoing import Answer, Fate, Left, Outgoing, Receipt
from doorstep_desk.plumbing import clock

OUTBOX: Final = "outbox.txt"
"""In the folder of the store: invented people only."""


class DemoGateway:
    """Writes messages into a file."""

    name = "demo"

    def __init__(self, folder: Path) -> None:
        self._file = folder / OUTBOX
        self._receipts: list[Receipt] = []

    def open(self) -> None:
        """Need nothing."""

    def send(self, messages: Sequence[Outgoing]) -> Iterator[Left]:
        """Write each down."""
        now = clock.now()
        for each in messages:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{now:%Y-%m-%d %H:%M:%S} {each.to} {each.subject} {each.body}\n")
            ref = f"demo-{each.message_id}"
            self._receipts.append(Receipt(ref, True, now))
            yield Left(each.message_id, Fate.SENT, ref)

    def heard(self) -> tuple[list[Receipt], list[Answer]]:
        """Say that everything arrived."""
        found, self._receipts = self._receipts, []
        return found, []

    def close(self) -> None:
        """Need nothing."""

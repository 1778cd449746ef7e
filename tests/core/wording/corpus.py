"""The messages of the corpus, each set into a frame to which nothing can be objected."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from doorstep.terms.codes import Channel, Purpose
from doorstep.wording.draft import Audience, Draft

ON = date(2026, 11, 26)
FRAMES = {
    "zh": "【{lender}】{name}您好。SAYS退订回TD，投诉{complaint}。",
    "en": "[{lender}] Hello {name}. SAYS Reply STOP to stop; complaints {complaint}.",
    "ko": "[{lender}] {name} 님, SAYS 수신거부는 TD로 답장, 문의 {complaint}.",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the corpus; ``code`` is empty for a good one."""

    code: str
    draft: Draft


def corpus(name: str) -> list[Message]:
    """Return the messages of one file."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    return [_message(entry) for entry in yaml.safe_load(text)]


def _message(entry: dict[str, str]) -> Message:
    language = entry.get("language", "zh")
    body = entry.get("whole") or FRAMES[language].replace("SAYS", entry["says"])
    audience = Audience(entry.get("audience", "borrower"))
    return Message(
        entry.get("code", ""),
        Draft(Channel.SMS, Purpose.REMIND, language, body, ON, audience=audience),
    )

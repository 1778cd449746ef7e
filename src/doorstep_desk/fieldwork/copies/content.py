"""What stands in the borrower's copy of a visit, taken from the records of the phone?

Who came, when, what was said and agreed, as it was told. Not in it: where the visitors were,
their note to the office, calls for help, and any sum that was not said at the door.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from doorstep_desk.fieldwork.conduct import Noted

Content = dict[str, Any]


def content_of(noted: Iterable[Noted], visitors: list[str], answers: Mapping[str, Any]) -> Content:
    """Return the content of a copy.

    Args:
        noted: The records of the visit, in their order.
        visitors: Names of those who came.
        answers: What the end of the visit says happened.
    """
    made = list(noted)
    last = {each.kind: each.body for each in made}
    reason, agreed = last.get("visit.reason", {}), last.get("visit.promise", {})
    consents = [
        each.body["consent"] for each in made
        if each.kind == "note" and each.body.get("about") == "recording"
        and isinstance(each.body.get("consent"), bool)
    ]  # fmt: skip
    return {
        "visitors": visitors, "began_at": made[0].at.isoformat(),
        "left_at": made[-1].at.isoformat(),
        "told": [str(each) for each in _list(last.get("visit.purpose", {}).get("told"))],
        "reason": str(reason.get("code") or ""), "words": str(reason.get("words") or ""),
        "choice": str(agreed.get("choice") or ""), "agreed_words": str(agreed.get("words") or ""),
        "promise_fen": answers.get("promise_fen"), "promise_due_on": answers.get("promise_due_on"),
        "asked_to_leave": answers.get("asked_to_leave") is True,
        "asked_to_stop": answers.get("asked_to_stop") is True,
        "read_back": last.get("visit.summary", {}).get("read_back") is True,
        "signed": last.get("visit.summary", {}).get("signed") is True,
        "recording": "" if not consents else "yes" if all(consents) else "no", "corrections": [],
    }  # fmt: skip


def with_correction(kept: str, correction: Mapping[str, Any]) -> str:
    """Return a kept content with a correction beside what was said first."""
    content = json.loads(kept)
    return as_text({**content, "corrections": [*content["corrections"], dict(correction)]})


def as_text(content: Content) -> str:
    """Return a content as it is kept."""
    return json.dumps(content, ensure_ascii=False)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

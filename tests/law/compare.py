"""In what does an answer differ from what a case expects?"""

from datetime import datetime

from doorstep.compliance.cases.answers import CaseAnswer


def differences(expect: dict, answer: CaseAnswer, *, with_next_allowed: bool = False) -> list[str]:
    """Return one sentence per difference; an expectation names only part of an answer."""
    pairs = [
        (set(answer.because), "because", "not_because"),
        (set(answer.obligations), "obligations", "not_obligations"),
    ]
    found = [
        f"{key} is {getattr(answer, key)}, because {answer.because}"
        for key in ("decision", "force")
        if key in expect and getattr(answer, key) != expect[key]
    ]
    for named, wanted, barred in pairs:
        found += [f"{wanted} lacks {word}" for word in expect.get(wanted, []) if word not in named]
        found += [f"{wanted} has {word}" for word in expect.get(barred, []) if word in named]
    if with_next_allowed and "next_allowed" in expect:
        if _instant(expect["next_allowed"]) != _instant(answer.next_allowed):
            found.append(f"next {answer.next_allowed} instead of {expect['next_allowed']}")
    return found


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))

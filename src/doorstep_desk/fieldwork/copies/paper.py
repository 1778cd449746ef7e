"""How does the borrower's copy of a visit read, on a page and on paper alike?"""

import json
from datetime import date, datetime
from typing import Any, Final

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.documents.contents.about import About, Block, Said, facts, points, text
from doorstep_desk.fieldwork.copies.content import Content
from doorstep_desk.visits.outcomes import REASONS

_CHOICES: Final = ("promise", "arrangement", "none")
_TOLD: Final = ("who", "amount", "rights")
_RIGHTS: Final = ("see", "contest", "stop", "cash", "think")


def copy_paper(about: About, visit: str, content: Content) -> Said:
    """Return what a copy says, in the language of ``about``.

    Args:
        about: The case.
        visit: By what the visit is known.
        content: What is kept of it.
    """
    began = datetime.fromisoformat(content["began_at"])
    blocks = [text(about.say("visit.lead")), facts(_rows(about, content))]
    blocks += _corrections(about, content)
    blocks += [
        points(about.say("visit.rights_title"), [about.say(f"visit.right_{a}") for a in _RIGHTS]),
        points(
            about.say("visit.complain_title"),
            [about.say("visit.complain_us"), about.say("visit.complain_them")],
        ),
    ]
    return Said(f"visit:{visit}", local_day(began), tuple(blocks))


def _rows(about: About, content: Content) -> list[tuple[str, str]]:
    rows = [
        ("who", ", ".join(content["visitors"])),
        ("for_whom", about.say("visit.for", agency=about.agency, lender=about.lender)),
        ("when", _when(about, content)),
        ("told", _joined(about, "told", [each for each in content["told"] if each in _TOLD])),
        ("reason", _reason(about, content)), ("agreed", _agreed(about, content)),
    ]  # fmt: skip
    wishes = [each for each in ("asked_to_leave", "asked_to_stop") if content[each]]
    rows.append(("wishes", _joined(about, "wish", wishes)))
    closing = [each for each in ("read_back", "signed") if content[each]]
    rows.append(("closed", _joined(about, "closed", closing)))
    if content["recording"]:
        rows.append(("recording", about.say(f"visit.recording_{content['recording']}")))
    return [(about.say(f"visit.label_{name}"), said) for name, said in rows]


def _joined(about: About, kind: str, names: list[str]) -> str:
    between = about.say("visit.between")
    return between.join(about.say(f"visit.{kind}_{each}") for each in names) or about.say(
        "visit.nothing"
    )


def _when(about: About, content: Content) -> str:
    began, left = (
        datetime.fromisoformat(content[name]).astimezone(BEIJING)
        for name in ("began_at", "left_at")
    )
    return f"{about.day(began.date())} {began:%H:%M}–{left:%H:%M}"


def _reason(about: About, content: Content) -> str:
    known = about.say(f"visit.reason_{content['reason']}") if content["reason"] in REASONS else ""
    said = [each for each in (known, content["words"]) if each]
    return " · ".join(said) or about.say("visit.nothing")


def _agreed(about: About, content: Content) -> str:
    choice = content["choice"] if content["choice"] in _CHOICES else "none"
    what = _promise(about, content["promise_fen"], content["promise_due_on"])
    if content["promise_fen"] is None:
        what = about.say(f"visit.agreed_{choice if choice != 'promise' else 'none'}")
    return " · ".join(each for each in (what, content["agreed_words"]) if each)


def _promise(about: About, fen: Any, due_on: Any) -> str:
    if fen is None or due_on is None:
        return about.say("visit.agreed_none")
    due = about.day(date.fromisoformat(str(due_on)))
    return about.say("visit.agreed_promise", amount=about.sum(int(fen)), day=due)


def _corrections(about: About, content: Content) -> list[Block]:
    rows = []
    for each in content["corrections"]:
        at = datetime.fromisoformat(each["at"]).astimezone(BEIJING)
        was, now = (_promise(about, *each[name]) for name in ("was", "now"))
        kind = "taken_back" if each.get("is_taken_back") else "corrected"
        said = about.say(f"visit.{kind}", was=was, now=now, because=each["because"])
        rows.append((f"{about.day(at.date())} {at:%H:%M}", said))
    if not rows:
        return []
    return [text(about.say("visit.corrections_title")), facts(rows)]


def content_from(kept: str) -> Content:
    """Return a kept content."""
    read: Content = json.loads(kept)
    return read

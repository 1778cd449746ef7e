"""What was typed into the forms of the team, with all problems at once?"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.http import QueryDict

from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day
from doorstep_desk.staff.actions.absences import LONGEST, NewAbsence
from doorstep_desk.staff.actions.certificates import NewCertificate
from doorstep_desk.staff.actions.pairing import Couple
from doorstep_desk.staff.actions.profile import Profile, profile_problems, unknown_counties
from doorstep_desk.staff.skills import ABSENCES, VISIT_CERTIFICATE

Typed = Mapping[str, str]
Errors = dict[str, str]

_LONGEST_TEXT: Final = 300


def typed_of(posted: QueryDict) -> dict[str, str]:
    """Return each field as typed; several ticks of one name are put together with blanks."""
    return {name: " ".join(posted.getlist(name)).strip()[:_LONGEST_TEXT] for name in posted}


def day_in(typed: Typed, name: str, errors: Errors, default: date | None = None) -> date:
    """Return a day, or any day with an error beside its field."""
    text = typed.get(name, "")
    if not text and default is not None:
        return default
    try:
        return typed_day(text)
    except ValueError:
        errors[name] = say("请填写日期，例如 2026-11-30。", "Write a day, such as 2026-11-30.")
        return date.max


def profile_of(typed: Typed, errors: Errors) -> Profile:
    """Read what somebody speaks, can do and knows."""
    places = typed.get("territories", "").replace("、", " ").replace("，", " ").replace(",", " ")
    profile = Profile(
        typed.get("name", ""), frozenset(typed.get("languages", "").split()),
        frozenset(typed.get("skills", "").split()), frozenset(places.split()),
    )  # fmt: skip
    if not profile.display_name or len(profile.display_name) > 60:
        errors["name"] = say("请填写姓名，最多 60 字。", "Write a name of at most 60 marks.")
    if not profile.languages:
        errors["languages"] = say("请至少选择一种语言。", "Choose at least one language.")
    if unknown := unknown_counties(profile.territories):
        named = "、".join(unknown[:5])
        errors["territories"] = say(
            f"区划表里没有：{named}。请写县市全名，例如 延吉市。",
            f"No county is called {named}. Write its full name, such as 延吉市.",
        )
    if not errors and profile_problems(profile):
        errors["territories"] = say(
            "最多 12 个县市，用空格隔开。", "At most 12 counties, parted by blanks."
        )
    return profile


def absence_of(typed: Typed, staff_id: int, errors: Errors) -> NewAbsence:
    """Read days away."""
    first = day_in(typed, "from_on", errors)
    last = day_in(typed, "until_on", errors, first)
    if not errors and not first <= last <= first + LONGEST:
        errors["until_on"] = say(
            "最后一天不能早于第一天，最多一年。",
            "The last day is not before the first, within a year.",
        )
    kind = typed.get("kind", "")
    if kind not in ABSENCES:
        errors["kind"] = say("请选择原因。", "Choose why.")
    return NewAbsence(staff_id, kind, first, last)


def certificate_of(typed: Typed, staff_id: int, today: date, errors: Errors) -> NewCertificate:
    """Read a certificate."""
    issued = day_in(typed, "issued_on", errors)
    expires = day_in(typed, "expires_on", errors)
    if "issued_on" not in errors and issued > today:
        errors["issued_on"] = say("发证之后再登记。", "Write it down once it was given.")
    if "expires_on" not in errors and expires < issued:
        errors["expires_on"] = say("到期日不能早于发证日。", "It cannot end before it was given.")
    if not typed.get("source"):
        errors["source"] = say(
            "请写明谁发的证、存放何处。", "Say who gave it, or where it is kept."
        )
    kind = typed.get("certificate", "") or VISIT_CERTIFICATE
    return NewCertificate(staff_id, kind, issued, expires, typed.get("source", ""))


def couples_of(couples: list[tuple[str, str]], errors: Errors) -> list[Couple]:
    """Return the typed couples as keys; one without a partner is an error."""
    if not couples:
        errors["pairs"] = say("请至少选择一组。", "Choose at least one pair.")
    if any(not (first.isdecimal() and second.isdecimal()) for first, second in couples):
        errors["pairs"] = say(
            "每组两人，请补上另一位，或把两人都清空。",
            "A pair is two people; add the other, or clear both.",
        )
        return []
    return [(int(first), int(second)) for first, second in couples]


def sick_until(typed: Typed, today: date, errors: Errors) -> date:
    """Read up to which day somebody is ill; today when nothing was typed."""
    until = day_in(typed, "sick_until", errors, today)
    if not errors and not today <= until <= today + timedelta(days=90):
        errors["sick_until"] = say(
            "请选择今天起 90 天内的日期。", "Choose today or a day within 90 days."
        )
    return until

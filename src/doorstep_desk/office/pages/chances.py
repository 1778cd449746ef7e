"""How are stored chances, reasons and permits turned into the small values of pages?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.parts import Fact, Odds, Permit, Reason
from doorstep_desk.plumbing.speech import language, say

BASE_RATE: Final = "base-rate"


class PermitRow(Protocol):
    """What is asked of a stored permit."""

    ends_at: datetime
    used_at: datetime | None
    cancelled_at: datetime | None
    cancelled_because: str


def odds_of(chance: Mapping[str, Any]) -> Odds:
    """Return a stored chance as shown."""
    return Odds(
        value=float(chance["p"]),
        low=float(chance["low"]),
        high=float(chance["high"]),
        support=int(chance["support"]),
        is_base_rate=chance["basis"] == BASE_RATE,
        # Chances of days before these ends were kept have none.
        doubt=(chance["as_no"], chance["as_yes"]) if "as_no" in chance else None,
    )


def permit_of(permit: PermitRow, now: datetime) -> Permit:
    """Return where the leave for a visit stands."""
    until = permit.ends_at.astimezone(BEIJING)
    if permit.used_at is not None:
        return Permit("used", until)
    if permit.cancelled_at is not None:
        return Permit("withdrawn", until, withdrawn_because(permit.cancelled_because))
    return Permit("issued" if permit.ends_at > now else "expired", until)


def withdrawn_because(because: str) -> str:
    """Return in the reader's language why a permit was taken back."""
    known = {
        "a newer version of the day": say("当日行程已更新", "a newer version of the day"),
        "asked to stop": say("借款人要求停止联系", "the borrower asked to stop"),
        "paused by import": say("来件备注，已暂停", "paused by a remark in a file"),
    }
    if because.startswith("paused"):
        return known.get(because, say("案件已暂停", "the case is paused"))
    return known.get(because, because)


def stop_reasons(stored: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Return why a stop is on the plan, as chips; the worth first."""
    return tuple(_stop_reason(each, place == 0) for place, each in enumerate(stored))


def _stop_reason(stored: Mapping[str, Any], is_strongest: bool) -> Reason:
    kind = stored["kind"]
    if kind == "worth":
        return _worth(stored, is_strongest)
    if kind == "notice":
        at = datetime.fromisoformat(stored["at"]).astimezone(BEIJING)
        told = formats.moment(at, language())
        return Reason(say("已事先告知", "announced"), told, is_strongest)
    if kind == "days_past_due":
        days = stored["days"]
        return Reason(say(f"逾期 {days:,} 天", f"{days:,} days past due"), "", is_strongest)
    if kind == "appointment":
        hours = f"{stored['from']}–{stored['to']}"
        return Reason(say(f"预约 {hours}", f"appointment {hours}"), "", is_strongest)
    if kind == "address_verified":
        return Reason(say("地址已核实", "address verified"), "", is_strongest)
    return Reason(kind.replace("_", " "), "", is_strongest)


def _worth(stored: Mapping[str, Any], is_strongest: bool) -> Reason:
    sum_ = formats.rounded(stored["fen"])
    way = formats.metres(stored["metres"])
    facts = (
        Fact(say("理由", "Why"), stored[language()]),
        Fact(say("绕行", "Off the route"), f"{way}, {stored['minutes']} min"),
    )
    claim = say(f"净增 {sum_}", f"worth {sum_} more")
    return Reason(claim, say(f"绕行 {way}", f"{way} extra"), is_strongest, facts)

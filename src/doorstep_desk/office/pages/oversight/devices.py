"""Who carries which phone, what have they not sent, and who needs help now?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from doorstep.terms.local_time import BEIJING
from doorstep_desk.devices.queries import DeviceSeen, devices_of
from doorstep_desk.fieldwork.queries import AlertSeen, alerts_out
from doorstep_desk.office.presentation.oversight.field import (
    AlertLine,
    DeviceLine,
    DevicesPage,
)
from doorstep_desk.office.presentation.oversight.phone_names import phone_name
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import staff_by_id

STUCK_AFTER: Final = timedelta(hours=24)
_MEGABYTE: Final = 1_048_576


def devices_page(actor: Actor, now: datetime, error: str) -> DevicesPage:
    """Return phones and alerts, in a constant number of queries."""
    alerts, devices = alerts_out(actor), devices_of(actor)
    people = staff_by_id(
        {*(alert.staff_id for alert in alerts), *(device.staff_id for device in devices)}
    )
    names = {key: person.display_name for key, person in people.items()}
    lines = [_device(device, names, now) for device in devices]
    return DevicesPage(
        [_alert(alert, names) for alert in alerts],
        [line for line in lines if not line.revoked],
        [line for line in lines if line.revoked],
        actor.may("device.revoke"),
        actor.may("risk.read"),
        error,
    )


def _alert(alert: AlertSeen, names: Mapping[int, str]) -> AlertLine:
    titles = {
        "duress": say("被胁迫", "Under duress"),
        "alone": say("搭档不在身边", "A partner is not there"),
        "overdue": say("超时未签退", "Not checked out in time"),
    }
    texts = {
        "duress": say(
            "手机看起来一切正常。不要打电话，报警并派人。",
            "The phone looks as usual. Do not ring it; call the police and send somebody.",
        ),
        "alone": say("联系两人；单人不得继续。", "Reach both; nobody goes on alone."),
        "overdue": say(
            "先给两人打电话；联系不上就派人。",
            "Call both first; send somebody if neither answers.",
        ),
    }
    return AlertLine(
        str(alert.alert_id), titles[alert.kind], texts[alert.kind],
        names.get(alert.staff_id, ""), alert.raised_at.astimezone(BEIJING),
    )  # fmt: skip


def _device(device: DeviceSeen, names: Mapping[int, str], now: datetime) -> DeviceLine:
    since = device.unsent_since
    return DeviceLine(
        str(device.device_id), names.get(device.staff_id, ""), phone_name(device.name),
        device.last_seen_at.astimezone(BEIJING), _unsent(device),
        since is not None and now - since > STUCK_AFTER, _revoked(device),
    )  # fmt: skip


def _unsent(device: DeviceSeen) -> str:
    if not device.unsent_events and not device.unsent_blobs:
        return ""
    megabytes = -(-device.unsent_bytes // _MEGABYTE)
    return say(
        f"{device.unsent_events} 条记录，{device.unsent_blobs} 份证据（{megabytes} MB）",
        f"{device.unsent_events} records, {device.unsent_blobs} pieces of evidence "
        f"({megabytes} MB)",
    )


def _revoked(device: DeviceSeen) -> str:
    if device.revoked_at is None:
        return ""
    by, at = device.revoked_by, f"{device.revoked_at.astimezone(BEIJING):%m-%d %H:%M}"
    zh, en = (
        (f"{at} 由 {by} 的新手机接替", f"{at}: another phone of {by} took its place")
        if device.is_replaced
        else (f"{by} 于 {at} 停用", f"by {by} on {at}")
    )
    if device.told_at is None:
        return say(f"{zh}，手机尚未联网", f"{en}; the phone has not heard of it yet")
    return say(f"{zh}，手机已清除资料", f"{en}; the phone knows and wipes its papers")

"""How is a rule about clock times read where the zone is unknown or there are several?

A Chinese rule looks at Beijing time; any other zone in which it would refuse is left to
HP-QUIET-TZ. Every other rule about hours refuses when all candidate zones refuse; if only some do,
HP-QUIET-TZ refuses instead. Without a zone the rule is unknown.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import (
    ALLOW,
    DENY,
    NOT_EXAMINED,
    UNKNOWN,
    Duty,
    Finding,
    Mask,
    either,
)
from doorstep.compliance.situation import Situation

ReadByClock = Callable[[NDArray[np.int32], NDArray[np.int32]], Finding]
"""A rule's finding from the local day and second of day, shape ``(n,)`` each."""


def read_in_beijing(now: Situation, read: ReadByClock) -> Finding:
    """Read a Chinese rule about hours: Beijing's clock decides."""
    beijing = read(now.beijing_day, now.beijing_second)
    others: Mask | None = None
    for zone in range(len(now.clocks.day)):
        if now.is_beijing_zone[zone]:
            continue
        there = read(now.clocks.day[zone], now.clocks.second[zone])
        others = either(others, now.clocks.used[zone] & (there.rank > ALLOW))
    if others is not None:
        others &= equals(beijing.rank, ALLOW)
    return _without_zone(now, replace(beijing, zones_differ=others))


def read_in_every_zone(now: Situation, read: ReadByClock) -> Finding:
    """Read any other rule about hours: it refuses if all candidate zones refuse."""
    main = read(now.clocks.day[0], now.clocks.second[0])
    if len(now.clocks.day) == 1:
        return _without_zone(now, main)
    refused_somewhere = equals(main.rank, DENY)
    refused_everywhere = refused_somewhere.copy()
    milder = main
    for zone in range(1, len(now.clocks.day)):
        there = read(now.clocks.day[zone], now.clocks.second[zone])
        used, refused = now.clocks.used[zone], equals(there.rank, DENY)
        refused_somewhere |= used & refused
        refused_everywhere &= ~used | refused
        milder = _milder(milder, there)
    differs = refused_somewhere & ~refused_everywhere
    chosen = _where(differs, milder, main)
    return _without_zone(now, replace(chosen, zones_differ=differs))


def _milder(first: Finding, second: Finding) -> Finding:
    return _where(equals(first.rank, DENY), second, first)


def _where(mask: Mask, one: Finding, other: Finding) -> Finding:
    """Take one finding in some places and the other elsewhere."""
    return Finding(
        rank=np.where(mask, one.rank, other.rank),
        is_law=np.where(mask, one.is_law, other.is_law),
        duties=(*_kept(one, mask), *_kept(other, ~mask)),
    )


def _kept(finding: Finding, where: Mask) -> tuple[Duty, ...]:
    return tuple(Duty(duty.rank, duty.chosen & where, duty.bits) for duty in finding.duties)


def _without_zone(now: Situation, finding: Finding) -> Finding:
    if now.are_zones_known:
        return finding
    missing = (finding.rank != NOT_EXAMINED) & ~now.clocks.is_known
    differ = finding.zones_differ
    return replace(
        finding,
        rank=np.where(missing, np.int8(UNKNOWN), finding.rank),
        duties=_kept(finding, ~missing),
        zones_differ=None if differ is None else differ & ~missing,
        zone_missing=missing,
    )

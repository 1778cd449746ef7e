"""How is a rule about clock times read where the zone is unknown or there are several?

A Chinese rule looks at Beijing time; any other zone in which it would refuse is left to
HP-QUIET-TZ. Every other rule about hours refuses when all candidate zones refuse; if only some do,
HP-QUIET-TZ refuses instead. Without a zone the rule is unknown.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Finding, Mask
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Answer

ReadByClock = Callable[[NDArray[np.int32], NDArray[np.int32]], Finding]
"""A rule's finding from the local day and second of day, shape ``(n,)`` each."""

_STRICT: Final = (Answer.DENY, Answer.HOLD, Answer.UNKNOWN)


def read_in_beijing(now: Situation, read: ReadByClock) -> Finding:
    """Read a Chinese rule about hours: Beijing's clock decides."""
    beijing = read(now.beijing_day, now.beijing_second)
    passes = beijing.answer == Answer.ALLOW
    others = np.zeros(len(now), dtype=bool)
    for zone in range(len(now.clocks.day)):
        there = read(now.clocks.day[zone], now.clocks.second[zone])
        others |= now.clocks.used[zone] & one_of(there.answer, _STRICT)
    return _without_zone(now, replace(beijing, zones_differ=passes & others))


def read_in_every_zone(now: Situation, read: ReadByClock) -> Finding:
    """Read any other rule about hours: it refuses if all candidate zones refuse."""
    main = read(now.clocks.day[0], now.clocks.second[0])
    refused_somewhere = main.answer == Answer.DENY
    refused_everywhere = refused_somewhere.copy()
    milder = main
    for zone in range(1, len(now.clocks.day)):
        there = read(now.clocks.day[zone], now.clocks.second[zone])
        used, refused = now.clocks.used[zone], there.answer == Answer.DENY
        refused_somewhere |= used & refused
        refused_everywhere &= ~used | refused
        milder = _milder(milder, there)
    differs = refused_somewhere & ~refused_everywhere
    chosen = _where(differs, milder, main)
    return _without_zone(now, replace(chosen, zones_differ=differs))


def _milder(first: Finding, second: Finding) -> Finding:
    return _where(first.answer == Answer.DENY, second, first)


def _where(mask: Mask, one: Finding, other: Finding) -> Finding:
    return Finding(
        answer=np.where(mask, one.answer, other.answer).astype(np.int8),
        is_law=np.where(mask, one.is_law, other.is_law),
        duties=np.where(mask, one.duties, other.duties),
        zones_differ=np.where(mask, one.zones_differ, other.zones_differ),
        zone_missing=np.where(mask, one.zone_missing, other.zone_missing),
    )


def _without_zone(now: Situation, finding: Finding) -> Finding:
    missing = (finding.answer != Answer.NOT_EXAMINED) & ~now.clocks.is_known
    return replace(
        finding,
        answer=np.where(missing, Answer.UNKNOWN, finding.answer).astype(np.int8),
        duties=np.where(missing, 0, finding.duties),
        zones_differ=finding.zones_differ & ~missing,
        zone_missing=missing,
    )

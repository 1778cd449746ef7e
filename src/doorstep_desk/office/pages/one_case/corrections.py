"""What was corrected about a case's visits: by whom, why, and both values."""

from collections.abc import Iterable, Iterator, Mapping

from doorstep.terms.local_time import BEIJING
from doorstep_desk.fieldwork.corrections.queries import CorrectionSeen
from doorstep_desk.office.pages.corrections import changes_of
from doorstep_desk.office.presentation.case_forms import HistoryLine
from doorstep_desk.office.presentation.words import person_of
from doorstep_desk.plumbing.speech import say


def correction_lines(
    corrections: Iterable[CorrectionSeen], names: Mapping[str, str]
) -> Iterator[HistoryLine]:
    """Return corrections as lines of the history, each with what was told before and since."""
    for row in corrections:
        yield HistoryLine(
            at=row.at.astimezone(BEIJING), has_time=True, group="house",
            text=say("更正上门记录", "Record of the visit corrected"),
            who=person_of(row.by, names),
            note=say(f"原因：{row.because}", f"Because: {row.because}") if row.because else "",
            changes=changes_of(row), counts=came_of(row, names),
        )  # fmt: skip


def came_of(row: CorrectionSeen, names: Mapping[str, str]) -> str:
    """Return what came of a correction, and who decided."""
    by = person_of(row.decided_by, names) if row.decided_by else ""
    if row.state == "waiting":
        return say("等另一人复核，尚未生效", "waits for a second person; not in effect")
    if row.state == "refused":
        return say("没有生效", "has no effect")
    if row.state == "declined":
        return say(f"{by}复核：不采纳", f"{by} looked at it: not taken")
    return (
        say(f"{by}复核后生效", f"in effect; {by} looked at it")
        if by
        else say("已生效", "in effect")
    )

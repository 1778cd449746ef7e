"""What did somebody answer about a visit or a call, with all problems at once?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, TypeVar

from doorstep.affordability.reminders import Wish
from doorstep.terms.codes import Channel, Disposition
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day, typed_fen, typed_id, typed_instant
from doorstep_desk.visits.actions.record import Happened
from doorstep_desk.visits.outcomes import REASONS, outcomes_of

FIELDS: Final = (
    "record_id", "seen", "channel", "at", "met", "disposition", "point", "reason", "note",
    "promise_amount", "promise_due_on", "reminder", "reminder_days", "asked_to_leave",
    "asked_to_stop",
)  # fmt: skip
_CHANNELS: Final = {"call": Channel.CALL, "visit": Channel.VISIT}
_DISPOSITIONS: Final = {each.word: each for each in Disposition}
_LONGEST_NOTE: Final = 2000

Read = TypeVar("Read")


@dataclass(slots=True)
class Answers:
    """What was typed into a form about a contact, and what is wrong with it.

    Attributes:
        typed: Field name to text as typed.
        errors: Field name to one sentence that says the remedy.
    """

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def happened(self, case_id: int, at: datetime | None = None) -> Happened | None:
        """Return what happened, or None when something is wrong; ``errors`` then says what.

        Args:
            case_id: About which case.
            at: When it began, where the form does not ask.
        """
        record_id = self._read("record_id", typed_id, _reload())
        channel = _CHANNELS.get(self._text("channel"))
        if channel is None:
            self.errors["channel"] = say("请选择方式。", "Choose how you reached them.")
        begun = at or self._read(
            "at", typed_instant, say("请填写开始时间。", "Say when it began, day and hour.")
        )
        met, disposition = self._outcome(channel)
        promise_fen, promise_due_on = self._promise()
        if self.errors or record_id is None or channel is None or begun is None:
            return None
        assert disposition is not None  # noqa: S101 (otherwise an error stands beside it)
        return Happened(
            record_id=record_id, case_id=case_id, channel=channel, at=begun, met=met,
            disposition=disposition, note=self._text("note")[:_LONGEST_NOTE],
            reason=self._reason(), promise_fen=promise_fen, promise_due_on=promise_due_on,
            reminder=self._reminder() if promise_fen else None,
            asked_to_leave=self._is_ticked("asked_to_leave"),
            asked_to_stop=self._is_ticked("asked_to_stop"), point_id=self._point(),
            seen=self.typed.get("seen"),
        )  # fmt: skip

    def _outcome(self, channel: Channel | None) -> tuple[str, Disposition | None]:
        met, disposition = self._text("met"), _DISPOSITIONS.get(self._text("disposition"))
        if met not in ("borrower", "third_party", "nobody"):
            self.errors["met"] = say("请选择见到或联系到了谁。", "Choose whom you reached.")
        if disposition is None:
            self.errors["disposition"] = say("请选择结果。", "Choose what happened.")
        elif channel is not None and disposition not in outcomes_of(channel).get(
            met, (disposition,)
        ):
            self.errors["disposition"] = say(
                "结果与所选对象不符，请重新选择。",
                "This does not fit with whom you reached. Choose again.",
            )
        return met, disposition

    def _promise(self) -> tuple[int | None, date | None]:
        amount, due = self._text("promise_amount"), self._text("promise_due_on")
        fen = self._read("promise_amount", typed_fen, _sum_words()) if amount else None
        day = self._read("promise_due_on", typed_day, _day_words()) if due else None
        if amount and not due:
            self.errors["promise_due_on"] = say("请填写承诺的日期。", "Say by which day.")
        if due and not amount:
            self.errors["promise_amount"] = say("请填写承诺的金额。", "Say which sum.")
        if amount and self._text("met") in ("third_party", "nobody"):
            self.errors["promise_amount"] = say(
                "只有借款人本人可以承诺，请删去金额和日期。",
                "Only the borrower can promise; clear the sum and the day.",
            )
        if fen == 0:
            self.errors["promise_amount"] = say(
                "承诺金额要大于零。", "A promise is more than nothing."
            )
        return fen, day

    def _reminder(self) -> Wish | None:
        """Return what was said about being reminded; None where nobody asked."""
        chosen, days = self._text("reminder"), self._text("reminder_days")
        if not chosen:
            return None
        before = int(days) if days.isascii() and days.isdecimal() and len(days) < 3 else 1
        return Wish(chosen != "no", "" if chosen == "no" else chosen, before)

    def _reason(self) -> str:
        reason = self._text("reason")
        return reason if reason in REASONS else ""

    def _point(self) -> int | None:
        text = self._text("point")
        return int(text) if text.isdecimal() else None

    def _read(self, name: str, read: Callable[[str], Read], wrong: str) -> Read | None:
        try:
            return read(self._text(name))
        except ValueError:
            self.errors[name] = wrong
            return None

    def _text(self, name: str) -> str:
        return self.typed.get(name, "").strip()

    def _is_ticked(self, name: str) -> bool:
        return self._text(name) == "yes"


def answers_of(posted: Mapping[str, str]) -> Answers:
    """Read a posted form; other fields than ours are left out."""
    return Answers({name: posted[name] for name in FIELDS if name in posted})


def _reload() -> str:
    return say("这份表格不完整，请重新打开页面。", "This form is incomplete; open the page again.")


def _sum_words() -> str:
    return say("金额请写成 1200 或 1200.50。", "Write the sum as 1200 or 1200.50.")


def _day_words() -> str:
    return say("请填写日期，如 2026-11-30。", "Write a day, such as 2026-11-30.")

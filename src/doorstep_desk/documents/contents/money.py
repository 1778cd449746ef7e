"""What do the receipt, the statement and the closing letter say?"""

from datetime import date
from typing import Any

from doorstep_desk.documents.contents.about import (
    About,
    Column,
    Said,
    amount,
    facts,
    points,
    table,
    text,
)
from doorstep_desk.documents.contents.books import (
    account_named,
    beyond_of,
    booked_until,
    standing_lines,
)
from doorstep_desk.documents.contents.shared import account_name, parts_table, ways_to_pay
from doorstep_desk.documents.errors import (
    not_in_books,
    nothing_to_print,
    still_owes,
    was_taken_back,
)
from doorstep_desk.documents.printing.fonts import to_print
from doorstep_desk.documents.printing.formats import capital_sum
from doorstep_desk.payments.queries import outstanding_of, payments_of_case


def receipt(about: About, payment_id: str) -> Said:
    """Return the receipt of one payment, with what the books used it for.

    Raises:
        Refused: There is no such payment, it was taken back, or the books do not hold it.
    """
    payment = _payment(about, payment_id)
    account = account_named(about, str(payment.account_id))
    key = f"payment:{payment.transaction_id}"
    lines = [each for each in standing_lines(account.pk) if not each.is_accrual]
    line = next((each for each in lines if each.event_key == key), None)
    if line is None or line.received_fen != payment.amount_fen:
        raise not_in_books()
    after = booked_until(about, account, payment.received_on)
    rows = [
        (about.say("label.borrower"), about.borrower),
        (about.say("label.lender"), about.lender),
        (about.say("label.account"), account_name(account)),
        (about.say("label.received_on"), about.day(payment.received_on)),
        (about.say("label.transaction"), to_print(payment.transaction_id, "transaction number")),
        (about.say("label.after"), about.sum(after.owed_fen)),
    ]
    in_words = about.language == "zh" and about.currency == "CNY"
    note = f"人民币{capital_sum(payment.amount_fen)}" if in_words else ""
    lead = about.say("receipt.lead", lender=about.lender, borrower=about.borrower)
    used = tuple(-fen for fen in line.parts_fen)
    blocks = [
        text(lead), amount(about.say("receipt.amount"), about.sum(payment.amount_fen), note),
        facts(rows),
    ]  # fmt: skip
    if any(used):
        blocks.append(parts_table(about, about.say("receipt.split_title"), used))
    if (over := beyond_of(line)) > 0:
        blocks.append(text(about.say("receipt.over", amount=about.sum(over))))
    if after.owed_fen:
        blocks += ways_to_pay(about)
    return Said(f"payment:{payment.pk}", payment.received_on, tuple(blocks))


def statement(about: About, account_id: str, as_of: date | None) -> Said:
    """Return the statement of an account as of a day, line by line.

    Raises:
        Refused: There is no such account, the day cannot be printed, or an event waits.
    """
    account = account_named(about, account_id)
    until = as_of or about.on
    booked = booked_until(about, account, until)
    day = about.day(until)
    columns = [
        Column(about.say("label.day")), Column(about.say("label.what"), is_wide=True),
        Column(about.say("label.change"), is_right=True),
        Column(about.say("label.balance"), is_right=True),
    ]  # fmt: skip
    rows = [
        (
            about.day(each.on), about.say(f"happened.{each.word}"),
            about.change(sum(each.parts_fen)), about.sum(each.owed_fen),
        )
        for each in booked.lines
    ]  # fmt: skip
    lead = about.say("statement.lead", day=day, borrower=about.borrower, lender=about.lender)
    blocks = [
        text(lead), amount(about.say("statement.owed", day=day), about.sum(booked.owed_fen)),
        facts([(about.say("label.account"), account_name(account))]),
    ]  # fmt: skip
    if booked.owed_fen:
        blocks.append(parts_table(about, about.say("statement.parts_title"), booked.parts_fen))
    blocks.append(table(about.say("statement.lines_title"), columns, rows))
    if booked.overpaid_fen > 0:
        over = about.sum(booked.overpaid_fen)
        blocks.append(text(about.say("statement.overpaid", amount=over)))
    blocks.append(
        points(about.say("statement.points_title"), [about.say("statement.point_dispute")])
    )
    return Said(f"account:{account.pk}", until, tuple(blocks))


def closing(about: About, account_id: str) -> Said:
    """Return the letter that an account, or every account of the case, has been paid.

    Args:
        about: The case.
        account_id: One account; empty for all of them.

    Raises:
        Refused: Something is still owed, or something waits for the books.
    """
    accounts = [account_named(about, account_id)] if account_id else list(about.accounts)
    if not accounts:
        raise nothing_to_print("The lender has taken every account of this case back.")
    booked = [booked_until(about, each, about.on) for each in accounts]
    if any(each.owed_fen for each in booked) or _left(about, accounts):
        raise still_owes()
    columns = [
        Column(about.say("label.account"), is_wide=True),
        Column(about.say("label.settled_on"), is_right=True),
        Column(about.say("label.owed"), is_right=True),
    ]
    rows = [
        (account_name(account), about.day(each.lines[-1].on), about.sum(each.owed_fen))
        for account, each in zip(accounts, booked, strict=True)
    ]
    lead = about.say(
        "closing.lead", day=about.day(about.on), borrower=about.borrower, lender=about.lender
    )
    items = [about.say(f"closing.point_{each}") for each in ("stop", "credit", "keep")]
    blocks = (
        text(lead), amount(about.say("label.owed"), about.sum(0), about.say("closing.status")),
        table(about.say("closing.table_title"), columns, rows),
        points(about.say("closing.points_title"), items),
    )  # fmt: skip
    subject = f"account:{account_id}" if account_id else f"case:{about.case.pk}"
    return Said(subject, about.on, blocks)


def _payment(about: About, payment_id: str) -> Any:
    known = payments_of_case(about.case.pk)
    payment = next((each for each in known if str(each.pk) == payment_id), None)
    if payment is None or payment.amount_fen < 0:
        raise nothing_to_print("There is no such payment on this case.")
    if any(each.reverses_id == payment.pk for each in known):
        raise was_taken_back()
    return payment


def _left(about: About, accounts: list[Any]) -> int:
    """Return what the lists of the desk say is left; a closing letter has to agree with both."""
    return outstanding_of(accounts, about.on.fromordinal(about.on.toordinal() + 1)).fen

"""What is owed, how long has it been due, and was what was promised paid?

``ledger.days_past_due``
    ``days_past_due(due_day: Days, today: int) -> NDArray[int32]`` (0 when not yet due or unknown
    is told apart by ``NO_DAYS`` = -1) and ``person_days_past_due(person_id, due_day, today) ->
    tuple[Ids, NDArray[int32]]``: distinct persons, ascending, each with its oldest.

``ledger.bucket``
    ``bucket(days: NDArray[int32]) -> NDArray[int8]``: 0 = not overdue, 1 = 1-30 (M1) … 7 = more
    than 180 (M7+), -1 = unknown. ``bucket_word(number: int) -> str``: ``"M1"`` … ``"M7+"``.

``ledger.balance``
    ``balances(accounts: AccountColumns, payments: PaymentColumns, day: int) -> Balances`` with
    ``Balances(account_id, owed_fen, paid_fen, overpaid_fen)`` in the order of ``accounts``:
    payments dated from ``placed_day`` on and before ``day``.

``ledger.promises``
    ``settle(promises: Sequence[PromiseDue], payments: Sequence[PaidSum], today: int,
    grace_days: int) -> list[PromiseOutcome]``: first in, first out, per case.

    - ``PromiseDue(promise_id, case_id, made_day, due_day, amount_fen)``
    - ``PaidSum(case_id, received_day, amount_fen)``
    - ``PromiseOutcome(promise_id, case_id, state, paid_fen, decided_day)``: ``state`` is a
      ``PromiseState``: OPEN while the window runs and less than all has come, KEPT as soon as all
      has come, PARTLY_KEPT or BROKEN once ``due_day + grace_days`` is over (settled on the next
      day). ``decided_day`` is None while open.

    ``unassigned_fen(promises, payments, today, grace_days) -> dict[int, int]``: money per case
    that no promise took. A reversal (negative sum) undoes the latest equal payment of its case
    before it. Grace is a house parameter in ``ledger/promise_grace.yaml``, read by
    ``ledger.grace.grace_days(on: date) -> int`` (3 days).
"""

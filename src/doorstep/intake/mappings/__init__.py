"""How is another party's loan table turned into borrowers, accounts and payments?

One file per source; each names one ``MAPPING`` and is found by being in this package.

``intake.mappings.mapping``
    ``mapping(name: str) -> LoanMapping`` (ValueError lists the names that exist),
    ``mapping_names() -> list[str]``. ``LoanMapping`` is a protocol: ``name``, ``title``,
    ``currency``, ``lender`` and ``map_loans(table: Mapping[str, Sequence[object]]) -> LoanBook``.

    - ``LoanBook(lender, currency, borrowers, accounts, payments, errors)``; ``as_of(day)`` gives
      the ``LoanBook`` of what was known at the start of ``day`` (payments dated before it,
      accounts opened before it); ``overdue_on(day)`` gives the accounts due before ``day`` and
      not fully paid before it.
    - ``BookBorrower(reference, birth_year)``: no name; ``birth_year`` None if unknown.
    - ``BookAccount(loan_number, borrower, opened_on, due_on, loan_cents, owed_cents,
      instalments)``: in hundredths of the book's currency.
    - ``BookPayment(loan_number, received_on, amount_cents)``
    - ``RowError(row, column, rule, message)``: ``row`` as a spreadsheet shows it, the header
      being row 1.

``intake.mappings.columns``
    ``columns_of(content: bytes) -> dict[str, list[Value | None]]`` of a parquet file;
    ``doorstep.intake.tables.RefusedFileError`` when it is none.

``intake.mappings.superlender``
    ``MAPPING``: the loans of a Nigerian digital lender, amounts kept in naira.
"""

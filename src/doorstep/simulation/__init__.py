"""What would happen? A bundled synthetic Yanbian and the people who live in it.

Nobody in it exists: names are random common syllables, identity numbers carry serials from 700
up, mobiles use number blocks not open to subscribers, house numbers lie above 9000, and lenders,
agencies and estates are made up. Every value follows from a seed and a day; a day number or a
person key can be asked for again at any time and the answer is the same.

World (``simulation.world``)
    ``build_world(seed: int, day: date, accounts: int = 5000) -> World``
    Its people, loans and history are drawn in ``simulation.yanbian``.
    ``World``: ``seed, day, organisations, borrowers, accounts, contact_points, attempts,
    promises, payments, notices, staff, pairs, shifts`` (tuples of rows) and
    ``placement_csv() -> bytes`` (UTF-8 with mark, Chinese headers, one row per account; what the
    ordinary importer reads). The rows are in ``simulation.rows``:

    - ``WorldOrganisation(kind, name, name_en)``: ``kind`` is ``"lender"`` or ``"agency"``.
    - ``WorldBorrower(person_key, name, name_romanised, language, town)``: ``person_key`` is the
      identity number and links every other row; ``language`` is ``"zh"`` or ``"ko"``.
    - ``WorldAccount(loan_number, case_number, batch_number, person_key, lender, product,
      product_name, opened_on, due_on, placed_on, returns_on, loan_fen, instalments,
      principal_fen, interest_fen, penalty_interest_fen, default_penalty_fen, fee_fen, owed_fen,
      remark)``: ``owed_fen`` is owed on ``placed_on`` and is the sum of the five parts.
    - ``WorldPoint(person_key, kind, value, use, provenance, confidence, verified_on, latitude,
      longitude, accuracy_metres, is_synthetic)``: ``value`` is spelt as in the placement file;
      ``use`` is ``"home"``, ``"mobile"`` or ``"email"``; coordinates are None unless an address.
    - ``WorldAttempt(person_key, point_value, lender, made_by, at, received_at, channel, purpose,
      direction, disposition, asked_to_leave, note)``: ``made_by`` is an organisation's name (an
      earlier agency or ours). Visit notices are in here too (purpose ``VISIT_NOTICE``).
    - ``WorldPromise(person_key, loan_number, made_at, due_on, amount_fen, state, paid_fen)``:
      already settled where its window is over before ``day``; else ``PromiseState.OPEN``.
    - ``WorldPayment(transaction_number, loan_number, person_key, received_on, amount_fen)``:
      from 180 days before ``day`` to the day before ``day``.
    - ``WorldNotice(person_key, point_value, channel, sent_at, visit_from_on, visit_until_on,
      has_decline_option, was_declined, language, text)``: delivered at least 24 hours before
      09:00 of ``day`` when sent for ``day``.
    - ``WorldStaff(username, display_name, role, language, languages, certificate_valid_until)``.
    - ``WorldPair(letter, first, second, start_name, latitude, longitude, max_visits)``.
    - ``WorldShift(letter, on, starts_minute, ends_minute)``: weekdays of four weeks from ``day``.

Answers (``simulation.borrower``)
    ``answer(seed: int, contact: PlannedContact, shift: Shift = SHIFT) -> Answer``: what comes of
    one call, SMS, e-mail, letter or visit.

    - ``PlannedContact(person_key, day, channel, minute, owed_fen, recent_attempts=0,
      is_hardship_offer=False)``: ``minute`` counts from Beijing midnight; ``recent_attempts``
      are outbound attempts of the last 7 days.
    - ``Answer(disposition, note, reason, promise, asked_to_leave)``: ``reason`` is the cause of
      the arrears in one word of ``borrower.REASONS``, empty when nobody spoke of it; ``promise``
      is ``GivenPromise(amount_fen, due_on)`` or None.

    ``answers(seed, contacts, shift=SHIFT) -> list[Answer]`` does the same for a whole plan, and
    much faster.

    An answer brings no money. Ask once per day, after the contacts, for all borrowers:
    ``payments_on(seed: int, day: date, payers: Sequence[Payer], shift: Shift = SHIFT) ->
    list[SyntheticPayment]``, which keeps or breaks promises and also pays unasked.

    - ``Payer(person_key, owed_fen, reached_on=None, promises=())``: ``reached_on`` is the last
      day on which the borrower was reached; ``promises`` are ``GivenPromise`` still open.
    - ``SyntheticPayment(person_key, amount_fen, keeps_promise_due_on)``: never above ``owed_fen``;
      which account it is for is the desk's to allocate (oldest due first).

    ``person_key`` may be any stable text: hidden traits follow from the seed and the key, are
    never exported, and the same (seed, person, day, channel) always answers the same.

Shift (``simulation.shift``)
    ``SHIFT: Shift`` is by how much the answers differ from the imported history; ``NO_SHIFT``.

Settling real loans (``simulation.settle``)
    ``with_synthetic_contacts(book: LoanBook, seed: int, day: date) -> Settlement``: the loans of a
    ``doorstep.intake.mappings`` book get synthetic names, addresses, phones, attempts and
    notices. ``Settlement(seed, day, borrowers, contact_points, attempts, notices)``, rows as
    above with ``person_key`` equal to the book's borrower reference. Pairs and shifts for it come
    from ``simulation.yanbian.crew.draw_crew(day: date, chance: Generator) -> Crew(staff, pairs,
    shifts)``.
"""

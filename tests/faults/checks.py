"""What has to hold of money at every moment, asked of the tables alone?

Each question is SQL that shares no code with what writes; an answer is a fault. They run on any
store: in tests, in benchmarks, after a restore.
"""

from typing import Final

from django.db import connection

CONSERVATION: Final = {
    "an entry does not add up to nothing": """
        SELECT entry_id::text FROM ledger_ledgerline GROUP BY entry_id HAVING sum(amount_fen) <> 0
    """,
    "an entry is undone twice": """
        SELECT undoes_id::text FROM ledger_ledgerentry WHERE undoes_id IS NOT NULL
         GROUP BY undoes_id HAVING count(*) > 1
    """,
    "a balance is not what the books say": """
        SELECT b.account_id::text FROM ledger_ledgerbalance b
         WHERE (SELECT COALESCE(sum(x), 0) FROM unnest(b.parts_fen) AS x) - b.overpaid_fen
               IS DISTINCT FROM (SELECT COALESCE(sum(l.amount_fen), 0) FROM ledger_ledgerline l
                                  WHERE l.account_id = b.account_id AND l.book < 9 AND l.book <> 7)
    """,
    "money written down is not what the books received": """
        SELECT p.account_id::text FROM payments_payment p GROUP BY p.account_id
        HAVING sum(p.amount_fen) <> COALESCE((SELECT sum(l.amount_fen) FROM ledger_ledgerline l
                 WHERE l.account_id = p.account_id AND l.book = 7), 0)
    """,
    "what is owed is not placed, grown, received and let off": """
        SELECT a.id::text FROM cases_account a JOIN ledger_ledgerbalance b ON b.account_id = a.id
         WHERE b.posted_at IS NOT NULL AND
               a.owed_fen - (SELECT COALESCE(sum(CASE WHEN l.book IN (7, 10, 11)
                       THEN l.amount_fen ELSE 0 END), 0)
                  FROM ledger_ledgerline l WHERE l.account_id = a.id)
               <> (SELECT sum(x) FROM unnest(b.parts_fen) AS x) - b.overpaid_fen
    """,
    "a reversal stands without its payment or differs from it": """
        SELECT r.id::text FROM payments_payment r LEFT JOIN payments_payment p
               ON p.id = r.reverses_id
         WHERE r.amount_fen < 0 AND (p.id IS NULL OR p.amount_fen <> -r.amount_fen
               OR p.account_id <> r.account_id OR p.amount_fen < 0)
    """,
    "one number was taken twice of one lender": """
        SELECT p.transaction_id FROM payments_payment p JOIN cases_account a ON a.id = p.account_id
         GROUP BY p.agency_id, a.creditor_id, p.transaction_id HAVING count(*) > 1
    """,
    "a payment is not in the log, or the log has more": """
        SELECT s.case_id::text FROM (SELECT case_id, sum(amount_fen) AS fen FROM payments_payment
                                      GROUP BY case_id) s
         WHERE s.fen IS DISTINCT FROM (
               SELECT sum((e.details->>'fen')::bigint) FROM audit_entry e
                WHERE e.verb = 'payment.recorded' AND e.subject = 'case:' || s.case_id)
    """,
    "somebody may be contacted after money came in": """
        SELECT t.id::text FROM permits_permit t JOIN payments_payment p ON p.case_id = t.case_id
         WHERE p.amount_fen > 0 AND t.used_at IS NULL AND t.cancelled_at IS NULL
           AND t.issued_at < p.recorded_at AND t.ends_at > p.recorded_at
    """,
    "an arrangement is active and not paused, or stands elsewhere": """
        SELECT v.arrangement_id::text FROM arrangements_activearrangement v
         WHERE (SELECT s.state FROM arrangements_arrangementstep s
                 WHERE s.arrangement_id = v.arrangement_id ORDER BY s.ordinal DESC LIMIT 1)
               NOT IN ('agreed', 'in_force', 'contested')
            OR NOT EXISTS (SELECT 1 FROM complaints_pause q WHERE q.case_id = v.case_id
                            AND q.reason = 'arrangement' AND q.ended_at IS NULL)
    """,
}
"""The question's fault in words, and the rows that have it."""

ALONE: Final = """
SELECT DISTINCT s.arrangement_id::text
  FROM {steps} s JOIN arrangements_arrangement a ON a.id = s.arrangement_id
 WHERE a.waived_fen > 0 AND s.state IN ('agreed', 'in_force', 'completed')
   AND NOT EXISTS (SELECT 1 FROM {steps} e
        WHERE e.arrangement_id = s.arrangement_id AND e.step = 'approve' AND e.ordinal < s.ordinal
          AND e.taken_by <> a.proposed_by AND e.payload_hash = a.payload_hash)
"""


def violations() -> dict[str, int]:
    """Return how many rows have each fault; empty where everything holds."""
    found = {name: len(_rows(sql)) for name, sql in CONSERVATION.items()}
    found["something was let off on one person's word"] = len(executed_alone())
    return {name: count for name, count in found.items() if count}


def executed_alone(steps: str = "arrangements_arrangementstep") -> list[str]:
    """Return the arrangements that let something off without the word of two people."""
    return _rows(ALONE.format(steps=steps))


def _rows(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [])
        return [row[0] for row in cursor.fetchall()]

"""Hide rows, keep what only grows, and let nothing be committed that does not balance."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_case

_GROWS = ("ledger_ledgerterms", "ledger_ledgerevent", "ledger_ledgerentry", "ledger_ledgerline")

# An entry balances, and the balance beside the books says what the books say. Both are looked at
# when the transaction ends, so the order of writing within it does not matter. The functions see
# all rows whoever writes, and answer nothing but yes or no. They go by index: their plans are made
# while the tables are still small, and would otherwise read all of them each time.
_BALANCED = """
CREATE POLICY ledger_ledgerline_owner ON ledger_ledgerline FOR SELECT TO doorstep_owner
    USING (true);
CREATE POLICY ledger_ledgerbalance_owner ON ledger_ledgerbalance FOR SELECT TO doorstep_owner
    USING (true);
CREATE FUNCTION ledger_refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
BEGIN
    IF (SELECT sum(amount_fen) FROM ledger_ledgerline WHERE entry_id = NEW.entry_id)
            IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'the lines of entry % do not add up to nothing', NEW.entry_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER ledger_line_balances AFTER INSERT ON ledger_ledgerline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_unbalanced();

CREATE FUNCTION ledger_refuse_empty() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_ledgerline WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'entry % has no lines', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER ledger_entry_has_lines AFTER INSERT ON ledger_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_empty();

CREATE FUNCTION ledger_refuse_wrong_balance() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
DECLARE
    stated bigint[]; over bigint; booked bigint[]; booked_over bigint;
BEGIN
    SELECT parts_fen, overpaid_fen INTO stated, over
        FROM ledger_ledgerbalance WHERE account_id = NEW.account_id;
    SELECT array_agg(COALESCE(sums.fen, 0) ORDER BY books.book) FILTER (WHERE books.book <= 6),
           -COALESCE(max(sums.fen) FILTER (WHERE books.book = 8), 0)
        INTO booked, booked_over
        FROM generate_series(0, 8) AS books(book)
        LEFT JOIN (SELECT book, sum(amount_fen)::bigint AS fen FROM ledger_ledgerline
                    WHERE account_id = NEW.account_id GROUP BY book) AS sums USING (book);
    IF stated IS DISTINCT FROM booked OR over IS DISTINCT FROM booked_over THEN
        RAISE EXCEPTION 'the balance of account % says % but its books say %',
            NEW.account_id, stated, booked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER ledger_entry_is_counted AFTER INSERT ON ledger_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_wrong_balance();
CREATE CONSTRAINT TRIGGER ledger_balance_is_booked
    AFTER INSERT OR UPDATE ON ledger_ledgerbalance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_wrong_balance();
"""
_UNBALANCED = """
DROP POLICY ledger_ledgerbalance_owner ON ledger_ledgerbalance;
DROP POLICY ledger_ledgerline_owner ON ledger_ledgerline;
DROP TRIGGER ledger_balance_is_booked ON ledger_ledgerbalance;
DROP TRIGGER ledger_entry_is_counted ON ledger_ledgerentry;
DROP TRIGGER ledger_entry_has_lines ON ledger_ledgerentry;
DROP TRIGGER ledger_line_balances ON ledger_ledgerline;
DROP FUNCTION ledger_refuse_wrong_balance();
DROP FUNCTION ledger_refuse_empty();
DROP FUNCTION ledger_refuse_unbalanced();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_case("ledger_ledgerterms"),
        protect_by_case("ledger_ledgerevent"),
        protect_by_case("ledger_ledgerentry"),
        protect_by_case("ledger_ledgerline"),
        protect_by_case("ledger_ledgerbalance"),
        protect_by_case("ledger_unpostedevent"),
        *(append_only(table) for table in _GROWS),
        RunSQL(_BALANCED, _UNBALANCED),
    ]

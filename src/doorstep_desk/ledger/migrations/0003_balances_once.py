"""Look at each account's balance once a transaction instead of once an entry.

A posting writes many entries of an account and its balance beside them. The sum over its lines is
taken when the row of the balance is looked at; an entry asks for it only where this transaction
left the balance alone. An older image of the balance is passed over, as the newer one is looked
at too. Lines are added up statement by statement: an entry gets all of its lines at once. Whose a
line is was compared with three other tables; now it has to be what its entry says, which was.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

_ONCE = """
CREATE POLICY ledger_ledgerentry_owner ON ledger_ledgerentry FOR SELECT TO doorstep_owner
    USING (true);
DROP TRIGGER ledger_line_balances ON ledger_ledgerline;
DROP TRIGGER ledger_entry_is_counted ON ledger_ledgerentry;

CREATE OR REPLACE FUNCTION ledger_refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
DECLARE
    wrong uuid;
BEGIN
    SELECT added.entry_id INTO wrong FROM added
     WHERE NOT EXISTS (SELECT 1 FROM ledger_ledgerentry AS entry
                        WHERE entry.id = added.entry_id AND entry.account_id = added.account_id
                          AND entry.case_id = added.case_id
                          AND entry.agency_id = added.agency_id) LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'a line says something else than its entry % about whose it is', wrong
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT line.entry_id INTO wrong FROM ledger_ledgerline AS line
     WHERE line.entry_id IN (SELECT entry_id FROM added)
     GROUP BY line.entry_id HAVING sum(line.amount_fen) <> 0 LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the lines of entry % do not add up to nothing', wrong
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $body$;
CREATE TRIGGER ledger_line_balances AFTER INSERT ON ledger_ledgerline
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_unbalanced();
ALTER TABLE ledger_ledgerline ENABLE ALWAYS TRIGGER ledger_line_balances;

CREATE OR REPLACE FUNCTION ledger_refuse_empty() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_ledgerline WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'entry % has no lines', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_ledgerbalance
                    WHERE account_id = NEW.account_id
                      AND xmin = pg_current_xact_id()::xid) THEN
        PERFORM ledger_compare(NEW.account_id);
    END IF;
    RETURN NULL;
END $body$;

CREATE FUNCTION ledger_compare(account bigint) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
DECLARE
    stated bigint[]; over bigint; booked bigint[]; booked_over bigint;
BEGIN
    SELECT parts_fen, overpaid_fen INTO stated, over
        FROM ledger_ledgerbalance WHERE account_id = account;
    SELECT ARRAY[COALESCE(sum(amount_fen) FILTER (WHERE book = 0), 0)::bigint,
                 COALESCE(sum(amount_fen) FILTER (WHERE book = 1), 0)::bigint,
                 COALESCE(sum(amount_fen) FILTER (WHERE book = 2), 0)::bigint,
                 COALESCE(sum(amount_fen) FILTER (WHERE book = 3), 0)::bigint,
                 COALESCE(sum(amount_fen) FILTER (WHERE book = 4), 0)::bigint,
                 COALESCE(sum(amount_fen) FILTER (WHERE book = 5), 0)::bigint,
                 COALESCE(sum(amount_fen) FILTER (WHERE book = 6), 0)::bigint],
           -COALESCE(sum(amount_fen) FILTER (WHERE book = 8), 0)::bigint
        INTO booked, booked_over
        FROM ledger_ledgerline WHERE account_id = account;
    IF stated IS DISTINCT FROM booked OR over IS DISTINCT FROM booked_over THEN
        RAISE EXCEPTION 'the balance of account % says % but its books say %',
            account, stated, booked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $body$;

CREATE OR REPLACE FUNCTION ledger_refuse_wrong_balance() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_ledgerbalance
                WHERE account_id = NEW.account_id AND parts_fen = NEW.parts_fen
                  AND overpaid_fen = NEW.overpaid_fen) THEN
        PERFORM ledger_compare(NEW.account_id);
    END IF;
    RETURN NULL;
END $body$;
"""
_EACH_TIME = """
DROP POLICY ledger_ledgerentry_owner ON ledger_ledgerentry;
DROP TRIGGER ledger_line_balances ON ledger_ledgerline;
DROP FUNCTION ledger_refuse_unbalanced();
CREATE OR REPLACE FUNCTION ledger_refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql
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
CREATE OR REPLACE FUNCTION ledger_refuse_empty() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $body$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_ledgerline WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'entry % has no lines', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $body$;
CREATE OR REPLACE FUNCTION ledger_refuse_wrong_balance() RETURNS trigger LANGUAGE plpgsql
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
DROP FUNCTION ledger_compare(bigint);
CREATE CONSTRAINT TRIGGER ledger_entry_is_counted AFTER INSERT ON ledger_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_wrong_balance();
"""

_WHOSE = (
    ("agency", "organisations.organisation"),
    ("case", "cases.case"),
    ("account", "cases.account"),
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_protection")]

    operations = [
        *(
            migrations.AlterField(
                "ledgerline",
                name,
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=to,
                ),
            )
            for name, to in _WHOSE
        ),
        RunSQL(_ONCE, _EACH_TIME),
    ]

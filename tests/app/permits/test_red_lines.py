"""Can the desk be brought to cross a red line, through its doors, its imports or its database?"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from tests.app.portfolio import DAY, NOON, account, mandate, place

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.payments.actions import NewPayment, record_payment
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue_permits
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
 WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb')
   AND table_name NOT LIKE 'django_%' AND table_name NOT LIKE 'auth_%'
"""


def columns_holding(text: str) -> list[str]:
    """Return every column of the store in which a text stands."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}"::text LIKE %s LIMIT 1',
                [f"%{text}%"],
            )
            if cursor.fetchone():
                found.append(f"{table}.{column}")
    return found


def names_of_columns() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
        )
        return {name for (name,) in cursor.fetchall()}


def test_a_column_of_shopping_or_social_media_is_kept_nowhere(cast):
    header = "委托方,姓名,身份证号,借据号,委案金额,逾期天数,委案日期,手机号,微博账号,近三月购物\n"
    row = "北原信贷,金某一,222401198503017013,JJ1,1000.00,56,2026-10-01,15400000001,"
    row += "weibo-secret-77,shop-secret-88\n"
    sent = SentFile("with-social.csv", (header + row).encode(), DAY, "placement")
    import_file(actor=cast.lead, sent=sent, at=NOON)
    assert len(accounts_on_file(cast.agency_id)) == 1
    assert columns_holding("JJ1") != []
    assert columns_holding("weibo-secret-77") == []
    assert columns_holding("shop-secret-88") == []


def test_no_agent_takes_money_and_writes_it_down(cast):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        record_payment(
            actor=cast.agent, at=NOON, origin="cash at the door",
            payment=NewPayment(known.account_id, known.case_id, "CASH-1", DAY, 100),
        )  # fmt: skip


def test_the_store_has_no_place_for_pay_by_amount_or_for_rankings(db):
    words = ("commission", "bonus", "ranking", "leaderboard", "toughness", "salary", "reward")
    assert [name for name in names_of_columns() if any(word in name for word in words)] == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM attempts_attempt",
        "UPDATE attempts_attempt SET at = at - interval '1 day'",
        "TRUNCATE attempts_attempt CASCADE",
        "DELETE FROM attempts_review",
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET verb = 'another'",
        "ALTER TABLE attempts_attempt DISABLE TRIGGER ALL",
        "DROP TRIGGER attempts_attempt_needs_permit ON attempts_attempt",
        "DROP POLICY attempts_attempt_web ON attempts_attempt",
        "ALTER TABLE attempts_attempt DROP CONSTRAINT attempt_executed_under_permit",
    ],
)
@pytest.mark.parametrize("role", ["web", "batch"])
def test_nobody_deletes_back_dates_or_switches_the_gate_off(cast, role, statement):
    actor = cast.lead if role == "web" else day_runner(cast.agency_id)
    with pytest.raises(DatabaseError):
        in_the_name_of(actor, statement)


def in_the_name_of(actor, statement: str) -> None:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(statement)


def test_splitting_debts_agencies_and_numbers_evades_no_limit(cast):
    place(cast)
    for agency, batch, key in (
        (cast.agency_id, "B2", "SPLIT"),
        (cast.other_agency_id, "B1", "ELSEWHERE"),
    ):
        placement = mandate(cast, batch, agency)
        publish_accounts(
            actor=day_runner(agency), points=[], flags=[], at=NOON,
            accounts=[account(cast, placement, 0, key)],
        )  # fmt: skip
    ours = accounts_on_file(cast.agency_id)
    assert len({each.case_id for each in ours}) == 2
    everywhere = [(cast.agency_id, each) for each in ours]
    everywhere += [(cast.other_agency_id, each) for each in accounts_on_file(cast.other_agency_id)]
    given = [asked(agency, known, turn) for turn, (agency, known) in enumerate([*everywhere] * 2)]
    assert given == [True, True, True, False, False, False]


def asked(agency_id: int, known, turn: int) -> bool:
    """Ask leave by another case, agency or channel each time, a minute later."""
    at = NOON + timedelta(minutes=turn)
    (answer,) = issue_permits(
        actor=day_runner(agency_id), rulebook=rulebook_on(DAY), at=at,
        wanted=[
            WantedPermit(
                case_id=known.case_id, person_id=known.borrower_id, point_id=0,
                channel=(Channel.CALL, Channel.SMS)[turn % 2], purpose=Purpose.COLLECT,
                starts_at=at, ends_at=at + SHORT_LIFE, expires_at=at + SHORT_LIFE,
            )
        ],
    )  # fmt: skip
    return isinstance(answer, IssuedPermit)

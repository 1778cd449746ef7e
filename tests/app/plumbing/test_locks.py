"""Does the second wait until the first has finished?"""

import pytest
from django.db import connection, transaction
from tests.app.plumbing.conftest import as_role

from doorstep_desk.plumbing.locks import lock_for_transaction

TRY = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_held_until_the_transaction_ends_and_only_for_its_words():
    with as_role("doorstep_web") as other:
        with transaction.atomic():
            lock_for_transaction("person", 7)
            assert other.execute(TRY, ["person:7"]).fetchone() == (False,)
            assert other.execute(TRY, ["person:8"]).fetchone() == (True,)
        assert other.execute(TRY, ["person:7"]).fetchone() == (True,)
    assert not connection.in_atomic_block

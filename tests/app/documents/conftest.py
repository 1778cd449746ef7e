"""An account on which something can be arranged."""

import pytest
from tests.app.arrangements.household import PARTS
from tests.app.portfolio import account, assign, mandate, phone_of, publish

from doorstep_desk.cases.queries import accounts_on_file


@pytest.fixture
def known(cast):
    """Return one account, of which a part is a late fee; the agent sees its case."""
    new = account(cast, mandate(cast), 1, "L1", **PARTS)
    publish(cast, [new], [phone_of(1, "15400000001")])
    (only,) = accounts_on_file(cast.agency_id)
    assign(cast, (only.case_id, cast.agent.staff_id))
    return only

"""Does leaving end the session?"""

import pytest
from tests.app.doors import signed_in, text_of, verbs_of

pytestmark = pytest.mark.django_db


def test_a_link_cannot_sign_anybody_out(cast):
    assert signed_in("lead").get("/sign-out").status_code == 405


def test_after_signing_out_no_page_opens(cast):
    client = signed_in("lead")
    left = client.post("/sign-out", follow=True)
    assert "You are signed out" in text_of(left)
    assert client.get("/cases").status_code == 302
    assert verbs_of(f"staff:{cast.lead.staff_id}")[0] == "staff.signed_out"

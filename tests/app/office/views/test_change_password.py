"""How does somebody get a new password of their own?"""

import pytest
from tests.app.conftest import PASSWORD
from tests.app.doors import signed_in, stranger, text_of

pytestmark = pytest.mark.django_db

NEW = "four quiet words here"


def typed(client, old=PASSWORD, new=NEW, again=NEW):
    wanted = {"old_password": old, "new_password": new, "again": again}
    return client.post("/password", wanted)


def test_a_stranger_has_no_password_to_change():
    assert stranger().get("/password").status_code == 302


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"old": "not it"}, "The old password is not right"),  # somebody else's hands
        ({"again": "other words"}, "The two do not agree"),  # a slip of the finger
        ({"new": "short", "again": "short"}, "too short"),  # easily guessed
        ({"new": PASSWORD, "again": PASSWORD}, "is the old one"),  # nothing would change
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_changes(cast, wrong, says):
    answer = typed(signed_in("lead"), **wrong)
    assert answer.status_code == 400
    assert says in text_of(answer)
    assert (
        stranger().post("/sign-in", {"username": "lead", "password": PASSWORD}).status_code == 302
    )


def test_the_new_password_counts_and_other_devices_are_out(cast):
    here, there = signed_in("lead"), signed_in("lead")
    assert "Your password was changed" in text_of(typed(here))
    assert here.get("/cases").status_code == 200
    assert there.get("/cases").status_code == 302

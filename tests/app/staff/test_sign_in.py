"""Who may come in, and is guessing useless?"""

from datetime import UTC, datetime, timedelta

import pytest
from tests.app.conftest import PASSWORD

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.plumbing.actor import ANONYMOUS
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import change_password, set_staff_active, sign_in, sign_out
from doorstep_desk.staff.actions.sign_in import FAILURES_BY_ADDRESS, FAILURES_BY_NAME
from doorstep_desk.staff.models import SignInCounter
from doorstep_desk.staff.queries import StaffSeen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def attempt(
    username: str = "agent",
    password: str = "guess",
    *,
    after: timedelta = timedelta(0),
    address: str = "203.0.113.7",
) -> StaffSeen | Refused:
    with acting_as(ANONYMOUS):
        return sign_in(username=username, password=password, address=address, at=AT + after)


def code(answer: StaffSeen | Refused) -> str:
    return answer.code if isinstance(answer, Refused) else "signed-in"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer():
    wrong, unknown = attempt(), attempt("nobody-of-that-name")
    assert isinstance(wrong, Refused)
    assert isinstance(unknown, Refused)
    assert (wrong.code, wrong.message) == (unknown.code, unknown.message)


def test_an_unknown_name_costs_the_same_work(cast, settings, monkeypatch):
    hashed = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [hasher]
    from django.contrib.auth.hashers import MD5PasswordHasher  # noqa: PLC0415

    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or encode(self, password, salt),
    )
    attempt()
    known = len(hashed)
    attempt("nobody-of-that-name")
    assert len(hashed) - known == known == 1


def test_the_fifth_failure_makes_everybody_wait_even_with_the_right_password():
    for _ in range(FAILURES_BY_NAME - 1):
        assert code(attempt()) == "sign-in-failed"
    assert code(attempt(password=PASSWORD)) == "signed-in"  # four do not hurt, and are forgotten
    for _ in range(FAILURES_BY_NAME):
        assert code(attempt()) == "sign-in-failed"
    waiting = attempt(password=PASSWORD)
    assert code(waiting) == "sign-in-wait"
    assert isinstance(waiting, Refused)
    assert waiting.next_allowed_at == AT + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (20, 15)],  # doubled each time, at most 15
)
def test_each_further_failure_doubles_the_wait(failures, minutes):
    passed = timedelta(0)
    for _ in range(failures):
        assert code(attempt(after=passed)) == "sign-in-failed"
        passed += timedelta(minutes=15)
    last = AT + passed - timedelta(minutes=15)
    assert SignInCounter.objects.filter(wait_until=last + timedelta(minutes=minutes)).exists()


def test_after_the_wait_the_right_password_is_taken():
    for _ in range(FAILURES_BY_NAME):
        attempt()
    assert code(attempt(password=PASSWORD, after=timedelta(seconds=59))) == "sign-in-wait"
    assert code(attempt(password=PASSWORD, after=timedelta(seconds=60))) == "signed-in"


def test_failures_are_forgotten_after_an_hour():
    for _ in range(FAILURES_BY_NAME - 1):
        attempt()
    assert code(attempt(after=timedelta(hours=2))) == "sign-in-failed"
    assert code(attempt(password=PASSWORD, after=timedelta(hours=2))) == "signed-in"


def test_one_address_cannot_try_one_password_on_everybody():
    for number in range(FAILURES_BY_ADDRESS):
        assert code(attempt(f"name{number}")) == "sign-in-failed"
    assert code(attempt(password=PASSWORD)) == "sign-in-wait"
    assert code(attempt(password=PASSWORD, address="203.0.113.8")) == "signed-in"


def test_an_unknown_name_is_made_to_wait_like_a_known_one():
    for _ in range(FAILURES_BY_NAME):
        attempt("nobody-of-that-name")
    assert code(attempt("nobody-of-that-name")) == "sign-in-wait"


def test_whoever_was_shut_out_cannot_sign_in(cast):
    set_staff_active(actor=cast.admin, staff_id=cast.agent.staff_id, is_active=False, at=AT)
    assert code(attempt(password=PASSWORD)) == "sign-in-failed"


def test_the_counter_keeps_neither_name_nor_address():
    attempt()
    kept = b"".join(bytes(row.key) for row in SignInCounter.objects.all())
    assert b"agent" not in kept
    assert b"203.0" not in kept


def test_coming_failing_and_going_are_written_down(cast):
    attempt()
    assert code(attempt(" AGENT ", PASSWORD)) == "signed-in"
    with acting_as(cast.agent):
        sign_out(actor=cast.agent, at=AT)
    with acting_as(cast.compliance):
        verbs = [entry.verb for entry in entries_for(f"staff:{cast.agent.staff_id}")]
    assert verbs[:3] == ["staff.signed_out", "staff.signed_in", "staff.sign_in_refused"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", "another-long-one", "old password"),
        (PASSWORD, PASSWORD, "choose another"),
        (PASSWORD, "short", "10"),
    ],
)
def test_a_password_is_not_changed_without_the_old_or_for_a_bad_one(cast, old, new, said):
    with pytest.raises((Refused, Malformed), match=said):
        change_password(actor=cast.agent, old=old, new=new, at=AT)
    assert code(attempt(password=PASSWORD)) == "signed-in"


def test_nobody_changes_the_password_of_nobody():
    with pytest.raises(Refused):
        change_password(actor=ANONYMOUS, old=PASSWORD, new="another-long-one", at=AT)


def test_after_a_change_only_the_new_password_opens(cast):
    change_password(actor=cast.agent, old=PASSWORD, new="another-long-one", at=AT)
    assert code(attempt(password=PASSWORD)) == "sign-in-failed"
    assert code(attempt(password="another-long-one")) == "signed-in"

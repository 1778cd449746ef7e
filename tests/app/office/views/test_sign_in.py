"""Who gets in through the sign-in page, and what does it say to the others?"""

import pytest
from django.test import Client
from tests.app.conftest import PASSWORD
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portfolio import NOON as NOW

from doorstep_desk.staff.actions import set_staff_active

pytestmark = pytest.mark.django_db


def typed(client, username="lead", password=PASSWORD, **more):
    return client.post("/sign-in", {"username": username, "password": password, **more})


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("lead", "wrong"),  # a name that exists
        ("nobody", PASSWORD),  # a name that does not
        ("", ""),  # nothing at all
    ],
)
def test_a_wrong_pair_is_turned_away_with_the_same_words(cast, username, password):
    answer = typed(stranger(), username, password)
    assert answer.status_code == 403
    assert "User name and password do not belong together" in text_of(answer)


def test_the_name_typed_stays_and_the_password_does_not(cast):
    page = text_of(typed(stranger(), "lead", "a-wrong-password"))
    assert 'value="lead"' in page
    assert "a-wrong-password" not in page


def test_who_may_no_longer_sign_in_is_turned_away(cast):
    set_staff_active(actor=cast.admin, staff_id=cast.lead.staff_id, is_active=False, at=NOW)
    assert typed(stranger()).status_code == 403


def test_after_five_failures_even_the_right_password_waits(cast):
    client = stranger()
    for _ in range(6):
        typed(client, "lead", "wrong")
    answer = typed(client)
    assert answer.status_code == 403
    assert "Too many failed attempts" in text_of(answer)


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",  # another site
        "//elsewhere.example/",  # another site without a scheme
        "javascript:alert(1)",  # no address at all
    ],
)
def test_nobody_is_led_to_another_site_after_signing_in(cast, target):
    assert typed(stranger(), next=target)["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "home"),
    [
        ("lead", "/"),  # plans the day
        ("analyst", "/"),  # reads it
        ("agent", "/field/"),  # goes out
        ("admin", "/cases"),  # neither
    ],
)
def test_everybody_arrives_at_their_own_first_page(cast, username, home):
    assert typed(stranger(), username)["Location"] == home


def test_the_page_that_was_asked_for_is_opened_after_signing_in(cast):
    client = stranger()
    asked = client.get("/cases?bucket=M2")
    assert asked["Location"] == "/sign-in?next=%2Fcases%3Fbucket%3DM2"
    assert "/cases?bucket=M2" in text_of(client.get(asked["Location"]))
    assert typed(client, next="/cases?bucket=M2")["Location"] == "/cases?bucket=M2"


def test_known_passwords_are_shown_in_a_demonstration_only(cast):
    assert "doorstep-demo" not in text_of(stranger().get("/sign-in"))


def test_who_is_in_already_is_led_on(cast):
    assert signed_in("lead").get("/sign-in")["Location"] == "/"


def test_the_page_speaks_chinese_unless_english_was_chosen(cast):
    assert 'lang="zh-Hans-CN"' in text_of(Client().get("/sign-in"))
    assert 'lang="en"' in text_of(stranger().get("/sign-in"))

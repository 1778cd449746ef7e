"""Closed lists and exact sums."""

import pytest

from doorstep.terms.codes import Channel, Disposition, Purpose, Treatment
from doorstep.terms.money import Money


def test_a_word_that_is_not_on_the_list_is_refused_with_the_list():
    with pytest.raises(ValueError, match=r"carrier_pigeon.*call"):
        Channel.of("carrier_pigeon")


@pytest.mark.parametrize("code", [*Channel, *Disposition, *Purpose, *Treatment])
def test_every_word_finds_its_member_again(code):
    assert type(code).of(code.word) is code


def test_doing_nothing_is_the_first_treatment():
    assert Treatment(0) is Treatment.NONE


def test_only_the_borrower_counts_as_reached():
    reached = {d for d in Disposition if d.reached_borrower}
    assert reached == {
        Disposition.RIGHT_PARTY_CONTACT,
        Disposition.MET_BORROWER,
        Disposition.REPLIED,
    }


def test_pressing_purposes_are_those_of_the_law_cases():
    pressing = {p.word for p in Purpose if p.is_pressing}
    assert pressing == {"collect", "notify", "remind", "locate", "pass_message", "visit_notice"}


def test_sums_of_different_currencies_do_not_mix():
    with pytest.raises(ValueError, match="CNY and NGN"):
        Money(1) + Money(1, "NGN")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(481_236), "¥4,812.36"),
        (Money(-5), "−¥0.05"),
        (Money(0), "¥0.00"),
        (Money(1_200_000, "NGN"), "NGN 12,000.00"),
    ],
)
def test_sums_are_written_as_people_write_them(money, text):
    assert str(money) == text


def test_adding_and_taking_away_is_exact():
    assert Money(10) + Money(1) - Money(11) == Money(0)

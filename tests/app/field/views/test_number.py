"""What does a pair show to whoever asks who they are?"""

from tests.app.demonstration import DAY
from tests.app.doors import pair_out, signed_in, stranger, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing import clock


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/field/number").status_code == 302


def test_outside_the_hours_there_is_no_number(demo):
    with clock.fixed(beijing_instant(DAY, 22)):
        answer = signed_in(pair_out().agent).get("/field/number")
    assert answer.context["page"].groups == ()
    assert "No number now" in text_of(answer)


def test_both_of_a_pair_show_the_same_digits_and_another_pair_others(demo):
    out = pair_out()
    with clock.fixed(beijing_instant(DAY, 12)):
        mine, partner, other = (
            signed_in(name).get("/field/number").context["page"].groups
            for name in (out.agent, out.partner, out.elsewhere)
        )
    assert mine == partner
    assert mine != other
    assert [len(group) for group in mine] == [4, 4]


def test_whoever_types_what_the_phone_shows_hears_that_it_is_genuine(demo):
    with clock.fixed(beijing_instant(DAY, 12)):
        page = signed_in(pair_out().agent).get("/field/number").context["page"]
        answer = stranger().post("/portal/visitor", {"number": " ".join(page.groups)})
    assert answer.context["page"].answer == "genuine"
    assert page.address.endswith("/portal/visitor")


def test_the_page_renews_itself_when_the_digits_change(demo):
    with clock.fixed(beijing_instant(DAY, 12)):
        text = text_of(signed_in(pair_out().agent).get("/field/number"))
    assert '<meta http-equiv="refresh" content="60">' in text

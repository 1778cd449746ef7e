"""Does the language that a borrower chooses hold at once, for pairs and for messages?"""

import pytest
from tests.app.doors import text_of, verbs_of
from tests.app.portal.own_page import own_page
from tests.app.portfolio import NOON, place

from doorstep_desk.cases.actions.language import choose_language
from doorstep_desk.cases.facts import case_headers
from doorstep_desk.dayplans.routes import spoken
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.self_service.queries import borrower_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_that_sends")]


@pytest.fixture
def known(cast):
    return place(cast, 2)


def test_nobody_chooses_for_another_nor_a_language_that_we_do_not_write(cast, known):
    mine = borrower_actor(known[0].borrower_id, cast.agency_id)
    for who, case_id, language in (
        (cast.lead, known[0].case_id, "ko"),
        (mine, known[1].case_id, "ko"),
        (mine, known[0].case_id, "tlh"),
        (mine, known[0].case_id, ""),
    ):
        with acting_as(who), pytest.raises(Refused):
            choose_language(actor=who, case_id=case_id, language=language, at=NOON)
    headers = case_headers(cast.agency_id, [each.case_id for each in known])
    assert {each.language for each in headers.values()} == {"zh"}


def test_a_chosen_language_is_what_the_planner_asks_of_a_pair(cast, known):
    client = own_page(cast.agency_id)
    assert client.post("/portal/language", {"language": "x"}).status_code == 409
    answer = client.post("/portal/language", {"language": "ko"})
    shown = text_of(client.get(answer["Location"]))
    assert 'value="ko" required checked' in shown
    assert "Kept." in shown
    headers = case_headers(cast.agency_id, [each.case_id for each in known])
    needed = {each.case_id: spoken(headers[each.case_id].language) for each in known}
    assert sorted(needed.values()) == ["", "ko"]
    changed = next(case for case, language in needed.items() if language)
    assert verbs_of(f"case:{changed}")[0] == "borrower.language_chosen"
    client.post("/portal/language", {"language": "ko"})
    assert verbs_of(f"case:{changed}").count("borrower.language_chosen") == 1

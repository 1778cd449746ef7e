"""Who sees what the chances come to, and who puts a model into use?"""

import numpy as np
import pytest
from tests.app.demonstration import DAWN, DAY, Demonstration
from tests.app.doors import signed_in, stranger, text_of

from doorstep.probability.fit import FittedHead
from doorstep.probability.heads import Head
from doorstep.probability.refresh import with_steps
from doorstep_desk.decisions.actions.keep_model import NewModel, keep_model
from doorstep_desk.decisions.registry import standing

HEAD = Head.PAID_WITHIN_14_DAYS


def candidate(demo: Demonstration, **metrics) -> int:
    stands = standing(demo.agency_id, HEAD).head
    model = with_steps(stands.model, "owed_share", [1.0], np.array([0.4]))
    card = stands.card.refreshed(model.version, 0, stands.card.learned_before_day)
    new = NewModel(FittedHead(model, card), metrics, DAY, "1" * 64)
    return keep_model(actor=demo.runner, new=new, at=DAWN).row_id


def test_a_stranger_is_sent_to_the_sign_in_page_and_an_agent_away(demo):
    assert stranger().get("/odds").status_code == 302
    assert signed_in("agent1").get("/odds").status_code == 403


def test_the_page_says_what_came_of_the_chances_and_that_nothing_is_known_of_effects(demo):
    page = text_of(signed_in("lead").get("/odds"))
    for title in ("Do the chances come true?", "Against other models", "Is everybody treated"):
        assert title in page
    assert "no evidence: only 0 drawn by lot, 30 of each are needed" in page
    assert "Put into use" not in page  # a lead is measured by it and does not choose it


@pytest.mark.parametrize("who", ["lead", "analyst", "admin"])
def test_who_may_not_promote_is_turned_away(demo, who):
    row, before = candidate(demo), standing(demo.agency_id, HEAD).row_id
    assert signed_in(who).post(f"/odds/{row}/promote", {"because": "x"}).status_code == 403
    assert standing(demo.agency_id, HEAD).row_id == before


def test_a_person_promotes_compares_and_goes_back(demo):
    officer, row, before = signed_in("compliance"), candidate(demo), standing(demo.agency_id, HEAD)
    assert officer.get(f"/odds/{before.row_id}/{row}").status_code == 200
    done = officer.post(f"/odds/{row}/promote", {"because": "better on new rows"}, follow=True)
    assert "better on new rows" in text_of(done)
    assert standing(demo.agency_id, HEAD).row_id == row
    officer.post(f"/odds/{before.row_id}/back", {"because": "fewer answered"})
    assert standing(demo.agency_id, HEAD).row_id == before.row_id


def test_a_blocked_model_says_for_whose_sake_and_stays_out_of_use(demo):
    row = candidate(demo, blocked_by=[{"attribute": "language", "group": "ko", "why": "gap"}])
    officer = signed_in("compliance")
    assert "Language Korean: chances are off" in text_of(officer.get("/odds"))
    answer = officer.post(f"/odds/{row}/promote", {"because": "please"})
    assert answer.status_code == 409
    assert standing(demo.agency_id, HEAD).row_id != row


def test_an_unknown_model_is_no_page_and_no_error(demo):
    assert signed_in("compliance").post("/odds/999999/promote").status_code in (404, 409)

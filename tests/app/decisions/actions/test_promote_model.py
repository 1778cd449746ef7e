"""Who puts a model into use, which one may not be, and is the way back open?"""

import json
from datetime import timedelta

import numpy as np
import pytest
from tests.app.demonstration import DAWN, DAY, Demonstration

from doorstep.probability.fit import FittedHead
from doorstep.probability.heads import Head
from doorstep.probability.refresh import with_steps
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.decisions.actions.keep_model import NewModel, keep_model
from doorstep_desk.decisions.actions.promote_model import promote_model, roll_back_model
from doorstep_desk.decisions.model_folder import faults_of, folder_of, write_folder
from doorstep_desk.decisions.models import ModelVersion
from doorstep_desk.decisions.registry import KeptModel, standing, versions_of
from doorstep_desk.plumbing.refusal import Refused

HEAD = Head.PAID_WITHIN_14_DAYS
LATER = DAWN + timedelta(hours=3)


def another(demo: Demonstration, step: float = 0.5, **metrics) -> KeptModel:
    """Keep a model like the one in use, with one step more."""
    stands = standing(demo.agency_id, HEAD).head
    model = with_steps(stands.model, "owed_share", [1.0], np.array([step]))
    card = stands.card.refreshed(model.version, 0, stands.card.learned_before_day)
    new = NewModel(FittedHead(model, card), metrics, DAY, f"{step:064}")
    return keep_model(actor=demo.runner, new=new, at=DAWN)


def in_use(demo: Demonstration) -> str:
    return standing(demo.agency_id, HEAD).head.model.version


@pytest.mark.parametrize("who", ["agent1", "lead", "analyst", "admin"])
def test_who_may_not_promote_changes_nothing(demo, who):
    new, before = another(demo), in_use(demo)
    with pytest.raises(Refused, match="role"):
        promote_model(actor=demo.actor(who), row_id=new.row_id, because="", at=LATER)
    assert in_use(demo) == before


def test_a_process_without_a_name_puts_no_candidate_into_use(demo):
    with pytest.raises(Refused, match="named person"):
        promote_model(actor=demo.runner, row_id=another(demo).row_id, because="", at=LATER)


def test_a_person_promotes_and_goes_back_and_both_leave_a_trace(demo):
    officer, first, new = demo.actor("compliance"), standing(demo.agency_id, HEAD), another(demo)
    promote_model(actor=officer, row_id=new.row_id, because="better on new rows", at=LATER)
    assert in_use(demo) == new.version
    roll_back_model(actor=officer, row_id=first.row_id, because="calls fell", at=LATER)
    assert in_use(demo) == first.head.model.version
    states = {each.version: each.state for each in versions_of(demo.agency_id, HEAD)}
    assert states[new.version] == "rolled_back"
    entry = entries_for(f"model:{first.row_id}")[0]
    assert (entry.verb, entry.actor) == ("model.rolled_back", "compliance")
    assert entries_for(f"model:{new.row_id}")[0].details["because"] == "better on new rows"


def test_the_model_in_use_is_neither_promoted_nor_gone_back_to(demo):
    row = standing(demo.agency_id, HEAD).row_id
    for act in (promote_model, roll_back_model):
        with pytest.raises(Refused, match="in use already"):
            act(actor=demo.actor("compliance"), row_id=row, because="", at=LATER)


def test_nobody_goes_back_to_a_model_that_never_was_in_use(demo):
    with pytest.raises(Refused, match="never in use"):
        roll_back_model(
            actor=demo.actor("compliance"), row_id=another(demo).row_id, because="", at=LATER
        )


def test_a_model_beyond_a_limit_between_groups_is_blocked(demo):
    new = another(demo, blocked_by=[{"attribute": "language", "group": "ko", "why": "gap"}])
    states = {each.version: each.state for each in versions_of(demo.agency_id, HEAD)}
    assert states[new.version] == "blocked"
    with pytest.raises(Refused, match="language ko"):
        promote_model(
            actor=demo.actor("compliance"), row_id=new.row_id, because="please", at=LATER
        )


def test_a_past_day_is_judged_by_what_was_in_use_then(demo):
    before, new = in_use(demo), another(demo)
    promote_model(actor=demo.actor("compliance"), row_id=new.row_id, because="", at=LATER)
    assert standing(demo.agency_id, HEAD, DAY, DAWN).head.model.version == before
    assert standing(demo.agency_id, HEAD, DAY - timedelta(days=1)) is None


def test_a_folder_holds_what_was_signed_and_a_change_is_found(demo):
    row = ModelVersion.objects.get(pk=another(demo, step=0.7).row_id)
    write_folder(row)
    try:
        assert faults_of(row) == []
        assert json.loads((folder_of(row) / "card.json").read_text())["version"] == row.version
        (folder_of(row) / "card.json").write_text("{}")
        assert faults_of(row) == ["card.json in the folder"]
    finally:
        for file in folder_of(row).iterdir():
            file.unlink()
        folder_of(row).rmdir()


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("body", "{}", "model.json"),
        ("card", {}, "card.json"),
        ("metrics", {"blocked_by": []}, "metrics.json"),
        ("input_hash", "0" * 64, "manifest"),
        ("signature", "00" * 64, "signature"),
        ("manifest", "{}", "signature"),
    ],
)
def test_no_part_of_a_model_can_be_changed_unnoticed(demo, field, value, fault):
    row = ModelVersion.objects.get(pk=another(demo).row_id)
    setattr(row, field, value)
    assert faults_of(row) == [fault]

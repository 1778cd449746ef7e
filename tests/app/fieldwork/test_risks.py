"""Do two people know of a dangerous address, for as long as that is true and no longer?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import signed_in, text_of, verbs_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.models import Case, ContactPoint
from doorstep_desk.fieldwork.actions.risks import NewRisk, look_at_risk, note_risk, withdraw_risk
from doorstep_desk.fieldwork.models import RiskNote
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named


def note_on(stop) -> NewRisk:
    return NewRisk(
        int(stop["case_id"]), stop["point_id"], "animal", "院内有未拴的大狗", "seen",
        "11月20日上门时看到", DAY + timedelta(days=30),
    )  # fmt: skip


def write(who: str, new: NewRisk, at):
    actor = actor_named(who)
    assert actor is not None
    with acting_as(actor):
        return note_risk(actor=actor, new=new, at=at)


def settle(who: str, act, **asked) -> None:
    actor = actor_named(who)
    assert actor is not None
    with acting_as(actor):
        act(actor=actor, **asked)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "person"}, "risk-kind"),  # no kind speaks of anybody
        ({"source": "rumour"}, "risk-source"),
        ({"words": "  "}, "risk-words"),
        ({"words": "户主是酒鬼"}, "risk-words"),  # a character
        ({"words": "狗" * 201}, "risk-words"),
        ({"grounds": ""}, "risk-grounds"),  # no note without evidence
        ({"grounds": "户主欠款多，脾气差"}, "risk-grounds"),
        ({"expires_on": None}, "risk-day"),  # none holds for ever
        ({"expires_on": DAY - timedelta(days=1)}, "risk-day"),
        ({"expires_on": DAY + timedelta(days=181)}, "risk-day"),
        ({"kind": "way", "expires_on": DAY + timedelta(days=31)}, "risk-day"),
        ({"point_id": None}, "risk-address"),
    ],
)
def test_what_no_note_may_be(at_door, changed, code):
    with pytest.raises(Refused) as refused:
        write(at_door.out.agent, replace(note_on(at_door.stop), **changed), at_door.phone.now)
    assert refused.value.code == code
    assert not RiskNote.objects.exists()


def test_a_note_is_on_an_address_of_that_very_case_and_by_whoever_works_it(at_door):
    new, now = note_on(at_door.stop), at_door.phone.now
    borrower = Case.objects.get(pk=new.case_id).borrower_id
    others = ContactPoint.objects.exclude(borrower_id=borrower).filter(kind="address")
    phones = ContactPoint.objects.filter(borrower_id=borrower).exclude(kind="address")
    for point in (others.first(), phones.first()):
        with pytest.raises(Refused, match="one of the addresses"):
            write(at_door.out.agent, replace(new, point_id=point.pk), now)
    for who in ("analyst", at_door.out.elsewhere):
        with pytest.raises(Refused) as refused:
            write(who, new, now)
        assert refused.value.code in ("not-permitted", "case-unknown")


def test_the_next_papers_carry_a_note_until_its_last_day(at_door):
    write(at_door.out.agent, note_on(at_door.stop), at_door.phone.now)
    with clock.fixed(at_door.phone.now):
        said = at_door.phone.pack().json()["stops"][0]["safety"]
    until = (DAY + timedelta(days=30)).isoformat()
    assert said == [
        {"zh": "动物：院内有未拴的大狗", "en": "Animal: 院内有未拴的大狗", "until": until}
    ]
    RiskNote.objects.update(expires_on=DAY)
    with clock.fixed(at_door.phone.now):
        assert len(at_door.phone.pack().json()["stops"][0]["safety"]) == 1
    RiskNote.objects.update(expires_on=DAY - timedelta(days=1))
    with clock.fixed(at_door.phone.now):
        assert at_door.phone.pack().json()["stops"][0]["safety"] == []


def test_a_second_person_looks_again_and_whoever_takes_it_back_says_why(at_door):
    now = at_door.phone.now
    note = write("lead", note_on(at_door.stop), now)
    subject = f"case:{at_door.stop['case_id']}"
    with pytest.raises(Refused, match="Somebody else"):
        settle("lead", look_at_risk, note_id=note, at=now)
    with pytest.raises(Refused) as refused:
        settle(at_door.out.agent, look_at_risk, note_id=note, at=now)
    assert refused.value.code == "not-permitted"
    settle("compliance", look_at_risk, note_id=note, at=now)
    with pytest.raises(Refused, match="settled or has ended"):
        settle("compliance", look_at_risk, note_id=note, at=now)
    with pytest.raises(Refused, match="Say why"):
        settle("lead", withdraw_risk, note_id=note, because=" ", at=now)
    settle("lead", withdraw_risk, note_id=note, because="狗已送走", at=now)
    with pytest.raises(Refused, match="settled or has ended"):
        settle("lead", withdraw_risk, note_id=note, because="again", at=now)
    with clock.fixed(now):
        assert at_door.phone.pack().json()["stops"][0]["safety"] == []
    assert verbs_of(subject)[:3] == ["risk.withdrawn", "risk.looked_at", "risk.noted"]


def test_the_office_reads_adds_and_settles_on_its_pages(at_door):
    case, now = at_door.stop["case_id"], at_door.phone.now
    agent, lead = signed_in(at_door.out.agent), signed_in("lead")
    form = {
        "point": at_door.stop["point_id"], "kind": "way", "words": "户主是无赖", "source": "seen",
        "grounds": "11月20日上门", "expires_on": (DAY + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    with clock.fixed(now):
        refused = agent.post(f"/cases/{case}/risks", form)
        assert refused.status_code == 409
        assert "It speaks of a person" in text_of(refused)
        assert "户主是无赖" in text_of(refused)  # what was typed stays
        done = agent.post(f"/cases/{case}/risks", {**form, "words": "进村的路结冰"})
        assert done.status_code == 302
        assert "进村的路结冰" in text_of(agent.get(f"/cases/{case}"))
        assert agent.get("/risks").status_code == 403
        page = lead.get("/risks").context["page"]
        assert (len(page.holding), page.unseen, page.ending) == (1, 1, 1)
        note = page.holding[0].note_id
        assert lead.post(f"/risks/{note}/look").status_code == 302
        assert lead.post(f"/risks/{note}/withdraw", {"because": ""}).status_code == 409
        assert lead.post(f"/risks/{note}/withdraw", {"because": "已化冻"}).status_code == 302
        page = lead.get("/risks").context["page"]
        assert (len(page.holding), [row.state for row in page.over]) == (0, ["withdrawn"])
    with clock.fixed(beijing_instant(DAY, 9) + timedelta(days=40)):
        assert lead.get("/risks").context["page"].over == []

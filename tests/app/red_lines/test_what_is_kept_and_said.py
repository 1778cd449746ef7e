"""Is nothing secret kept, nobody else pretended to be, and no expired debt revived?"""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.app.arrangements.household import plan, proposed
from tests.app.demonstration import DAY
from tests.app.doors import pair_out, signed_in
from tests.app.permits.test_red_lines import columns_holding
from tests.app.portfolio import account, mandate, publish

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.models import Arrangement
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.queries import accounts_on_file, case_names
from doorstep_desk.notices.models import Notice
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused

SECRET = "covert-recording-55"
POSES = (
    "法院",
    "公安",
    "警",
    "律师",
    "传票",
    "快递",
    "法律文书",
    "征信",
    "법원",
    "경찰",
    "변호사",
)
NAMES_A_DEBT = ("欠", "逾期", "债", "催", "연체", "채무")


@pytest.mark.parametrize("name", ["secret.m4a", "face.jpg", "home.mp4"])
def test_a_recording_that_is_sent_along_is_kept_nowhere(demo, name):
    with clock.fixed(beijing_instant(DAY, 10)):
        client = signed_in(pair_out().agent)
        stop = client.get("/field/").context["day"].stops[0]
        sent = {
            "record_id": str(uuid.uuid4()), "met": "nobody", "disposition": "nobody_met",
            "recording": SimpleUploadedFile(name, SECRET.encode()), "transcript": SECRET,
        }  # fmt: skip
        client.post(f"/field/stops/{stop.stop_id}/record", sent)
    assert Attempt.objects.filter(pk=sent["record_id"]).exists()
    assert columns_holding(SECRET) == []
    assert columns_holding(name) == []


def test_a_message_says_at_once_who_writes_and_poses_as_nobody_else(demo):
    notices = list(Notice.objects.filter(agency_id=demo.agency_id).exclude(permit=None))
    names = case_names(each.case_id for each in notices)
    assert notices
    for notice in notices:
        assert notice.body.startswith(f"【{names[notice.case_id].creditor}】")
        assert [word for word in (*POSES, *NAMES_A_DEBT) if word in notice.body] == []


LAST_DAY = DAY.replace(year=DAY.year - 3)
"""A debt that fell due then is on the last day of its period."""


@pytest.mark.parametrize("due_on", [LAST_DAY, None])  # None: the rules about contacts hold it
def test_on_a_debt_that_has_not_expired_something_can_be_agreed(cast, due_on):
    publish(cast, [account(cast, mandate(cast), 1, "L1", due_on=due_on)])
    (known,) = accounts_on_file(cast.agency_id)
    assert proposed(cast.lead, known.case_id, plan(100_000)) is not None


def test_nobody_agrees_anew_on_a_debt_that_has_expired(cast):
    expired = LAST_DAY - timedelta(days=1)
    publish(cast, [account(cast, mandate(cast), 1, "L1", due_on=expired)])
    (known,) = accounts_on_file(cast.agency_id)
    with pytest.raises(Refused) as refusal:
        proposed(cast.lead, known.case_id, plan(100_000))
    assert refusal.value.code == "limitation-over"
    assert not Arrangement.objects.exists()

"""Does evidence about a case leave the house complete, proven, told of, and for no one else?"""

import json

import pytest
from tests.app.audit.logs import INSERT, another_process, key_file
from tests.app.portfolio import MORNING, account, mandate, phone_of
from tests.core.audit.second import pack_is_sound

from doorstep.audit.verifier import Broken, packed, unpacked, verify_pack
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.audit.signing import signer
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.reports.actions.evidence import export_evidence

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


def test_evidence_leaves_the_house_complete_and_proven_or_not_at_all(cast, tmp_path):
    witness = tmp_path / "witness"
    case_id = a_case_with_a_pause(cast)
    runner = day_runner(cast.agency_id)
    wanted = {"case_id": case_id, "witness": witness, "at": MORNING}

    with pytest.raises(Refused, match="does not include"):
        export_evidence(actor=cast.agent, **wanted)
    with pytest.raises(Refused, match="no case"):
        export_evidence(actor=day_runner(cast.other_agency_id), **wanted)
    pack = export_evidence(actor=runner, **wanted)
    with another_process() as open_one:
        open_one.execute(INSERT, ["case:slow"])
        with pytest.raises(Refused, match="being written just now"):
            export_evidence(actor=runner, **wanted)

    key = signer().public
    kept = b"\n".join(file.read_bytes() for file in sorted(witness.iterdir()))
    assert "3 log entries" in verify_pack(unpacked(packed(pack.files)), key, kept)
    assert pack_is_sound(pack.files, key)
    for name, body in pack.files.items():
        with pytest.raises(Broken):
            verify_pack({**pack.files, name: body[:-1]}, key, kept)
    assert [entry.verb for entry in entries_for(f"case:{case_id}")][-3:] == [
        "case.paused", "contact.stopped", "case.imported",
    ]  # fmt: skip
    what_is_in_it(pack.files)

    hidden = key_file().rename(key_file().with_name("elsewhere"))
    try:
        before = len(entries_for(f"case:{case_id}"))
        with pytest.raises(Refused, match="key that signs the log is missing"):
            export_evidence(actor=runner, **wanted)
        assert len(entries_for(f"case:{case_id}")) == before
    finally:
        hidden.rename(key_file())


def a_case_with_a_pause(cast) -> int:
    placement = mandate(cast)
    publish_accounts(
        actor=day_runner(cast.agency_id), accounts=[account(cast, placement, 1, "L1")],
        points=[phone_of(1, "15400000001")], flags=[], at=MORNING,
    )  # fmt: skip
    (known,) = accounts_on_file(cast.agency_id)
    pause_case(
        actor=cast.lead, case_id=known.case_id, reason="complaint", note="a loud voice",
        until_on=None, at=MORNING,
    )  # fmt: skip
    return known.case_id


def what_is_in_it(files: dict[str, bytes]) -> None:
    """Check that the records are whole, and that no number can be dialled from them."""
    (pause,) = [json.loads(line) for line in files["records/pauses.jsonl"].splitlines()]
    assert (pause["reason"], pause["note"]) == ("complaint", "a loud voice")
    (point,) = [json.loads(line) for line in files["records/contact_points.jsonl"].splitlines()]
    assert point["masked"] == "154****0000"
    assert b"15400000001" not in b"".join(files.values())
    assert "证据包".encode() in files["README.zh.txt"]
    assert b"What it does not prove" in files["README.en.txt"]

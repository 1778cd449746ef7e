"""Does the page of the signed log tell the office's clock?"""

from datetime import timedelta

from tests.app.audit.logs import AT, note, place_here

from doorstep_desk.audit.jobs import keep_log
from doorstep_desk.audit.witness import WITNESS_VARIABLE, witness_folder
from doorstep_desk.office.pages.oversight.log import log_page


def test_signing_and_witness_are_told_in_local_time(cast, tmp_path, monkeypatch):
    monkeypatch.setenv(WITNESS_VARIABLE, str(tmp_path))
    note("case:1")
    place_here()
    keep_log(witness=witness_folder(), at=AT)
    page = log_page(cast.compliance, AT + timedelta(seconds=30))
    assert page.is_fresh
    assert f"{page.signed_at:%H:%M}" == "10:00"  # AT is two in the morning, UTC
    assert page.witness_fits
    assert page.witness_at == AT
    assert f"{page.witness_at:%H:%M}" == "10:00"

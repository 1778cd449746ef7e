"""Does a file find its way in through a real browser, with its headers settled by hand?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.app.commands.program import run
from tests.journeys.browser import DESK_WIDE, PHONE_WIDE, Visitor, chromium, served, visitor

pytestmark = [pytest.mark.browser, pytest.mark.database]

FURNISH = """
from datetime import UTC, date, datetime
from pathlib import Path
from doorstep_desk.commands.session import store
with store(Path({place!r})):
    from doorstep_desk.organisations.actions import add_organisation
    from doorstep_desk.plumbing.actor import SYSTEM
    from doorstep_desk.staff.actions import NewStaff, add_staff
    from doorstep_desk.staff.demo import DEMO_PASSWORD
    from doorstep_desk.staff.models import Staff
    at = datetime(2026, 11, 1, 1, tzinfo=UTC)
    agency = add_organisation(actor=SYSTEM, kind="agency", name="长白外访", at=at).id
    new = NewStaff(
        username="lead", display_name="林组长", role="lead", organisation_id=agency,
        password=DEMO_PASSWORD, certificate_valid_until=date(2027, 12, 31),
    )
    add_staff(actor=SYSTEM, new=new, at=at)
    Staff.objects.update(must_change_password=False)
"""
FILE = """委托方,*姓名,身份证号,借据号,结欠,逾期天数,委案日期,手机号
北原信贷,金某一,222401198503017013,L1,1000.00,56,2026-10-01,15400000001
北原信贷,金某二,222401198503017000,L2,500.00,56,2026-10-01,15400000002
"""
RIGHT_NUMBER = "222401198503017048"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("studio") / "store"
    made = run(["-c", FURNISH.format(place=str(place))], {})
    assert made.status == 0, made.err
    with served(place) as found:
        yield found


@pytest.fixture
def lead(browser, address) -> Iterator[Visitor]:
    with visitor(browser, address, DESK_WIDE) as somebody:
        somebody.sign_in("lead")
        yield somebody


def test_a_file_is_settled_published_and_mended(lead, tmp_path: Path):
    file = tmp_path / "placement.csv"
    file.write_text(FILE, encoding="utf-8")
    lead.speak("en")
    lead.open("/imports")
    page = lead.page
    page.set_input_files("#file", str(file))
    page.get_by_role("button", name="Check, then decide").click()
    expect(page.get_by_text("Nothing of this file was taken")).to_be_visible()
    page.get_by_label("Meaning of 结欠").select_option("placed_amount")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("settled by hand")).to_be_visible()
    page.get_by_label("Save as the profile of").fill("北原信贷")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Read with the profile 北原信贷, version 1")).to_be_visible()
    _looks_right(lead)
    page.get_by_role("button", name="Publish 1 row").click()
    expect(page.get_by_text("Published", exact=True)).to_be_visible()
    page.get_by_role("link", name="Mend").first.click()
    _looks_right(lead)
    page.get_by_label("身份证号").fill(RIGHT_NUMBER)
    page.get_by_role("button", name="Check and take this row").click()
    expect(page.get_by_role("link", name="Mend")).to_have_count(0)
    lead.open("/verification")
    expect(page.get_by_text("154****0001")).to_be_visible()
    assert lead.reaches("details.fold-in > summary")


def _looks_right(lead: Visitor) -> None:
    """Look at the page in both widths: nothing nameless, nothing wider than the screen."""
    for size in (PHONE_WIDE, DESK_WIDE):
        lead.page.set_viewport_size(size)
        assert lead.faults_of_page() == []
        wide = lead.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"]

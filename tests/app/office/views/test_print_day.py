"""What stands on the sheet that a pair takes along?"""

from tests.app.doors import signed_in, text_of


def test_an_agent_prints_nothing(demo):
    assert signed_in("agent1").get("/print", {"pair": "甲"}).status_code == 403


def test_a_pair_that_does_not_exist_has_no_sheet(demo):
    answer = signed_in("lead").get("/print", {"pair": "戊"})
    assert answer.status_code == 404


def test_the_sheet_names_no_family_name_no_sum_and_no_creditor(demo):
    client = signed_in("lead")
    pair = next(p for p in client.get("/").context["page"].pairs if p.stops)
    page = text_of(client.get("/print", {"pair": pair.letter}))
    for stop in pair.stops:
        assert stop.borrower not in page
    assert "¥" not in page
    assert "公司" not in page.split("<main")[1]


def test_the_sheet_has_every_stop_with_its_whole_address(demo):
    client = signed_in("lead")
    pair = next(p for p in client.get("/").context["page"].pairs if p.stops)
    printed = client.get("/print", {"pair": pair.letter}).context["page"]
    assert [line.stop.sequence for line in printed.lines] == [s.sequence for s in pair.stops]
    assert all("号" in line.address for line in printed.lines)

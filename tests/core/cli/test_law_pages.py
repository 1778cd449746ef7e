"""The pages in docs/law are those that the command writes today."""

from pathlib import Path

from doorstep.cli.law_pages import CASES, law_pages, written_pages

ROOT = Path(__file__).parents[3]
PAGES = written_pages(CASES)
BY_HAND = frozenset({"red-lines.md"})
"""Pages of that folder that nobody generates."""


def test_the_committed_pages_are_true():
    committed = {
        str(file.relative_to(ROOT / "docs" / "law")): file.read_text("utf-8")
        for file in (ROOT / "docs" / "law").rglob("*.md")
        if file.name not in BY_HAND
    }
    differ = sorted(
        path for path in {*PAGES, *committed} if PAGES.get(path) != committed.get(path)
    )
    assert differ == [], "write them anew with: doorstep law pages"


def test_the_pages_can_be_written_anywhere(tmp_path):
    law_pages(out=tmp_path, cases=CASES)
    assert (tmp_path / "index.md").read_text("utf-8") == PAGES["index.md"]
    assert (tmp_path / "cn" / "cn-time-01.md").is_file()


def test_a_doubt_stands_beside_its_rule_and_on_the_page_of_doubts():
    for page in (PAGES["vn/vn-02.md"], PAGES["doubts.md"]):
        assert "finance companies" in page
        assert "财务公司" in page


def test_a_page_shows_examples_numbers_and_the_true_kind_of_the_source():
    page = PAGES["cn/cn-time-01.md"]
    for words in ("own-hours-a", "22:00", "recommended national standard", "推荐性国家标准"):
        assert words in page

from pathlib import Path

from doorstep.cli.odds_features import odds_features

PAGE = Path(__file__).parents[3] / "docs" / "features.md"


def test_the_committed_page_is_true(tmp_path):
    odds_features(tmp_path / "features.md")
    written = (tmp_path / "features.md").read_text("utf-8")
    assert PAGE.read_text("utf-8") == written, "write it anew with: doorstep odds features"

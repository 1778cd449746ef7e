"""The closed list of features."""

import re

import numpy as np
import pytest

from doorstep.probability.catalogue import BY_NAME, FEATURES, feature_names, words_for
from doorstep.probability.heads import Head

FORBIDDEN = re.compile(
    r"\bage\b|gender|sex|ethnic|nation|language|county|city|address|place\b|latitude|longitude|"
    r"social|friend|contact_list|name\b|birth|marri|religio|education|device|telecom"
)


def test_no_protected_social_bought_or_place_data_is_on_the_list():
    said = [f"{f.name.replace('_', ' ')} {f.label_en}" for f in FEATURES]
    assert [text for text in said if FORBIDDEN.search(text)] == []


def test_every_feature_has_a_basis_a_head_and_a_label_in_both_languages():
    for feature in FEATURES:
        assert feature.basis
        assert feature.heads
        assert feature.label_en
        assert re.search(r"[一-鿿]", feature.label_zh)
        assert re.fullmatch(r"[a-z0-9_]+", feature.name)
    assert len(BY_NAME) == len(FEATURES)


def test_only_the_contact_head_knows_the_planned_attempt():
    assert "planned_channel" in feature_names(Head.CONTACT)
    assert "planned_channel" not in feature_names(Head.PAID_WITHIN_14_DAYS)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("days_past_due", 12.0, ("12 天", "12 days")),
        ("days_past_due", np.nan, ("未知", "unknown")),
        ("reached_share_90_days", 0.25, ("25%", "25%")),
        ("log_owed", np.log1p(1234.0), ("1,234 元", "1,234")),
        ("last_call", 3.0, ("本人", "the borrower")),
        ("planned_channel", 4.0, ("上门", "visit")),
        ("weekday", 0.0, ("星期一", "Mon")),
        ("hour", 9.0, ("09 时", "09:00")),
        ("product", 2.0, ("经营贷款", "business loan")),
        ("loan_to_last", 1.5, ("1.50 倍", "× 1.50")),
        ("calls_7_days", 3.0, ("3", "3")),
    ],
)
def test_a_value_is_written_as_people_read_it(name, value, words):
    assert words_for(BY_NAME[name], value) == words

"""Does a Chinese reader find every Chinese source in Chinese?"""

import re

from doorstep.parameters.register import register_of
from doorstep.parameters.sources import chinese_sources, cited


def sources(*folders: str) -> set[str]:
    entries = register_of(folders).entries.values()
    return {leg.source for entry in entries for leg in entry.legs}


def test_every_source_of_china_and_of_the_house_has_a_chinese_wording():
    assert sources("cn", "house") - set(chinese_sources()) == set()


def test_no_wording_is_left_over():
    assert set(chinese_sources()) - sources("cn", "house") == set()


def test_a_wording_names_the_same_years_as_the_source():
    found = chinese_sources()
    assert found
    for source, text in found.items():
        years = set(re.findall(r"\b(?:19|20)\d\d\b", source))
        assert years <= set(re.findall(r"(?:19|20)\d\d", text)), source


def test_other_languages_and_other_countries_are_cited_as_they_stand():
    assert cited("PIPL art. 13", "en") == "PIPL art. 13"
    assert cited("PIPL art. 13", "zh") == "《个人信息保护法》第十三条"
    assert cited("12 CFR 1006.6(b)", "zh") == "12 CFR 1006.6(b)"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.terms.divisions.table import (
    COUNTY_DIGITS,
    centroids,
    division,
    divisions_of,
    inside,
    short_name,
)
from doorstep.terms.place import (
    AddressProblem,
    AddressState,
    county_choices,
    locate,
    parse_address,
    parse_inside,
    search_text,
)

YANBIAN = "延边朝鲜族自治州"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", AddressProblem.EMPTY),
        (" 　", AddressProblem.EMPTY),  # blanks of both widths
        ("同志街9432号", AddressProblem.COUNTY_UNKNOWN),  # no division at all
        ("延边朝鲜族自治州", AddressProblem.COUNTY_UNKNOWN),  # stops at the prefecture
        ("吉林市北京路9001号", AddressProblem.COUNTY_UNKNOWN),  # a road named after a city
        ("敦化路9001号", AddressProblem.COUNTY_UNKNOWN),  # a road named after a county
        ("朝阳区同志街9001号", AddressProblem.COUNTY_AMBIGUOUS),  # in Beijing and in Changchun
        ("吉林省延边州朝阳区同志街9001号", AddressProblem.COUNTY_OUTSIDE_CITY),
        ("hello", AddressProblem.COUNTY_UNKNOWN),
    ],
)
def test_what_cannot_be_followed_stays_unmatched_and_says_why(text, problem):
    found = parse_address(text)
    assert found.state is AddressState.UNMATCHED
    assert found.problems == (problem,)
    assert locate(found) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (  # everything written
            "吉林省延边朝鲜族自治州延吉市河南街道光明街9116号3单元502室",
            ("吉林省", YANBIAN, "延吉市", "河南街道", "光明街", "9116号3单元502室"),
        ),
        (  # the county alone says province and prefecture
            "珲春市口岸大路9211号",
            ("吉林省", YANBIAN, "珲春市", "", "口岸大路", "9211号"),
        ),
        (  # short names, and 州 as people say it
            "吉林延边州和龙西城镇龙山村4组9822号",
            ("吉林省", YANBIAN, "和龙市", "西城镇", "龙山村", "4组9822号"),
        ),
        (  # a street, not the street office of the same name
            "延吉市河南街9001号",
            ("吉林省", YANBIAN, "延吉市", "", "河南街", "9001号"),
        ),
        (  # 吉林 is a province and a city
            "吉林省吉林市船营区北京路9001号",
            ("吉林省", "吉林市", "船营区", "", "北京路", "9001号"),
        ),
        (
            "吉林市船营区北京路9001号",
            ("吉林省", "吉林市", "船营区", "", "北京路", "9001号"),
        ),
        (  # a municipality has no written city level
            "北京市朝阳区建国路9001号",
            ("北京市", "", "朝阳区", "", "建国路", "9001号"),
        ),
        (  # a city without counties
            "广东省东莞市长安镇长青路9001号",
            ("广东省", "东莞市", "东莞市", "长安镇", "长青路", "9001号"),
        ),
        (  # a county that belongs to the province itself
            "湖北省仙桃市龙华山街道9001号",
            ("湖北省", "", "仙桃市", "龙华山街道", "", "9001号"),
        ),
        (  # blanks and commas do not matter
            "吉林省 延边朝鲜族自治州，汪清县 东光镇 东光村 9组9320号",
            ("吉林省", YANBIAN, "汪清县", "东光镇", "东光村", "9组9320号"),
        ),
    ],
)
def test_an_address_is_taken_apart(text, parts):
    found = parse_address(text)
    taken = (found.province, found.city, found.county, found.town, found.road, found.detail)
    assert taken == parts
    assert found.state is AddressState.DOOR
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "state", "problems"),
    [
        ("和龙市文化路9号", AddressState.DOOR, ()),
        ("和龙市文化路", AddressState.ROAD, (AddressProblem.DOOR_MISSING,)),
        ("珲春市新安街道", AddressState.ROAD, (AddressProblem.DOOR_MISSING,)),
        (
            "和龙市",
            AddressState.COUNTY,
            (AddressProblem.ROAD_MISSING, AddressProblem.DOOR_MISSING),
        ),
        ("和龙市9号", AddressState.COUNTY, (AddressProblem.ROAD_MISSING,)),
        ("延吉市新城镇东村9号", AddressState.DOOR, (AddressProblem.TOWN_UNKNOWN,)),
        ("山东省青岛市城阳区流亭街道9号", AddressState.DOOR, ()),  # no towns bundled there
    ],
)
def test_the_state_says_how_far_it_could_be_followed(text, state, problems):
    found = parse_address(text)
    assert (found.state, found.problems) == (state, problems)


@given(st.text(max_size=60))
def test_any_text_has_a_finding(text):
    found = parse_address(text)
    assert (found.state is AddressState.UNMATCHED) == (len(found.code) < COUNTY_DIGITS)


@given(st.sampled_from(divisions_of(COUNTY_DIGITS)))
def test_a_county_written_in_full_is_found(county):
    province, city = division(county.code[:2]), division(county.code[:4])
    written = city.name if city.is_written else ""
    found = parse_address(f"{province.name}{written}{county.name}人民路9001号")
    assert found.code[:COUNTY_DIGITS] == county.code
    assert found.state is AddressState.DOOR


@given(st.sampled_from(inside("2224", 9)))
def test_every_town_of_yanbian_is_found(town):
    county = division(town.code[:COUNTY_DIGITS])
    found = parse_address(f"吉林省{YANBIAN}{county.name}{town.name}9001号")
    assert (found.town, found.code) == (town.name, town.code)


def test_a_place_in_the_seat_is_located_closer_than_one_in_a_township():
    seat = locate(parse_address("敦化市敖东大街9001号"))
    township = locate(parse_address("敦化市官地镇东光村9组9001号"))
    assert (seat.latitude, seat.longitude) == (43.37, 128.23)
    assert seat.accuracy_metres < township.accuracy_metres
    assert "general geographic knowledge" in seat.source


def test_nothing_outside_yanbian_is_located():
    assert locate(parse_address("山东省青岛市城阳区长城路9884号")) is None


def test_the_eight_counties_of_yanbian_have_a_centroid():
    assert sorted(centroids()) == [each.code for each in inside("2224", COUNTY_DIGITS)]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("延边朝鲜族自治州", "延边"),
        ("海西蒙古族藏族自治州", "海西"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("神农架林区", "神农架"),
        ("延吉市", "延吉"),
        ("兴安盟", "兴安"),
        ("郊区", "郊区"),  # one character would say nothing
    ],
)
def test_a_short_name_leaves_out_rank_and_peoples(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("code", "text", "county", "road", "state"),
    [
        ("222401", "延吉市光明街12号", "延吉市", "光明街", AddressState.DOOR),  # named as chosen
        ("222401", "廷吉市光明街12号", "延吉市", "光明街", AddressState.DOOR),  # misspelt
        ("220102", "南关区人民大街9号", "南关区", "人民大街", AddressState.DOOR),
        (
            "222403",
            "敦化路3号",
            "敦化市",
            "敦化路",
            AddressState.DOOR,
        ),  # a road
        ("222401", "光明街", "延吉市", "光明街", AddressState.ROAD),  # no door is still no door
        ("222401", "", "延吉市", "", AddressState.COUNTY),
    ],
)
def test_inside_a_chosen_county_the_rest_is_read_as_written(code, text, county, road, state):
    found = parse_inside(code, text)
    assert (found.county, found.road, found.state) == (county, road, state)


def test_an_unknown_county_cannot_be_chosen():
    with pytest.raises(KeyError):
        parse_inside("999999", "延吉市光明街12号")


def test_only_what_names_divisions_is_searched_for():
    assert search_text("延吉市 光明街12号3单元") == "延吉市光明街"


def test_several_counties_of_one_name_are_all_offered():
    names = {division(code).name for code in county_choices("朝阳区建国路1号")}
    assert len(county_choices("朝阳区建国路1号")) > 1
    assert names == {"朝阳区"}


def test_a_clear_address_has_one_choice_and_a_strange_one_none():
    assert county_choices("延吉市光明街12号") == ("222401",)
    assert county_choices("某处12号") == ()

"""Are the lines that the house will not cross still uncrossed?

Each line is a promise of the README. What can be seen in the source is checked here; what shows
only at work (a permit demanded, a hold obeyed) is checked beside the code that does it.
"""

import ast
import re
from collections.abc import Iterator

import numpy as np
import pytest
from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none

from doorstep.probability.catalogue import FEATURES, LawfulBasis, feature_names
from doorstep.probability.heads import Head
from doorstep.strategy.allocate import allocate
from doorstep.strategy.capacity import Limit, Resources
from doorstep.terms.codes import Provenance, Treatment

FORBIDDEN_DATA = (
    "social", "social_media", "wechat", "weixin", "weibo", "douyin", "tiktok", "facebook",
    "instagram", "friends", "followers", "address_book", "phone_book", "contact_list",
    "call_log", "imei", "device_location", "base_station", "cell_tower", "number_plate",
    "courier", "parcels", "shopping", "purchases", "browsing", "search_history", "face_embedding",
    "voiceprint", "religion", "ethnicity", "political", "sexual_orientation", "emotional_state",
)  # fmt: skip
"""Data about borrowers that no field, column or feature may hold, whoever offers it."""

WHO_SOMEONE_IS = (
    "age", "gender", "sex", "language", "name", "surname", "town", "birthplace", "marital",
    "health", "illness", "pregnancy", "family", "children",
)  # fmt: skip
"""What a person is or suffers; the desk may know it in order to spare them, no chance uses it."""

PRESSURE = ("pressure", "deterrence", "fear", "toughness", "intimidation", "shame", "annoyance")
"""What no objective, price or feature may count as a gain."""

SWITCHES_OFF = re.compile(
    r"(?:^|_)(?:disable|skip|bypass|ignore|override|suppress|circumvent|turn_off|unsafe)_(?:the_)?"
    r"(?:gate|gates|compliance|law|laws|rule|rules|rulebook|permit|permits|verdict|verdicts|recheck"
    r"|checker|pause|pauses|audit)(?:_|$)"
    r"|(?:^|_)force_(?:visit|contact|call|allow)(?:_|$)|(?:^|_)allow_anyway(?:_|$)"
    r"|(?:^|_)(?:gate|compliance|rules|law|audit)_(?:off|disabled)(?:_|$)"
)

DECIDES_WORTH = ("src/doorstep/strategy", "src/doorstep/probability", "src/doorstep/experiments")


def snake(name: str) -> str:
    """Return a name with its words in lower case between underscores."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_").strip("_")


def holds(name: str, phrases: tuple[str, ...]) -> bool:
    """Say whether one of the phrases stands in a name, as whole words."""
    padded = f"_{snake(name)}_"
    return any(f"_{phrase}_" in padded for phrase in phrases)


def fields(module: Module) -> Iterator[tuple[int, str]]:
    """Yield the fields of every class: what a row or a snapshot can hold."""
    for owner in module.nodes:
        if not isinstance(owner, ast.ClassDef):
            continue
        for node in owner.body:
            match node:
                case ast.AnnAssign(target=ast.Name(id=name)):
                    yield node.lineno, name
                case ast.Assign(targets=[ast.Name(id=name)]) if not name.isupper():
                    yield node.lineno, name


def names(module: Module) -> Iterator[tuple[int, str]]:
    """Yield every name that a module defines, takes or uses."""
    for node in module.nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
                yield node.lineno, name
            case ast.keyword(arg=str(name)):
                yield node.value.lineno, name


def options(module: Module) -> Iterator[tuple[int, str]]:
    """Yield every text that could name a feature, an option, a setting or a variable."""
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"[\w-]{2,60}", node.value):
                yield node.lineno, node.value


def forbidden_fields(tree: SourceTree) -> list[str]:
    """Return each field, of a table or a snapshot, that would hold forbidden data."""
    return [
        f"{module.name}:{line} {name}"
        for module in tree.modules("src")
        for line, name in fields(module)
        if holds(name, FORBIDDEN_DATA)
    ]


def forbidden_features(tree: SourceTree) -> list[str]:
    """Return each name or text of the estimators that points to forbidden data."""
    return [
        f"{module.name}:{line} {name}"
        for module in tree.modules("src/doorstep/probability")
        for line, name in sorted({*names(module), *options(module)})
        if holds(name, FORBIDDEN_DATA)
    ]


def pressure_counted(tree: SourceTree) -> list[str]:
    """Return each name in valuing, estimating or experimenting that counts pressure."""
    return [
        f"{module.name}:{line} {name}"
        for module in tree.modules(*DECIDES_WORTH)
        for line, name in sorted({*names(module), *options(module)})
        if holds(name, PRESSURE)
    ]


def switches(tree: SourceTree) -> list[str]:
    """Return each name, option or setting that would turn a safeguard off."""
    return [
        f"{module.name}:{line} {name}"
        for module in tree.modules("src")
        for line, name in sorted({*names(module), *options(module)})
        if SWITCHES_OFF.search(snake(name))
    ]


def test_no_table_or_snapshot_can_hold_social_or_bought_data(tree: SourceTree):
    assert_none(forbidden_fields(tree))


def test_no_estimator_names_social_or_bought_data(tree: SourceTree):
    assert tree.modules("src/doorstep/probability"), "there is no estimator at all"
    assert_none(forbidden_features(tree))


def test_the_list_of_features_is_closed_and_every_entry_says_why_it_may_be_used():
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    for feature in FEATURES:
        assert isinstance(feature.basis, LawfulBasis), feature.name
        assert feature.label_zh, feature.name
        assert feature.label_en, feature.name
        assert not holds(feature.name, FORBIDDEN_DATA + WHO_SOMEONE_IS), feature.name


def test_an_estimator_takes_no_feature_from_outside_the_list():
    listed = {feature.name for feature in FEATURES}
    assert all(set(feature_names(head)) <= listed for head in Head)


def test_nothing_values_pressure(tree: SourceTree):
    assert_none(pressure_counted(tree))


def test_nothing_is_named_to_turn_the_gate_off(tree: SourceTree):
    assert_none(switches(tree))


def test_to_do_nothing_is_the_first_treatment_of_all():
    assert next(iter(Treatment)) is Treatment.NONE
    assert Treatment.NONE == 0, "a column that nobody filled means that nothing is done"


PLENTY = Resources(
    limits=(Limit.VISITS,),
    use=np.eye(len(Treatment), 1, -int(Treatment.VISIT)),
    capacity=np.array([1000.0]),
)


def chosen_for(worth_fen: float, *, lawful: bool) -> set[int]:
    """Return what is chosen when every treatment but "none" has one worth and one verdict."""
    values = np.full((5, len(Treatment)), worth_fen)
    values[:, Treatment.NONE] = 0
    return set(allocate(values, np.full(values.shape, lawful), PLENTY).chosen.tolist())


def test_no_sum_of_money_buys_a_treatment_that_is_refused():
    assert chosen_for(1e12, lawful=False) == {Treatment.NONE}


def test_what_is_worth_less_than_nothing_is_left_undone():
    assert chosen_for(-1.0, lawful=True) == {Treatment.NONE}


def test_what_is_lawful_and_worth_doing_is_done():
    assert Treatment.NONE not in chosen_for(100.0, lawful=True)


def test_sources_that_are_refused_have_a_name_so_that_they_can_be_refused():
    refused = {"BOUGHT", "ADDRESS_BOOK", "SOCIAL_MEDIA", "SEEN_ON_PARCEL"}
    assert refused <= {member.name for member in Provenance}


@pytest.mark.parametrize(
    "line",
    [
        "wechat_id: str",
        "social_media_score: float",
        "contact_list = models.JSONField()",
        "imei = models.TextField()",
        "ethnicity: int",
    ],
)
def test_a_forbidden_field_is_found(plant: Plant, line: str):
    house = plant({"src/doorstep_desk/cases/models.py": f"class Borrower:\n    {line}\n"})
    assert len(forbidden_fields(house)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "FEATURES = ('days_past_due', 'social_ties')",
        "def shopping_habit() -> None: ...",
        "x = a.imei",
    ],
)
def test_a_forbidden_feature_is_found(plant: Plant, line: str):
    house = plant({"src/doorstep/probability/features.py": line})
    assert len(forbidden_features(house)) == 1


def test_a_gain_from_pressure_is_found(plant: Plant):
    house = plant({"src/doorstep/strategy/value.py": "deterrence_gain_fen = 500\n"})
    assert len(pressure_counted(house)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "def skip_compliance() -> None: ...",
        "def plan(ignore_rules: bool) -> None: ...",
        "OPTION = '--skip-law'",
        "SETTING = 'DOORSTEP_DISABLE_GATE'",
        "plan(force_visit=True)",
        "COMPLIANCE_DISABLED = True",
    ],
)
def test_a_switch_is_found(plant: Plant, line: str):
    assert len(switches(plant({"src/doorstep_desk/commands/day.py": line}))) == 1


@pytest.mark.parametrize(
    "name", ["judge", "law_check", "rules", "skip_rows", "no_permit", "recheck"]
)
def test_an_honest_name_is_no_switch(name: str):
    assert not SWITCHES_OFF.search(name)

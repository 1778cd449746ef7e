"""Does time come from one clock, and chance from a generator that is passed in?"""

import ast
from collections.abc import Iterator

import pytest
from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none, dotted

CLOCK = "src/doorstep_desk/plumbing/clock.py"
"""The only file that may ask what time it is."""

EDGE_OF_THE_CORE = "src/doorstep/cli/"
"""A command is where a run begins; it may read the day and pass it on."""

READS_TIME = frozenset(
    "datetime.now datetime.utcnow datetime.today date.today datetime.datetime.now "
    "datetime.datetime.utcnow datetime.date.today time.time time.time_ns time.localtime "
    "timezone.now timezone.localdate timezone.localtime".split()
)
READS_TIME_IN_A_MODEL = frozenset({"auto_now", "auto_now_add"})
OWN_GENERATORS = frozenset({"default_rng", "Generator", "SeedSequence", "PCG64", "Philox"})


def clock_readers(tree: SourceTree) -> list[str]:
    """Return each line outside the clock that reads the time of the machine."""
    return [
        f"{module.name}:{line}"
        for module in tree.modules("src")
        if module.name != CLOCK and not module.name.startswith(EDGE_OF_THE_CORE)
        for line in _reads_time(module)
    ]


def _reads_time(module: Module) -> Iterator[int]:
    for node in module.nodes:
        match node:
            case ast.Attribute() if dotted(node) in READS_TIME:
                yield node.lineno
            case ast.keyword(arg=name) if name in READS_TIME_IN_A_MODEL:
                yield node.lineno


def unseeded(tree: SourceTree) -> list[str]:
    """Return each line of the core that draws from global or unseeded chance."""
    return [
        f"{module.name}:{node.lineno}"
        for module in tree.modules("src/doorstep")
        for node in module.nodes
        if isinstance(node, ast.Call) and _is_unseeded(node)
    ]


def _is_unseeded(call: ast.Call) -> bool:
    name = dotted(call.func)
    last = name.rpartition(".")[2]
    if last in OWN_GENERATORS:
        return not call.args and not call.keywords
    return name.startswith(("np.random.", "numpy.random.", "random.", "secrets.", "uuid.uuid4"))


def test_only_the_clock_reads_the_time(tree: SourceTree):
    assert_none(clock_readers(tree))


def test_the_core_draws_no_unseeded_chance(tree: SourceTree):
    assert_none(unseeded(tree))


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "timezone.now()",
        "date.today()",
        "time.time()",
        "models.DateTimeField(auto_now_add=True)",
        "models.DateTimeField(default=timezone.now)",  # not even as a default
    ],
)
def test_a_second_clock_is_found(plant: Plant, line: str):
    house = plant({"src/doorstep_desk/cases/models.py": f"X = {line}\n", CLOCK: f"X = {line}\n"})
    assert clock_readers(house) == ["src/doorstep_desk/cases/models.py:1"]


@pytest.mark.parametrize(
    "line", ["np.random.default_rng()", "np.random.seed(1)", "np.random.normal()", "uuid.uuid4()"]
)
def test_chance_from_nowhere_is_found(plant: Plant, line: str):
    house = plant({"src/doorstep/simulation/world.py": f"X = {line}\n"})
    assert unseeded(house) == ["src/doorstep/simulation/world.py:1"]


@pytest.mark.parametrize("line", ["np.random.default_rng(seed)", "rng.random(3)"])
def test_chance_from_a_seed_is_free(plant: Plant, line: str):
    assert unseeded(plant({"src/doorstep/simulation/world.py": f"X = {line}\n"})) == []

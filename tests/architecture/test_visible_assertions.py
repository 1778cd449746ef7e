"""Can a reader see in each test what it asserts, and is that always asserted?"""

import ast
from collections.abc import Iterator, Sequence

from tests.architecture.source_tree import (
    Documented,
    Function,
    Plant,
    SourceTree,
    assert_none,
    called_name,
)

PROMISING = ("assert_", "expect")
"""How the name of a helper begins that asserts: ``expect`` is also Playwright's own."""


def silent_tests(tree: SourceTree) -> list[str]:
    """Return each test that asserts nothing in its own body, or only where that may not run."""
    return [
        f"{module.name}:{node.lineno}"
        for module in tree.modules("tests")
        if "def test_" in module.text
        for node in _tests_of(module.syntax.body)
        if not _asserts(node.body) or _ends_early(node)
    ]


def _tests_of(body: Sequence[ast.stmt]) -> Iterator[Function]:
    """Yield the functions that pytest would run: those of a module or of a class in it."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _tests_of(node.body)
        if isinstance(node, Function) and node.name.startswith("test_"):
            yield node


def _ends_early(within: ast.AST) -> bool:
    """Say whether a test has a ``return`` of its own, behind which nothing may be asserted."""
    return any(
        isinstance(node, ast.Return) or _ends_early(node)
        for node in ast.iter_child_nodes(within)
        if not isinstance(node, Documented | ast.expr)
    )


def _asserts(body: Sequence[ast.stmt]) -> bool:
    return any(map(_is_sure, body))


def _is_sure(statement: ast.stmt) -> bool:
    match statement:
        case ast.Assert():
            return True
        case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
            return any(_calls(item.context_expr, "raises") for item in items) or _asserts(body)
        case ast.Try(body=body, finalbody=final):
            return _asserts(body) or _asserts(final)
        case ast.For(iter=over, body=body):
            return _is_never_empty(over) and _asserts(body)
        case ast.Expr(value=value) | ast.Assign(value=value):
            return _calls(value, *PROMISING)
        case _:
            return False


def _is_never_empty(over: ast.expr) -> bool:
    """Say whether a loop runs at least once: over values that are written out there."""
    match over:
        case ast.Tuple(elts=[_, *_]) | ast.List(elts=[_, *_]):
            return True
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(count))]):
            return count > 0
        case _:
            return False


def _calls(value: ast.expr, *starts: str) -> bool:
    return any(
        isinstance(node, ast.Call) and called_name(node).startswith(starts)
        for node in ast.walk(value)
    )


def test_every_test_shows_what_it_asserts_and_always_asserts_it(tree: SourceTree):
    assert_none(silent_tests(tree))


def test_a_test_that_only_calls_or_asserts_where_it_may_not_run_is_found(plant: Plant):
    silent = """
        def test_that_calls():
            refused("code")

        def test_that_loops(rows):
            for row in rows:
                assert row

        def test_that_asks(is_fine):
            if is_fine:
                assert is_fine

        def test_that_hides():
            def inner():
                assert False

        def test_that_ends_early(rows):
            if not rows:
                return
            assert rows[0]
    """
    house = plant({"tests/core/test_a.py": silent})
    assert silent_tests(house) == [f"tests/core/test_a.py:{line}" for line in (2, 5, 9, 13, 17)]


def test_what_always_asserts_is_left_alone(plant: Plant):
    shown = """
        def test_that_asserts():
            def inner():
                return 1

            with opened():
                assert inner() == 1

        def test_that_refuses():
            with pytest.raises(ValueError), opened():
                int("x")

        def test_that_calls_what_promises():
            expect_refused("code")
            expect(page).to_be_visible()

        def test_that_loops():
            for row in (1, 2):
                assert row
            for row in range(3):
                assert row
    """
    assert silent_tests(plant({"tests/core/test_a.py": shown})) == []

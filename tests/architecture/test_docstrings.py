"""Does every public thing say what it gives, and every function what it takes?"""

import ast
from collections.abc import Iterator

from tests.architecture.source_tree import (
    Documented,
    Function,
    Module,
    Plant,
    SourceTree,
    assert_none,
)


def undocumented(tree: SourceTree) -> list[str]:
    """Return each public module, class, function and method without a docstring."""
    found = []
    for module in tree.modules("src"):
        if ast.get_docstring(module.syntax) is None and module.text.strip():
            found.append(module.name)
        found += [
            f"{module.name}:{node.lineno} {node.name}"
            for node in _public(module.syntax)
            if ast.get_docstring(node) is None
        ]
    return found


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """Yield what the outside may use: not private, not inside a function, not a Meta class."""
    for node in scope.body:
        if not isinstance(node, Documented) or node.name.startswith("_") or node.name == "Meta":
            continue
        if isinstance(node, ast.ClassDef):
            yield node
            yield from _public(node)
        elif not _is_variant(node):
            yield node


def _is_variant(node: Function) -> bool:
    """Say whether this is an overload or a setter, explained where it is first defined."""
    words = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
    return bool(words & {"overload", "setter", "deleter"})


def unannotated(tree: SourceTree) -> list[str]:
    """Return each function, private ones too, with an argument or result of unsaid type."""
    return [
        f"{module.name}:{node.lineno} {node.name}"
        for module in tree.modules("src")
        for node in module.functions
        if _lacks_types(node, _methods(module))
    ]


def _methods(module: Module) -> set[Function]:
    classes = [node for node in module.nodes if isinstance(node, ast.ClassDef)]
    return {node for owner in classes for node in owner.body if isinstance(node, Function)}


def _lacks_types(node: Function, methods: set[Function]) -> bool:
    given = node.args
    named = [*given.posonlyargs, *given.args]
    is_static = any(ast.unparse(mark) == "staticmethod" for mark in node.decorator_list)
    if node in methods and not is_static:
        named = named[1:]
    extra = [arg for arg in (given.vararg, given.kwarg) if arg is not None]
    every = [*named, *given.kwonlyargs, *extra]
    return node.returns is None or any(arg.annotation is None for arg in every)


def test_every_public_thing_has_a_docstring(tree: SourceTree):
    assert_none(undocumented(tree))


def test_every_function_is_annotated(tree: SourceTree):
    assert_none(unannotated(tree))


def test_a_missing_docstring_is_found(plant: Plant):
    house = plant(
        {
            "src/doorstep/a.py": """\
                class Stop:
                    '''A stop.'''
                    def minutes(self) -> int:
                        return 1
                    def _inner(self) -> int:
                        return 1
                def route() -> None:
                    '''Go.'''
                    def step() -> None: ...
                """,
            "src/doorstep/b.py": "'''What?'''\nclass Plan: ...\ndef _private() -> None: ...\n",
            "src/doorstep/__init__.py": "",
        }
    )
    assert undocumented(house) == [
        "src/doorstep/a.py",
        "src/doorstep/a.py:3 minutes",
        "src/doorstep/b.py:2 Plan",
    ]


def test_a_missing_type_is_found(plant: Plant):
    house = plant(
        {
            "src/doorstep/a.py": """\
                def whole(x: int, *rest: int, y: str = "") -> None: ...
                def no_result(x: int): ...
                def no_argument(x) -> None: ...
                def no_rest(*rest) -> None: ...
                class Stop:
                    def fine(self, x: int) -> int: ...
                    def _wrong(self, x) -> int: ...
                    @staticmethod
                    def static(x: int) -> int: ...
                """
        }
    )
    names = [line.split()[1] for line in unannotated(house)]
    assert names == ["no_result", "no_argument", "no_rest", "_wrong"]

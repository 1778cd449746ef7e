"""Does everything that changes the store say so in the audit log, in words that are listed?"""

import ast
import re
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

import pytest
from tests.architecture.source_tree import (
    Function,
    Module,
    Plant,
    SourceTree,
    assert_none,
    called_name,
    dotted,
)

VERB_LIST = "docs/audit-verbs.md"
VERB = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
WRITES_AUDIT = frozenset({"record", "record_many"})
WRITES_ROWS = frozenset(
    "create bulk_create bulk_update get_or_create update_or_create save update delete copy_rows "
    "execute executemany".split()
)


def action_modules(tree: SourceTree) -> list[Module]:
    """Return the modules that may write, all but those of the audit log itself."""
    place = re.compile(r"src/doorstep_desk/(?!audit/)\w+/actions(\.py|/(?!__)\w+\.py)")
    return [module for module in tree.modules("src/doorstep_desk") if place.fullmatch(module.name)]


def audit_names(module: Module) -> set[str]:
    """Return how this module spells the functions that write the audit log."""
    names = set()
    for node in module.nodes:
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            spelt = alias.asname or alias.name
            if node.module == "doorstep_desk.audit.actions" and alias.name in WRITES_AUDIT:
                names.add(spelt)
            if f"{node.module}.{alias.name}" in {"doorstep_desk.audit.actions"}:
                names |= {f"{spelt}.{name}" for name in WRITES_AUDIT}
            if f"{node.module}.{alias.name}" == "doorstep_desk.audit":
                names |= {f"{spelt}.actions.{name}" for name in WRITES_AUDIT}
    return names


def other_actions(module: Module) -> set[str]:
    """Return names imported from actions elsewhere, which are held to the same rule there."""
    return {
        alias.asname or alias.name
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and ".actions" in (node.module or "")
        for alias in node.names
    }


def unaudited(tree: SourceTree) -> list[str]:
    """Return each public function of an action module that changes rows and leaves no entry."""
    found = []
    for module in action_modules(tree):
        calls = _calls(module)
        changing = _reaching(calls, WRITES_ROWS, last_word=True)
        audited = _reaching(calls, audit_names(module) | other_actions(module))
        found += [
            f"{module.name}:{node.lineno} {node.name}"
            for node in module.syntax.body
            if isinstance(node, Function) and not node.name.startswith("_")
            if node.name in changing - audited
        ]
    return found


def _calls(module: Module) -> dict[str, set[str]]:
    """Return what each function at the top of a module calls, as it is spelt there."""
    return {
        node.name: {
            dotted(inner.func) or called_name(inner)
            for inner in ast.walk(node)
            if isinstance(inner, ast.Call)
        }
        for node in module.syntax.body
        if isinstance(node, Function)
    }


def _reaching(
    calls: dict[str, set[str]], goals: Collection[str], *, last_word: bool = False
) -> set[str]:
    """Return the functions from which a goal is called, directly or through the module."""
    reached = {
        name
        for name, called in calls.items()
        if any((word.rpartition(".")[2] if last_word else word) in goals for word in called)
    }
    while more := {name for name, called in calls.items() if called & reached} - reached:
        reached |= more
    return reached


def verbs_written(tree: SourceTree) -> Iterator[tuple[str, str]]:
    """Yield each verb that an action writes, or passes on to be written, with its place."""
    for module in action_modules(tree):
        spelt = audit_names(module)
        places = _places_of_verb(module)
        for node in module.nodes:
            if isinstance(node, ast.Call):
                name = dotted(node.func)
                if name in spelt or name in places:
                    for verb in _verbs(node, places.get(name)):
                        yield f"{module.name}:{node.lineno}", verb


def _places_of_verb(module: Module) -> dict[str, int]:
    """Return the module's functions that take a verb, and as which argument."""
    named = {
        node.name: [arg.arg for arg in [*node.args.posonlyargs, *node.args.args]]
        for node in module.syntax.body
        if isinstance(node, Function)
    }
    keyword = {
        node.name: -1
        for node in module.syntax.body
        if isinstance(node, Function) and any(arg.arg == "verb" for arg in node.args.kwonlyargs)
    }
    return keyword | {name: args.index("verb") for name, args in named.items() if "verb" in args}


def _verbs(call: ast.Call, place: int | None) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg == "verb":
            yield from _spelt(keyword.value)
    if place is not None and 0 <= place < len(call.args):
        yield from _spelt(call.args[place])


def _spelt(value: ast.expr) -> Iterator[str]:
    """Yield each verb that an expression can give; ``*`` stands for a part known at run time."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(p.value if isinstance(p, ast.Constant) else "*" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from _spelt(one)
            yield from _spelt(other)


def verbs_listed(tree: SourceTree) -> set[str]:
    """Return the verbs that the list explains."""
    if not tree.has(VERB_LIST):
        return set()
    rows = re.findall(r"^\|\s*`([^`]+)`", tree.text(VERB_LIST), re.MULTILINE)
    return set(rows)


def unlisted_verbs(tree: SourceTree) -> list[str]:
    """Return each verb that is written but not listed, or is no ``noun.happened``."""
    listed = {verb for verb in verbs_listed(tree) if VERB.fullmatch(verb)}
    return [
        f"{place} {verb}"
        for place, verb in verbs_written(tree)
        if not any(fnmatchcase(known, verb) for known in listed)
    ]


def unwritten_verbs(tree: SourceTree) -> list[str]:
    """Return each listed verb that no line of the desk writes."""
    written = {verb for _, verb in verbs_written(tree)}
    text = "\n".join(module.text for module in tree.modules("src/doorstep_desk"))
    return sorted(
        verb
        for verb in verbs_listed(tree)
        if f'"{verb}"' not in text and not any(fnmatchcase(verb, known) for known in written)
    )


def test_every_action_writes_an_audit_entry(tree: SourceTree):
    assert_none(unaudited(tree))


def test_every_verb_that_is_written_is_listed(tree: SourceTree):
    assert_none(unlisted_verbs(tree))


def test_every_verb_that_is_listed_is_written(tree: SourceTree):
    assert_none(unwritten_verbs(tree))


ACTIONS = "src/doorstep_desk/cases/actions.py"
IMPORTS = "from doorstep_desk.audit.actions import record\n"
LIST = "| Verb | Meaning |\n|---|---|\n| `case.paused` | A case stops. |\n"


def test_an_action_without_an_entry_is_found(plant: Plant):
    house = plant({ACTIONS: "def pause_case() -> None:\n    Case.objects.create()\n"})
    assert unaudited(house) == [f"{ACTIONS}:1 pause_case"]


@pytest.mark.parametrize(
    "text",
    [
        # directly
        IMPORTS + "def pause_case():\n    row.save()\n    record(verb='case.paused')\n",
        # through a private function of the same module
        IMPORTS
        + "def _note(verb):\n    record(verb=verb)\n"
        + "def pause_case():\n    row.save()\n    _note(verb='case.paused')\n",
        IMPORTS
        + "def _note(row, verb):\n    record(verb=verb)\n"
        + "def pause_case():\n    row.save()\n    _note(row, 'case.paused')\n",
        # by a qualified name
        "from doorstep_desk.audit import actions as audit\n"
        "def pause_case():\n    row.save()\n    audit.record(verb='case.paused')\n",
    ],
)
def test_an_entry_is_found_however_it_is_reached(plant: Plant, text: str):
    house = plant({ACTIONS: text, VERB_LIST: LIST})
    assert unaudited(house) == []
    assert [verb for _, verb in verbs_written(house)] == ["case.paused"]
    assert unlisted_verbs(house) == []


def test_an_action_in_a_folder_is_held_to_the_same(plant: Plant):
    name = "src/doorstep_desk/visits/actions/record_visit.py"
    assert unaudited(plant({name: "def record_visit():\n    row.save()\n"})) == [
        f"{name}:1 record_visit"
    ]


def test_a_record_that_is_not_the_audit_logs_does_not_count(plant: Plant):
    house = plant({ACTIONS: "def record(): ...\ndef pause():\n    row.save()\n    record()\n"})
    assert [line.split()[1] for line in unaudited(house)] == ["pause"]


def test_a_change_made_by_a_private_function_counts(plant: Plant):
    text = "def _write():\n    Case.objects.filter(pk=1).update(a=1)\ndef pause():\n    _write()\n"
    assert [line.split()[1] for line in unaudited(plant({ACTIONS: text}))] == ["pause"]


def test_a_function_that_only_locks_needs_no_entry(plant: Plant):
    text = "def lock_case():\n    return Case.objects.select_for_update().get(pk=1)\n"
    assert unaudited(plant({ACTIONS: text})) == []


def test_an_unlisted_verb_is_found(plant: Plant):
    house = plant({ACTIONS: IMPORTS + "def f():\n    record(verb='case.closed')\n"})
    assert unlisted_verbs(house) == [f"{ACTIONS}:3 case.closed"]


def test_a_verb_that_nothing_writes_is_found(plant: Plant):
    house = plant({ACTIONS: "", VERB_LIST: LIST})
    assert unwritten_verbs(house) == ["case.paused"]


def test_a_verb_that_is_put_together_must_fit_a_listed_one(plant: Plant):
    fits = IMPORTS + "def f():\n    record(verb=f'case.{word}')\n"
    strays = IMPORTS + "def f():\n    record(verb=f'visit.{word}' if a else 'case.paused')\n"
    assert unlisted_verbs(plant({ACTIONS: fits, VERB_LIST: LIST})) == []
    assert unlisted_verbs(plant({ACTIONS: strays, VERB_LIST: LIST})) == [f"{ACTIONS}:3 visit.*"]

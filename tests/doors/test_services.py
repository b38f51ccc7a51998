"""Every function that is told who acts: it asks the table of permissions, itself or through one that does.

Read from the source, so that a new function is a new door here without anybody adding it to a list.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "returns", "reports")
ASKING = frozenset({"require", "require_of", "allowed", "may"})
WHO = frozenset({"Actor", "Account"})
THINGS = frozenset({"Store", "Cursor"})
OPEN = {
    "accounts.directory.insert": "writes inside a transaction whose door has asked",
    "accounts.directory.change_own_password": "asks for the old password instead",
    "accounts.notices.mark_read": "what was done to one's own account",
    "accounts.own_sessions.own_sessions": "one's own sessions are one's own",
    "accounts.own_sessions.end_own": "one's own sessions are one's own",
    "returns.words.replace_words": "writes inside a transaction whose door has asked",
    "accounts.sessions.begin": "is reached by a right password or the provider's word only",
    "accounts.sessions.end": "ends the acting browser's own session",
    "accounts.sessions.end_all": "is asked for in listing.end_sessions; one's own sessions are one's own",
}


@dataclass
class Door:
    """A function with a parameter of who acts, and the names of the functions it hands that on to."""

    name: str
    public: bool
    reads: bool
    hands_on: set[str] = field(default_factory=set)


def annotated(argument: ast.arg, names: frozenset[str]) -> bool:
    return argument.annotation is not None and any(
        isinstance(node, ast.Name) and node.id in names for node in ast.walk(argument.annotation)
    )


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def mentions(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(one, ast.Name) and one.id in names for one in ast.walk(node))


def doors_of(source: str, module: str) -> Iterator[Door]:
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        who = {one.arg for one in arguments if annotated(one, WHO)}
        if not who:
            continue
        reads = any(annotated(one, THINGS) for one in arguments)
        for line in (one for one in ast.walk(node) if isinstance(one, ast.Assign)):
            if mentions(line.value, who):  # the one who acts under another name, read anew or unwrapped
                who |= {target.id for target in line.targets if isinstance(target, ast.Name)}
        door = Door(f"{module}.{node.name}", not node.name.startswith("_"), reads)
        for call in (one for one in ast.walk(node) if isinstance(one, ast.Call)):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            if any(mentions(one, who) for one in given):
                door.hands_on.add(called(call))
        yield door


def all_doors() -> list[Door]:
    return [
        door
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for door in doors_of(path.read_text(encoding="utf-8"), module_of(path))
    ]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def unasked(doors: list[Door]) -> list[str]:
    """The public doors to the store from which no way leads to the table."""
    asking = set(ASKING)
    while True:
        more = {door.name.rpartition(".")[2] for door in doors if door.hands_on & asking} - asking
        if not more:
            break
        asking |= more
    return [door.name for door in doors if door.public and door.reads and not door.hands_on & asking]


def test_every_function_that_is_told_who_acts_asks_the_table() -> None:
    doors = all_doors()
    assert len(doors) > 60
    assert sorted(unasked(doors)) == sorted(OPEN)


def test_one_that_does_not_ask_is_found() -> None:
    source = (
        "def _inner(by: Actor): require_of(by, 1)\n"
        "def good(store: Store, *, by: Actor): _inner(by)\n"
        "def bad(store: Store, *, by: Actor): write(store, Event(by=by))\n"
        "def forgot(store: Store, account: Account): return store\n"
    )
    assert unasked(list(doors_of(source, "x"))) == ["x.bad", "x.forgot"]

"""Which expressions of the pages' source can only be HTML of our own, with the words of documents escaped.

An expression passes where it is a literal, escaped, a number by its format, a file of ours, or made of such parts; a
name where everything that it is ever given passes; a function's result where all that it returns passes; an argument
where every call passes it such a part. All else does not pass, so that what is not understood is looked at.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ESCAPES = ("escape", "quote", "quote_plus", "len", "int")
OURS = (
    "read_text",
    "with_suffix",
    "with_name",
    "shared",
)  # of files that are part of the program, as the lexicon's are
# what is done to text or collections that pass, with arguments that pass, and gives such again
KEEPS = (
    "join", "strip", "rstrip", "removesuffix", "removeprefix", "lower", "upper", "capitalize", "replace", "get",
    "items", "values", "keys", "fromkeys",
)  # fmt: skip
COLLECTS = ("str", "filter", "tuple", "list", "sorted", "zip", "enumerate", "reversed", "dict", "chain")
NUMERIC = re.compile(r"[,_]?(?:\.\d+)?[,_]?[dfg%]|,|_")  # formats that refuse words
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Place(NamedTuple):
    """An expression in a module and in the functions around it, the nearest last."""

    module: Path
    inside: tuple[Function, ...]
    node: ast.expr


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def places(path: Path) -> Iterator[Place]:
    """Every expression of a module."""

    def walk(node: ast.AST, inside: tuple[Function, ...]) -> Iterator[Place]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield Place(path, inside, child)
            yield from walk(child, (*inside, child) if isinstance(child, Function) else inside)

    return walk(tree(path), ())


def written(path: Path) -> Iterator[Place]:
    """What a module hands to the browser as HTML, CSS or script: arguments of st.html and of components."""
    own = modules(path)
    for place in places(path):
        call = place.node
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr == "html" and not (isinstance(call.func.value, ast.Name) and call.func.value.id in own):
            for argument in [*call.args, *(word.value for word in call.keywords if word.arg == "body")]:
                yield place._replace(node=argument)
        if call.func.attr == "component":
            for word in call.keywords:
                if word.arg in ("html", "css", "js"):
                    yield place._replace(node=word.value)


def root(path: Path) -> Path:
    """The folder of the project that a module is part of."""
    return next(folder for folder in path.parents if (folder / "extract").is_dir())


@functools.cache
def modules(path: Path) -> dict[str, Path]:
    """The modules of ours that a module imports, by the names that they have in it."""
    return {name: file for name, (file, called) in _imported(path).items() if not called}


@functools.cache
def functions(path: Path) -> dict[str, tuple[Path, str]]:
    """What else a module imports of ours, by the name that it has in it: its module, and its name there."""
    return {name: found for name, found in _imported(path).items() if found[1]}


def _imported(path: Path) -> dict[str, tuple[Path, str]]:
    found = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extract"):
            place = root(path).joinpath(*(node.module or "").split("."))
            for alias in node.names:
                inner, own = _file(place / alias.name), _file(place)
                if inner or own:
                    found[alias.asname or alias.name] = (inner, "") if inner else (own, alias.name)
    return found


def _file(place: Path) -> Path | None:
    """The file of a module."""
    return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.exists()), None)


@functools.cache
def importers(path: Path) -> list[Path]:
    """A module, and all that import it or something of it."""
    files = [*root(path).glob("*.py"), *(root(path) / "extract").rglob("*.py")]
    used = {file: {*modules(file).values(), *(of for of, _ in functions(file).values())} for file in files}
    return sorted({path, *(file for file, others in used.items() if path in others)})


class Asked(NamedTuple):
    """The expressions that are asked for already, around one; and what did not pass, the innermost first."""

    around: frozenset[int]
    wrong: list[str]


def wrong(place: Place) -> str:
    """What is not known to be HTML of our own in an expression, and where; empty where all is."""
    asked = Asked(frozenset(), [])
    return "" if passes(place, asked) else asked.wrong[0]


def passes(place: Place, asked: Asked) -> bool:
    """The expression can only be HTML of our own."""
    node = place.node
    if id(node) in asked.around:  # it is what its other parts are
        return True
    passed = _Check(place, Asked(asked.around | {id(node)}, asked.wrong)).passes(node)
    if not passed:
        asked.wrong.append(f"{place.module.name}:{node.lineno}: {ast.unparse(node)}")
    return passed


class _Check:
    """Asks of one expression; asked: what is asked for already."""

    def __init__(self, place: Place, asked: Asked) -> None:
        self.place, self.asked = place, asked

    def passes(self, node: ast.expr) -> bool:
        check = getattr(self, f"_{type(node).__name__.lower()}", None)
        return bool(check and check(node))

    def _again(self, node: ast.expr) -> bool:
        return passes(self.place._replace(node=node), self.asked)

    def _constant(self, node: ast.Constant) -> bool:
        return isinstance(node.value, str | int | float) or node.value is None

    def _joinedstr(self, node: ast.JoinedStr) -> bool:
        return all(map(self._again, node.values))

    def _formattedvalue(self, node: ast.FormattedValue) -> bool:
        spec = node.format_spec
        if isinstance(spec, ast.JoinedStr) and all(isinstance(part, ast.Constant) for part in spec.values):
            said = "".join(str(part.value) for part in spec.values if isinstance(part, ast.Constant))
            if NUMERIC.fullmatch(said):
                return True
        return self._again(node.value)

    def _binop(self, node: ast.BinOp) -> bool:
        return self._again(node.left) and self._again(node.right)

    def _ifexp(self, node: ast.IfExp) -> bool:
        return self._again(node.body) and self._again(node.orelse)

    def _boolop(self, node: ast.BoolOp) -> bool:
        return all(map(self._again, node.values))

    def _list(self, node: ast.List | ast.Tuple) -> bool:
        return all(map(self._again, node.elts))

    _tuple = _list

    def _starred(self, node: ast.Starred) -> bool:
        return self._again(node.value)

    def _listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> bool:
        return self._again(node.elt)

    _generatorexp = _listcomp

    def _dict(self, node: ast.Dict) -> bool:
        return all(self._again(part) for part in (*node.keys, *node.values) if part is not None)

    def _dictcomp(self, node: ast.DictComp) -> bool:
        return self._again(node.key) and self._again(node.value)

    def _subscript(self, node: ast.Subscript) -> bool:
        """A part of what passes as a whole."""
        return self._again(node.value)

    def _attribute(self, node: ast.Attribute) -> bool:
        """A constant of a module of ours."""
        if not isinstance(node.value, ast.Name):
            return False
        path = modules(self.place.module).get(node.value.id)
        return bool(path) and _named(Place(path, (), node), node.attr, self.asked)  # type: ignore[arg-type]

    def _name(self, node: ast.Name) -> bool:
        return _named(self.place, node.id, self.asked)

    def _call(self, node: ast.Call) -> bool:
        of, called = (node.func.value, node.func.attr) if isinstance(node.func, ast.Attribute) else (None, "")
        if isinstance(node.func, ast.Name):
            called = node.func.id
        if called in ESCAPES:
            return not any(word.arg == "quote" for word in node.keywords)
        if called in OURS:
            return True
        if of is not None and called in KEEPS:
            given = node.args[1:] if called == "get" else node.args
            return self._again(of) and all(map(self._again, given))
        if of is None and called in COLLECTS:
            return all(map(self._again, node.args))
        if of is None and called == "map":
            return isinstance(node.args[0], ast.Name) and node.args[0].id in ESCAPES
        path = self.place.module
        if isinstance(of, ast.Name):
            path = modules(path).get(of.id, Path())
        elif of is not None:
            return False
        else:
            path, called = functions(path).get(called, (path, called))
        return path != Path() and _returned(path, called, self.asked)


def _returned(path: Path, called: str, asked: Asked) -> bool:
    """All that a function of a module returns passes; not so where there is no such function."""
    found = [node for node in ast.walk(tree(path)) if isinstance(node, Function) and node.name == called]
    results = [
        Place(path, (function,), node.value)
        for function in found
        for node in ast.walk(function)
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None
    ]
    return bool(results) and all(passes(result, asked) for result in results)


def _named(place: Place, name: str, asked: Asked) -> bool:
    """All that a name is given, where it is looked up first, passes; not so where it is given nothing."""
    for function in reversed(place.inside):
        given = [place._replace(inside=(function,), node=node) for node in _given(function, name)]
        if name in (names := [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]):
            passed = [*_arguments(place.module, function.name, name, names), *_default(place, function, name)]
            return bool(passed) and all(passes(one, asked) for one in (*passed, *given))
        if given:
            return all(passes(one, asked) for one in given)
    given = [Place(place.module, (), node) for node in _given(tree(place.module), name)]
    return bool(given) and all(passes(one, asked) for one in given)


def _default(place: Place, function: Function, name: str) -> Iterator[Place]:
    """What an argument is where a call passes none."""
    asked = function.args
    last = asked.args[len(asked.args) - len(asked.defaults) :]
    for argument, value in (
        *zip(last, asked.defaults, strict=True),
        *zip(asked.kwonlyargs, asked.kw_defaults, strict=True),
    ):
        if argument.arg == name and value is not None:
            yield place._replace(inside=(), node=value)


def _given(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    """What a name is given in a scope: by =, +=, for, with, append and extend."""
    for node in _within(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _matched(target, node.value, name)
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value is not None:
            yield from _matched(node.target, node.value, name)
        elif isinstance(node, ast.For | ast.comprehension):
            yield from _matched(node.target, node.iter, name)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            yield from _matched(node.optional_vars, node.context_expr, name)
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("append", "extend", "insert")
            and isinstance(node.func.value, ast.Name) and node.func.value.id == name
        ):  # fmt: skip
            yield from node.args


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, Function | ast.Lambda):
            yield child
            yield from _within(child)


def _matched(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    kept = target.value if isinstance(target, ast.Subscript) else target
    if isinstance(kept, ast.Name) and kept.id == name:
        yield value
    elif isinstance(target, ast.Tuple | ast.List):
        pairs = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
        for number, inner in enumerate(target.elts):
            inner = inner.value if isinstance(inner, ast.Starred) else inner
            yield from _matched(inner, value.elts[number] if pairs else value, name)  # type: ignore[attr-defined]


def _arguments(path: Path, called: str, name: str, names: list[str]) -> Iterator[Place]:
    """What calls in the module, and in those that import it, pass to an argument."""
    for file in importers(path):
        for place in places(file):
            call = place.node
            if not isinstance(call, ast.Call) or not _calls(file, call.func, path, called):
                continue
            at = names.index(name)
            if at < len(call.args):
                yield place._replace(node=call.args[at])
            for word in call.keywords:
                if word.arg == name:
                    yield place._replace(node=word.value)


def _calls(file: Path, func: ast.expr, path: Path, called: str) -> bool:
    """A call in a file is one of a function of a module: by its own name there, else by the module's."""
    if isinstance(func, ast.Name):
        return (path, called) == functions(file).get(func.id, (file, func.id))
    if not isinstance(func, ast.Attribute) or func.attr != called:
        return False
    return isinstance(func.value, ast.Name) and modules(file).get(func.value.id) == path

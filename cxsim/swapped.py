"""A second copy of the model in which rules are functions of one's own.

Stages take rules as globals of their modules, and numba binds a global for good when it compiles.
So a rule is swapped by importing the rooms that use rules once more, with the other function in its
place from the start. Its machine code is kept apart, under a hash of that function: a rule handed
over as an argument would be compiled afresh in each process.
"""

from __future__ import annotations

import hashlib
import inspect
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, NamedTuple

import numba

from cxsim.compiled import kept_apart, rule

Rules = Mapping[str, Callable[..., Any]]
"""Functions by the name of the rule that each takes the place of."""

COPIED = ("cxsim.behaviour", "cxsim.world", "cxsim.engine", "cxsim.measure", "cxsim.study")
UNASKED = (
    "rescaled_hazard",
    "lifetime_value",
    "lifetime_value_elasticity",
    "residual_value",
    "period_retention",
    "period_discount",
)
"""Rules in closed form, to which tests hold the model: no run asks them, so to swap one is idle."""
_importing = threading.Lock()


class Model(NamedTuple):
    """What a copy of the model is asked."""

    simulate: Callable[..., Any]
    compare: Callable[..., Any]
    replay: Callable[..., Any]


def with_rules(rules: Rules) -> Model:
    """A copy of the model with these functions in place of the rules of the same names.

    Parameters
    ----------
    rules : mapping of str to function
        ``talk_chance`` or ``word_of_mouth.talk_chance``; a function of as many arguments, of
        numbers to a number, that numba can compile.

    Raises
    ------
    Problems
        When there is no rule of a name, or a function takes other arguments.
    """
    check(rules)
    return _copy(tuple(sorted((place(name), function) for name, function in rules.items())))


def place(name: str) -> str:
    """Where a rule lies, as ``module.function``; empty where there is none of this name."""
    known = import_module("cxsim.behaviour").RULES
    places = [place for one in known for place in one.functions]
    return next((at for at in places if name in (at, at.split(".")[1])), "")


def check(rules: Rules) -> None:
    """Refuse names and functions that fit no rule, all at once."""
    problems = import_module("cxsim.scenario.problems")
    phrase = import_module("cxsim.scenario.words").phrase
    if not isinstance(rules, Mapping):
        raise problems.Problems([problems.Problem("rules", "wrong", rules, phrase("swaps"))])
    known = import_module("cxsim.behaviour").RULES
    every = (place.split(".")[1] for one in known for place in one.functions)
    names = tuple(name for name in every if name not in UNASKED)
    found = []
    for name, function in rules.items():
        where = f"rules.{name}"
        kind = "unasked" if place(name).partition(".")[2] in UNASKED else "unknown"
        if not place(name) or kind == "unasked":
            found.append(problems.Problem(where, kind, name, names))
            continue
        if not inspect.isfunction(getattr(function, "py_func", function)):
            found.append(problems.Problem(where, "wrong", repr(function)[:60], phrase("function")))
            continue
        module, own = place(name).split(".")
        asked = _arguments(getattr(import_module(f"cxsim.behaviour.{module}"), own))
        if len(_arguments(function)) != len(asked):
            allowed = f"{own}({', '.join(asked)})"
            given = f"{function.__name__}({', '.join(_arguments(function))})"
            found.append(problems.Problem(where, "wrong", given, allowed))
        elif not compiles(function, len(asked)):
            given = f"{function.__name__}(…)"
            found.append(problems.Problem(where, "wrong", given, phrase("compilable")))
    if found:
        raise problems.Problems(found)


def compiles(function: Any, arguments: int) -> bool:
    """Whether numba can compile a function of so many numbers."""
    try:
        numba.njit(getattr(function, "py_func", function)).compile((numba.float64,) * arguments)
    except Exception:  # numba raises whatever its passes raise
        return False
    return True


def _arguments(function: Any) -> tuple[str, ...]:
    """Arguments that can be given in order."""
    given = inspect.signature(getattr(function, "py_func", function)).parameters.values()
    return tuple(one.name for one in given if one.kind != one.KEYWORD_ONLY)


@lru_cache(maxsize=8)
def _copy(rules: tuple[tuple[str, Callable[..., Any]], ...]) -> Model:
    """The copy, made once for the same functions."""
    with _importing, kept_apart(_name(rules)), _modules_aside(), _finding(_Finder(dict(rules))):
        engines = import_module("cxsim.engine.engines")
        for name in engines.PLACES:
            engines.engine_named(name)
        run, study = import_module("cxsim.measure.run"), import_module("cxsim.study.compare")
        return Model(run.simulate, study.compare, import_module("cxsim.measure.replay").replay)


@contextmanager
def _modules_aside() -> Iterator[None]:
    """Put the modules of the rooms that use rules aside, and back again."""

    def taken() -> dict[str, ModuleType]:
        mine = [name for name in sys.modules if name.startswith(COPIED)]
        return {name: sys.modules.pop(name) for name in mine}

    before = taken()
    package = sys.modules["cxsim"]
    rooms = {room: getattr(package, room, None) for room in (at.split(".")[1] for at in COPIED)}
    try:
        yield
    finally:
        taken()
        sys.modules.update(before)
        for room, module in rooms.items():
            if module is not None:
                setattr(package, room, module)


@contextmanager
def _finding(finder: _Finder) -> Iterator[None]:
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    """Finds the modules of the rules that are swapped."""

    def __init__(self, rules: dict[str, Callable[..., Any]]) -> None:
        self.rules: dict[str, dict[str, Callable[..., Any]]] = {}
        for at, function in rules.items():
            module, name = at.split(".")
            self.rules.setdefault(f"cxsim.behaviour.{module}", {})[name] = function

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """The module's own spec, with a loader that swaps its rules."""
        spec = PathFinder.find_spec(name, path, target) if name in self.rules else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, self.rules[name])
        return spec


class _Loader(Loader):
    """Loads a module, then swaps rules before anybody else can take them from it."""

    def __init__(self, loader: Loader, rules: dict[str, Callable[..., Any]]) -> None:
        self.loader, self.rules = loader, rules

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the module's own loader does."""
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """As the module's own loader does, and then some."""
        self.loader.exec_module(module)
        for name, function in self.rules.items():
            setattr(module, name, rule(getattr(function, "py_func", function)))


def _name(rules: tuple[tuple[str, Callable[..., Any]], ...]) -> str | None:
    """A name for what these functions do; None where it depends on more than can be told."""
    digest = hashlib.sha256()
    for at, given in rules:
        function = getattr(given, "py_func", given)
        code = function.__code__
        used = {name: function.__globals__.get(name) for name in code.co_names}
        simple = (int, float, str, bool, type(None), ModuleType)
        if function.__closure__ or not all(isinstance(one, simple) for one in used.values()):
            return None
        for part in (
            at,
            code.co_code,
            code.co_consts,
            sorted((k, str(v)) for k, v in used.items()),
        ):
            digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()[:16]

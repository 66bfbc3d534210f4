"""Break the model on purpose, and see which test notices: `python experiments/check_the_tests.py`.

    python experiments/check_the_tests.py                    # all: writes docs/check_of_tests.md
    python experiments/check_the_tests.py list               # how many breaks of each module
    python experiments/check_the_tests.py behaviour.memory   # the breaks of one module, or more
    python experiments/check_the_tests.py 60                 # 60 breaks, evenly among all

A *break* changes one thing: an operator, a comparison, a constant, a term, `min` for `max`, a
statement left out, another purpose, a word of a key set to 0. The rules, the stages, the lives and
the draws are broken everywhere; the rooms that only draw (`WORDS_ONLY`), in their keys' words.

Each break is lived as plain Python in a process of its own, forked from one in which everything is
loaded, with the broken module loaded anew and all that uses it. A rule is held to the tests that
import it, the likeliest first, and at last to a run of the shipped cases that must come to the same
bits as the unbroken model: what `tests/test_baseline.py` does with more customers and machine code.
A stage is held to what the reference engine makes of scenarios of `tests/engine`, and to the tests
of its own. The first to fail has noticed. What nobody notices must be explained in `WHY`; the exit
status is 1 if something is not.

What was noticed is kept in `results/`, so that an interrupted run goes on where it was, and a run
after an edit looks at the modules that changed and at what nobody had noticed and nothing explains.
Delete the file there to begin afresh.
"""

from __future__ import annotations

import ast
import gc
import hashlib
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import partial
from itertools import pairwise
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

os.environ["NUMBA_DISABLE_JIT"] = "1"

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "check_of_tests.md"
KEPT = ROOT / "results" / "check_of_tests.jsonl"
"""What noticed which break, as it was found; so an interrupted run goes on where it was."""
WORKERS = 2
SECONDS, UNNOTICED = 1.5, 15.0
"""Processor time of a break on average, and of one that nobody noticed before."""
LONGEST = 25.0
"""Processor time in seconds after which a single test has noticed that a break runs on."""

RULES = ("behaviour", "elementary", "draws")
STAGES = ("engine.lives", "engine.day", "engine.calendar", "engine.stages")
WORDS_ONLY = ("world", "study.uncertain")
STANDARD = "the standard run"
SLOW = (
    "correlation",
    "every_bit_of_every_word",
    "neighbours_keep_their_order",
    "are_uniform_and_neighbours_independent",
    "within_its_error_and_odd",
    "without_the_compiler",
    "streams_share_no_value",
    "shares_of_a_step",
    "levers_on_one_value",
)
"""What is in the names of tests that take long and notice nothing that others do not."""
LIVES = (*range(2), *range(4, 8), *range(9, 16), *range(17, 23))
"""Seeds of the generated scenarios that a break of a stage is lived with."""


# ---- breaks ----


class Break(NamedTuple):
    """One thing changed."""

    module: str
    function: str
    line: int
    node: ast.AST
    other: ast.AST
    was: str
    now: str

    def __str__(self) -> str:
        """Place and change, as the page tells it."""
        place = f"{self.module}.{self.function}".rstrip(".")
        return f"{place}: `{self.was}` → `{self.now}`"


SWAPPED: dict[type[ast.AST], tuple[type[Any], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
    ast.BitXor: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
STATED = (ast.expr, ast.Assign, ast.AnnAssign)
"""What is shown whole around a number or a word."""
RENAMED = {"min": "max", "max": "min", "abs": "float"}
ON_KEYS = {"fold", "_tell", "bits", "mix", "uniform", "uniform_at", "purpose_key", "threshold"}
"""Functions whose arguments go into a key; `keys.anything` beside them."""


def words(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Each word of a key with what is put in its place."""
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "purposes":
        yield node, ast.Attribute(node.value, next_purpose(node.attr), node.ctx)
    if isinstance(node, ast.Call):
        of_keys = getattr(getattr(node.func, "value", None), "id", "") == "keys"
        if of_keys or getattr(node.func, "id", "") in ON_KEYS:
            for word in node.args:
                if not isinstance(word, ast.Constant) and "purposes." not in ast.unparse(word):
                    yield word, ast.Constant(0)


def next_purpose(name: str) -> str:
    """The purpose listed after one."""
    names = [n for n in vars(importlib.import_module("cxsim.draws.purposes")) if n.isupper()]
    return dict(pairwise([*names, names[0]]))[name]


def changes(node: Any) -> Iterator[tuple[ast.AST, ast.AST]]:
    """A node, or a part of it, with what is put in its place."""
    yield from words(node)
    match node:
        case ast.BinOp(left, op, right):
            for other in SWAPPED.get(type(op), ()):
                yield node, ast.BinOp(left, other(), right)
            if isinstance(op, ast.Add | ast.Sub):
                yield node, left
            if isinstance(op, ast.Add):
                yield node, right
        case ast.Compare(left, [op], right):
            for other in SWAPPED.get(type(op), ()):
                yield node, ast.Compare(left, [other()], right)
        case ast.Compare(left, ops, right):
            for at, op in enumerate(ops):
                for other in SWAPPED.get(type(op), ()):
                    yield node, ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], right)
        case ast.BoolOp(op, values):
            for other in SWAPPED[type(op)]:
                yield node, ast.BoolOp(other(), values)
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            yield node, operand
        case ast.Constant(bool(value)):
            yield node, ast.Constant(not value)
        case ast.Constant(int(value)):
            yield node, ast.Constant(value + 1)
        case ast.Constant(float(value)):
            yield node, ast.Constant(value * 1.1 if value else 1.0)
        case ast.Call(ast.Name(name), arguments) if name in RENAMED:
            yield node, ast.Call(ast.Name(RENAMED[name], ast.Load()), arguments, [])
        case ast.If(test) | ast.IfExp(test) if isinstance(test, ast.Name | ast.Attribute):
            yield test, ast.UnaryOp(ast.Not(), test)
        case ast.AugAssign(target, op, value):
            for other in SWAPPED.get(type(op), ()):
                yield node, ast.AugAssign(target, other(), value)
            yield node, ast.Pass()
        case ast.Assign([ast.Attribute() | ast.Subscript()]) | ast.Expr(ast.Call()):
            yield node, ast.Pass()
        case ast.Continue() | ast.Break():
            yield node, ast.Pass()


def parts(node: Any) -> Iterable[ast.AST]:
    """What of a node is looked into: no types, no docstrings, no decorators, no imports."""
    match node:
        case ast.Module(body):
            return [
                part
                for part in body
                if isinstance(part, ast.FunctionDef | ast.Assign | ast.AnnAssign)
            ]
        case ast.FunctionDef(decorator_list=[ast.Call(ast.Name("overload")), *_]):
            return []
        case ast.FunctionDef(body=body):
            return body
        case ast.AnnAssign(value=value):
            return [value] if value else []
        case ast.Subscript(ast.Attribute(attr="case" | "visits"), ast.Constant()):
            return []  # one row: any other number is an error
    return ast.iter_child_nodes(node)


def breaks_in(module: str, tree: ast.Module) -> Iterator[Break]:
    """All breaks of a module."""
    only_words = module.startswith(WORDS_ONLY)

    def look(node: ast.AST, function: str, above: ast.AST) -> Iterator[Break]:
        if isinstance(node, ast.FunctionDef):
            function = node.name
        for part, other in words(node) if only_words else changes(node):
            # A number, or a word of a key, says little without what is around it.
            whole = node if part is not node else above
            small = isinstance(node, ast.Constant | ast.Attribute) or part is not node
            shown = whole if small and isinstance(whole, STATED) else part
            told = ast.unparse(shown), ast.unparse(deepcopy(shown, {id(part): other}))
            if isinstance(part, ast.stmt) and isinstance(other, ast.Pass):
                told = told[0], "left out"
            yield Break(module, function, getattr(part, "lineno", 0), part, other, *told)
        for child in parts(node):
            yield from look(child, function, node)

    return look(tree, "", tree)


def modules() -> Iterator[tuple[str, Path]]:
    """The modules that are broken, by their names without `cxsim`."""
    for path in sorted((ROOT / "cxsim").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / "cxsim").with_suffix("").parts)
        if name.startswith((*RULES, *STAGES, *WORDS_ONLY)) and path.stem not in (
            "__init__",
            "purposes",
        ):
            yield name, path


def all_breaks() -> list[Break]:
    """Every break of every module."""
    return [
        one
        for name, path in modules()
        for one in breaks_in(name, trees.setdefault(name, ast.parse(path.read_text("utf-8"))))
    ]


trees: dict[str, ast.Module] = {}
"""The modules' sources, whole."""


def load_broken(one: Break) -> None:
    """Let the broken module be loaded from its changed tree."""
    from tests.kit.changed import Changed

    def changed(*_: Any) -> ast.Module:
        return deepcopy(trees[one.module], {id(one.node): one.other})

    sys.meta_path.insert(0, Changed(lambda name: name == f"cxsim.{one.module}", changed))


# ---- tests ----


def tests_of(module: str) -> list[list[str]]:
    """The tests that may notice a break of a module, the likeliest first, in groups."""
    room, _, name = module.partition(".")
    if room == "behaviour":
        files = sorted((ROOT / "tests" / "behaviour").glob("test_*.py"))
        used = f"behaviour.{name} import"
        callers = [file for file in files if used in file.read_text("utf-8")] or files
        callers.sort(key=lambda file: file.stem != f"test_{name}")
        return [
            *([f"tests/behaviour/{file.name}"] for file in callers),
            ["tests/engine/test_edges.py"],
        ]
    return [[file] for file in TESTS[room]]


TESTS = {
    "elementary": [
        "tests/test_variates.py",
        "tests/test_elementary.py",
        "tests/test_draws.py",
        "tests/behaviour",
    ],
    "draws": ["tests/test_variates.py", "tests/test_draws.py", "tests/test_draws_kinds.py"],
    "world": [
        "tests/world/test_redesign.py",
        "tests/world/test_levers_reach_values.py",
        "tests/world/test_ties.py",
    ],
    "study": ["tests/study/test_uncertain.py"],
    "engine": ["tests/engine/test_edges.py", "tests/engine/test_shares.py"],
}
"""Tests of the rooms that have no test of the same name for each module."""


class Listener:
    """What pytest tells: the first test that failed; each has only so much time."""

    def __init__(self, told: Connection) -> None:
        self.told = told
        self.failed = ""
        self.running = "importing"
        signal.signal(signal.SIGVTALRM, self.too_long)

    def too_long(self, *_: Any) -> None:
        """Stop a test that runs on."""
        self.told.send(self.running)
        os._exit(0)

    def start(self, name: str) -> None:
        """A test begins."""
        self.running = name.partition("[")[0]
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out what is slow or has passed."""
        items[:] = [item for item in items if not any(slow in item.nodeid for slow in SLOW)]
        items.sort(key=lambda item: hasattr(item.obj, "hypothesis"))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins."""
        self.start(nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        """A file that cannot be imported has noticed too."""
        if report.failed:
            self.failed = self.failed or "importing"

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test has ended, or a part of it."""
        if report.failed:
            self.failed = self.failed or report.nodeid.partition("[")[0]


def run_tests(group: list[str], *more: Any, collect: bool = False) -> None:
    """Run tests in this process until one fails."""
    import pytest

    without = ("cacheprovider", "unraisableexception", "threadexception", "faulthandler")
    asked = ["-x", "--assert=plain", "-W", "ignore", "-qq", *(f"-pno:{name}" for name in without)]
    pytest.main([*asked, *(["--collect-only"] if collect else []), *group], plugins=list(more))


def standard_run() -> Iterator[str]:
    """Hashes of small runs of the shipped cases and of the kit's richest, the fastest first."""
    from cxsim.scenario import load
    from tests.kit.runs import digest, lived
    from tests.kit.scenarios import RICH, made

    way = {"target": "journeys.mend.steps.line.done.share", "effect": 0.3, "ramp_days": 20}
    yield digest(lived(load("retail/to_be_loyalty_mailing"), 300, 30))
    yield digest(lived(made(RICH, levers={"way": way}), 60, 30))
    short = ["as_is.warm_up_days=20"]
    yield digest(lived(load("telecom/to_be_on_time_technician", short), 60, 40))


standing: list[str] = []
"""What the unbroken model comes to."""


def bits_stand() -> bool:
    """Whether the standard run comes to what the unbroken model comes to."""
    return all(found == whole for found, whole in zip(standard_run(), standing, strict=True))


class Remembered(NamedTuple):
    """A scenario, its worlds as built, and what the reference engine made of them day by day."""

    lived: tuple[Any, int, int, int]
    worlds: Any
    days: list[bytes]


remembered: dict[str, Remembered] = {}
"""Scenarios of `tests/engine` by the tests that compare the engines on them, short ones first."""


def remember() -> None:
    """Live in the reference engine what the broken kernels will be compared with."""
    from cxsim.engine.reference.customer import Customer
    from tests.engine.test_engines import SCENARIOS
    from tests.kit.engines import reference_days
    from tests.kit.generated import Life, life
    from tests.kit.generated_luck import Luck
    from tests.kit.runs import worlds

    lives = {f"tests/engine/test_generated.py::[{n}]": life(Luck.of(n)) for n in LIVES}
    for name in ("retail", "without a contract", "rich with levers", "telecom"):
        lives[f"tests/engine/test_engines.py::[{name}]"] = Life(SCENARIOS[name], 60, 40, 1)
    for name, one in sorted(lives.items(), key=lambda of: of[1].customers * of[1].horizon):
        lived = one.scenario, one.customers, one.horizon, one.seed
        days = reference_days(*lived, Customer)
        remembered[name] = Remembered(lived, worlds(*lived), list(told_days(days)))


def told_days(days: Iterable[Any]) -> Iterator[bytes]:
    """All that a run comes to on each day, and its events at last, as hashes."""
    from tests.kit.engines import COUNTS, in_order
    from tests.kit.runs import state_arrays

    for _, state, record in days:
        found = hashlib.sha256()
        for _, array in state_arrays(state):
            found.update(array.tobytes())
        for name in COUNTS:
            found.update(getattr(record, name).tobytes())
        yield found.digest()
    yield in_order(record)


def kernel_agrees(one: Remembered) -> bool:
    """Whether the kernel still lives a scenario as the reference engine did."""
    from tests.kit import engines

    with mock.patch.object(engines, "worlds", return_value=one.worlds):
        days = told_days(engines.kernel_days(*one.lived))
        return all(a == b for a, b in zip(days, one.days, strict=True))


# ---- who notices ----


def notice(one: Break, told: Connection) -> str:
    """The first test that notices a break; empty if none does."""
    room = one.module.partition(".")[0]
    load_broken(one)
    forget(room)
    listener = Listener(told)
    for name, life in remembered.items() if room == "engine" else ():
        if fails(name, listener, partial(kernel_agrees, life)):
            return name.partition("[")[0]
    for group in tests_of(one.module):
        run_tests(group, listener)
        if listener.failed:
            return listener.failed
    return STANDARD if room != "engine" and fails(STANDARD, listener, bits_stand) else ""


def forget(room: str) -> None:
    """Unload the room of a break and all that may use it, so that it is loaded anew."""
    users = ("engine", "measure", "study") if room == "engine" else ("",)
    gone = ("tests.", *(f"cxsim.{user}" for user in users))
    for name in [name for name in sys.modules if name.startswith(gone)]:
        if not name.startswith("cxsim.scenario"):
            del sys.modules[name]


def fails(name: str, listener: Listener, check: Callable[[], bool]) -> bool:
    """Whether a check fails that is no test of its own."""
    listener.start(name)
    try:
        return not check()
    except Exception:
        return True


# ---- processes ----


def forked(work: Any) -> tuple[int, Connection]:
    """Do work in a fork of this process; its number, and where it tells what it found."""
    mine, its = Pipe(duplex=False)
    number = os.fork()
    if number:
        its.close()
        return number, mine
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    try:
        its.send(work(its))
    except BaseException as error:
        its.send(f"{type(error).__name__} while testing")
    finally:
        os._exit(0)


def prepare(chosen: list[Break]) -> None:
    """Load all but the model, see that the tests pass on it unbroken, and what it comes to."""
    import hypothesis

    plain = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("no shrinking", phases=plain, database=None)
    hypothesis.settings.load_profile("no shrinking")
    names = {one.module for one in chosen}
    files = {file for name in names for group in tests_of(name) for file in group}

    def whole(told: Connection) -> Any:
        listener = Listener(told)
        run_tests(sorted(files), listener)
        return listener.failed, list(standard_run())

    number, told = forked(whole)
    failed, found = told.recv()
    os.waitpid(number, 0)
    if failed:
        sys.exit(f"{failed} fails on the unbroken model.")
    standing[:] = found
    silence = open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stdout, kept = silence, sys.stdout
    run_tests(sorted(files), collect=True)
    for name in ("cxsim.engine.reference.model", "tests.kit.engines", "tests.kit.generated"):
        importlib.import_module(name)
    if any(one.module.startswith("engine") for one in chosen):
        remember()
    sys.stdout = kept
    gc.collect()
    gc.freeze()


def outcomes(chosen: list[Break], workers: int) -> Iterator[tuple[Break, str]]:
    """Each break with the test that noticed it, as they come."""
    ahead = list(reversed(chosen))
    running: dict[Connection, tuple[Break, int]] = {}
    while ahead or running:
        while ahead and len(running) < workers:
            one = ahead.pop()
            number, told = forked(lambda told, one=one: notice(one, told))
            running[told] = one, number
        ready: list[Any] = wait(list(running))
        for told in ready:
            one, number = running.pop(told)
            try:
                found = told.recv()
            except EOFError:
                found = "the process died"
            os.waitpid(number, 0)
            told.close()
            yield one, found


# ---- the page ----

SAME = "where the two differ, both say the same"
AT_ZERO = "what is added there is 0 either way"
TIE = "a draw is equal to a number with all its bits only by a chance of 2^−53"
NAME = "a name: any number does that no other of its kind has"
WORK = "costs work, changes nothing: who is looked at in vain is not due"
INFINITE = "the logarithm of 0 or less is −∞, which comes to the same"
ROUNDING = "a draw lies below the total, so what comes after the last way is never looked at"
GUARD = "a guard: nobody else comes here (docs/reach.md)"
FLOORED = "the calendar keeps whole days: a tenth is floored away"
FIRST_SPELL = "called where a life begins, whose spell is 0"
NOTHING = "multiplied by the 0 beside it"
IDEMPOTENT = "done again it comes to what stands there"
WHY: dict[str, dict[str, str]] = {
    "behaviour.expectations.updated_should": {"perceived > should": AT_ZERO},
    "behaviour.memory.peak": {"moment < so_far": SAME},
    "behaviour.memory.cumulative_satisfaction": {"gap < 0.0": AT_ZERO},
    "behaviour.parameters": {"ATTRACTIVE": NAME, "EXPONENTIAL": NAME},
    "behaviour.perception.perceived_quality": {"should > quality": AT_ZERO},
    "behaviour.perception.disconfirmation": {
        "d > zone": AT_ZERO,
        "d < -zone": AT_ZERO,
        "-zone → zone": "within the zone nothing lies beyond it, so 0 is taken off",
    },
    "behaviour.relationship.logistic": {"x >= 0.0 → x > 0.0": "both forms are ½ at 0"},
    "behaviour.relationship.logit": {"p <= 0.0 → p < 0.0": INFINITE},
    "behaviour.relationship.price_term": {"price > 1.0": "a price of 1 has been dealt with above"},
    "behaviour.relationship.hazard_growth": {
        "h >= 1.0": INFINITE,
        "h <= 0.0": "the logarithm of 1 is 0: what is added there is 0 either way",
    },
    "behaviour.scale.clip": {"value": SAME},
    "behaviour.scale.rescaled": {"chance >= 1.0": INFINITE},
    "behaviour.word_of_mouth.talk_chance": {"memory >= NEUTRAL": "both arms begin at neutral"},
    "behaviour.word_of_mouth.heard": {"plus > 0.0": AT_ZERO, "minus > 0.0": AT_ZERO},
    "draws.variates.normal": {"u - 0.5": "only the tails come here, far to either side of both"},
    "draws.variates.quantile": {"min(8.0": "beyond the table's end its last value stands anyway"},
    "elementary": {"_ROOT_HALF_BITS": "the series holds on either side of where numbers are split"},
    "world.people.fold_keys": {"keys.customer_key(": "everybody begins with a first life"},
    "engine.calendar.schedule": {"day >= LATER": SAME, "when < s.marks": SAME},
    "engine.calendar.collect": {
        "continue": WORK,
        "when > today": WORK,
        "s.marks[row, stretch] = earliest": WORK,
        "s.counts[DUE] = found": "nothing reads it: the number found is returned as well",
    },
    "engine.lives.next_firing": {
        "pace > 0.0": "compiled, a division by 0 is ∞: never as well",
        "fires <=": "at the change itself both clocks show the same",
        "since >= change": "at the change itself both clocks show the same",
    },
    "engine.lives.change_clocks": {
        "changed = False": "who is scheduled again is so for the same day",
        "s.next_need[i, need] > w.clock_change[row]": "nothing is left to turn over at the change",
    },
    "engine.lives.first_firing": {
        "keys.journey_key(who.key, need, s.fired[i, need])": "a need that first fires never has"
    },
    "engine.lives.start_clocks": {"continue": "a need without a clock has no rate: it never fires"},
    "engine.lives.be_pulled": {
        "max(1, s.tie_total[i])": "who has no ties has no friends: 0 over 1"
    },
    "engine.lives.join": {
        "who.bills = 0": "a prospect has had no bills, and nobody joins twice",
        "today + 1.0 → today + 1.1": FLOORED,
    },
    "engine.lives.break_off": {
        "s.under_way[i].step > 0": "a journey has its first visit before anything can break it off"
    },
    "engine.lives.renew": {"who.cause = NOBODY": "before day 0 nobody has left for good"},
    "engine.lives.start_hazards": {
        "threshold(who.key, purposes.LEAVE_VOLUNTARY, who.spell)": FIRST_SPELL
    },
    "engine.stages.journeys.walk": {"first < last": "a block of nobody does nothing"},
    "engine.stages.journeys.walk_together": {"break": "without visits the rounds left do nothing"},
    "engine.stages.journeys.seek": {"today + 1.0": f"{GUARD}; {FLOORED}"},
    "engine.stages.journeys.open_journeys": {
        "trip.at < today + 1.0": GUARD,
        "today + 1.0": GUARD,
        "rest(s, lane, today)": GUARD,
    },
    "engine.stages.journeys.begin": {"last - first": ROUNDING},
    "engine.stages.journeys.chosen": {
        "last = 0": ROUNDING,
        "s.weights[way] > 0.0": "a way without weight adds nothing to go beyond a draw",
        "drawn < so_far": TIE,
    },
    "engine.stages.levers.move_levers": {"moving = False": IDEMPOTENT},
    "engine.stages.levers.share_out": {"taken > 1.0 → taken >= 1.0": "divided by 1"},
    "engine.stages.memories": {"-2": "nothing asks for this ending by its name"},
    "engine.stages.memories.remember": {
        "need.kind == JOIN and who.status == PROSPECT": "only prospects are on the way to joining",
        "continue": "who has left is no customer; a newcomer in the place is asked before day 0, "
        "when nobody counts answers",
    },
    "engine.stages.memories.talk": {"keys.uniform": TIE},
    "engine.stages.memories.tell_friends": {
        "today + 1 → today - 1": "two boxes: the day before and the day after share one",
        "s.drawn[n] < told": TIE,
    },
    "engine.stages.memories.purchase": {"keys.uniform": TIE},
    "engine.stages.memories.asked_after": {"keys.uniform": TIE},
    "engine.stages.prospects.consider": {
        "left <= 0.0": "a sum of hazards is never the draw exactly"
    },
    "engine.stages.relationship.end_period": {"today + 1.0": FLOORED},
    "engine.stages.relationship.reason_to_leave": {"reached <= first": TIE, "share_of_period": TIE},
    "engine.stages.relationship.share_of_period": {
        "growth > 0.0": "a draw divided by 0 is infinite, which is what stands there"
    },
    "engine.stages.surveys.ask": {
        "continue": WORK,
        "keys.survey_key(who.key, RELATIONAL": "the name of the recurring survey is 0",
        "keys.uniform": TIE,
    },
    "engine.stages.surveys.answer": {"keys.uniform": TIE},
    "engine.stages.visits.meet": {"keys.uniform": TIE},
    "engine.stages.visits.draw_scores": {
        "tails = 0 → tails = 1": "looks one up again that was looked up already"
    },
    "engine.stages.prospects.attract": {
        "differs = False": IDEMPOTENT,
        "adoption_hazard(": NOTHING,
    },
}
"""Why nobody notices a break: by module and function, and by how the change begins."""


def why(one: Break) -> str:
    """Why nobody notices a break; empty where nothing explains it."""
    told = WHY.get(f"{one.module}.{one.function}".rstrip("."), {})
    change = f"{one.was} → {one.now}"
    return next((reason for begins, reason in told.items() if change.startswith(begins)), "")


HEAD = """\
# What the tests notice

Written by `python experiments/check_the_tests.py` at commit {commit}. {all} breaks of the
model, one at a time: an operator, a comparison, a constant, a term, a statement, a purpose or a
word of a key. {noticed} were noticed, {alone} of them by nothing but a small standard run whose
bits had moved (`tests/test_baseline.py` does the same with more customers and machine code);
{explained} are explained below, {left} are not. A break is counted for the first test that
noticed it.

| Module | Breaks | Noticed | by the standard run alone | Explained |
|---|---:|---:|---:|---:|
"""


def page(found: dict[Break, str]) -> Iterator[str]:
    """What was noticed, by module and by test, and what was not."""
    missed = [one for one, by in found.items() if not by]
    known = [one for one in missed if why(one)]
    alone = [one for one, by in found.items() if by == STANDARD]
    yield HEAD.format(
        all=len(found),
        commit=subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], text=True).strip(),
        noticed=len(found) - len(missed),
        alone=len(alone),
        explained=len(known),
        left=len(missed) - len(known),
    ).rstrip("\n")
    columns = [
        Counter(one.module for one in some)
        for some in (found, [one for one, by in found.items() if by], alone, known)
    ]
    for name in sorted(columns[0]):
        yield " | ".join([f"| `{name}`", *(str(column[name]) for column in columns)]) + " |"
    yield "\n| Test | Noticed |\n|---|---:|"
    for test, number in Counter(by for by in found.values() if by).most_common():
        yield f"| {test.removeprefix('tests/').replace('::', ' ')} | {number} |"
    yield "\n## Not noticed\n"
    for one in missed:
        yield f"- {one}: {why(one) or '**not explained**'}"


def asked(words: list[str]) -> list[Break]:
    """The breaks that are asked for: all, those of some modules, or a number of them."""
    every = all_breaks()
    if words and words[0].isdecimal():
        return every[:: max(1, len(every) // int(words[0]))]
    return [one for one in every if not words or one.module.startswith(tuple(words))]


# ---- what was found before ----


def key(one: Break) -> str:
    """A break and the source that it breaks."""
    source = hashlib.sha256(ast.unparse(trees[one.module]).encode()).hexdigest()[:8]
    at = f"{one.line}:{getattr(one.node, 'col_offset', 0)}"
    return f"{source} {at} {one}"


def known() -> dict[str, str]:
    """Breaks that were noticed before, as the sources are now."""
    if not KEPT.exists():
        return {}
    lines = map(json.loads, KEPT.read_text("utf-8").splitlines())
    return {line["break"]: line["noticed"] for line in lines}


def explained(one: Break, before: dict[str, str]) -> bool:
    """Whether nobody noticed a break before, as the sources are now, and that is explained."""
    return key(one) in before and bool(why(one))


def keep(one: Break, by: str) -> None:
    """Write down which test noticed a break."""
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"break": key(one), "noticed": by}) + "\n")


def broken(chosen: list[Break], workers: int) -> None:
    """Live breaks, and tell how far it is."""
    start = time.perf_counter()
    for done, (one, by) in enumerate(outcomes(chosen, workers), 1):
        keep(one, by)
        if not by and not why(one):
            print(f"not noticed: {one} (line {one.line})", flush=True)
        if done % 50 == 0 or done == len(chosen):
            left = (time.perf_counter() - start) / done * (len(chosen) - done) / 60
            print(f"{done} of {len(chosen)}, {left:.0f} minutes to go", flush=True)


def main() -> int:
    """Break what is asked for; 1 if something was neither noticed nor explained."""
    words = [word for word in sys.argv[1:] if not word.startswith("workers=")]
    workers = next((int(w[8:]) for w in sys.argv[1:] if w.startswith("workers=")), WORKERS)
    if words == ["list"]:
        for name, number in Counter(one.module for one in all_breaks()).items():
            print(f"{number:5} {name}")
        return 0
    chosen = asked(words)
    before = known()
    ahead = [one for one in chosen if not before.get(key(one)) and not explained(one, before)]
    seconds = sum(UNNOTICED if key(one) in before else SECONDS for one in ahead)
    minutes = seconds / workers / 60
    print(f"{len(ahead)} breaks, {workers} at a time: about {minutes:.0f} minutes.", flush=True)
    if ahead:
        prepare(ahead)
        broken(ahead, workers)
    before = known()
    found = {one: before[key(one)] for one in chosen}
    if words:
        print(*page(found), sep="\n")
    else:
        PAGE.write_text("\n".join(page(found)) + "\n", encoding="utf-8")
    return int(any(not by and not why(one) for one, by in found.items()))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    sys.exit(main())

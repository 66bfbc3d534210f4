"""What of the model runs of generated scenarios reach: `python -m tests.kit.reach` tells it.

The modules of `WATCHED` are loaded as plain Python with a mark at every fork: each condition (of an
`if`, a `while`, an `and`, an `or`, a `… if … else …`, and every comparison), each `min`, `max` and
`clip`, each function. What runs then take is written down. Coverage by lines would miss most forks
here: the rules choose by expressions, so that a compiler can put them into the lanes of a vector.
"""

from __future__ import annotations

import ast
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .changed import Changed

TOLD = Path(__file__).resolve().parents[2] / "docs" / "reach.md"
WATCHED = ("cxsim.behaviour", "cxsim.engine.stages", "cxsim.engine.lives", "cxsim.engine.reference")
LIVES = 300
"""Generated lives of the full measurement."""
FIRST = (66, 57, 108, 104, 47, 31, 64, 36, 107, 0, 6, 137, 89)
"""Seeds that come before the others: by trial, their lives call every function between them."""
UNMET = ("", "called")
"""The fork of a function's call, not taken."""
CLOSED = "a closed form, to which tests hold what runs come to"
UNCALLED = {
    "behaviour.relationship.rescaled_hazard": "for whoever calibrates a case",
    "behaviour.value.lifetime_value": CLOSED,
    "behaviour.value.lifetime_value_elasticity": CLOSED,
    "behaviour.value.period_discount": CLOSED,
    "behaviour.value.period_retention": CLOSED,
    "behaviour.value.residual_value": CLOSED,
}
"""Functions that no run calls, and why."""
ALONE = "tests/behaviour calls the rule alone, with such numbers"
SCHEMA = f"the schema allows nothing beyond; {ALONE}"
CHANCE = f"what goes in is a chance already; {ALONE}"
GUARD = "a guard: nobody else has anything due"
HELPED = "a guard: only customers are helped, and who leaves breaks the help off"
NAMED = "said for the type checker: these types have names"
TYPES = "for the type checker"
OFFERS = "tests/engine/test_campaigns.py lives an offer that takes more than the whole bill"
LATENESS = "tests/engine/test_promises.py lives in both engines what minds lateness alone"
JOINING = "only prospects are on the way to joining"
SHARES = "validation refuses levers that leave a step no way on"
BEGUN = "a journey has its first visit on the day it begins, before anything can break it off"
LATE = "takes a wish to leave in one of several periods that end in a day"
WHY: dict[str, dict[str, str]] = {
    "behaviour.market.adoption_hazard": {"max(price": SCHEMA},
    "behaviour.memory.cumulative_satisfaction": {"min(weight": SCHEMA},
    "behaviour.memory.peak": {"moment < so_far": f"as far from neutral to the last bit; {ALONE}"},
    "behaviour.perception.kano_value": {"clip(quality": f"no quality is below 0; {ALONE}"},
    "behaviour.relationship.link": {
        "clip(z": f"thirty standard deviations away is further than generated cases go; {ALONE}"
    },
    "behaviour.relationship.logit": {"p <= 0.0": SCHEMA, "p >= 1.0": SCHEMA},
    "behaviour.relationship.price_term": {"max(": SCHEMA},
    "behaviour.scale.rescaled": {"chance >= 1.0": f"half of a rate is never one; {ALONE}"},
    "behaviour.survey.response_chance": {"clip(": f"no chance is below 0; {ALONE}"},
    "behaviour.word_of_mouth.forgotten": {"memory_days <= 0.0": SCHEMA, "kept == 1.0": SCHEMA},
    "behaviour.word_of_mouth.heard": {"clip(p, 0.0, 1.0)": CHANCE},
    "behaviour.word_of_mouth.heard_term": {"clip(base": SCHEMA},
    "behaviour.word_of_mouth.talk_chance": {"clip(": f"no chance is below 0; {ALONE}"},
    "engine.lives.break_off": {"trip.step > 0": BEGUN},
    "engine.reference.books.Books.closed": {"EVENT.names": NAMED},
    "engine.reference.books.Books.note": {
        "person < self.recorded": "the engines are compared with everybody's events"
    },
    "engine.reference.failures.Failures.release": {"self.status != CUSTOMER": HELPED},
    "engine.reference.journeys": {"TYPE_CHECKING": TYPES},
    "engine.reference.journeys.Journeys.journey_due": {"self.status != CUSTOMER": GUARD},
    "engine.reference.journeys.Journeys.rest": {"self.status != LEFT": GUARD},
    "engine.reference.lives.Lives.break_off": {"self.journey.step > 0": BEGUN},
    "engine.reference.memories.Memories.remember": {"self.status == PROSPECT": JOINING},
    "engine.reference.model": {"UNDER_WAY.names": NAMED},
    "engine.reference.model.Model.__init__": {
        "only is None": "one life alone is for replays: tests/engine/test_replay.py"
    },
    "engine.reference.model.Model.due": {"customer.status == CUSTOMER": GUARD},
    "engine.reference.model.Model.state": {"PERSON.names": NAMED, "trip.dtype.names": NAMED},
    "engine.reference.model._traits": {"PERSON.names": NAMED},
    "engine.reference.person": {"TYPE_CHECKING": TYPES},
    "engine.reference.recovery.Recovery.settle": {
        "case is not None": "said for the type checker: help after a failure is about a case"
    },
    "engine.reference.relationship.Relationship.end_period": {"max(when": LATE},
    "engine.reference.spending.Spending.charge": {"max(self.offers_taken()": OFFERS},
    "engine.reference.waiting.Waiting.minds_waiting": {"self.terms.rules.wait_late": LATENESS},
    "engine.reference.terms.share_out": {"taken + free == 0.0": SHARES},
    "engine.stages.failures.release": {"who.status != CUSTOMER": HELPED},
    "engine.stages.journeys.open_journeys": {
        "trip.at < today + 1.0": "a guard: only needs that have fired by tonight come here"
    },
    "engine.stages.journeys.seek": {"who.status != CUSTOMER": GUARD, "max(today + 1.0": GUARD},
    "engine.stages.journeys.walk": {
        "min(last": "takes more than a block of 256; tests/engine/test_bits.py has other blocks"
    },
    "engine.stages.levers.share_out": {"taken + free == 0.0": SHARES},
    "engine.stages.memories.charge": {"max(offers_taken": OFFERS},
    "engine.stages.memories.remember": {"who.status == PROSPECT": JOINING},
    "engine.stages.relationship.end_period": {"max(when": LATE},
    "engine.stages.surveys.ask": {"who.status != CUSTOMER": GUARD},
    "engine.stages.waiting.minds": {"rules.wait_late": LATENESS},
}
"""Why ways on are not taken: by function, and by how the fork begins."""
HEAD = """\
# What generated scenarios reach

Written by `python -m tests.kit.reach`. {lives} generated scenarios, lived by both engines as plain
Python, took {taken} of the {ways} ways on from the {forks} forks (conditions, comparisons, `min`,
`max`, `clip`, calls of a function) of `cxsim/behaviour`, `cxsim/engine/stages`,
`cxsim/engine/lives.py` and `cxsim/engine/reference`. These they did not take:
"""


class Fork(NamedTuple):
    """A place where a run goes one way or another."""

    module: str
    function: str
    line: int
    column: int
    said: str
    """Its source."""


known: dict[Fork, tuple[str, ...]] = {}
"""The ways that there are."""
taken: dict[Fork, set[str]] = defaultdict(set)
"""The ways that were taken."""


def asked(fork: Fork, answer: Any) -> Any:
    """A condition's answer."""
    taken[fork].add("true" if answer else "false")
    return answer


def called(fork: Fork) -> None:
    """A function's call."""
    taken[fork].add("called")


def chosen(fork: Fork, function: Any, *given: Any) -> Any:
    """What `min`, `max` or `clip` choose."""
    found = function(*given)
    if len(given) == 2:
        taken[fork].add("the first" if found == given[0] else "the second")
    else:
        value, low, high = given
        taken[fork].add("low" if value < low else "high" if value > high else "between")
    return found


class Marker(ast.NodeTransformer):
    """Puts marks into the module of a name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.inside: list[str] = []

    def _mark(self, what: Any, node: Any, said: str, ways: tuple[str, ...], *given: Any) -> Any:
        """A call that takes note of a fork."""
        fork = Fork(self.name, ".".join(self.inside), node.lineno, node.col_offset, said)
        known[fork] = ways
        return ast.copy_location(
            ast.Call(
                ast.Name(f"_{what.__name__}", ast.Load()), [ast.Constant(tuple(fork)), *given], []
            ),
            node,
        )

    def _condition(self, node: ast.expr) -> Any:
        """A condition, unless it is one that is marked anyway."""
        if isinstance(node, ast.BoolOp):
            node.values = [self._condition(value) for value in node.values]
            return node
        said, visited = ast.unparse(node), self.visit(node)
        if isinstance(node, ast.Compare):
            return visited
        return self._mark(asked, node, said, ("true", "false"), visited)

    def _named(self, node: Any) -> Any:
        self.inside.append(node.name)
        self.generic_visit(node)
        if isinstance(node, ast.FunctionDef):
            mark = ast.Expr(self._mark(called, node, "", ("called",)))
            first = 0 if ast.get_docstring(node) is None else 1
            node.body.insert(first, ast.copy_location(mark, node))
        self.inside.pop()
        return node

    def _tested(self, node: Any) -> Any:
        node.test = self._condition(node.test)
        fields = {name: part for name, part in ast.iter_fields(node) if name != "test"}
        for name, part in fields.items():
            many = isinstance(part, list)
            setattr(node, name, [self.visit(one) for one in part] if many else self.visit(part))
        return node

    visit_FunctionDef = visit_ClassDef = _named
    visit_If = visit_While = visit_IfExp = _tested

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        *conditions, last = node.values
        node.values = [*map(self._condition, conditions), self.visit(last)]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> Any:
        node.iter = self.visit(node.iter)
        node.ifs = [self._condition(test) for test in node.ifs]
        return node

    def visit_Compare(self, node: ast.Compare) -> Any:
        said = ast.unparse(node)
        self.generic_visit(node)
        return self._mark(asked, node, said, ("true", "false"), node)

    def visit_Call(self, node: ast.Call) -> Any:
        said, name = ast.unparse(node), getattr(node.func, "id", "")
        self.generic_visit(node)
        if name == "clip":
            return self._mark(chosen, node, said, ("between", "low", "high"), node.func, *node.args)
        if name in ("min", "max") and len(node.args) == 2:
            return self._mark(
                chosen, node, said, ("the first", "the second"), node.func, *node.args
            )
        return node


def marked(name: str, source: bytes) -> ast.Module:
    """A module's tree with marks."""
    tree: ast.Module = Marker(name).visit(ast.parse(source))
    return tree


MARKS = {"_asked": asked, "_called": called, "_chosen": chosen}


def measure(lives: int, functions: bool = False) -> int:
    """Live the lives of the first seeds in both engines, both as plain Python, with marks.

    Ends as soon as all is reached that `WHY` and `UNCALLED` do not except, or all functions are.
    Returns how many were lived.
    """
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    sys.meta_path.insert(0, Changed(lambda name: name.startswith(WATCHED), marked, MARKS))
    from cxsim.behaviour import RULES

    from .engines import differences
    from .generated import life
    from .generated_luck import Luck

    for rule in RULES:
        rule.load()
    order = sorted(range(lives), key=lambda seed: seed not in FIRST)
    for count, seed in enumerate(order, 1):
        one = life(Luck.of(seed))
        found = differences(one.scenario, one.customers, one.horizon, one.seed)
        assert found == [], f"life {seed}: {found[0]}"
        if uncalled() <= set(UNCALLED) and (functions or all(why(*one) for one in unmet())):
            return count
    return lives


def missed() -> dict[str, list[tuple[str, str]]]:
    """Forks whose ways were not all taken, with those ways, by function.

    A function that was never called has no more to say.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for fork in sorted(known):
        left = [way for way in known[fork] if way not in taken[fork]]
        name = f"{fork.module.removeprefix('cxsim.')}.{fork.function}".rstrip(".")
        if left == ["called"]:
            found[name] = [UNMET]
        elif left and found.get(name) != [UNMET]:
            found.setdefault(name, []).append((fork.said, " or ".join(left)))
    return found


def uncalled() -> set[str]:
    """Functions that were never called."""
    return {name for name, what in missed().items() if what == [UNMET]}


def unmet() -> list[tuple[str, str, str]]:
    """Function, fork and ways of all that was missed."""
    return [(name, *one) for name, what in missed().items() for one in what]


def why(name: str, said: str, left: str) -> str:
    """Why ways on were not taken; empty where nothing excepts them."""
    if (said, left) == UNMET:
        return UNCALLED.get(name, "")
    excepted = WHY.get(name, {}).items()
    return next((reason for begins, reason in excepted if said.startswith(begins)), "")


def page(lives: int) -> Iterator[str]:
    """What was not reached and why, as text."""
    ways, came = sum(map(len, known.values())), sum(map(len, taken.values()))
    yield HEAD.format(lives=lives, forks=len(known), ways=ways, taken=came)
    for name, said, left in unmet():
        fork = f"`{said}` never {left}" if said else "never called"
        yield f"- {name}, {fork}: {why(name, said, left) or 'not explained'}"


if __name__ == "__main__":
    if sys.argv[1:] == ["called"]:
        measure(LIVES, functions=True)
        print(*sorted(uncalled()), sep="\n")
    else:
        lived = measure(int(sys.argv[1]) if sys.argv[1:] else LIVES)
        TOLD.write_text("\n".join(page(lived)) + "\n", encoding="utf-8")

"""Where machine code is kept, and that rules really are inlined.

The cache is tried on a package of two modules beside copies of the real ``compiled`` and
``places``, in processes of their own.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numba
import numpy as np
import pytest

from cxsim import compiled
from cxsim.draws import keys, purposes, variates

PACKAGE = Path(compiled.__file__).parent

RULE = """
from cxsim.compiled import rule

@rule
def answer(x: int) -> int:
    return x + 41
"""
STAGE = """
from cxsim.behaviour.rules import answer
from cxsim.compiled import stage

@stage
def ask(x: int) -> int:
    return answer(x)
"""
USE = """
from cxsim import compiled
expected = compiled.compiling_expected()
from cxsim.engine.stages import ask
answer = ask(1)
found = sum(ask.stats.cache_hits.values()) if hasattr(ask, "stats") else 0
print(answer, expected, found, compiled.compiling_expected())
"""


class Toy:
    """A small package with its cache, used by processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "cxsim"
        self.cache = folder / "cache"
        for name in ("draws", "behaviour", "engine"):
            (self.package / name).mkdir(parents=True)
            (self.package / name / "__init__.py").touch()
        (self.package / "__init__.py").touch()  # else an installed cxsim would go before it
        for name in ("compiled.py", "places.py"):
            shutil.copy(PACKAGE / name, self.package)
        self.rule = self.package / "behaviour" / "rules.py"
        self.rule.write_text(RULE)
        (self.package / "engine" / "stages.py").write_text(STAGE)

    def start(self, script: str = USE, **environment: str) -> subprocess.Popen[str]:
        """Start a process; it sees this package only, and no setting of numba."""
        kept = {name: value for name, value in os.environ.items() if "NUMBA" not in name}
        kept |= {"PYTHONPATH": str(self.package.parent), "CXSIM_CACHE": str(self.cache)}
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-c", script],
            env=kept | environment,
            cwd=self.package.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def use(self, script: str = USE, **environment: str) -> str:
        """Run a process and return what it printed."""
        return finish(self.start(script, **environment))

    def folders(self) -> list[Path]:
        """The folders of machine code."""
        return list((self.cache / "kernels").iterdir())


def finish(process: subprocess.Popen[str]) -> str:
    printed, errors = process.communicate()
    assert process.returncode == 0, errors
    return printed.strip()


@pytest.fixture
def toy(tmp_path):
    return Toy(tmp_path)


# What USE prints: the answer, whether compiling was expected, codes found, and expected now.
COMPILED = "42 True 0 False"
FOUND = "42 False 1 False"


def test_machine_code_is_kept_and_found_again_unless_something_changed(toy):
    assert toy.use() == COMPILED
    assert toy.use("import numba\n" + USE) == FOUND
    toy.rule.write_text(RULE.replace("41", "99"))  # numba itself would not notice
    assert toy.use() == COMPILED.replace("42", "100")
    toy.rule.write_text(RULE)
    assert toy.use() == FOUND
    assert toy.use(NUMBA_BOUNDSCHECK="1") == COMPILED
    assert len(toy.folders()) == 3


def test_two_processes_may_compile_at_once(toy):
    together = [toy.start() for _ in range(2)]
    assert {finish(process).split()[0] for process in together} == {"42"}
    assert toy.use() == FOUND


def test_a_damaged_cache_costs_only_time(toy):
    assert toy.use() == COMPILED
    for file in toy.cache.rglob("*.nb?"):
        file.write_bytes(b"damaged")
    assert toy.use() == "42 False 0 False"
    assert toy.use() == FOUND


def test_a_cache_that_cannot_be_made_costs_only_time(toy):
    toy.cache.write_text("a file stands where the folder should be")
    assert toy.use() == "42 True 0 True"
    assert not list(toy.package.rglob("*.nb?"))


@pytest.mark.parametrize("moment", ["from cxsim.engine", "answer ="])
def test_a_cache_that_fails_later_costs_only_time(toy, moment):
    replace = "import shutil; shutil.rmtree(compiled._folder); compiled._folder.touch()"
    assert toy.use(USE.replace(moment, f"{replace}\n{moment}")).split()[0] == "42"
    assert not list(toy.package.rglob("*.nb?"))


def test_without_the_compiler_nothing_is_compiled_or_kept(toy):
    assert toy.use(NUMBA_DISABLE_JIT="1") == "42 False 0 False"
    assert not toy.cache.exists() or not list(toy.cache.rglob("*.nb?"))


def test_machine_code_unused_for_a_month_is_removed(toy):
    kernels = toy.cache / "kernels"
    for name, days in (("older", 31), ("newer", 29)):
        (kernels / name).mkdir(parents=True)
        (kernels / name / "code.nbc").touch()
        then = time.time() - days * 86_400
        os.utime(kernels / name, (then, then))
    toy.use()
    assert not (kernels / "older").exists()
    assert (kernels / "newer").exists()
    assert len(toy.folders()) == 2


# ---------------------------------------------------------------- inlining

TABLE = np.zeros((2, 9))
RULES = [
    name
    for module in (keys, variates)
    for name, value in vars(module).items()
    if hasattr(value, "py_func")
]


def calls_to_rules(kernel, *arguments):
    """Names of rules that the machine code of a kernel refers to, beside their environments.

    The kernel is compiled as a stage is, but not from the cache: what was kept cannot be read.
    """
    fresh = numba.njit(nogil=True, error_model="numpy")(kernel)
    fresh(*arguments)
    (assembly,) = fresh.inspect_asm().values()
    symbols = set(re.findall(r"_ZN(?!08NumbaEnv)\w+", assembly))
    return {rule for rule in RULES for symbol in symbols if f"{len(rule)}{rule}" in symbol}


def day(out, table):
    """A kernel that uses every kind of rule, some of them often."""
    for i in range(len(out)):
        root = keys.root_key(1, i)
        customer = keys.customer_key(root, i, 0)
        step = keys.step_key(keys.journey_key(customer, 3, i), 5)
        pair = keys.pair_key(root, i, 7)
        asked = keys.survey_key(keys.child_journey_key(step, 2), 1, 1)
        total = 0.0
        for key in (customer, step, pair, asked, keys.day_key(root, i)):
            z = variates.normal(keys.uniform_at(key, purposes.QUALITY, 2))
            total += variates.exponential(keys.uniform(key, purposes.NEED_GAP))
            total += variates.quantile(z, table, i % 2)
        out[i] = total + variates.normal(0.3 * total)


def test_rules_are_inlined():
    assert calls_to_rules(day, np.empty(3), TABLE) == set()


def test_a_rule_that_is_not_inlined_would_be_noticed(monkeypatch):
    @compiled.rule
    def fibonacci(n: int) -> int:  # what calls itself twice cannot be inlined
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    def kernel(n):
        return fibonacci(n)

    monkeypatch.setattr(sys.modules[__name__], "RULES", [*RULES, "fibonacci"])
    assert calls_to_rules(kernel, 10) == {"fibonacci"}


def test_constants_do_not_multiply_what_is_compiled():
    @compiled.rule
    def twice(x: int) -> int:
        return x + x

    @numba.njit
    def kernel(x):
        return twice(x) + twice(2) + twice(3)

    assert kernel(1) == 12
    assert len(twice.signatures) == 1

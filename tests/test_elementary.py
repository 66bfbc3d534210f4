"""Exponential, logarithm and power: how close, how even, and the same bits everywhere."""

from __future__ import annotations

import hashlib
import importlib.util
import math
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

from cxsim import elementary
from cxsim.compiled import stage
from cxsim.elementary import exp, expm1, log, log1p, power

ROOT = Path(__file__).parents[1]
EVERYWHERE = 708.0
ROWS = 20_000

needs_compiler = pytest.mark.skipif(
    not hasattr(exp, "py_func"), reason="the compiler is switched off"
)


# ---------------------------------------------------------------- how close


def spread(low: float, high: float, seed: int, count: int = 1500) -> list[float]:
    """Numbers evenly spread."""
    return np.random.default_rng(seed).uniform(low, high, count).tolist()


def magnitudes(low: float, high: float, seed: int, count: int = 1500) -> list[float]:
    """Numbers of every magnitude, as powers of ten, of both signs."""
    random = np.random.default_rng(seed)
    return (10 ** random.uniform(low, high, count) * random.choice([-1.0, 1.0], count)).tolist()


def positive(numbers: list[float]) -> list[float]:
    return [abs(x) for x in numbers]


# The last of each are the worst found among some ten million.
EXP = [
    *spread(-EVERYWHERE, EVERYWHERE, 1),
    *spread(-3, 3, 2),
    *magnitudes(-20, 0, 3),
    *(-EVERYWHERE, EVERYWHERE, -math.ulp(0.0)),
    *map(float.fromhex, ("-0x1.1f13cdfa01c8cp+2", "-0x1.1f9ed4fd3c41ep+2")),
]
EXPM1 = [
    *EXP,
    *spread(-0.7, 1.1, 4),
    *map(float.fromhex, ("0x1.742dd6557dc5ep-2", "0x1.73737ebde87f4p-2")),
]
LOG = [
    *positive(magnitudes(-307, 308, 5)),
    *spread(1e-3, 3, 6),
    *(1 + x for x in magnitudes(-16, -1, 7)),
    *(2.0**-1022, sys.float_info.max),
    *map(float.fromhex, ("0x1.69f3c2d1274e7p-1", "0x1.681ae1341e155p+0")),
]
LOG1P = [
    *spread(-1, 3, 8),
    *magnitudes(-17, -0.01, 9),
    *positive(magnitudes(0, 308, 10)),
    *map(float.fromhex, ("-0x1.80100fd1662c6p-53", "0x1.9c37bd9ada9c6p-2")),
]


def ulps(found: float, true: Decimal) -> float:
    """Distance in units of the last place."""
    return abs(float((Decimal(found) - true) / Decimal(math.ulp(float(true)))))


@pytest.mark.parametrize(
    ("function", "true", "bound", "numbers"),
    [
        (exp, Decimal.exp, 1.1, EXP),
        (expm1, lambda x: x.exp() - 1, 2.5, EXPM1),
        (log, Decimal.ln, 0.9, LOG),
        (log1p, lambda x: (1 + x).ln(), 1.5, LOG1P),
    ],
    ids=["exp", "expm1", "log", "log1p"],
)
def test_errors_stay_under_their_bounds(
    function: Callable[[float], float],
    true: Callable[[Decimal], Decimal],
    bound: float,
    numbers: list[float],
) -> None:
    with localcontext(prec=50):
        worst = max(ulps(function(x), true(Decimal(x))) for x in numbers)
    assert 0.5 * bound < worst <= bound, "a bound is no guess"


def test_powers_are_as_close_as_their_size_allows() -> None:
    pairs = [
        *zip(spread(1e-3, 10, 11), spread(-4, 4, 12), strict=True),
        *zip(positive(magnitudes(-300, 300, 13)), spread(-1, 1, 14), strict=True),
        *zip(spread(0.5, 2, 15), spread(-300, 300, 16), strict=True),
    ]
    with localcontext(prec=50):
        for x, y in pairs:
            size = Decimal(y) * Decimal(x).ln()
            assert ulps(power(x, y), size.exp()) <= 2 + 3 * abs(float(size)), (x, y)


def test_nothing_is_lost_near_zero() -> None:
    for x in (math.ulp(0.0), 1e-310, 1e-200, 1e-17):
        assert expm1(x) == log1p(x) == x
        assert expm1(-x) == log1p(-x) == -x


def test_some_answers_are_exact() -> None:
    assert (exp(0.0), exp(-0.0), expm1(0.0), log(1.0), log1p(0.0)) == (1.0, 1.0, 0.0, 0.0, 0.0)
    for x in (0.0, math.ulp(0.0), 0.3, 1.0, 7.0, 1e300, math.inf):
        assert power(x, 0.0) == 1.0
    for y in (-1e300, -2.0, 0.5, 1.0, 1e300):
        assert power(1.0, y) == 1.0


def test_beyond_what_doubles_hold() -> None:
    past = math.nextafter(EVERYWHERE, math.inf)
    for x in (past, 1e4, sys.float_info.max, math.inf):
        assert (exp(x), expm1(x)) == (math.inf, math.inf)
        assert (exp(-x), expm1(-x)) == (0.0, -1.0)
    assert log(math.inf) == log1p(math.inf) == math.inf
    for x in (0.0, -0.0, -1.0, -1e300, -math.inf):
        assert log(x) == log1p(x - 1.0) == -math.inf
    assert (power(0.0, 0.5), power(0.0, -0.5)) == (0.0, math.inf)
    assert (power(math.inf, 0.5), power(math.inf, -0.5)) == (math.inf, 0.0)
    assert (power(10.0, 400.0), power(10.0, -400.0)) == (math.inf, 0.0)


def test_numbers_without_all_their_bits_keep_their_order() -> None:
    tiny = [0.0, math.ulp(0.0), 1e-320, 1e-310, 2.0**-1023, 2.0**-1022]
    found = [log(x) for x in tiny]
    assert found == sorted(found)
    assert -709.1 < found[1] < -709.0


# ---------------------------------------------------------------- how even


@stage
def falls_of_exp(starts: np.ndarray, count: int) -> int:
    """How often e^x falls from a double to the next."""
    falls = 0
    for i in range(starts.size):
        first = elementary._bits(starts[i])
        step = 1 if starts[i] > 0.0 else -1
        last = exp(starts[i])
        for j in range(1, count):
            found = exp(elementary._double(first + step * j))
            falls += found < last
            last = found
    return falls


@stage
def falls_of_log(starts: np.ndarray, count: int) -> int:
    """How often log x falls from a double to the next."""
    falls = 0
    for i in range(starts.size):
        first = elementary._bits(starts[i])
        last = log(starts[i])
        for j in range(1, count):
            found = log(elementary._double(first + j))
            falls += found < last
            last = found
    return falls


def test_neighbours_keep_their_order() -> None:
    """Around every seam between two powers of two, and at random: five million neighbours each.

    Nothing proves it for all others; 60 million more of each were tried once, and none fell.
    """
    count = 1000
    seams = (np.arange(-1020, 1020) + 0.5) * math.log(2)
    starts = np.concatenate([seams * (1 - 1e-13), spread(-1, 1, 17), spread(-700, 700, 18)])
    assert falls_of_exp(starts, count) == 0
    seams = 2.0 ** np.arange(-1020, 1020) * math.sqrt(0.5)
    starts = np.concatenate([seams * (1 - 1e-13), spread(0.5, 2, 19), positive(EXP[:1500])])
    assert falls_of_log(starts, count) == 0


# ---------------------------------------------------------------- the same bits


def portrait(x: np.ndarray, out: np.ndarray) -> None:
    """Every function on every number."""
    for i in range(x.size):
        out[i, 0] = exp(x[i])
        out[i, 1] = expm1(x[i])
        out[i, 2] = log(abs(x[i]))
        out[i, 3] = log1p(x[i])
        out[i, 4] = power(abs(x[i]), 1.7)


def digest(draw: Callable[[np.ndarray, np.ndarray], None]) -> str:
    """Hash of all bits that ``draw`` gives."""
    ends = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.ulp(0.0), sys.float_info.max]
    x = np.array([*ends, *spread(-3, 3, 20, ROWS), *magnitudes(-320, 308, 21, ROWS)])
    out = np.empty((x.size, 5))
    draw(x, out)
    return hashlib.sha256(out.tobytes()).hexdigest()


@needs_compiler
def test_same_bits_without_the_compiler() -> None:
    plain = subprocess.run(
        [sys.executable, "-W", "error", __file__],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert plain.stdout.strip() == digest(stage(portrait)) == digest(portrait)


def test_constants_are_those_of_the_study() -> None:
    place = ROOT / "experiments" / "elementary_coefficients.py"
    spec = importlib.util.spec_from_file_location("elementary_coefficients", place)
    assert spec is not None
    assert spec.loader is not None
    study = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(study)
    for letter, (found, error) in {"E": study.exponential(), "L": study.logarithm()}.items():
        assert [getattr(elementary, f"_{letter}{i}") for i in range(len(found))] == found
        assert not hasattr(elementary, f"_{letter}{len(found)}")
        assert error < 2e-17


# ---------------------------------------------------------------- as machine code


def looped(function: Callable[[float], float]) -> Any:
    """A loop over a function, compiled as a stage is but not from the cache."""

    def loop(x: np.ndarray, out: np.ndarray) -> None:
        for i in range(x.size):
            out[i] = function(x[i])

    compiled = numba.njit(nogil=True, error_model="numpy")(loop)
    compiled(np.ones(3), np.empty(3))
    return compiled


def from_libraries(compiled: Any) -> set[str]:
    """Exponentials and their kin that the code of a compiled function wants from elsewhere."""
    (code,) = compiled.inspect_llvm().values()
    declared = set(re.findall(r"^declare .*?@\"?([\w.]+)\"?\(", code, re.MULTILINE))
    assert declared, "the pattern finds what is declared"
    return {name for name in declared if re.search("exp(?!e)|log|pow|tanh", name)}


@needs_compiler
@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="reads the assembly of x86-64"
)
@pytest.mark.parametrize("function", [exp, expm1, log, log1p])
def test_loops_run_in_the_lanes_of_a_vector(function: Callable[[float], float]) -> None:
    (assembly,) = looped(function).inspect_asm().values()
    assert len(re.findall(r"\bv?mulpd\b", assembly)) >= 10


@needs_compiler
def test_the_kernel_calls_no_library_for_them() -> None:
    """The kernel is linked anew from its stages: what was kept as a whole cannot be read."""
    from cxsim.engine.day import days

    from .kit.runs import lived
    from .kit.scenarios import RICH, made

    lived(made(RICH), 20, 2)
    kernel = numba.njit(nogil=True, error_model="numpy")(days.py_func)  # type: ignore[attr-defined]
    kernel.compile(days.signatures[0])  # type: ignore[attr-defined]
    assert from_libraries(kernel) == set()


@needs_compiler
@pytest.mark.parametrize("function", [math.exp, math.log, math.log1p, math.expm1, math.tanh])
def test_a_call_to_a_library_would_be_noticed(function: Callable[[float], float]) -> None:
    assert from_libraries(looped(function))


if __name__ == "__main__":
    print(digest(portrait))

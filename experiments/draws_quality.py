"""How good and how fast is the generator of cxsim/draws? Prints the tables of docs/draws.md.

    python experiments/draws_quality.py                     # speed, and correlations at 10^7 draws
    python experiments/draws_quality.py --draws 1e9         # … at 10^9 draws
    python experiments/draws_quality.py --dieharder customer step --tests all
    python experiments/draws_quality.py --raw customer      # the endless stream itself

A *stream along a word* is what consecutive values of that word draw, all other words the same:
one draw of customer 0, one of customer 1, and so on for ever. The stream ``grid`` interleaves a
thousand customers, journey after journey.
"""

import argparse
import math
import re
import shutil
import statistics
import subprocess
import sys
import time
from typing import Any

import numpy as np
from scipy.stats import norm

from cxsim.compiled import rule, stage
from cxsim.draws import keys, variates

# The stories that a key can tell; each draws with the purpose word[7].
VISIT, INDEXED, CHILD, PAIR, SURVEY, DAY = range(6)


@rule
def _draw(story: int, across: int, along: int, row: int, column: int) -> int:
    def word(position: int) -> int:
        return column if position == across else row if position == along else position + 1

    root = keys.root_key(word(0), word(1))
    if story == DAY:
        return keys.bits(keys.day_key(root, word(5)), word(7))
    if story == PAIR:
        return keys.bits(keys.pair_key(root, word(2), word(3)), word(7))
    customer = keys.customer_key(root, word(2), word(3))
    if story == SURVEY:
        return keys.bits(keys.survey_key(customer, word(4), word(5)), word(7))
    journey = keys.journey_key(customer, word(4), word(5))
    if story == VISIT:
        return keys.bits(keys.step_key(journey, word(6)), word(7))
    if story == CHILD:
        return keys.bits(keys.child_journey_key(journey, word(6)), word(7))
    return keys.bits(keys.purpose_key(journey, word(6)), word(7))


# name: (story, the word that varies, the word that tells the repetitions apart)
STREAMS = {
    "seed": (VISIT, 0, 5),
    "replication": (VISIT, 1, 5),
    "customer": (VISIT, 2, 5),
    "life": (VISIT, 3, 5),
    "need": (VISIT, 4, 5),
    "occurrence": (VISIT, 5, 2),
    "step": (VISIT, 6, 5),
    "purpose": (VISIT, 7, 5),
    "index": (INDEXED, 7, 5),
    "child need": (CHILD, 6, 5),
    "pair, one": (PAIR, 2, 1),
    "pair, other": (PAIR, 3, 1),
    "survey": (SURVEY, 4, 5),
    "survey occurrence": (SURVEY, 5, 2),
    "day": (DAY, 5, 1),
}


@stage
def _fill(story: int, across: int, along: int, row: int, column: int, out: np.ndarray) -> None:
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = _draw(story, across, along, row + i, column + j)


@stage
def _score(
    story: int, across: int, along: int, row: int, first: np.ndarray, second: np.ndarray
) -> None:
    """Write the standard scores of the uniforms and of their squared distance from 1/2."""
    for i in range(first.shape[0]):
        for j in range(first.shape[1]):
            bits = _draw(story, across, along, row + i, j)
            centred = ((bits >> np.uint64(11)) | np.uint64(1)) * 2.0**-53 - 0.5
            first[i, j] = 12.0**0.5 * centred
            second[i, j] = 5.0**0.5 * (6.0 * centred * centred - 0.5)


def fill(name: str, out: np.ndarray, row: int = 0, column: int = 0) -> None:
    """Write the draws of a stream as raw 64 bits.

    Parameters
    ----------
    name : str
        One of STREAMS.
    out : uint64 array (rows, columns)
        A column is a value of the word that the stream is named after, a row one of the word
        that tells the repetitions apart.
    row, column : int
        The first of each.
    """
    _fill(*STREAMS[name], row, column, out)


def raw(name: str, position: int = 0) -> None:
    """Write an endless stream of 64-bit draws, from a value of its word on, to standard output."""
    grid = name == "grid"
    out = np.empty((64, 1000) if grid else (1, 1 << 16), np.uint64)
    while True:
        if grid:
            fill("customer", out, row=position)
            position += out.shape[0]
        else:
            fill(name, out, column=position)
            position += out.size
        try:
            sys.stdout.buffer.write(out.data)
        except BrokenPipeError:
            return


def dieharder(name: str, tests: list[str], position: int) -> list[str]:
    """Feed a stream to dieharder (all tests or some, by number) and return its lines of results."""
    command = [sys.executable, __file__, "--raw", name, "--start", str(position)]
    lines = []
    for test in ["-a"] if tests == ["all"] else [f"-d{number}" for number in tests]:
        source = subprocess.Popen(command, stdout=subprocess.PIPE)
        judged = subprocess.run(
            ["dieharder", *test.split(), "-g", "200"],
            stdin=source.stdout,
            capture_output=True,
            text=True,
            check=True,
        )
        source.stdout.close()  # type: ignore[union-attr]
        source.wait()
        lines += re.findall(r"^.*(?:PASSED|WEAK|FAILED).*$", judged.stdout, re.MULTILINE)
    return lines


def report_dieharder(names: list[str], tests: list[str], position: int) -> None:
    """Print each stream's verdicts, and in full what was not passed."""
    if shutil.which("dieharder") is None:
        raise SystemExit("dieharder is not installed (Debian and Ubuntu: apt install dieharder).")
    for name in names:
        lines = dieharder(name, tests, position)
        verdicts = [line.split("|")[-1].strip() for line in lines]
        print(f"{name:20s}", *(f"{verdicts.count(v)} {v}" for v in ("PASSED", "WEAK", "FAILED")))
        for line, verdict in zip(lines, verdicts, strict=True):
            if verdict != "PASSED":
                print(f"    {line.strip()}")


COLUMNS = 32
ROWS = 1 << 12


def correlations(name: str, draws: int) -> dict[str, float]:
    """Largest standard scores among the draws of 32 neighbouring keys.

    Returns
    -------
    dict
        ``keys``: correlation of two neighbours, over their 496 pairs; ``squares``: the same of
        the squared distance from 1/2, which sees dependence without correlation; ``mean``.
    """
    first, second = np.empty((2, ROWS, COLUMNS))
    blocks = max(1, round(draws / first.size))
    total = np.zeros(COLUMNS)
    products = np.zeros((2, COLUMNS, COLUMNS))
    for block in range(blocks):
        _score(*STREAMS[name], block * ROWS, first, second)
        total += first.sum(axis=0)
        products[0] += first.T @ first
        products[1] += second.T @ second
    rows = blocks * ROWS
    pairs = np.triu_indices(COLUMNS, k=1)
    scores = np.abs(products[:, *pairs]).max(axis=1) / math.sqrt(rows)
    return {
        "keys": scores[0],
        "squares": scores[1],
        "mean": np.abs(total).max() / math.sqrt(rows),
    }


def report_correlations(draws: int, alarm: float = 1e-3) -> None:
    """Print the largest scores for every stream, beside what chance allows over the whole table."""
    pairs = COLUMNS * (COLUMNS - 1)
    numbers = len(STREAMS) * (pairs + COLUMNS)
    limit = norm.isf(alarm / 2 / numbers)
    print(f"Largest |z| over {COLUMNS} neighbouring keys, {draws:.0e} draws a line;")
    print(f"a perfect generator exceeds {limit:.2f} anywhere with probability {alarm:g}.")
    print(f"{'along':20s}{'correlation':>12s}{'of squares':>12s}{'mean':>8s}")
    for name in STREAMS:
        found = correlations(name, draws)
        verdict = "" if max(found.values()) <= limit else "  TOO FAR"
        print(
            f"{name:20s}{found['keys']:12.2f}{found['squares']:12.2f}{found['mean']:8.2f}{verdict}",
            flush=True,
        )


_LOW = np.uint64(0xFFFF_FFFF)
_HALF = np.uint64(32)
_MULTIPLIERS = np.uint64(0xD251_1F53), np.uint64(0xCD9E_8D57)
_INCREMENTS = np.uint64(0x9E37_79B9), np.uint64(0xBB67_AE85)


@rule
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Philox4x32-10 (Salmon and others 2011), the yardstick: 128 bits of counter under a key."""
    a, b, c, d = np.uint64(c0), np.uint64(c1), np.uint64(c2), np.uint64(c3)
    left, right = np.uint64(k0), np.uint64(k1)
    for _ in range(10):
        first, second = _MULTIPLIERS[0] * a, _MULTIPLIERS[1] * c
        a, b = (second >> _HALF) ^ b ^ left, second & _LOW
        c, d = (first >> _HALF) ^ d ^ right, first & _LOW
        left, right = (left + _INCREMENTS[0]) & _LOW, (right + _INCREMENTS[1]) & _LOW
    return a, b, c, d


def speed() -> dict[str, float]:
    """Time each primitive in a loop that adds what it gives: nanoseconds, median of 31."""

    @stage
    def reading(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(u)):
            total += u[i]
        return total

    @stage
    def uniform(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(key)):
            total += keys.uniform(key[i], 23)
        return total

    @stage
    def folded(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(key)):
            total += keys.uniform(keys.fold(key[i], i), 23)
        return total

    @stage
    def whole_key(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(key)):
            total += keys.uniform(keys.step_key(keys.journey_key(key[i], 3, i), 5), 23)
        return total

    @stage
    def philox_keyed(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(key)):
            a, b, _, _ = philox(i, 3, 5, 23, np.uint64(key[i]) & _LOW, np.uint64(key[i]) >> _HALF)
            total += (((a << _HALF | b) >> np.uint64(11)) | np.uint64(1)) * 2.0**-53
        return total

    @stage
    def numpy_stream(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for _ in range(len(key)):
            total += generator.random()
        return total

    @stage
    def numpy_normal(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for _ in range(len(key)):
            total += generator.standard_normal()
        return total

    @stage
    def normal(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(u)):
            total += variates.normal(u[i])
        return total

    @stage
    def exponential(key: np.ndarray, u: np.ndarray, generator: Any) -> float:
        total = 0.0
        for i in range(len(u)):
            total += variates.exponential(u[i])
        return total

    count = 1 << 15
    generator = np.random.default_rng(1)
    arguments = (
        generator.integers(0, 2**63, count),
        generator.random(count),
        generator,
    )
    primitives = {
        "reading and adding alone": reading,
        "uniform": uniform,
        "fold and uniform": folded,
        "journey, step and uniform": whole_key,
        "Philox4x32-10, one draw": philox_keyed,
        "numpy's stream (PCG64)": numpy_stream,
        "normal of a uniform given": normal,
        "numpy's normal (ziggurat)": numpy_normal,
        "exponential of a uniform given": exponential,
    }
    times: dict[str, list[float]] = {name: [] for name in primitives}
    for primitive in primitives.values():
        primitive(*arguments)
    for _ in range(31):  # in turn, so that a busy moment hits all alike
        for name, primitive in primitives.items():
            begin = time.perf_counter()
            primitive(*arguments)
            times[name].append((time.perf_counter() - begin) / count * 1e9)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--draws", type=float, default=1e7, help="draws for each correlation")
    parser.add_argument("--dieharder", nargs="+", metavar="STREAM", help="streams, or all")
    parser.add_argument("--tests", nargs="+", default=["all"], help="dieharder's test numbers")
    parser.add_argument("--raw", metavar="STREAM", help="write a stream to standard output")
    parser.add_argument("--start", type=int, default=0, help="first value of the stream's word")
    asked = parser.parse_args()
    if asked.raw:
        raw(asked.raw, asked.start)
    elif asked.dieharder:
        streams = [*STREAMS, "grid"] if asked.dieharder == ["all"] else asked.dieharder
        report_dieharder(streams, asked.tests, asked.start)
    else:
        for name, nanoseconds in speed().items():
            print(f"{name:32s}{nanoseconds:6.2f} ns")
        print()
        report_correlations(int(asked.draws))


if __name__ == "__main__":
    main()

"""How much memory a long list of ties takes: `python -m experiments.ten_million_ties`.

    python -m experiments.ten_million_ties            # 10,000,000 ties of 1,000,000 people
    python -m experiments.ten_million_ties 1000000 100000

Writes a list of that many random pairs, makes a small case with it into a world, lives three days
of it, and prints the most memory that the process held, and the seconds it took: 921 MiB with a
million people and 662 MiB with half a million, the interpreter and the compiled code included. Run
it twice: compiling takes a gibibyte by itself.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cxsim.engine.run import live, warmed
from cxsim.world.numbers import central
from cxsim.world.world import build
from tests.kit.scenarios import made

MOST_MIB = 1024


def write(path: Path, ties: int, people: int) -> None:
    """Write a list of random pairs, piece by piece."""
    luck = np.random.default_rng(1)
    with path.open("w", encoding="ascii") as out:
        out.write("from,to\n")
        for start in range(0, ties, 500_000):
            pairs = luck.integers(0, people, (min(500_000, ties - start), 2))
            out.writelines(f"{a},{b}\n" for a, b in pairs.tolist())


def main() -> int:
    """Measure; 1 where it takes a gibibyte or more."""
    given = [int(word) for word in sys.argv[1:]]
    ties, people = (*given, *(10_000_000, 1_000_000)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "ties.csv", ties, people)
        listed = made({"ties": {"kind": "edges", "file": "ties.csv"}})
        scenario = replace(listed, folder=Path(folder))
        start = time.perf_counter()
        built = build(scenario, central(scenario), people, 3, 1, 0)
        read = time.perf_counter()
        live(built, warmed(built), use_up=True)
        lived = time.perf_counter()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{built.world.tie_to.size // 2:,} ties of {people:,} people: {most:.0f} MiB at most;")
    print(f"{read - start:.1f} s to read and build, {lived - read:.1f} s to live three days.")
    return int(most >= MOST_MIB)


if __name__ == "__main__":
    sys.exit(main())

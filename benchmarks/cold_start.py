"""Workloads of the start: from the shell's prompt to the first thing a person sees."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from .processes import Ran, in_new_process
from .rows import ROOT, Row, row

REPEATS = 5
UNTIL_A_DAY_IS_LIVED = """
import os, sys
import cxsim.engine.run as run
from cxsim.door import main

def first_day(world, state, record, first, last):
    lived(world, state, record, first, first + 1)
    os._exit(0)

lived, run.days = run.days, first_day
sys.argv = ["run.py"]
main()
sys.exit("no day was lived")
"""


def rows() -> list[Row]:
    """Time the three starts, each in new processes; the first of each is not counted."""
    program = str(ROOT / "run.py")
    with tempfile.TemporaryDirectory() as empty:
        return [
            *_rows("import cxsim", "import", ["-c", "import cxsim"], Path(empty)),
            *_rows("run.py --help", "help", [program, "--help"], Path(empty)),
            *_rows("warm start", "start", ["-c", UNTIL_A_DAY_IS_LIVED], Path(empty)),
        ]


def _rows(workload: str, unit: str, arguments: list[str], where: Path) -> list[Row]:
    """Wall time, and processor time, which others at work on the machine stretch less."""
    in_new_process(arguments, where)
    taken: list[Ran] = [in_new_process(arguments, where) for _ in range(REPEATS)]
    wall = 1e9 * statistics.median(one.wall for one in taken)
    processor = 1e9 * statistics.median(one.processor for one in taken)
    return [
        row(f"{workload}, wall", unit, REPEATS, ns_per_unit=wall),
        row(f"{workload}, processor", unit, REPEATS, ns_per_unit=processor),
    ]

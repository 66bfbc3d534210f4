"""Time the declared workloads, print a table, write `results/bench/bench.json`."""

from __future__ import annotations

import platform
import sys

from . import cold_start, rows, visits


def main() -> int:
    """Return 0 when every bar is kept, 1 otherwise."""
    found = [*visits.rows(), *cold_start.rows()]
    rows.write(found)
    print(f"{platform.platform()}, Python {platform.python_version()}\n")
    print(rows.table(found))
    print(f"\nWritten to {rows.RESULT.relative_to(rows.ROOT)}.")
    return 1 if any(one.holds is False for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())

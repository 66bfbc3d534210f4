"""Time the declared workloads, print a table, write `results/bench/bench.json`."""

from __future__ import annotations

import platform
import sys

from . import cold_start, diffusion_cxsim, mesa_side, million, queue_cxsim, rows, threads, visits

WORKLOADS = {
    "visits": visits.rows,
    "mesa": mesa_side.rows,
    "threads": threads.rows,
    "million": million.rows,
    "line": queue_cxsim.rows,
    "diffusion": diffusion_cxsim.rows,
    "start": cold_start.rows,
}


def main() -> int:
    """Time all workloads, or those named; 0 when every bar is kept, 1 when not, 2 for no such."""
    asked = sys.argv[1:] or list(WORKLOADS)
    if unknown := sorted(set(asked) - set(WORKLOADS)):
        print(f"No workload is called {', '.join(unknown)}: there are {', '.join(WORKLOADS)}.")
        return 2
    found = [one for name in asked for one in WORKLOADS[name]()]
    rows.write(found)
    print(f"{platform.platform()}, Python {platform.python_version()}\n")
    print(rows.table(found))
    print(f"\nWritten to {rows.RESULT.relative_to(rows.ROOT)}.")
    return 1 if any(one.holds is False for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Every number of SCIENCE V4 by customers none of whom stands for another: minutes of luck.

    python -m experiments.erlang_laws          # long: some 20 minutes
    python -m experiments.erlang_laws .1       # a tenth of the days

Prints what each line comes to beside Erlang's formulas, with standard errors by batch means, and
ends with status 1 if any is more than four of them away. The tests hold the same laws more quickly
(`tests/engine/test_erlang.py`).
"""

from __future__ import annotations

import sys
import time

from tests.kit.erlang import BATCHES, CENTRE_A, CENTRE_C, DELAY, GIVEN_UP, LOSS, System, told
from tests.kit.runs import lived

FARTHEST = 4.0


def systems() -> dict[str, tuple[System, int]]:
    """Each line by name, and the days after which its numbers are told to 1%."""
    loss = {
        f"B({n}, {a})": (System(a / 10, n, 10, 0), days)
        for (n, a), days in zip(LOSS, (2000, 1200, 600, 400), strict=True)
    }
    delay = {
        f"C({n}, {a})": (System(a / 10, n, 10, None), days)
        for (n, a), days in zip(DELAY, (30_000, 12_000, 16_000, 6000), strict=True)
    }
    gives_up = {f"A(10, 10), θ {rate:g}": (System(1, 10, 10, 10 / rate), 2000) for rate in GIVEN_UP}
    centre = {
        "C, 48 a minute": (CENTRE_C, 1000),
        "A, 48 a minute": (CENTRE_A, 300),
        "C, 46.5 a minute": (System(48 * (1 - 0.031), 50, 1, None), 700),
    }
    return loss | delay | gives_up | centre


def main() -> int:
    """Live and print each line; 1 if any is too far from its law."""
    part = float(sys.argv[1]) if sys.argv[1:] else 1.0
    far = 0
    for name, (system, days) in systems().items():
        start = time.perf_counter()
        case, customers = system.case()
        one = told(lived(case, customers, max(BATCHES, round(part * days))))
        law = system.law()
        print(f"{name}, {customers} customers, {time.perf_counter() - start:.0f} s", flush=True)
        for number, z in one.z(law).items():
            if system.patience == 0 and number.startswith("mean_"):
                continue  # who does not wait waits the microsecond in which they look
            if getattr(law, number):
                print(
                    f"  {number:12} {one.found[number]:9.5f}  law {getattr(law, number):9.5f}"
                    f"  error {one.error[number]:.5f}  z {z:5.2f}"
                )
                far += abs(z) > FARTHEST
    print(f"{far} more than {FARTHEST:g} standard errors away.")
    return int(far > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Live generated scenarios in both engines and compare: `python experiments/engines_agree.py`.

    python experiments/engines_agree.py              # 2,000 scenarios, of the seeds from 0 on
    python experiments/engines_agree.py 500 7000     # 500 scenarios, of the seeds from 7000 on
    python experiments/engines_agree.py 1 7123       # one again, by its seed

A seed makes a scenario of any legal shape (`tests/kit/generated.py`). Every day all that people
carry is compared to the bit, at the end every count and every event in its order, and the books of
the kernel's run must balance. Prints each difference with the command that shows it again.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cxsim.engine.run import live, warmed
from tests.kit import books
from tests.kit.engines import differences
from tests.kit.generated import Life, life
from tests.kit.generated_luck import Luck
from tests.kit.runs import worlds

SCENARIOS, FIRST = 2000, 0


def wrong(one: Life) -> str:
    """What is wrong with a life; empty if nothing."""
    try:
        found = differences(one.scenario, one.customers, one.horizon, one.seed)
        if found:
            return found[0]
        today, own = worlds(one.scenario, one.customers, one.horizon, one.seed)
        warm = warmed(today)
        books.check(warm, live(own, warm))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} {error} at {Path(where.filename).name}:{where.lineno}"
    return ""


def main() -> int:
    """Compare as many scenarios as asked; 1 if any differs."""
    given = [int(text) for text in sys.argv[1:]]
    number, first = (*given, *(SCENARIOS, FIRST)[len(given) :])
    met: Counter[str] = Counter()
    start = time.perf_counter()
    for seed in range(first, first + number):
        one = life(Luck.of(seed))
        days = one.scenario.as_is.warm_up_days + one.horizon
        met.update([one.scenario.as_is.relationship.kind, one.scenario.name])
        met.update({"customer days": one.customers * days})
        if said := wrong(one):
            met["wrong"] += 1
            print(f"seed {seed}: {said}")
            print(f"  again: python experiments/engines_agree.py 1 {seed}", flush=True)
    print(f"{number} scenarios from seed {first}, in {time.perf_counter() - start:.0f} s:")
    for what in sorted(met):
        print(f"  {what}: {met[what]}")
    print(f"{met['wrong']} differ or do not balance.")
    return int(met["wrong"] > 0)


if __name__ == "__main__":
    sys.exit(main())

"""A small standard run of the shipped cases, written down: `python -m tests.baseline`.

`baseline.json` holds what each run comes to, and a hash of its whole state for each platform on
which it was renewed: bits are promised per platform, elsewhere figures may differ by little.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Any

import numba
import numpy as np

import cxsim
from cxsim.draws import GENERATOR
from cxsim.engine.record import DAILY
from cxsim.engine.run import Lived
from cxsim.measure.metrics import metrics
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central

from .kit.runs import digest, lived

FILE = Path(__file__).with_suffix(".json")
CASES = {
    "telecom": (
        *("as_is", "to_be_on_time_technician", "to_be_assistant_human_exit"),
        "to_be_people_who_solve",
    ),
    "bank_contact_centre": ("as_is", "to_be_enquiry_assistant"),
    "retail": ("as_is", "to_be_loyalty_mailing", "to_be_promise_kept"),
}
CUSTOMERS, DAYS, SEED = 400, 365, 1


def platform_key() -> str:
    """What bits depend on: system, processor, C library, compiler, and numpy's own choice.

    Numpy takes logarithms of whole arrays by other instructions where the processor has them, and
    the last bit may differ.
    """
    library = "-".join(part for part in platform.libc_ver() if part)
    chosen = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    packages = (f"numba-{numba.__version__}", f"numpy-{np.__version__}", "+".join(chosen))
    parts = (platform.system(), platform.machine(), library, *packages)
    return " ".join(part for part in parts if part)


def scenarios() -> list[Scenario]:
    """Every scenario of the standard run."""
    return [cxsim.load(f"{case}/{name}") for case, names in CASES.items() for name in names]


def summary(scenario: Scenario, run: Lived) -> dict[str, Any]:
    """Counts over the horizon (money in millionths), and metrics."""
    counts = dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))
    found = metrics(scenario, central(scenario), run)
    return {"counts": counts, "metrics": {name: float(value) for name, value in found.items()}}


def standard_run() -> tuple[dict[str, Any], dict[str, str]]:
    """What each scenario comes to, and the hash of its state and record."""
    figures, hashes = {}, {}
    for scenario in scenarios():
        run = lived(scenario, CUSTOMERS, DAYS, SEED)
        name = f"{scenario.case}/{scenario.name}"
        figures[name] = summary(scenario, run)
        hashes[name] = digest(run)
    return figures, hashes


def main() -> None:
    """Renew the baseline on this platform; other platforms' hashes live as long as the figures."""
    old = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    figures, hashes = standard_run()
    same = old.get("figures") == figures
    others = old.get("hashes", {}) if same else {}
    new = {
        "standard": {"customers": CUSTOMERS, "horizon_days": DAYS, "seed": SEED},
        "generator": GENERATOR,
        "hashes": others | {platform_key(): hashes},
        "figures": figures,
    }
    FILE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    if new == old:
        print("The baseline stands: nothing changed.")
    else:
        print(f"Renewed {FILE.name}. Add to CHANGELOG.md what moved, tagged *numbers changed*.")


if __name__ == "__main__":
    main()

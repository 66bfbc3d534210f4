"""What names an event in a journey so that two worlds pair best: its number, or its place.

A draw inside a journey is keyed by the journey and by one word more. Two are possible:

event   the number of the event in the journey, as `cxsim/engine/stages/visits.py` has it;
place   the touchpoint, and how often this journey has been there before.

With `place` a detour leaves the luck of the touchpoints after it alone; with `event` it moves
their luck until the journey ends. Which pairs better is a matter of measurement: this study lives
telecom's AS-IS and two redesigns under both, in scratch copies of the package, and prints by how
much sharing the luck reduces the variance of a difference, (Var A + Var B) / Var(B − A).

    python experiments/key_schemes.py [replications=32] [customers=2000] [horizon_days=730]
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
TO_BES = ("to_be_on_time_technician", "to_be_assistant_human_exit")
METRICS = ("nps", "retention", "npv", "satisfaction")
RESAMPLES = 4000

PLACE = (
    (
        "engine/state.py",
        "    to_adopt: np.ndarray\n",
        "    been: np.ndarray\n    to_adopt: np.ndarray\n",
    ),
    (
        "engine/state.py",
        "        to_adopt=np.full(size, np.inf),\n",
        "        to_adopt=np.full(size, np.inf),\n"
        "        been=np.zeros((size, world.places.size), np.int64),\n",
    ),
    (
        "engine/stages/journeys.py",
        "    trip.step = 0\n",
        "    trip.step = 0\n    s.been[i, :] = 0\n",
    ),
    (
        "engine/stages/visits.py",
        "        v.step[n] = trip.step\n",
        "        at, place = v.person[n], int(trip.touchpoint)\n"
        "        v.step[n] = (place << 32) + s.been[at, place]\n"
        "        s.been[at, place] += 1\n",
    ),
)
"""What the key by place changes in the sources: file, what stands there, what is put there."""

CHILD = """
import json, sys
import cxsim
from cxsim.engine.run import live, warmed
from cxsim.measure.metrics import metrics
from cxsim.world.numbers import central
from cxsim.world.world import build

names, metric_names, replications, customers, horizon = json.loads(sys.argv[1])
worlds = [cxsim.load(name) for name in names]
values = [central(world) for world in worlds]
for replication in range(replications):
    about = customers, horizon, 1, replication
    today = build(worlds[0], values[0], *about)
    warm = warmed(today)
    row = []
    for world, own in zip(worlds, values):
        built = today if world is worlds[0] else build(world, own, *about, today=today)
        found = metrics(world, own, live(built, warm))
        row.append([found[name] for name in metric_names])
    print(json.dumps(row), flush=True)
"""


def copied(folder: Path, changes: tuple[tuple[str, str, str], ...]) -> Path:
    """Copy the package and its cases, and change its sources."""
    for name in ("cxsim", "conf", "scenarios"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*")
        )
    for name, old, new in changes:
        path = folder / "cxsim" / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise SystemExit(f"{name} has changed: this study no longer finds {old!r} once.")
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def started(folder: Path, task: str) -> subprocess.Popen[str]:
    """Live all worlds with the package of a folder."""
    environment = os.environ | {"PYTHONPATH": str(folder), "CXSIM_CACHE": str(folder / "cache")}
    command = [sys.executable, "-c", CHILD, task]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def finished(process: subprocess.Popen[str]) -> np.ndarray:
    """What was measured, (replications, worlds, metrics)."""
    output, _ = process.communicate()
    if process.returncode:
        raise SystemExit(process.returncode)
    return np.array([json.loads(line) for line in output.splitlines()])


def reduction(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(Var A + Var B) / Var(B − A) over the last axis."""
    apart = a.var(axis=-1, ddof=1) + b.var(axis=-1, ddof=1)
    together = (b - a).var(axis=-1, ddof=1)
    return np.divide(apart, together, out=np.full_like(apart, np.nan), where=together > 0)


def main(replications: int = 32, customers: int = 2000, horizon_days: int = 730) -> None:
    """Live both schemes and print the table."""
    names = ["telecom/as_is", *(f"telecom/{name}" for name in TO_BES)]
    task = json.dumps([names, METRICS, replications, customers, horizon_days])
    with tempfile.TemporaryDirectory() as scratch:
        folders = [copied(Path(scratch) / n, c) for n, c in (("event", ()), ("place", PLACE))]
        lived = [finished(process) for process in [started(f, task) for f in folders]]
    rng = np.random.default_rng(1)
    chosen = rng.integers(0, replications, (RESAMPLES, replications))
    print(f"telecom, {customers} customers, {horizon_days} days, {replications} replications.")
    print("Variance of a difference, apart / paired, and 95% by resampling the replications.\n")
    line = "{:28}{:14}{:>24}{:>24}{:>22}".format
    print(line("redesign", "metric", "by event", "by place", "place / event"))
    ratios = []
    for world, name in enumerate(TO_BES, 1):
        for m, metric in enumerate(METRICS):
            pairs = [(x[:, 0, m], x[:, world, m]) for x in lived]
            found = [reduction(a, b) for a, b in pairs]
            drawn = [reduction(a[chosen], b[chosen]) for a, b in pairs]
            ratios.append((found[1] / found[0], drawn[1] / drawn[0]))
            cells = map(told, (*found, ratios[-1][0]), (*drawn, ratios[-1][1]))
            print(line(name, metric, *cells))
    together = [np.exp(np.mean(np.log(values), axis=0)) for values in zip(*ratios, strict=True)]
    print(line("geometric mean", "", "", "", told(*together)))


def told(value: float, drawn: np.ndarray) -> str:
    """A number and the 95% of its resamples."""
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


if __name__ == "__main__":
    main(**{key: int(value) for key, value in (word.split("=") for word in sys.argv[1:])})

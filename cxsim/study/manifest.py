"""What made the numbers of a comparison."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cxsim import places
from cxsim.compiled import model_hash
from cxsim.draws import GENERATOR
from cxsim.scenario.library import data_of
from cxsim.scenario.schema import Scenario, files_of
from cxsim.world.edges import listed

from .discount import is_discount


def manifest(
    worlds: Sequence[Scenario],
    customers: int,
    horizon: int,
    replications: int,
    seed: int,
    engine: str,
    asked: Mapping[str, Any],
    threads: int | None = None,
) -> dict[str, Any]:
    """What made these numbers; the door adds the command that asks for them.

    Parameters
    ----------
    worlds : sequence of Scenario
        As-is first. What stands beside redesigns by itself, the same money as a discount, is told
        by its hash; the others with all their data, so that they can be lived again.
    customers, horizon, replications, seed, engine
        As the study was asked.
    asked : mapping
        Which study, as `do`, and what else it was asked.
    threads : int or None
        Lives at once; None: as many as there are cores.
    """
    ties = listed(worlds[0])
    revision = _revision()
    packages = ("cxsim", "mesa", "numba", "numpy", "pandas", "scipy", "simpy", "pydantic")
    return {
        "case": worlds[0].case,
        "scenarios": {world.name: world.hash() for world in worlds},
        "customers": customers,
        "horizon_days": horizon,
        "replications": replications,
        "seed": seed,
        "engine": engine,
        **({"ties": ties._asdict()} if ties else {}),
        "generator": GENERATOR,
        "model": model_hash(),
        **({"revision": revision[0], "changed_since": revision[1]} if revision else {}),
        "python": sys.version.split()[0],
        "packages": {name: _version(name) for name in packages},
        "platform": platform.platform(),
        "machine": platform.machine(),
        "threads": threads or os.cpu_count(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "asked": dict(asked),
        "data": {world.name: data_of(world) for world in worlds if not is_discount(world.name)},
    }


def made_of(scenario: Scenario) -> str:
    """Hash of what makes a scenario's figures beside its own data: the model, data files."""
    digest = hashlib.sha256(model_hash().encode())
    if scenario.folder is not None:
        for name in files_of(scenario.as_is):
            digest.update((scenario.folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _revision() -> tuple[str, bool] | None:
    """The commit of this checkout, and whether files have been changed since; None elsewhere."""
    root = places.root()
    if not (root / ".git").exists():
        return None
    try:
        commit, changes = (
            subprocess.run(
                ["git", "-C", str(root), *words], capture_output=True, text=True, check=True
            ).stdout.strip()
            for words in (("rev-parse", "HEAD"), ("status", "--porcelain"))
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return commit, bool(changes)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a checkout that nobody installed has none
        return "unknown"

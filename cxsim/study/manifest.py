"""What made the numbers of a comparison."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cxsim.compiled import model_hash
from cxsim.draws import GENERATOR
from cxsim.scenario.schema import Scenario
from cxsim.world.edges import listed


def manifest(
    worlds: Sequence[Scenario],
    customers: int,
    horizon: int,
    replications: int,
    seed: int,
    engine: str,
) -> dict[str, Any]:
    """What made these numbers; the door adds the command that asks for them."""
    ties = listed(worlds[0])
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
        "python": sys.version.split()[0],
        "packages": {name: _version(name) for name in packages},
        "platform": platform.platform(),
        "machine": platform.machine(),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a checkout that nobody installed has none
        return "unknown"

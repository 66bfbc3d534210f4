"""The two engines by name: what `engine=` chooses."""

from __future__ import annotations

from importlib import import_module
from typing import Any

PLACES = {"kernel": "cxsim.engine.run", "reference": "cxsim.engine.reference.run"}
"""Modules with `warmed(built)` and `live(built, warm, recorded, step, use_up)`."""
LOADED: dict[str, Any] = {}


def engine_named(name: str) -> Any:
    """An engine, loaded when it is first asked for: the reference brings Mesa and SimPy along."""
    if name not in LOADED:
        LOADED[name] = import_module(PLACES[name])
    return LOADED[name]

"""A study again from its manifest: the same data, the same settings, so the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cxsim.scenario import library
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase

STUDIES = ("compare", "decide", "stress", "sweep")
MAKERS = ("model", "generator", "python", "platform", "machine")
"""What a manifest names of the program and the machine that made it. Bits are promised where all of
it is the same."""


@dataclass(frozen=True)
class Again:
    """A study as its manifest asks for it.

    Parameters
    ----------
    do : str
        One of `STUDIES`.
    as_is, to_be : Scenario, tuple of Scenario
    settings : dict
        What else its function takes, by name.
    """

    do: str
    as_is: Scenario
    to_be: tuple[Scenario, ...]
    settings: dict[str, Any]


def read(manifest: Mapping[str, Any], called: str = "manifest") -> Again:
    """A study from the manifest of one.

    Parameters
    ----------
    manifest : mapping
        As `manifest.json` holds it.
    called : str
        How to name it in messages.

    Raises
    ------
    Problems
        When it is no manifest, is of a study with rules of somebody's own, or names data files that
        are no longer there, or not the same.
    """
    if "rules" in manifest or "person" in manifest:
        wrong = Problem(called, "own_code", None, phrase("from_python"))
        raise Problems([wrong])
    try:
        asked, data = dict(manifest["asked"]), dict(manifest["data"])
        numbers = {name: manifest[name] for name in ("customers", "horizon_days", "replications")}
        numbers |= {name: manifest[name] for name in ("seed", "engine")}
        case, hashes = str(manifest["case"]), dict(manifest["scenarios"])
        do = asked.pop("do")
    except (KeyError, TypeError, ValueError):
        raise Problems([Problem(called, "no_manifest", None, phrase("a_manifest"))]) from None
    if do not in STUDIES or library.AS_IS not in data:
        raise Problems([Problem(called, "no_manifest", None, phrase("a_manifest"))])
    as_is, *to_be = library.variant(library.cases().get(case), case, data, {})
    for world in (as_is, *to_be):
        if _hash(world) != hashes.get(world.name):
            raise Problems([Problem(f"{called}: {world.name}", "files_changed", case)])
    return Again(do, as_is, tuple(to_be), numbers | asked)


def _hash(world: Scenario) -> str:
    """Hash of a scenario; empty where one of its data files is gone."""
    try:
        return world.hash()
    except OSError:
        return ""


def changed_since(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What of program and machine is not as it was: names, with what they were and are."""
    names = [name for name in MAKERS if before.get(name) != now.get(name)]
    found = [f"{name}: {before.get(name)} → {now.get(name)}" for name in names]
    packages = (before.get("packages") or {}), (now.get("packages") or {})
    for name in sorted({*packages[0], *packages[1]}):
        was, is_ = (some.get(name) for some in packages)
        if was != is_:
            found.append(f"{name}: {was} → {is_}")
    return found

"""A row of `bench.json`, its floor, and the table that is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cxsim

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RESULT = ROOT / "results" / "bench" / "bench.json"


@dataclass(frozen=True)
class Row:
    """What one tool took for one workload; null where a column does not apply.

    Parameters
    ----------
    workload, tool, version : str
    unit : str
        One piece of work, or "byte".
    n : float
        How many units were timed (bytes: how many there are).
    ns_per_unit : float or None
        Nanoseconds a unit, median of the repeats.
    ratio_to_cxsim : float or None
        The tool's time over cxsim's; None for cxsim itself.
    compile_s : float or None
        Seconds of compilation, which no other column contains.
    peak_mib : float or None
        Most memory the process held, MiB.
    floor : float or None
        The bar: a ratio that must be reached, or for cxsim itself the most `ns_per_unit`.
    holds : bool or None
        Whether it is kept.
    """

    workload: str
    tool: str
    version: str
    unit: str
    n: float
    ns_per_unit: float | None = None
    ratio_to_cxsim: float | None = None
    compile_s: float | None = None
    peak_mib: float | None = None
    floor: float | None = None
    holds: bool | None = None


def row(workload: str, unit: str, n: float, **measured: float | None) -> Row:
    """One of cxsim's own rows, judged by the floor recorded for its workload."""
    floor = recorded(workload)
    taken = n if unit == "byte" else measured.get("ns_per_unit")
    holds = None if floor is None or taken is None else taken <= floor
    return Row(workload, "cxsim", cxsim.__version__, unit, n, floor=floor, holds=holds, **measured)


def beside(workload: str, tool: str, version: str, unit: str, n: float, **measured: float) -> Row:
    """Another tool's row on the same work, judged by the least ratio recorded for the two."""
    floor = recorded(f"{workload}: {tool}")
    holds = None if floor is None else measured["ratio_to_cxsim"] >= floor
    return Row(workload, tool, version, unit, n, floor=floor, holds=holds, **measured)


def recorded(workload: str) -> float | None:
    """The floor recorded for a workload, or for another tool on it."""
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    return floors.get(workload)


def write(rows: Sequence[Row]) -> None:
    """Write `bench.json`, whole or not at all."""
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    fresh = RESULT.with_suffix(".new")
    text = json.dumps([asdict(one) for one in rows], indent=1, allow_nan=False)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(RESULT)


def table(rows: Sequence[Row]) -> str:
    """The rows as text."""
    lines = [["workload", "tool", "n", "per unit", "ratio", "bar", "", "compiling", "peak"]]
    for one in rows:
        kept = {None: "", True: "kept", False: "BROKEN"}[one.holds]
        lines.append(
            [
                one.workload,
                f"{one.tool} {one.version}",
                f"{one.n:,.0f} {one.unit}{'' if one.n == 1 else 's'}",
                duration(one.ns_per_unit),
                "" if one.ratio_to_cxsim is None else f"{one.ratio_to_cxsim:.2f}",
                bar(one),
                kept,
                "" if one.compile_s is None else f"{one.compile_s:.1f} s",
                "" if one.peak_mib is None else f"{one.peak_mib:.0f} MiB",
            ]
        )
    wide = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(line, wide, strict=True)).rstrip()
        for line in lines
    )


def bar(one: Row) -> str:
    """What a row is held to, in the unit that it is told in."""
    if one.floor is None:
        return ""
    if one.ratio_to_cxsim is not None:
        return f"{one.floor:g} times"
    return f"{one.floor:g} bytes" if one.unit == "byte" else duration(one.floor)


def duration(ns: float | None) -> str:
    """A time in the unit that suits it."""
    if ns is None:
        return ""
    return f"{ns / 1e9:.2f} s" if ns >= 1e7 else f"{ns:,.0f} ns"

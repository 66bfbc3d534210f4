"""How much memory a run takes, estimated before anything is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .problems import Problem
from .schema import Scenario
from .words import phrase

PROGRAM = 450_000_000
"""Bytes of the program itself: 300 MB where the kernel is compiled already, else 600 MB."""
A_PERSON = {"kernel": 2500, "reference": 15_000}
"""Bytes of one more simulated person at the peak of a replication, today's world beside a
redesign's, by engine: measured on telecom with its ties. Seven replications and comparisons, of
20,000 to 600,000 people of telecom and retail, took 0.9 to 1.2 times what is foreseen with this."""
A_RECORDED_DAY = 13
"""Bytes of one day of a person whose life is written down in both worlds, measured on telecom."""
RECORDED = 20_000
"""People of a replication whose lives are written down event by event, to see where they part."""
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""Where Linux says how much a container may take."""


def memory() -> int | None:
    """Bytes of memory that a process may take here, where the system tells."""
    sizes = [int(text) for text in map(_read, LIMITS) if text.isdecimal()]
    with suppress(AttributeError, OSError, ValueError):  # Windows
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    return min(sizes, default=None)


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return ""


def of_replication(
    scenario: Scenario, customers: int, recorded_days: int = 0, engine: str = "kernel"
) -> float:
    """Bytes that one replication takes beside the program.

    Parameters
    ----------
    scenario : Scenario
    customers : int
        Simulated customers at day 0; its prospects come on top.
    recorded_days : int
        Days that are written down event by event, to compare lives; 0: none are.
    engine : str
        "kernel" or "reference".
    """
    people = customers * (1 + scenario.as_is.market.prospects)
    return people * A_PERSON[engine] + min(people, RECORDED) * recorded_days * A_RECORDED_DAY


def too_large(
    scenario: Scenario, customers: int, recorded_days: int = 0, engine: str = "kernel"
) -> Iterator[Problem]:
    """That not even one replication fits in the memory of this machine."""
    there = memory()
    needed = PROGRAM + of_replication(scenario, customers, recorded_days, engine)
    if there is not None and needed > there:
        alone = PROGRAM + of_replication(scenario, 0, recorded_days, engine)
        most = int((there - alone) / of_replication(scenario, 1, 0, engine))
        size = phrase("gigabytes", needed=f"{needed / 1e9:.1f}", there=f"{there / 1e9:.1f}")
        fits = phrase("at_most_people", n=max(1, most))
        yield Problem(f"customers={customers}", "memory", size, fits)

"""What a case's SOURCES.md says of its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from cxsim.scenario import Value

_STATED = r"-?[\d.]+ \[[^]]*\]"


def rows(sources: str) -> list[tuple[list[str], str]]:
    """Places, or patterns of them, and what is said of their values, by row of its tables."""
    return [
        ([place.strip("`") for place in cells[1].split(", ")], cells[2])
        for line in sources.split("\n")
        if line.startswith("| `")
        for cells in [[cell.strip() for cell in line.split("|")]]
    ]


def untold(sources: str, values: Mapping[str, Value]) -> list[str]:
    """Uncertain values without a source of their own that no row names."""
    patterns = [pattern for row, _ in rows(sources) for pattern in row]
    return [
        place
        for place, value in values.items()
        if value.uncertain and value.source is None
        if not any(fnmatchcase(place, pattern) for pattern in patterns)
    ]


def numbers(sources: str, values: Mapping[str, Value]) -> list[tuple[str, str, str]]:
    """Place, number told and number stated of each value whose row tells it."""
    found = []
    for patterns, said in rows(sources):
        if not re.match(_STATED, said):
            continue
        for pattern, told in zip(patterns, re.findall(_STATED, said), strict=True):
            for place, value in values.items():
                if value.uncertain and fnmatchcase(place, pattern):
                    stated = f"{value.value:g} [{value.low:g}, {value.high:g}]"
                    found.append((place, told, stated))
    return found

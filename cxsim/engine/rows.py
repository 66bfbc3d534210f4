"""Rows of tables of which few people need one at a time: who no longer does gives theirs back.

Row 0 belongs to nobody. Which row somebody gets means nothing; the last one given back is the next
one given, so that the rows in use stay together at the beginning of the table.
"""

from __future__ import annotations

from cxsim.compiled import part

from .state import FREE, USED, State


@part
def row_for(s: State, table: int) -> int:
    """A row of a table that nobody has."""
    free = s.counts[FREE + table]
    if free > 0:
        s.counts[FREE + table] = free - 1
        return s.free[table, free - 1]
    s.counts[USED + table] += 1
    return s.counts[USED + table]


@part
def give_back(s: State, table: int, row: int) -> None:
    """Let somebody else have a row."""
    s.free[table, s.counts[FREE + table]] = row
    s.counts[FREE + table] += 1

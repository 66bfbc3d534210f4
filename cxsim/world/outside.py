"""The world outside as a table: all that moves values and that nobody here decides.

Shocks, context and rivals' moves are all influences: a course over the days, and what it moves.
What is to come from outside is known before the first day is lived, since no customer changes it,
so both engines read one table.
"""

from __future__ import annotations

from pathlib import Path

from cxsim.scenario.schema import AsIs

from .context import context
from .influence import Influence, Values
from .moves import moves
from .strikes import shocks


def outside(
    case: AsIs, values: Values, days: int, root: int, folder: Path | None = None
) -> list[Influence]:
    """All that moves values from outside within so many days from day 0.

    Parameters
    ----------
    case : AsIs
        Today's, extended by what the redesign adds.
    values : mapping
        Value by place.
    days : int
        Days lived; courses have one number more, for what lasts after them.
    root : int
        Key of the replication, from which random courses are drawn.
    folder : Path or None
        Where the case's files lie.

    Raises
    ------
    Problems
        Where the path of a factor ends before the last day.
    """
    return [
        *shocks(case, values, days, root),
        *context(case, values, days, root, folder),
        *moves(case, values, days),
    ]

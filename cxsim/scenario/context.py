"""The state of the world outside, day by day: the economy, the season, the weather."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .outside import Effect
from .parts import Hint, Identifier, Label, Section
from .relationship import HistoryFile
from .teams import Weekday
from .values import Quantity, Value, default

ECONOMY = "economy"
"""The factor that rule 28 reads, in standard deviations from its mean."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
Month = Literal[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
LAST_DAY, LARGEST = 36500, 1e6
"""The last day that a path may name, and the largest index, of either sign."""
Index = Annotated[Value, Quantity("index", -LARGEST, LARGEST, "the index; 0 is as usual")]


class Autoregressive(Section):
    """An index that wanders around what is usual: x(t) = φ·x(t−1) + noise, φ = e^(−1/memory)."""

    kind: Literal["autoregressive"]
    memory_days: Annotated[
        Value, Quantity("days", 0.01, 36500, "days in which what was falls to 1/e")
    ]
    spread: Annotated[
        Value, Quantity("index", 0, LARGEST, "standard deviation in the long run, of all days")
    ] = default(1.0)
    start: Index = default(0.0)
    """On day 0. A case describes today as usual, so 0 where nothing is said."""


class Path(Section):
    """An index as it is stated, day by day."""

    kind: Literal["path"]
    points: tuple[
        Annotated[
            tuple[
                Annotated[int, Field(ge=0, le=LAST_DAY)],
                Annotated[float, Field(ge=-LARGEST, le=LARGEST)],
            ],
            Field(strict=False),
            Hint("day_pair", (0, 0)),
        ],
        ...,
    ] = Field(min_length=1, strict=False)
    """[day, value] pairs, days rising from 0 on; between them in a straight line."""


class File(Section):
    """An index as a file has it: a CSV of two columns, day and value, beside this one."""

    kind: Literal["file"]
    file: HistoryFile
    """Days rise from 0 on; between them in a straight line."""


class Months(Section):
    """An index of the season: the same each year, a twelfth of it a month."""

    kind: Literal["months"]
    first: Month
    """The month in which day 0 is the first day."""
    values: dict[Month, Index] = Field(min_length=1)
    """Of each month; 0 where not named."""


class Weekdays(Section):
    """An index of the day of the week; day 0 is a Monday, as for teams."""

    kind: Literal["weekdays"]
    values: dict[Weekday, Index] = Field(min_length=1)
    """Of each day of the week; 0 where not named."""


class Spells(Section):
    """An index of 0 or 1 in random spells, such as bad weather: a Markov chain of two states."""

    kind: Literal["spells"]
    share: Annotated[Value, Quantity("share", 0, 1, "share of days on which it is 1")]
    days: Annotated[Value, Quantity("days", 1, 36500, "mean length of a spell")]


Course = Annotated[
    Autoregressive | Path | File | Months | Weekdays | Spells, Field(discriminator="kind")
]


class Factor(Section):
    """A named index x(t) of the world outside from day 0 on, 0 where all is as usual.

    An `add` makes a value v + x·size, a `multiply` v·size^x. It is the same in all worlds. Its name
    is its identity: by it random courses are drawn, so that one more factor moves no other. The one
    named `economy` is in standard deviations and makes experience count as rule 28 says, whatever
    its effects.
    """

    label: Label
    course: Course
    effects: dict[Identifier, Effect] = Field(default={})
    enabled: bool = True


Context = dict[Identifier, Factor]

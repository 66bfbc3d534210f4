"""A firm's own assessment of how it manages customer experience, and the defaults that it sets.

The seven components are those of the field: strategy, understanding, design, measurement,
economics, governance, culture. Their levels, 1 (begun) to 5 (second nature), are a judgement, and
what follows from them here is assumed: no source gives these sizes. They are defaults, no more:
what a file states itself wins, level 3 is what is taken where no level is stated, and a level that
is not stated counts as 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    Field,
    PrivateAttr,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidationError,
    ValidationInfo,
    model_serializer,
    model_validator,
)

from .parts import Section

Component = Literal[
    "strategy",
    "understanding",
    "design",
    "measurement",
    "economics",
    "governance",
    "culture",
]
MIDDLE = 3.0
"""The level at which every default is what it is without an assessment."""

Level = Annotated[float | None, Field(ge=1, le=5)]


class Maturity(Section):
    """How mature the firm judges its management of customer experience, 1 to 5 each.

    Economics sets no default: what a firm knows of the money in it moves no customer. It is told
    beside the components to which the levers of a redesign belong.
    """

    strategy: Level = None
    """Whether all know what is promised to whom; sets execution."""
    understanding: Level = None
    """Whether the firm knows what its customers live; sets what is remembered of their story."""
    design: Level = None
    """Whether journeys are designed and tried; sets execution, and how fast levers take hold."""
    measurement: Level = None
    """Whether it is measured; sets how often, and how many, customers are asked."""
    economics: Level = None
    """Whether what it is worth is known; sets nothing."""
    governance: Level = None
    """Whether somebody decides and answers for it; sets execution, handoffs, pace and drift."""
    culture: Level = None
    """Whether it is how all work; sets execution, handoffs and drift."""

    def level(self, components: Collection[Component]) -> float | None:
        """Mean level of some components, those not stated as 3; None where none is stated."""
        stated = [getattr(self, one) for one in components]
        if all(one is None for one in stated):
            return None
        return math.fsum(MIDDLE if one is None else one for one in stated) / len(stated)


class Link(NamedTuple):
    """What some components set.

    Parameters
    ----------
    components : tuple of str
        By their mean level.
    at : three tuples of float
        The number, or the number with the least and the most that it may be, at levels 1, 3 and 5;
        straight lines between them.
    whole : bool
        Whether it is a whole number.
    """

    components: tuple[Component, ...]
    at: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
    whole: bool = False

    def default(self, maturity: Maturity) -> Any:
        """The default as a file would state it; None where no component is stated."""
        level = maturity.level(self.components)
        if level is None:
            return None
        numbers = [_between(knots, level) for knots in zip(*self.at, strict=True)]
        if len(numbers) > 1:
            return dict(zip(("value", "low", "high"), numbers, strict=True))
        return round(numbers[0]) if self.whole else numbers[0]


def _between(knots: tuple[float, ...], level: float) -> float:
    """A number at a level by its numbers at 1, 3 and 5: at 3 the middle one to the bit."""
    first, middle, last = knots
    if level <= MIDDLE:
        return round(middle - (MIDDLE - level) / 2 * (middle - first), 12)
    return round(middle + (level - MIDDLE) / 2 * (last - middle), 12)


EXECUTION = Link(
    ("strategy", "design", "governance", "culture"),
    ((0.4, 0.15, 0.65), (0.65, 0.4, 0.9), (0.85, 0.6, 1.0)),
)
"""How much of a plan becomes real: it takes knowing what for, a plan that works, somebody who
answers for it, and people who want it. A quarter either way, at most 1."""
RAMP = Link(("design", "governance"), ((90,), (0,), (0,)), whole=True)
"""Days from no effect to full effect (range 30–180 at level 1): what was not tried beforehand, and
nobody answers for, is put right on the way. From level 3 on a lever is there at once, as where no
level is stated, so a firm's real ramps are to be stated."""
DRIFT = Link(("governance", "culture"), ((0.35, 0.2, 0.5), (0.15, 0.05, 0.3), (0.05, 0.0, 0.1)))
"""Share of its strength that a lever loses a year without upkeep: habits return where nobody looks
after the new ones. The one link without which nothing is lost at all."""
INTEGRATION = Link(("governance", "culture"), ((0.2, 0.05, 0.5), (0.5, 0.2, 0.8), (0.8, 0.5, 0.95)))
"""Chance that a story is passed on to another department: by who decides across them, and by
whether they think of the customer as theirs."""
MEMORY = Link(("understanding", "governance"), ((0.1, 0.0, 0.3), (0.3, 0.1, 0.6), (0.6, 0.3, 0.9)))
"""Chance that a story is known in a repeat contact, or in another channel: by whether customers
are known at all, and somebody decides on what is kept of them."""
EVERY_DAYS = Link(("measurement",), ((365.0,), (180.0,), (90.0,)))
"""Days from one turn of the recurring survey to the next. What a firm asks it decides, so this and
the next have no range."""
SAMPLING = Link(("measurement",), ((0.02,), (0.1,), (0.3,)))
"""Share of ended journeys asked about."""


class Assessed(Section):
    """A section some of whose defaults the firm's assessment sets.

    What a file leaves open is not written out with its data (`model_dump`, unless its context says
    `whole`): it follows from the levels, so other levels, put into those data, set others.
    """

    LINKS: ClassVar[Mapping[str, Link]] = {}
    _open: frozenset[str] = PrivateAttr(default=frozenset())
    _assessed: frozenset[str] = PrivateAttr(default=frozenset())

    @property
    def assessed(self) -> frozenset[str]:
        """Fields that the file leaves open and the assessment sets."""
        return self._assessed

    @classmethod
    def left_open(cls, raw: Mapping[str, Any]) -> set[str]:
        """Fields that the assessment may set, of a section as a file states it."""
        return {*cls.LINKS} - raw.keys()

    @model_validator(mode="wrap")
    @classmethod
    def _by_level(
        cls, raw: Any, handler: Callable[[Any], Assessed], info: ValidationInfo
    ) -> Assessed:
        maturity = (info.context or {}).get("maturity")
        if not isinstance(raw, Mapping):
            return handler(raw)
        left, found = frozenset(cls.left_open(raw)), {}
        if maturity is not None:
            found = {name: cls.LINKS[name].default(maturity) for name in sorted(left)}
            found = {name: given for name, given in found.items() if given is not None}
        made = handler({**raw, **found})
        made._open, made._assessed = left, frozenset(found)
        return made

    @model_serializer(mode="wrap")
    def _stated(
        self, handler: SerializerFunctionWrapHandler, info: SerializationInfo
    ) -> dict[str, Any]:
        kept: dict[str, Any] = handler(self)
        whole = (info.context or {}).get("whole", False)
        return kept if whole else {n: one for n, one in kept.items() if n not in self._open}


def assessment_in(raw: Mapping[str, Any]) -> Maturity | None:
    """The assessment in the raw data of a case; None without one, or where it is wrong."""
    firm = raw.get("firm")
    given = firm.get("maturity") if isinstance(firm, Mapping) else None
    try:
        return None if given is None else Maturity.model_validate(given)
    except ValidationError:
        return None  # told with all that is wrong

"""Choices, all made of one: a whole number between two. Hypothesis chooses, or a seed does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from cxsim.scenario.kinds import bare, fields, is_section, optional
from cxsim.scenario.values import Quantity, Value

Some = TypeVar("Some")

STEPS = 1000
"""Numbers between two limits from which one is chosen."""
FAR = 1e9
"""Farthest where the schema has no limit."""
USUAL: dict[str, tuple[float, float]] = {
    "after_days": (0, 9),
    "after_promise_days": (1, 3),
    "base": (0, 0.6),
    "baseline": (5, 9),
    "cost": (0, 20),
    "count": (1, 500),
    "cross_sell": (0, 40),
    "cubic": (0, 20),
    "delay_spread": (0, 1.5),
    "effort": (-0.5, 0.5),
    "every_days": (1, 60),
    "frequency": (0.3, 3),
    "friends": (0, 8),
    "gamma": (1, 50),
    "hearing": (0, 1.5),
    "imitation": (0, 50),
    "inactivity_days": (1, 60),
    "innovation": (0, 5),
    "longest_days": (0, 4000),
    "Returns.after_days": (0, 9),
    "Returns.rate": (20, 100),
    "without": (0, 0.5),
    "loyalty": (-1, 1),
    "mean_days": (0, 400),
    "median_hazard": (0.01, 0.3),
    "memory_days": (1, 90),
    "needs": (0, 12),
    "non_payment": (0, 0.1),
    "period_days": (1, 40),
    "price": (0.8, 1.25),
    "price_sensitivity": (0, 2),
    "praise": (0, 0.3),
    "promised_days": (0, 6),
    "prospects": (0, 8),
    "money": (0, 1),
    "satisfaction": (-0.5, 0.5),
    "service": (0, 1),
    "share": (0, 1),
    "satisfaction_spread": (0.02, 2),
    "scale_days": (1, 60),
    "RecoveryRule.gain": (0.5, 5),
    "Exponential.minutes": (0.5, 30),
    "Fixed.minutes": (0.5, 30),
    "Gamma.minutes": (0.5, 30),
    "Lognormal.minutes": (0.5, 30),
    "hiring": (0, 500),
    "skill": (0.5, 2),
    "wage": (0, 3000),
    "spend": (0, 100),
    "spend_change": (-20, 20),
    "talkativeness": (0, 3),
    "told": (0, 0.8),
    "retold": (0, 0.6),
    "visits_a_month": (0.5, 20),
    "weak": (0, 4),
    "window_days": (1, 90),
}
"""Where a number usually lies, by its name, where its range is much wider than what lives well, or
where its prior is narrower; by its section's class too, where names are the same."""
PARAMETER = (0.3, 5.0)
"""The same for the parameters of distributions, whose range is that of any number."""


LIVABLE: dict[str, tuple[float, float]] = {
    "cost": (0, 1e6),
    "spend_change": (-1e6, 1e6),
    "gamma": (1e-6, 1e4),
    "p": (1e-6, 1e3),
    "q": (0.3, 1e9),
    "hiring": (0, 1e5),
    "prospects": (0, 100),
    "spend": (0, 1e6),
    "wage": (0, 1e4),
}
"""What of the legal range is generated where the rest makes money larger than the books can hold:
9.2e12 in all, as they count millionths in 64 bits (`test_found` has such a case)."""


class Luck:
    """Whoever makes the choices. Zero is always the plainest, so that Hypothesis shrinks to it.

    Parameters
    ----------
    whole : callable
        A whole number between two, inclusive.
    """

    def __init__(self, whole: Callable[[int, int], int]) -> None:
        self.whole = whole
        self.wild = (0, 4, 30)[whole(0, 2)]
        """Percent of the numbers that lie at the end of what is legal."""

    @classmethod
    def of(cls, seed: int) -> Luck:
        """The luck of a seed."""
        return cls(Random(seed).randint)

    def chance(self, percent: int) -> bool:
        """Whether something happens that does so often."""
        return self.whole(0, 99) >= 100 - percent

    def among(self, options: Sequence[Some]) -> Some:
        """One of some."""
        return options[self.whole(0, len(options) - 1)]

    def some(self, options: Sequence[Some], percent: int = 50, least: int = 0) -> list[Some]:
        """Some of some in their order; the first `least` of them always."""
        return [one for i, one in enumerate(options) if i < least or self.chance(percent)]

    def number(self, low: float, high: float, usual: tuple[float, float] | None = None) -> float:
        """A number between two; where luck is wild, one of those two."""
        if self.chance(self.wild):
            return self.among((float(low), float(high)))
        first, last = usual or (low, high)
        return first + (last - first) * self.whole(0, STEPS) / STEPS

    def value(
        self, name: str, quantity: Quantity, usual: tuple[float, float] | None = None
    ) -> float:
        """A number that a case may state at a place of this name."""
        least, most = LIVABLE.get(name, (-FAR, FAR))
        low, high = max(quantity.low, least), min(quantity.high, most)
        if quantity.unit == "parameter":
            usual = usual or PARAMETER
        return self.number(low, high, USUAL.get(name, usual))


def stated(luck: Luck, model: type[BaseModel], every: bool = False) -> dict[str, Any]:
    """Numbers and names of a section as a case may state them; what is optional now and then.

    Mappings, lists and texts are left to who asks.
    """
    raw: dict[str, Any] = {}
    for name, annotated in fields(model).items():
        kind, notes = bare(annotated)
        if is_section(kind):
            if not every and optional(model, name):
                raw[name] = stated(luck, kind)
        elif (every or not optional(model, name) or luck.chance(50)) and (
            found := _stated(luck, name, kind, notes, model)
        ) is not None:
            raw[name] = found
    return raw


def _stated(
    luck: Luck, name: str, kind: Any, notes: list[Any], model: type[BaseModel]
) -> float | str | None:
    """What may stand at one place; None for what is neither a number nor one of some names."""
    if get_origin(kind) is Literal:
        return str(luck.among(get_args(kind)))
    if kind is Value:
        quantity = next(note for note in notes if isinstance(note, Quantity))
        own = USUAL.get(f"{model.__name__}.{name}", _prior(model, name))
        return luck.value(name, quantity, own)
    if kind not in (int, float):
        return None
    limits = {
        at: getattr(note, at) for note in notes for at in ("gt", "ge", "le") if hasattr(note, at)
    }
    low = limits.get("ge", limits.get("gt", -FAR) + 1e-12)
    found = luck.number(low, limits.get("le", FAR), USUAL.get(name))
    return round(found) if kind is int else found


def _prior(model: type[BaseModel], name: str) -> tuple[float, float] | None:
    """The range of a field's default, if it states one."""
    default = model.model_fields[name].default
    given = default if isinstance(default, dict) else {}
    return (given["low"], given["high"]) if "low" in given else None

"""What must hold of the listening loop, and of levers on it."""

from __future__ import annotations

from collections.abc import Iterator

from .found import Found, Place
from .levers import Lever, named
from .schema import AsIs
from .structure import department_of
from .words import phrase

OF_THE_FIRM = tuple(f"listening.fix.{name}" for name in ("gain", "cost", "delay_days"))
"""What is the same for everybody, as all meet the same touchpoints."""


def listening_problems(case: AsIs) -> Iterator[Found]:
    """Silos where nothing belongs to any department."""
    if case.listening is None or case.listening.sharing != "silo":
        return
    if all(department_of(case, one) is None for one in case.touchpoints.values()):
        said = phrase("with_departments")
        yield Found(("listening", "sharing"), "wrong", case.listening.sharing, said)


def unheard(case: AsIs, place: str) -> bool:
    """Whether nothing reads a value of the loop: there is no touchpoint that could be fixed."""
    return place in OF_THE_FIRM and all(one.grip == 0 for one in case.touchpoints.values())


def fixes_for_all(place: Place, lever: Lever) -> Iterator[Found]:
    """Levers on what the firm fixes that are meant for some people alone."""
    if not any(named(one).fullmatch(what) for one in lever.target for what in OF_THE_FIRM):
        return
    if lever.archetypes:
        yield Found((*place, "for"), "wrong", list(lever.archetypes), phrase("fixed_for_all"))
    if lever.reach.low < 1:
        said = phrase("fixed_for_all")
        yield Found((*place, "reach"), "wrong", lever.reach.written(), said)

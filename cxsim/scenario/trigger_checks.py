"""What is wrong with what sets a lever off: one thing that there is, said whole."""

from __future__ import annotations

from collections.abc import Iterator

from .found import Found, Place
from .levers import When
from .schema import AsIs
from .words import phrase

TRIGGERS = ("shock", "context", "failures_at", "waits_at")


def trigger_problems(place: Place, case: AsIs, when: When | None) -> Iterator[Found]:
    """What is wrong with what sets a lever off."""
    if when is None:
        return
    stated = [name for name in TRIGGERS if getattr(when, name) is not None]
    if len(stated) != 1:
        kind = "wrong" if stated else "missing"
        yield Found(place, kind, stated or None, phrase("one_trigger"))
    yield from _from_outside(place, case, when)
    yield from _counted(place, case, when)


def _from_outside(place: Place, case: AsIs, when: When) -> Iterator[Found]:
    """A shock or a factor that there is not, or that nobody can see coming."""
    if when.shock is not None and when.shock not in case.shocks:
        near = tuple(case.shocks)
        allowed = phrase("shock_here", names=", ".join(near)) if near else phrase("a_shock")
        yield Found((*place, "shock"), "wrong", when.shock, allowed, near)
    if when.days_before:
        shock = case.shocks.get(when.shock or "")
        if when.shock is None or (shock is not None and shock.per_year is not None):
            yield Found((*place, "days_before"), "unforeseen", None, phrase("dated_shock"))
    if when.context is not None:
        state = when.context
        if state.factor not in case.context:
            known = tuple(case.context) or phrase("a_factor")
            yield Found((*place, "context", "factor"), "wrong", state.factor, known)
        if (state.above is None) == (state.below is None):
            said = None if state.above is None else [state.above, state.below]
            kind = "missing" if said is None else "wrong"
            yield Found((*place, "context"), kind, said, phrase("one_side"))


def _counted(place: Place, case: AsIs, when: When) -> Iterator[Found]:
    """A touchpoint or a team that there is not, or too many of nobody knows how many."""
    for key, known in (("failures_at", case.touchpoints), ("waits_at", case.teams)):
        name = getattr(when, key)
        if name is not None and name not in known:
            yield Found((*place, key), "wrong", name, tuple(known) or phrase("a_team"))
    high = 1 if when.waits_at is None else 100000
    if when.counted and when.above is None:
        said = phrase("between", low=0, high=high, unit="")
        yield Found((*place, "above"), "missing", None, said)
    elif when.counted and when.above is not None and when.above > high:
        said = phrase("between", low=0, high=high, unit="")
        yield Found((*place, "above"), "wrong", when.above, said)
    if not when.counted:
        for key in ("above", "over_days"):
            if getattr(when, key) != type(when).model_fields[key].default:
                yield Found((*place, key), "beside_shock", None, phrase("with_failures"))

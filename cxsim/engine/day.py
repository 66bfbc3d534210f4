"""The order of one simulated day. The order is part of the model."""

from __future__ import annotations

from typing import Any

from cxsim.compiled import stage
from cxsim.world.world import World

from .record import Record
from .staffed.day import run_lines
from .staffed.duty import come_to_work
from .staffed.overnight import go_home
from .stages.campaigns import contact
from .stages.census import take_census
from .stages.hearing import hear
from .stages.journeys import walk, walk_on
from .stages.levers import move_levers
from .stages.listening import call_back
from .stages.prospects import consider
from .stages.relationship import renew_or_leave
from .stages.reviews import show_reviews
from .stages.rivals import compare_offers
from .stages.surveys import ask
from .state import State


@stage
def day(world: World, state: State, record: Record, today: int) -> None:
    """One day, in order."""
    move_levers(world, state, record, today)
    compare_offers(world, state, record, today)
    show_reviews(world, state, record, today)
    come_to_work(world, state, record, today)
    hear(world, state, record, today)
    contact(world, state, record, today)
    call_back(world, state, record, today)
    consider(world, state, record, today)
    walk(world, state, record, today)
    run_lines(world, state, record, today)
    walk_on(world, state, record, today)
    renew_or_leave(world, state, record, today)
    ask(world, state, record, today)
    go_home(world, state, record, today)
    take_census(world, state, record, today)


@stage
def days(world: World, state: State, record: Record, first: int, last: int) -> None:
    """The days from `first` up to, not including, `last`."""
    for today in range(first, last):
        day(world, state, record, today)


def stages() -> list[Any]:
    """The stages of a day in their order, read from `day` itself."""
    function = getattr(day, "py_func", day)
    return [globals()[name] for name in function.__code__.co_names]

"""Run a world in the reference engine; the same questions and answers as `cxsim.engine.run`."""

from __future__ import annotations

from cxsim.world.people import CUSTOMER
from cxsim.world.world import Built, left_as_is

from ..afterwards import afterwards
from ..run import Lived
from ..state import State, initial_state
from .customer import Customer
from .model import Model


def warmed(built: Built, person: type[Customer] = Customer) -> State:
    """State on day 0: everybody's clocks are set and the warm-up is lived, in today's journey."""
    model = Model(built, initial_state(built), -int(built.world.case[0].warm_up), person=person)
    model.begin()
    while model.today < 0:
        model.step()
    return model.state()


def live(
    built: Built,
    warm: State,
    recorded: int = 0,
    step: int | None = None,
    person: type[Customer] = Customer,
    use_up: bool = False,
) -> Lived:
    """Live the days of a scenario from day 0, as `cxsim.engine.run.live` does.

    Parameters
    ----------
    built, warm, recorded, step, use_up
        As there; here days are lived one by one, whatever `step` is, and `warm` is always left as
        it is: a person's memory is not in it.
    person : type of Customer
        A subclass of `Customer` tries another behaviour.
    """
    with left_as_is(built.world):
        model = Model(built, warm, 0, recorded, person)
        for customer in model.people:
            if customer.status == CUSTOMER:
                customer.change_clocks()
        while model.today < built.world.case[0].horizon:
            model.step()
        final = afterwards(built.world)
    return Lived(built, model.state(), model.books.closed(), final)

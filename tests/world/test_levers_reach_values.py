"""Every value that a lever may act on is one that the rules read."""

from __future__ import annotations

import numpy as np
import pytest

from cxsim.scenario import load, values_of
from cxsim.world.numbers import Names, central, numbers


@pytest.mark.parametrize("name", ["telecom/as_is", "retail/as_is", "bank_contact_centre/as_is"])
def test_what_a_lever_may_change_has_its_place_in_the_buffer(name: str) -> None:
    scenario = load(name)
    case, names = scenario.as_is, Names.of(scenario.as_is)
    archetypes = np.arange(len(names.archetypes))
    where = numbers(case, names, central(scenario), archetypes).where
    open_to_levers = {place for place, value in values_of(case) if value.quantity.lever}
    assert open_to_levers - set(where) == set()

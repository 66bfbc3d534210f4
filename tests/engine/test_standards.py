"""Standards that rise: doing nothing is not flat, from day 0 on and no earlier."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ..kit.runs import differing, lived
from ..kit.scenarios import RICH, made

CUSTOMERS, DAYS = 40, 120
BUSY: dict[str, Any] = {"archetypes.anyone.needs": {"ask": 8}, "relationship": {"kind": "captive"}}


def satisfaction(rise: float, weight: float = 0.1) -> np.ndarray:
    """Everybody's satisfaction in the end, where standards rise so many points a year."""
    rules = {"market.standards_rise": rise, "behaviour.expectations.should_weight": weight}
    return np.asarray(lived(made(BUSY, rules), CUSTOMERS, DAYS).state.people.satisfaction)


@pytest.mark.parametrize("weight", [0.02, 0.1, 0.3])
def test_who_demands_more_is_less_satisfied(weight: float) -> None:
    flat, slow, fast = (satisfaction(rise, weight) for rise in (0.0, 0.5, 1.0))
    assert (slow <= flat).all()
    assert (fast <= slow).all()
    assert fast.mean() < slow.mean() < flat.mean()


def test_who_minds_no_standard_minds_no_rise() -> None:
    assert satisfaction(1.0, 0.0).tolist() == satisfaction(0.0, 0.0).tolist()


def test_nothing_has_risen_before_day_0() -> None:
    """The warm-up is the same to the bit, and so is the first day."""
    rising = {"market.standards_rise": 1.0}
    assert differing(lived(made(RICH), CUSTOMERS, 1), lived(made(RICH, rising), CUSTOMERS, 1)) == []
    assert differing(lived(made(RICH), CUSTOMERS, 9), lived(made(RICH, rising), CUSTOMERS, 9)) != []

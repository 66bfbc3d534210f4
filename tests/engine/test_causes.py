"""Why customers leave: hazards that accumulate together, and the first that is reached."""

from __future__ import annotations

import numpy as np

from cxsim.world.people import INVOLUNTARY, LEFT, NON_PAYMENT, VOLUNTARY

from ..kit.runs import lived
from ..kit.scenarios import made
from ..kit.statistics import shares_agree

CUSTOMERS, PERIODS = 65_000, 4
CHANCES = np.array([0.06, 0.05, 0.02])
CASE = {
    "archetypes.anyone.needs": {},
    "archetypes.anyone.non_payment": CHANCES[1],
    "relationship": {
        "kind": "contractual",
        "period_days": 30,
        "loyalty": {"form": "normal", "median_hazard": CHANCES[0], "spread": 0},
        "tenure": {"mean_days": 0},
        "involuntary": CHANCES[2],
    },
}


def test_causes_compete_as_their_hazards() -> None:
    """In each period one leaves unless none strikes; the first to strike is its share of them."""
    people = lived(made(CASE), CUSTOMERS, 30 * PERIODS + 1).state.people
    growth = -np.log1p(-CHANCES)
    stay = np.prod(1 - CHANCES)
    gone = growth / growth.sum() * (1 - stay)
    for period in range(1, PERIODS + 1):
        then = (people["status"] == LEFT) & (np.abs(people["left"] - 30 * period) < 0.5)
        found = [
            (then & (people["cause"] == c)).sum() for c in (VOLUNTARY, NON_PAYMENT, INVOLUNTARY)
        ]
        shares_agree(found, CUSTOMERS, gone * stay ** (period - 1))

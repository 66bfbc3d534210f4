"""What moves trust, and what trust does: to promises, and to recoveries. Nothing more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.run import Lived
from cxsim.engine.state import WILL
from cxsim.measure.metrics import metrics
from cxsim.world.numbers import central

from ..kit.runs import differing, lived
from ..kit.scenarios import CAPTIVE, FAILURE_DEMAND, RICH, made

WRONG_BILLS: dict[str, Any] = {
    "touchpoints.desk.failure": {"probability": 0.3, "depth": 4, "loss": "money"}
}
OFF: dict[str, Any] = {"behaviour.trust": {"loss": 0, "gain": 0, "promise_rate": 0}}


def trust(*changes: dict[str, Any]) -> float:
    return float(lived(made(*changes), 40, 120).state.people.trust.mean())


@pytest.mark.parametrize("loss", [0.1, 0.2, 0.5])
def test_a_wrong_bill_costs_trust_and_a_bad_service_none(loss: float) -> None:
    about = {"behaviour.trust": {"loss": loss, "gain": 0.02}}
    service = {"touchpoints.desk.failure.loss": "service"}
    assert trust(WRONG_BILLS, about) < trust(WRONG_BILLS, about, service)
    assert trust(WRONG_BILLS, about, service) > 0.8  # what goes well is trusted


def test_switched_off_trust_stays_where_it_began_and_does_nothing() -> None:
    one = lived(made(RICH, FAILURE_DEMAND, OFF), 30, 60)
    other = lived(made(RICH, FAILURE_DEMAND, OFF, {"market.trust": 0.3}), 30, 60)
    assert (one.state.people.trust == 0.8).all()
    assert differing(one, other, but=("people.trust",)) == []


def gap(run: Lived) -> float:
    """How far the customers' expectation is from what is promised."""
    return float(np.abs(9.5 - run.state.expected[:, WILL, 0]).mean())


def test_customers_follow_the_promise_as_far_as_they_trust() -> None:
    still = {"behaviour.expectations": {"will_learning": 0}, "market.promise": {"care": 9.5}}
    believing = lived(made(CAPTIVE, still, {"market.trust": 1}), 40, 90)
    doubting = lived(made(CAPTIVE, still, {"market.trust": 0.2}), 40, 90)
    deaf = lived(made(CAPTIVE, still, {"behaviour.trust.promise_rate": 0}), 40, 90)
    assert gap(believing) < gap(doubting) < gap(deaf) == 1.5


def test_who_distrusts_is_harder_to_make_whole() -> None:
    """The same failures and the same help; only trust at the time of the help differs."""
    about = {"behaviour.leaving.strength": 0, "relationship.kind": "contractual"}
    wary = {"behaviour.trust": {"loss": 0.5, "gain": 0}}
    left = [
        lived(made(RICH, FAILURE_DEMAND, about, one), 30, 60).state.people.grievance.sum()
        for one in (OFF, wary)
    ]
    assert left[1] > left[0]


def test_the_metric_is_the_mean_of_current_customers() -> None:
    case = made(WRONG_BILLS)
    run = lived(case, 40, 90)
    people = run.state.people
    found = metrics(case, central(case), run)["trust"]
    assert found == pytest.approx(100 * people.trust[people.status == 1].mean())
    assert 0 < found < 100

"""Levers that a state of the world sets off: a shock that strikes, visits that fail too often."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.run import live, warmed
from cxsim.engine.state import State
from cxsim.scenario import Problems, validate
from cxsim.scenario.schema import Scenario

from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

DESK = "touchpoints.desk.quality"
STORM: dict[str, Any] = {
    "shocks": {"storm": {"label": "Storm", "target": DESK, "size": 3, "start_day": 10}}
}
DAYS = 40


def when(**said: Any) -> dict[str, Any]:
    """A lever on the price, which is 1 today, that something sets off."""
    dated = {name: said.pop(name) for name in ("start_day", "ramp_days") if name in said}
    return {"it": {"target": "economics.price", "effect": -0.5, "when": said} | dated}


def prices(scenario: Scenario, horizon: int = DAYS, customers: int = 8) -> np.ndarray:
    """The price that everybody lives on each day."""
    today, own = worlds(scenario, customers, horizon)
    found: list[float] = []

    def look(day: int, state: State) -> None:
        found.append(float(own.world.rules.price[0]))

    live(own, warmed(today), step=1, morning=look)
    return np.array(found[1:])  # in the morning of the next day


def test_a_shock_sets_a_lever_off_for_its_days() -> None:
    found = prices(made(RICH, STORM, levers=when(shock="storm", for_days=7)))
    days = np.arange(DAYS - 1)
    assert (found == np.where((days >= 10) & (days < 17), 0.5, 1.0)).all()


def test_it_ramps_from_there_and_not_before_its_first_day() -> None:
    ramped = prices(made(RICH, STORM, levers=when(shock="storm", for_days=20, ramp_days=10)))
    assert np.allclose(ramped[10:21], 1 - 0.05 * np.arange(11))
    late = prices(made(RICH, STORM, levers=when(shock="storm", for_days=7, start_day=14)))
    assert (
        late == np.where((np.arange(DAYS - 1) >= 14) & (np.arange(DAYS - 1) < 17), 0.5, 1)
    ).all()
    assert (prices(made(RICH, STORM, levers=when(shock="storm", start_day=38))) == 1).all()


def test_a_shock_that_is_switched_off_sets_nothing_off() -> None:
    off = {"shocks.storm.enabled": False}
    assert (prices(made(RICH, STORM, off, levers=when(shock="storm"))) == 1).all()


FAILING: dict[str, Any] = {"touchpoints.desk.failure": {"probability": 0.2, "depth": 5}}


def failing(run: Any, over: int) -> np.ndarray:
    """Share of the visits to the desk that failed, of so many days up to yesterday, from events."""
    events = run.record.events[: int(run.record.written[0])]
    visits = events[(events["kind"] == 0) & (events["touchpoint"] == 0)]
    every = np.bincount(visits["day"], minlength=DAYS)
    bad = np.bincount(visits["day"], visits["failed"], minlength=DAYS)
    spans = [slice(max(0, day - over), day) for day in range(DAYS)]
    return np.array([bad[s].sum() / max(1, every[s].sum()) for s in spans])


@pytest.mark.parametrize("over", [1, 5])
def test_failures_set_it_off_the_day_after_and_renew_it(over: int) -> None:
    """What the lever does is held against the share of failed visits, as events tell it."""
    levers = when(failures_at="desk", above=0.23, over_days=over, for_days=3, start_day=4)
    scenario = made(RICH, FAILING, levers=levers)
    run = lived(scenario, 30, DAYS, recorded=500)
    too_many = failing(run, over) > 0.23
    too_many[:4] = False
    on = np.array([too_many[max(0, day - 2) : day + 1].any() for day in range(DAYS)])
    assert 0 < on.sum() < DAYS - 4
    assert (prices(scenario, customers=30) == np.where(on, 0.5, 1.0)[:-1]).all()


def test_never_exceeded_it_changes_no_bit() -> None:
    never = lived(made(RICH, FAILING, levers=when(failures_at="desk", above=1)), 20, DAYS)
    assert differing(never, lived(made(RICH, FAILING), 20, DAYS)) == []


def test_a_world_lived_again_begins_with_nothing_set_off() -> None:
    levers = when(failures_at="desk", above=0.1, for_days=3)
    today, own = worlds(made(RICH, FAILING, levers=levers), 20, DAYS)
    warm = warmed(today)
    first, again = live(own, warm), live(own, warm, recorded=500, step=1)
    assert differing(first, again) == []
    assert (own.world.rules.price == 1).all()


@pytest.mark.parametrize(
    "said", [{"shock": "storm"}, {"failures_at": "desk", "above": 0.2, "for_days": 4}]
)
def test_both_engines_set_it_off_alike(said: dict[str, Any]) -> None:
    close = {"removes": "line", "instead": "desk", "when": said}
    levers = when(**said, ramp_days=5) | {"close": close}
    scenario = made(RICH, FAILING, STORM, {"touchpoints.line.control": 1}, levers=levers)
    assert differences(scenario, 15, 25) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "levers.it.when is missing. Allowed: shock, or failures_at with above."),
    (
        {"shock": "storm", "failures_at": "desk", "above": 0.1},
        "levers.it.when is ['storm', 'desk']",
    ),
    ({"shock": "strom"}, "levers.it.when.shock is 'strom', which is not allowed. Nearest: storm."),
    ({"failures_at": "dask", "above": 0.1}, "levers.it.when.failures_at is 'dask', which is not"),
    ({"failures_at": "desk"}, "levers.it.when.above is missing. Allowed: 0 … 1."),
    ({"failures_at": "desk", "above": 2}, "levers.it.when.above is 2, which is not allowed"),
    ({"shock": "storm", "over_days": 3}, "levers.it.when.over_days stands without failures_at."),
]


@pytest.mark.parametrize(("said", "told"), WRONG, ids=[told[:50] for _, told in WRONG])
def test_what_is_wrong_is_told(said: dict[str, Any], told: str) -> None:
    lever = {"label": "It", "target": "economics.price", "effect": -0.1, "when": said}
    with pytest.raises(Problems) as found:
        validate.redesign(
            {"label": "X", "levers": {"it": lever}}, "to_be.yaml", made(RICH, STORM).as_is
        )
    assert told in str(found.value)


def test_how_often_needs_arise_needs_a_date() -> None:
    lever = {"target": "archetypes.anyone.needs.ask", "effect": 1, "when": {"shock": "storm"}}
    with pytest.raises(Problems) as found:
        made(RICH, STORM, levers={"it": lever})
    assert "levers.it.target moves 'archetypes.anyone.needs.ask', which needs a date" in str(
        found.value
    )

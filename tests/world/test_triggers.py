"""Levers that a state of the world sets off: a shock that strikes, visits that fail too often."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.run import live, warmed
from cxsim.engine.state import State
from cxsim.scenario import Problems, validate
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.strikes import strikes_of

from ..kit.engines import differences
from ..kit.one_line import MINUTE, days_of, one_line
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made, redesigned

DESK = "touchpoints.desk.quality"
STORM: dict[str, Any] = {
    "shocks": {
        "storm": {
            "label": "Storm",
            "start_day": 10,
            "effects": {"desk": {"target": DESK, "size": -3}},
        },
        "chance": {
            "label": "Chance",
            "per_year": 60,
            "effects": {"desk": {"target": DESK, "size": -1}},
        },
    },
    "context": {
        "economy": {
            "label": "Economy",
            "course": {"kind": "path", "points": [[0, 0], [10, 1], [20, -1], [100, -1]]},
        }
    },
}
DAYS = 40
ABOVE = 1.5
"""Minutes of waiting."""


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


def test_set_off_day_after_day_it_ramps_on() -> None:
    """The economy is above 0.55 from day 6 to 12; in force for a day each, it is one stretch."""
    state = {"factor": "economy", "above": 0.55}
    found = prices(made(RICH, STORM, levers=when(context=state, for_days=1, ramp_days=10)))
    days = np.arange(DAYS - 1)
    force = np.where((days >= 6) & (days < 13), (days - 6) / 10, 0.0)
    assert np.allclose(found, 1 - 0.5 * force)


def test_failing_day_after_day_it_ramps_on_in_both_engines() -> None:
    levers = when(failures_at="desk", above=0, over_days=20, for_days=1, ramp_days=10)
    scenario = made(RICH, FAILING, levers=levers)
    found = prices(scenario, customers=30)
    first = int(np.flatnonzero(found < 1)[0])
    assert np.allclose(found[first : first + 9], 1 - 0.05 * np.arange(1, 10))
    assert differences(scenario, 10, 15) == []


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
    ({}, "levers.it.when is missing. Allowed: shock, or context, or failures_at with above, or "),
    (
        {"shock": "storm", "failures_at": "desk", "above": 0.1},
        "levers.it.when is ['shock', 'failures_at']",
    ),
    ({"shock": "strom"}, "levers.it.when.shock is 'strom', which is not allowed. Nearest: storm."),
    ({"shock": "flood"}, "or one in conf/shocks that shocks= names"),
    ({"failures_at": "dask", "above": 0.1}, "levers.it.when.failures_at is 'dask', which is not"),
    ({"failures_at": "desk"}, "levers.it.when.above is missing. Allowed: 0 … 1."),
    ({"failures_at": "desk", "above": 2}, "levers.it.when.above is 2, which is not allowed"),
    ({"shock": "storm", "over_days": 3}, "levers.it.when.over_days stands without failures_at"),
    ({"failures_at": "desk", "above": 0.1, "days_before": 3}, "when.days_before cannot be known"),
    ({"shock": "chance", "days_before": 3}, "levers.it.when.days_before cannot be known before"),
    ({"context": {"factor": "econmy", "above": 1}}, "when.context.factor is 'econmy', which is "),
    ({"context": {"factor": "economy"}}, "levers.it.when.context is missing. Allowed: above, or"),
    (
        {"context": {"factor": "economy", "above": 1, "below": 2}},
        "levers.it.when.context is [1, 2], which is not allowed",
    ),
    ({"waits_at": "desk", "above": 2}, "levers.it.when.waits_at is 'desk', which is not allowed"),
]


@pytest.mark.parametrize(("said", "told"), WRONG, ids=[told[:50] for _, told in WRONG])
def test_what_is_wrong_is_told(said: dict[str, Any], told: str) -> None:
    lever = {"label": "It", "target": "economics.price", "effect": -0.1, "when": said}
    with pytest.raises(Problems) as found:
        validate.redesign(
            {"label": "X", "levers": {"it": lever}}, "to_be.yaml", made(RICH, STORM).as_is
        )
    assert told in str(found.value)


def test_a_shock_with_a_date_may_be_announced() -> None:
    found = prices(made(RICH, STORM, levers=when(shock="storm", days_before=4, for_days=7)))
    days = np.arange(DAYS - 1)
    assert (found == np.where((days >= 6) & (days < 17), 0.5, 1.0)).all()
    early = prices(made(RICH, STORM, levers=when(shock="storm", days_before=30, for_days=1)))
    assert (early == np.where(days < 11, 0.5, 1.0)).all()


def test_each_strike_of_a_random_shock_sets_it_off_anew() -> None:
    scenario = made(RICH, STORM, levers=when(shock="chance", for_days=3))
    _, own = worlds(scenario, 8, DAYS)
    values = central(scenario)
    shock, root = scenario.as_is.shocks["chance"], int(own.world.case[0].root)
    strikes = strikes_of("chance", shock, values, DAYS, root)
    days = np.arange(DAYS - 1)
    since = np.array([min([day - s for s in strikes if s <= day], default=99) for day in days])
    assert 2 <= strikes.size <= 20
    assert (prices(scenario) == np.where(since < 3, 0.5, 1.0)).all()


@pytest.mark.parametrize(
    ("state", "from_day", "to_day"),
    [({"above": 0.55}, 6, 13), ({"below": -0.55}, 18, DAYS)],
)
def test_a_factor_of_the_context_sets_it_off(
    state: dict[str, Any], from_day: int, to_day: int
) -> None:
    """The economy climbs to 1 by day 10 and falls to −1 by day 20, where it stays."""
    found = prices(
        made(RICH, STORM, levers=when(context={"factor": "economy"} | state, for_days=1))
    )
    days = np.arange(DAYS - 1)
    assert (found == np.where((days >= from_day) & (days < to_day), 0.5, 1.0)).all()


@pytest.mark.parametrize("over", [1, 3])
def test_long_waits_set_it_off_the_day_after(over: int) -> None:
    """What the lever does is held against the mean wait of all whose stay ended."""
    today = one_line(0.08, 1, 10, 30, 20).as_is
    lever = when(waits_at="crew", above=ABOVE, over_days=over, for_days=1)
    scenario = redesigned(today, lever)
    _, own = worlds(scenario, 20, DAYS)
    first, _ = worlds(scenario, 20, DAYS)
    prices_seen: list[float] = []
    run = live(
        own,
        warmed(first),
        step=1,
        morning=lambda day, state: prices_seen.append(float(own.world.rules.price[0])),
    )
    table = days_of(run)
    ended = table["answered"] + table["abandoned"] + table["sent_away"]
    spans = [slice(max(0, day - over), day) for day in range(DAYS)]
    total = np.array([ended[s].sum() for s in spans])
    waited = np.array([table["waited"][s].sum() for s in spans])
    on = (waited > ABOVE * MINUTE * total)[: DAYS - 1]
    assert 3 < on.sum() < DAYS - 3
    assert (np.array(prices_seen[1:]) == np.where(on, 0.5, 1.0)).all()
    assert differences(scenario, 10, 12) == []


def test_a_shock_may_set_off_what_moves_how_often_needs_arise() -> None:
    lever = {"target": "archetypes.anyone.needs.ask", "effect": 1, "when": {"shock": "chance"}}
    assert differences(made(RICH, STORM, levers={"it": lever}), 10, 20) == []


def test_how_often_needs_arise_does_not_follow_what_a_run_counts() -> None:
    counted = {"failures_at": "desk", "above": 0.1}
    lever = {"target": "archetypes.anyone.needs.ask", "effect": 1, "when": counted}
    with pytest.raises(Problems) as found:
        made(RICH, STORM, levers={"it": lever})
    assert "levers.it.target moves 'archetypes.anyone.needs.ask', which needs a date" in str(
        found.value
    )

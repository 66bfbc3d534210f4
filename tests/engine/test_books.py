"""The books balance in every run, and edge cases of the relationship are lived as told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.engine.record import DAILY, ENDED, LEAVE
from cxsim.engine.run import Lived, live, warmed
from cxsim.scenario.schema import Scenario
from cxsim.world.people import CUSTOMER, LEFT

from ..kit import books
from ..kit.runs import events_of, lived, worlds
from ..kit.scenarios import CAPTIVE, PROFESSIONAL, PURCHASES, RICH, made

EVERY = settings(derandomize=True, deadline=None, max_examples=40, database=None)


def balanced(scenario: Scenario, customers: int, horizon: int, seed: int = 1) -> Lived:
    """Live a scenario and hold it to its books."""
    today, own = worlds(scenario, customers, horizon, seed)
    warm = warmed(today)
    run = live(own, warm)
    books.check(warm, run)
    return run


def total(run: Lived, name: str) -> int:
    return int(run.record.daily[:, :, DAILY.index(name)].sum())


@pytest.mark.parametrize(
    "changes", [{}, PROFESSIONAL, PURCHASES, CAPTIVE, RICH], ids=lambda c: str(c.get("label"))
)
@pytest.mark.parametrize("customers", [1, 2, 60])
def test_small_worlds_live_and_balance(changes: dict[str, Any], customers: int) -> None:
    balanced(made(changes), customers, 70)


def test_captive_customers_stay_and_pay() -> None:
    run = balanced(made(RICH, captive(), {"warm_up_days": 5}), 50, 60)
    assert (run.state.people["status"][:50] == CUSTOMER).all()
    assert total(run, "revenue") > 0
    assert total(run, "joined") > 0


def captive() -> dict[str, Any]:
    """Changes that make the rich case captive (nobody walks out)."""
    journeys = {name: j for name, j in RICH_JOURNEYS.items() if name != "leave"}
    return CAPTIVE | {"journeys": journeys}


RICH_JOURNEYS = made(RICH).as_is.model_dump(mode="json")["journeys"]

share = st.floats(0, 1)
small = st.floats(0, 12)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A rich case with other numbers, and levers on some of them."""
    done = draw(share)
    changes = {
        "warm_up_days": draw(st.sampled_from([0, 15])),
        "archetypes.anyone.needs": {"ask": draw(small), "mend": draw(small)},
        "archetypes.anyone.spend": draw(st.floats(0, 1e6)),
        "archetypes.anyone.non_payment": draw(st.floats(0, 0.5)),
        "touchpoints.desk.failure.probability": draw(share),
        "touchpoints.line.quality": draw(st.floats(0, 10)),
        "touchpoints.line.cost": draw(st.floats(0, 1e5)),
        "journeys.leave.steps.desk": {
            "stay": {"share": done, "after_days": draw(small)},
            "done": {"share": 1 - done, "after_days": draw(small)},
        },
        "journeys.mend.steps.line.done": {"share": 0.4, "after_days": draw(small)},
        "relationship.period_days": draw(st.floats(1, 40)),
        "relationship.loyalty.median_hazard": draw(st.floats(1e-6, 0.8)),
        "relationship.tenure.mean_days": draw(st.sampled_from([0, 1, 500])),
        "market.prospects": draw(st.floats(0, 2)),
        "market.innovation": draw(st.floats(0, 10)),
        "ties.friends": draw(st.sampled_from([0, 2, 8])),
        "ties.weak": draw(st.floats(0, 3)),
        "behaviour.leaving.link": draw(st.sampled_from(["linear", "saturating", "exponential"])),
        "behaviour.memory.learning": draw(share),
    }
    dated = {
        "start_day": draw(st.integers(0, 30)),
        "ramp_days": draw(st.integers(0, 20)),
        "reach": draw(share),
        "reach_group": "some",
    }
    levers = {
        "quality": {"target": "touchpoints.line.quality", "effect": draw(st.floats(-9, 9))} | dated,
        "pace": {
            "target": ["archetypes.anyone.needs.ask", "archetypes.keen.needs"],
            "how": "multiply",
            "effect": draw(st.floats(0, 3)),
        }
        | dated,
        "done": {
            "target": "journeys.mend.steps.line.done.share",
            "effect": draw(st.floats(-1, 1)),
        }
        | dated,
        "quicker": {
            "target": [
                f"journeys.mend.steps.line.{way}.{number}"
                for way in ("done", "desk", "line")
                for number in ("share", "after_days")
            ],
            "how": "at_most",
            "effect": draw(share),
        },
        "price": {"target": "economics.price", "how": "multiply", "effect": draw(st.floats(0.5, 2))}
        | dated,
    }
    chosen = draw(st.sets(st.sampled_from(sorted(levers))))
    return made(RICH, changes, levers={name: levers[name] for name in sorted(chosen)})


@EVERY
@given(scenarios(), st.integers(1, 150), st.integers(1, 60), st.integers(0, 99))
def test_books_balance_in_every_run(
    scenario: Scenario, customers: int, horizon: int, seed: int
) -> None:
    balanced(scenario, customers, horizon, seed)


LEAVING = {
    "archetypes.anyone.spend": 10,
    "archetypes.anyone.needs": {},
    "relationship": {
        "kind": "contractual",
        "period_days": 10,
        "loyalty": {"form": "normal", "median_hazard": 0.9, "spread": 0},
        "tenure": {"mean_days": 0},
    },
    "journeys.leave": {
        "label": "Leave",
        "kind": "leave",
        "entry": {"desk": 1},
        "steps": {"desk": {"done": 1}},
    },
}


def test_who_is_saved_pays_for_the_period() -> None:
    """Everybody is always talked into staying, so every bill is paid, a day late where it was."""
    saved = {"journeys.leave.steps.desk": {"stay": 1}}
    run = balanced(made(LEAVING, saved), 100, 100)
    assert (run.state.people["status"] == CUSTOMER).all()
    assert (run.state.people["spell"] > 3).any()
    assert run.state.people["spell"].sum() == total(run, "stayed")
    assert (run.state.people["revenue"] == 10 * 10_000_000).all()


def test_leaving_that_takes_longer_than_a_period_comes_to_its_end() -> None:
    slow = {
        "journeys.leave.steps.desk": {"desk": {"share": 0.5, "after_days": 25}, "done": 0.5},
    }
    run = balanced(made(LEAVING, slow), 100, 365)
    assert (run.state.people["status"] == LEFT).all()


def test_a_delay_before_an_end_delays_it() -> None:
    late = {"journeys.leave.steps.desk": {"done": {"share": 1, "after_days": 6.5}}}
    run = lived(made(LEAVING, late), 100, 60, recorded=100)
    events = events_of(run)
    ended, gone = events[events["kind"] == ENDED], events[events["kind"] == LEAVE]
    assert (gone["day"] % 10 == 6).all()
    assert (gone["day"] == ended["day"]).all()
    left = run.state.people["left"][gone["person"]]
    assert (np.floor(left) == gone["day"]).all()


def test_a_journey_open_when_the_bill_is_not_paid_ends_with_the_relationship() -> None:
    endless = {
        "archetypes.anyone.needs": {"ask": 9},
        "archetypes.anyone.non_payment": 0.4,
        "relationship.loyalty.median_hazard": 0.000001,
        "journeys.ask.steps.desk": {"desk": {"share": 0.9, "after_days": 3}, "done": 0.1},
    }
    run = balanced(made(LEAVING, endless), 150, 60)
    assert total(run, "broken_off") > 0
    assert total(run, "left_non_payment") > 0
    assert (run.state.people["need"][run.state.people["status"] == LEFT] == -1).all()


def test_a_prospect_who_gives_up_stays_one_and_may_try_again() -> None:
    never = {
        "market": {"prospects": 1, "innovation": 10},
        "journeys.join": {
            "label": "Join",
            "kind": "join",
            "entry": {"desk": 1},
            "steps": {"desk": {"give_up": 1}},
        },
    }
    run = balanced(made(never), 100, 200)
    assert total(run, "joined") == 0
    assert (run.state.fired[100:, 1] > 1).any()

"""What a stage does at the ends of what it counts, and where it changes course."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.day import days
from cxsim.engine.record import CENSUS, DAILY, ENDED, EVENT, PURCHASE, VISIT
from cxsim.engine.run import empty_for, live, warmed
from cxsim.engine.state import ACT
from cxsim.world.clocks import NEVER
from cxsim.world.people import CUSTOMER, PROSPECT

from ..kit.engines import differences, kernel_days
from ..kit.runs import differing, digest, events_of, lived, worlds
from ..kit.scenarios import CAPTIVE, PURCHASES, made


def test_a_purchase_is_booked_with_a_thousand_million_at_most() -> None:
    """Hidden mean spends without bound, cut off at what the books hold."""
    boundless = made(PURCHASES, {"relationship.value.q": 0.05})
    events = events_of(lived(boundless, 60, 60, recorded=60))
    amounts = events["felt"][events["kind"] == PURCHASE]
    assert amounts.max() == 1e9
    assert (amounts < 1e9).any()


CALM: dict[str, Any] = CAPTIVE | {
    "warm_up_days": 9,
    "market": {"prospects": 0.5, "innovation": 3},
    "journeys.join": {
        "label": "Join",
        "kind": "join",
        "entry": {"desk": 1},
        "steps": {"desk": {"done": 1}},
    },
}
"""Changes that let some join and nobody leave."""


@pytest.mark.parametrize("start", [0, 1, 12])
def test_a_need_that_a_lever_awakens_begins_then_and_for_customers_only(start: int) -> None:
    asleep = {"archetypes.anyone.needs": {"ask": 0}}
    wake = {"target": "archetypes.anyone.needs.ask", "effect": 9, "start_day": start}
    scenario = made(CALM, asleep, levers={"wake": wake})
    assert differences(scenario, 12, 16) == []
    *_, (_, state, _) = kernel_days(scenario, 12, 16, 1)
    who = state.people["status"]
    assert (state.next_need[who == PROSPECT] >= NEVER).all()
    fires = state.next_need[who == CUSTOMER, 0]
    assert ((start < fires) & (fires < NEVER)).all()


def test_clocks_that_levers_change_leave_journeys_under_way_alone() -> None:
    endless = {
        "archetypes.anyone.needs": {"ask": 9},
        "journeys.ask.steps.desk": {"desk": {"share": 0.9, "after_days": 6.5}, "done": 0.1},
    }
    pace = {"target": "archetypes.anyone.needs", "how": "multiply", "effect": 0.2}
    assert differences(made(CALM, endless, levers={"pace": pace}), 12, 16) == []


def test_nobody_makes_more_than_twenty_visits_in_a_day() -> None:
    """Somebody whose journey never ends makes as many, and goes on with the next tomorrow."""
    scenario = made(CALM, {"journeys.ask.steps.desk": {"desk": 0.999999, "done": 0.000001}})
    events = events_of(lived(scenario, 5, 6, recorded=5))
    visits = events[events["kind"] == VISIT]
    _, times = np.unique(visits["person"] * 100 + visits["day"], return_counts=True)
    assert times.max() == 20
    assert (times == 20).sum() > 10
    assert differences(scenario, 5, 6) == []


TWO_NEEDS: dict[str, Any] = {
    "archetypes.anyone.needs": {"ask": 300, "mend": 15},
    "journeys.mend": {
        "label": "Mend",
        "kind": "help",
        "entry": {"desk": 1},
        "steps": {"desk": {"desk": {"share": 0.5, "after_days": 6.5}, "done": 0.5}},
    },
}


def test_needs_that_pile_up_are_taken_up_twenty_a_day() -> None:
    """A long journey keeps a busy customer from ten needs a day, which wait for it to end."""
    scenario = made(CALM, TWO_NEEDS, {"warm_up_days": 0})
    events = events_of(lived(scenario, 6, 12, recorded=6))
    over = events[events["kind"] == ENDED]
    assert np.unique(over["person"] * 100 + over["day"], return_counts=True)[1].max() == 20
    assert differences(scenario, 6, 12) == []


def test_needs_that_fire_at_midnight_wait_for_their_day_and_go_in_the_order_of_the_case() -> None:
    built, _ = worlds(made(CALM, TWO_NEEDS, {"warm_up_days": 0}), 9, 9)
    state, record = warmed(built), empty_for(built, 9)
    record = record.replaced(events=np.zeros(1000, EVENT).view(np.recarray))
    state.next_need[:9, :2] = 5.0
    state.calendar[ACT, :9] = 4
    state.marks[ACT, 0] = 4
    days(built.world, state, record, 4, 5)
    assert record.written[0] == 0
    assert (state.fired[:9, :2] == 0).all()
    days(built.world, state, record, 5, 6)
    visits = record.events[record.events["kind"] == VISIT][: int(record.written[0])]
    _, first = np.unique(visits["person"], return_index=True)
    assert (visits["need"][first] == 0).all()
    assert (state.fired[:9, :2] >= 1).all()


def test_blocks_of_any_size_live_the_same() -> None:
    scenario, found = made(CALM, {"archetypes.anyone.needs.ask": 20}), set()
    for block in (1, 3, 256):
        built, _ = worlds(scenario, 12, 5)
        built.world.case["block"] = block
        found.add(digest(live(built, warmed(built))))
    assert len(found) == 1


def test_who_bought_as_long_ago_as_the_firm_looks_back_is_still_kept() -> None:
    built, _ = worlds(made(PURCHASES, {"relationship.inactivity_days": 10}), 60, 1)
    warm = warmed(built)
    warm.next_need[...] = NEVER
    warm.calendar[...] = 1000
    warm.people["last_purchase"] = np.linspace(-12.0, -6.0, 60)
    warm.people["last_purchase"][:3] = -9.0, -8.99, -9.01
    (counts,) = live(built, warm).record.census[0]
    assert counts[CENSUS.index("retained")] == (warm.people["last_purchase"] >= 1.0 - 10.0).sum()


def test_newcomers_of_the_warm_up_begin_within_the_scale() -> None:
    moved = {
        "relationship.period_days": 2,
        "relationship.loyalty.median_hazard": 0.5,
        "warm_up_days": 20,
        "archetypes.anyone.needs": {},
        "behaviour.leaving": {"satisfaction_mean": 9, "satisfaction_spread": 5},
    }
    built, _ = worlds(made(moved), 60, 1)
    people = warmed(built).people
    newcomers = people["satisfaction"][people["life"] > 0]
    assert newcomers.size > 30
    assert newcomers.max() == 10.0
    assert newcomers.min() >= 0.0


def test_a_world_lived_again_is_lived_the_same() -> None:
    built, _ = worlds(made(CALM), 12, 9)
    warm = warmed(built)
    assert differing(live(built, warm), live(built, warm)) == []


LOUD: dict[str, Any] = {
    "ties": {"friends": 4},
    "behaviour": {"word_of_mouth": {"base": 0.8, "told": 1, "hearing": 1, "memory_days": 5}},
}


def test_a_prospect_on_the_way_hears_and_forgets_as_others_do() -> None:
    """What is heard during a journey that is given up has faded when the next is considered."""
    hesitant = {
        "market": {"prospects": 2, "innovation": 10, "imitation": 40},
        "journeys.join.steps": {
            "desk": {"desk": {"share": 0.6, "after_days": 2.5}, "give_up": 0.4},
        },
        "archetypes.anyone.needs.ask": 9,
    }
    assert differences(made(CALM, LOUD, hesitant), 10, 25) == []


def test_a_journey_that_leaves_one_neutral_is_told_as_praise() -> None:
    neutral = {
        "behaviour.satisfaction": {"baseline": 6, "disconfirmation": 0, "quality": 0},
        "archetypes.anyone.needs.ask": 9,
    }
    daily = lived(made(CAPTIVE, LOUD, neutral), 20, 9).record.daily.sum(axis=(0, 1))
    assert daily[DAILY.index("talked_well")] > 20
    assert daily[DAILY.index("talked_badly")] == 0


def test_without_a_contract_a_dearer_shop_loses_more_of_those_who_mind() -> None:
    """The engines agree, and the more one minds a rise the more drop out, of those who bought."""
    lost = []
    for minds in (0.0, 0.5, 4.0):
        touchy = {"archetypes.anyone.price_sensitivity": minds, "behaviour.price.elasticity": -2.6}
        rise = {"target": "economics.price", "how": "multiply", "effect": 1.5}
        scenario = made(PURCHASES, touchy, levers={"rise": rise})
        if minds == 4.0:
            assert differences(scenario, 40, 60) == []
        daily = lived(scenario, 200, 60).record.daily.sum(axis=(0, 1))
        lost.append(daily[DAILY.index("dropped_out")] / daily[DAILY.index("purchases")])
    assert lost[0] < lost[1] < lost[2]


def test_who_is_saved_on_day_0_pays_on_day_0() -> None:
    saved: dict[str, Any] = {
        "warm_up_days": 11,
        "archetypes.anyone.needs": {},
        "archetypes.anyone.spend": 10,
        "relationship": {
            "kind": "contractual",
            "period_days": 5,
            "loyalty": {"form": "normal", "median_hazard": 0.9, "spread": 0},
            "tenure": {"mean_days": 0},
        },
        "journeys.leave": {
            "label": "Leave",
            "kind": "leave",
            "entry": {"desk": 1},
            "steps": {"desk": {"stay": 1}},
        },
    }
    built, _ = worlds(made(saved), 30, 1)
    run = live(built, warmed(built))
    stayed, revenue = (run.record.daily[0, 0, DAILY.index(name)] for name in ("stayed", "revenue"))
    assert stayed > 10
    assert revenue == stayed * 10_000_000


@pytest.mark.parametrize("what", ["innovation", "imitation"])
def test_prospects_feel_what_changes_alone_on_its_day(what: str) -> None:
    lever = {"target": f"market.{what}", "effect": 5, "start_day": 4, "ramp_days": 3}
    few = {"market": {"prospects": 1, "innovation": 3, "imitation": 2}, "ties": {"friends": 2}}
    assert differences(made(CALM, few, levers={"ads": lever}), 12, 16) == []


def test_who_is_leaving_faces_no_renewal_where_leaving_is_all_there_is_to_do() -> None:
    slow: dict[str, Any] = {
        "archetypes.anyone.needs": {},
        "relationship.loyalty.median_hazard": 0.3,
        "relationship.period_days": 3,
        "journeys": {
            "leave": {
                "label": "Leave",
                "kind": "leave",
                "entry": {"desk": 1},
                "steps": {"desk": {"desk": {"share": 0.7, "after_days": 4}, "done": 0.3}},
            }
        },
    }
    assert differences(made(slow), 20, 30) == []


def test_a_survey_during_the_first_need_of_a_case_finds_it_open() -> None:
    asked: dict[str, Any] = {
        "archetypes.anyone.needs": {"ask": 20},
        "touchpoints.desk.failure": {"probability": 0.5, "depth": 6},
        "journeys.ask.steps.desk": {"desk": {"share": 0.6, "after_days": 6.5}, "done": 0.4},
        "surveys": {"relational": {"every_days": 2}, "response": 1, "selection": 0},
    }
    assert differences(made(CAPTIVE, asked), 12, 20) == []

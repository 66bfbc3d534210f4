"""What brings new customers, what they cost, and who looks around for a firm at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import ACQUISITION_COST, JOINED, MILLION
from cxsim.engine.run import Lived
from cxsim.measure.run import simulate
from cxsim.scenario.schema import MONTH

from ..kit.runs import lived, twins
from ..kit.scenarios import RICH, made

MANY: dict[str, Any] = {"market.prospects": 4, "firm.customers": 30}
COSTS: dict[str, Any] = {
    "market.acquisition": {
        "advertising": {"cost": 40, "monthly": 3000},
        "friends": {"cost": 5},
        "referral": {"cost": 7},
    },
    "market.referral": {"pull": 2, "reward": 10},
}

FREE: dict[str, Any] = {
    f"market.acquisition.{source}.cost": 0 for source in ("advertising", "friends", "referral")
} | {"market.referral.reward": 0}


def brought(run: Lived) -> list[int]:
    """How many joined by each source."""
    found: list[int] = run.record.acquired[..., 0].sum(axis=(0, 1)).tolist()
    return found


def test_each_is_brought_by_what_there_is() -> None:
    alone = lived(made(RICH, MANY, {"market.imitation": 0}), 30, 60)
    friends = lived(made(RICH, MANY, {"market.innovation": 0}), 30, 60)
    assert brought(alone)[0] > 0
    assert brought(alone)[1:] == [0, 0, 0]
    assert brought(friends)[1] > 0
    assert [brought(friends)[at] for at in (0, 2, 3)] == [0, 0, 0]
    assert (alone.state.people.referrer == -1).all()


def test_a_programme_doubles_what_friends_bring_and_has_the_half_of_it() -> None:
    """Where friends alone bring anybody, and the programme pulls as much again."""
    about: dict[str, Any] = {"market.innovation": 0, "market.imitation": 50}
    lever = {"ask": {"target": "market.referral.pull", "effect": 1}}
    today, asked = twins(made(RICH, MANY, about, levers=lever), 60, 50)
    _, friends, referred, _ = brought(asked)
    assert friends + referred > brought(today)[1]
    share = referred / (friends + referred)
    assert abs(share - 0.5) < 4 * 0.5 / np.sqrt(friends + referred)
    assert friends + referred > 40


def test_the_source_is_a_draw_of_its_own() -> None:
    """What a source costs changes nobody's life."""
    dear, free = (
        lived(made(RICH, MANY, COSTS), 30, 50),
        lived(made(RICH, MANY, COSTS, FREE), 30, 50),
    )
    for name in set(dear.state.people.dtype.names or ()) - {"cost", "value"}:
        assert (dear.state.people[name] == free.state.people[name]).all(), name


def test_costs_are_booked_on_the_day_of_joining_by_source() -> None:
    run = lived(made(RICH, MANY, COSTS), 30, 60)
    joined, paid = np.moveaxis(run.record.acquired, -1, 0)
    assert (paid == joined * np.array([40, 5, 17, 0]) * MILLION).all()
    assert (paid.sum(axis=2) == run.record.daily[:, :, ACQUISITION_COST]).all()
    assert min(brought(run)[:3]) > 0


def test_advertising_is_the_firms_and_a_lever_moves_it() -> None:
    half = {
        "target": "market.acquisition.advertising.monthly",
        "how": "multiply",
        "effect": 0.5,
        "start_day": 20,
    }
    today, less = twins(made(RICH, MANY, COSTS, levers={"half": half}), 30, 40)
    assert today.record.advertising.sum() == pytest.approx(40 * 3000 / MONTH)
    assert (less.record.advertising[:20] == today.record.advertising[:20]).all()
    assert less.record.advertising[20:].sum() == pytest.approx(20 * 1500 / MONTH)


def test_money_of_acquisition_is_in_the_metrics_once() -> None:
    dear = simulate(made(RICH, MANY, COSTS), customers=30, horizon_days=60)
    free = simulate(
        made(RICH, MANY, COSTS, FREE, {"market.acquisition.advertising.monthly": 0}),
        customers=30,
        horizon_days=60,
    )
    spent = dear.acquisition["cost"].sum()
    assert spent > 0
    assert dear.metrics["cost"] - free.metrics["cost"] == pytest.approx(spent)
    assert dear.metrics["profit"] - free.metrics["profit"] == pytest.approx(-spent)
    assert dear.metrics["npv"] < free.metrics["npv"]
    joined = dear.acquisition["joined"].sum()
    assert dear.metrics["acquisition_cost"] == pytest.approx(spent / joined)
    assert joined == dear.daily.query("metric == 'joined'")["value"].sum()
    assert free.metrics["acquisition_cost"] == 0


def test_nobody_joins_nothing_is_told() -> None:
    run = simulate(made(RICH, {"market.prospects": 0}), customers=10, horizon_days=5)
    assert run.acquisition.empty
    assert "acquisition_cost" not in run.metrics


# ---- looking around ----

LOOK: dict[str, Any] = {"market.arousal": {"per_year": 20, "search_days": 10}}


def test_who_looks_all_year_round_is_who_never_begins_to() -> None:
    """Searches of ten years, nearly all of them under way, are no searches at all."""
    forever = {"market.arousal": {"per_year": 365, "search_days": 3650}}
    always, looking = lived(made(RICH, MANY), 30, 40), lived(made(RICH, MANY, forever), 30, 40)
    on = looking.state.looks_until[30:] > 40
    assert on.mean() > 0.9
    same = always.state.to_adopt[30:] == looking.state.to_adopt[30:]
    assert same[on].mean() > 0.9


def test_looking_only_now_and_then_fewer_join() -> None:
    assert sum(brought(lived(made(RICH, MANY, LOOK), 30, 60))) < sum(
        brought(lived(made(RICH, MANY), 30, 60))
    )


def test_a_need_that_arises_more_often_brings_more() -> None:
    lever = {"more": {"target": "market.arousal.per_year", "how": "multiply", "effect": 3}}
    today, more = twins(made(RICH, MANY, LOOK, levers=lever), 30, 60)
    assert more.state.looks.sum() > today.state.looks.sum()
    assert sum(brought(more)) > sum(brought(today))


def test_as_many_look_as_theory_says() -> None:
    """Alternating renewal: in the long run, and from day 0 on, a share a / (1 + a) looks."""
    scenario = made(
        {"market": {"prospects": 100, "innovation": 0, "imitation": 0}, "market.arousal": ASKED},
        {"journeys.join": JOIN},
    )
    expected = (12 * 20 / 365) / (1 + 12 * 20 / 365)
    for horizon in (1, 30):
        run = lived(scenario, 20, horizon)
        looking = (run.state.looks_until[20:] > horizon - 1).mean()
        assert abs(looking - expected) < 4 * np.sqrt(expected * (1 - expected) / 2000)


ASKED: dict[str, Any] = {"per_year": 12, "search_days": 20}
JOIN: dict[str, Any] = {
    "label": "Join",
    "kind": "join",
    "entry": {"desk": 1},
    "steps": {"desk": {"done": 1}},
}


# ---- trial ----

TRIAL: dict[str, Any] = {
    "touchpoints.trial": {
        "label": "Trial",
        "stage": "pre_purchase",
        "owner": "brand",
        "channel": "web",
        "quality": 6,
        "spread": 0.5,
    },
    "journeys.join.entry": {"trial": 1},
    "journeys.join.steps": {
        "trial": {
            "desk": {"share": 0.5, "satisfaction": 1.5},
            "give_up": {"share": 0.5, "satisfaction": 0},
        },
        "desk": {"done": 1},
    },
}
NONE: dict[str, Any] = {
    "journeys.join.steps": {"desk": {"done": 0.5, "give_up": 0.5}},
}


def test_a_trial_shows_what_a_firm_is_worth() -> None:
    """Against no trial, a good firm wins customers by one, and a bad one loses them."""
    joins = {}
    for name, about in (
        ("none", NONE),
        ("good", TRIAL | {"touchpoints.trial.quality": 9.5}),
        ("bad", TRIAL | {"touchpoints.trial.quality": 3}),
    ):
        run = lived(made(RICH, MANY, {"ties": {"kind": "none"}}, about), 30, 60)
        joins[name] = int(run.record.daily[:, :, JOINED].sum())
    assert joins["bad"] < joins["none"] < joins["good"]

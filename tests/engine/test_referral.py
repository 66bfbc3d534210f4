"""Who was brought by a customer stays longer while that one stays, and pays more at first."""

from __future__ import annotations

from typing import Any

import numpy as np

from cxsim.engine.run import Lived
from cxsim.engine.stages.acquiring import ADVERTISING, FRIENDS, REFERRAL
from cxsim.measure.run import simulate
from cxsim.world.people import CUSTOMER, LEFT, PROSPECT

from ..kit.runs import differing, lived
from ..kit.scenarios import RICH, made

BRING: dict[str, Any] = {
    "market": {"prospects": 4, "innovation": 0.5, "imitation": 50},
    "ties": {"friends": 4, "weak": 0},
    "firm.customers": 40,
}
OFF: dict[str, Any] = {"behaviour.referral": {"leaving": 0, "margin": 0}}
FULL: dict[str, Any] = {"behaviour.referral": {"leaving": 1, "margin": 0}}
"""An edge that keeps everybody for good while the referrer stays."""


def referred(run: Lived) -> np.ndarray:
    """Who joined and was brought by a customer, (people,) bool."""
    people = run.state.people
    return np.asarray((people.referrer >= 0) & (people.status != PROSPECT))


def test_a_full_edge_ends_with_the_referrers_exit() -> None:
    run = lived(made(RICH, BRING, FULL), 40, 90)
    people, who = run.state.people, referred(run)
    assert set(people.source[who]) == {FRIENDS}
    referrer = people[people.referrer[who]]
    gone = np.asarray(people.status[who] == LEFT) & np.asarray(people.cause[who] == 1)
    stays = np.asarray(referrer.status == CUSTOMER)
    assert gone.sum() > 0
    assert not (gone & stays).any()
    assert (np.asarray(people.gone[who])[gone] > np.asarray(referrer.gone)[gone]).all()


def test_who_was_brought_by_nobody_has_no_edge() -> None:
    alone = {"market.imitation": 0, "market.innovation": 5}
    edge = {"behaviour.referral": {"leaving": 1, "margin": 1}}
    full = lived(made(RICH, BRING, alone, edge), 40, 60)
    assert differing(full, lived(made(RICH, BRING, alone, OFF), 40, 60)) == []
    assert (full.state.people.source == ADVERTISING).sum() > 20


def test_the_edge_keeps_more_of_those_it_is_for() -> None:
    kept = {}
    for name, about in (("off", OFF), ("full", FULL)):
        run = lived(made(RICH, BRING, about), 40, 90)
        who = referred(run)
        kept[name] = float((run.state.people.status[who] == CUSTOMER).mean())
    assert kept["full"] > kept["off"]


def test_the_margin_edge_is_for_the_referred_alone_and_for_margin_alone() -> None:
    plain, edge = (
        lived(made(RICH, BRING, {"behaviour.referral": {"leaving": 0, "margin": more}}), 40, 60)
        for more in (0, 1)
    )
    assert (plain.state.people.revenue == edge.state.people.revenue).all()
    more = edge.state.people.value - plain.state.people.value
    who = referred(plain)
    assert (more[~who] == 0).all()
    assert (more[who] >= 0).all()
    assert more[who].sum() > 0


def test_a_referrer_is_somebody_one_knows_and_strong_ties_refer_more() -> None:
    ties = {"ties": {"friends": 4, "weak": 4, "weak_strength": 0.1}}
    run = lived(made(RICH, BRING, ties), 40, 60)
    people, world = run.state.people, run.built.world
    strengths = []
    for one in np.flatnonzero(referred(run)):
        at = slice(world.tie_first[one], world.tie_first[one + 1])
        known = world.tie_to[at].tolist()
        strengths.append(int(world.tie_strength[at][known.index(people.referrer[one])]))
    assert len(strengths) > 20
    assert np.mean(np.array(strengths) == 1000) > 0.7


def test_a_programme_names_its_own() -> None:
    run = lived(made(RICH, BRING, {"market.referral": {"pull": 20}}), 40, 60)
    who = referred(run)
    assert (run.state.people.source[who] == REFERRAL).mean() > 0.8


OPERATOR: dict[str, Any] = {
    "firm.customers": 150,
    "economics.margin": 0.5,
    "archetypes.anyone.spend": 30,
    "archetypes.anyone.needs": {"ask": 0.2},
    "journeys.join": {
        "label": "Join",
        "kind": "join",
        "entry": {"desk": 1},
        "steps": {"desk": {"done": 1}},
    },
    "relationship.loyalty": {"form": "normal", "median_hazard": 0.0134, "spread": 1.7},
    "ties": {"friends": 12, "weak": 2},
    "market": {"prospects": 2, "innovation": 0.1, "imitation": 9},
    "behaviour": {"leaving": {"strength": 0}},
}
"""Leaving as in `telecom`; most who join do so soon, because of customers they know."""


def test_the_worth_of_the_referred_is_in_the_published_band() -> None:
    """V6: +16% (5–30), Schmitt, Skiera & Van den Bulte 2011. The same lives with and without."""
    worth = []
    for about in ({}, OFF):
        run = simulate(made(OPERATOR, about), customers=150, horizon_days=730)
        one = run.customers
        worth.append(one[(one["source"] != "") & (one["joined"] < 240)].set_index("id"))
    edge, off = worth
    brought = edge.index.intersection(off.index)
    brought = brought[
        (edge["source"] == "friends")[brought] & (off["source"] == "friends")[brought]
    ]
    assert len(brought) > 100
    uplift = edge["clv"][brought].sum() / off["clv"][brought].sum() - 1
    assert 0.05 < uplift < 0.30

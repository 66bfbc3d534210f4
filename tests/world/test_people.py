"""Who they are on day 0, and that the warm-up is today's and everybody's."""

from __future__ import annotations

import numpy as np

from cxsim.engine.run import live, warmed
from cxsim.world.people import CUSTOMER, PROSPECT

from ..kit.runs import differing, lived, state_arrays, worlds
from ..kit.scenarios import PROFESSIONAL, RICH, made

LONG = {"warm_up_days": 365, "relationship.tenure": {"mean_days": 60, "longest_days": 300}}


def test_the_base_is_constant_through_the_warm_up() -> None:
    built, _ = worlds(made(RICH, LONG), 300, 10)
    warm = warmed(built)
    assert (warm.people["status"][:300] == CUSTOMER).all()
    assert (warm.people["status"][300:] == PROSPECT).all()
    assert (warm.people["life"][:300] > 0).mean() > 0.5
    assert (warm.people["archetype"] == built.people["archetype"]).all()


def test_newcomers_of_the_warm_up_begin_a_story_of_their_own() -> None:
    built, _ = worlds(made(RICH, LONG), 300, 10)
    warm = warmed(built)
    new = warm.people["life"][:300] > 0
    keys, before = warm.people["key"][:300], built.people["key"][:300]
    assert (keys[new] != before[new]).all()
    assert (keys[~new] == before[~new]).all()
    assert np.unique(keys).size == 300
    assert (warm.people["joined"][:300][new] >= -365).all()
    assert (warm.people["joined"][:300] < 0).all()


def test_the_warm_up_leaves_no_trace_in_the_books() -> None:
    built, _ = worlds(made(RICH, LONG), 100, 10)
    warm = warmed(built)
    for name in ("revenue", "cost", "value", "visits", "path"):
        assert (warm.people[name] == 0).all()
    assert (warm.people["left"] == np.inf).all()


def test_all_worlds_begin_with_the_same_day_0() -> None:
    """A lever that starts at once has moved nothing before."""
    lever = {"dear": {"target": "economics.price", "effect": 1}}
    today, own = worlds(made(RICH, LONG, levers=lever), 100, 10)
    both = [dict(state_arrays(warmed(world))) for world in (today, own)]
    changed = [n for n in both[0] if both[0][n].tobytes() != both[1][n].tobytes()]
    assert changed == []
    assert differing(live(today, warmed(today)), live(own, warmed(today)))


def test_tenure_on_day_0_is_that_of_a_steady_base() -> None:
    """A year's warm-up makes customers a year older, or replaces them."""
    kept = {"relationship.loyalty": {"form": "normal", "median_hazard": 1e-9, "spread": 0}}
    never = {"relationship.involuntary": 0, "archetypes.anyone.non_payment": 0} | kept
    tenure = {"relationship.tenure": {"mean_days": 1095, "longest_days": 5475}}
    year = {"warm_up_days": 365}
    built, _ = worlds(made(RICH, never, tenure, year), 4000, 10)
    longest = 1 - np.exp(-5)
    mean = 1095 * (1 - 5 * np.exp(-5) / longest)
    days = -365 - np.asarray(built.people["joined"][:4000])
    assert abs(days.mean() - mean) < 4 * days.std() / np.sqrt(4000)
    assert days.max() <= 5475
    warm = warmed(worlds(made(PROFESSIONAL), 400, 10)[0])
    lived_so_far = -np.asarray(warm.people["joined"][:400])
    assert 200 < lived_so_far.mean() < 600


def test_a_run_depends_on_its_seed_and_replication() -> None:
    first = lived(made(RICH), 60, 20)
    assert differing(first, lived(made(RICH), 60, 20, seed=2))
    assert differing(first, lived(made(RICH), 60, 20, replication=1))

"""Direct adoption, and what friends do to it (rule 36): Bass's law on complete ties (V3)."""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
import pytest

from cxsim.engine.record import JOINED
from cxsim.engine.run import live, warmed
from cxsim.engine.state import LIKED
from cxsim.scenario.schema import Scenario
from cxsim.world.people import CUSTOMER

from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

P, Q = 0.03, 0.38
"""Generic product of Sultan, Farley & Lehmann (1990), a year (SCIENCE V3)."""
PEOPLE, RUNS, YEARS = 100_000, 30, 8


def bass(p: float, q: float, people: int) -> Scenario:
    """One customer at first, nobody leaves, all are tied to all; liking halves both rates."""
    return made(
        {
            "archetypes.anyone.needs": {},
            "archetypes.anyone.spend": 0,
            "relationship": {"kind": "captive", "period_days": 3650},
            "ties": {"kind": "complete"},
            "market": {
                "prospects": people,
                "consideration": 0.5,
                "innovation": 2 * p,
                "imitation": 2 * q,
            },
            "surveys.relational.every_days": 3650,
        }
    )


def adopted(scenario: Scenario, days: int, replication: int) -> np.ndarray:
    """Share of all who have adopted by the end of each day."""
    built, _ = worlds(scenario, 1, days, 1, replication)
    run = live(built, warmed(built), use_up=True)
    joined = run.record.daily[:, :, JOINED].sum(axis=1)
    return np.cumsum(joined) / (built.people.size - 1)


def share(p: float, q: float, years: float) -> float:
    """F(t) of Bass (1969), in closed form."""
    gone = math.exp(-(p + q) * years)
    return (1 - gone) / (1 + q / p * gone)


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="long, without the compiler")
def test_on_complete_ties_adoption_is_the_bass_model() -> None:
    """V3: |mean − F| ≤ 3 SE + .001; the peak is when F crosses ½ − p / 2q."""
    runs = np.array([adopted(bass(P, Q, PEOPLE), 365 * YEARS, n) for n in range(RUNS)])
    for years in (1, 2, 5, 6.19, 8):
        found = runs[:, round(365 * years) - 1]
        error = found.std(ddof=1) / math.sqrt(RUNS)
        assert abs(found.mean() - share(P, Q, years)) <= 3 * error + 0.001
    assert share(P, Q, 6.19) == pytest.approx(0.4605, abs=0.0005)
    peaks = (runs < 0.5 - P / (2 * Q)).sum(axis=1) / 365
    error = peaks.std(ddof=1) / math.sqrt(RUNS)
    assert abs(peaks.mean() - math.log(Q / P) / (P + Q)) <= 3 * error + 0.01


def test_a_small_population_follows_it_too() -> None:
    """The same law at 2,000 people and faster rates, within four standard errors."""
    p, q, days = 0.3, 3.8, 500
    runs = np.array([adopted(bass(p, q, 400), days, n) for n in range(6)])
    for day in (100, 230, 400):
        found, expected = runs[:, day - 1], share(p, q, day / 365)
        error = max(found.std(ddof=1), math.sqrt(expected * (1 - expected) / 400)) / math.sqrt(6)
        assert abs(found.mean() - expected) <= 4 * error + 0.02


AT_ONCE = {place: part for place, part in RICH.items() if place != "journeys.join"}
"""A case that tells of no journey by which one joins."""


def direct(*changes: dict[str, Any]) -> Scenario:
    return made(AT_ONCE, *changes)


@pytest.mark.parametrize("each", ["share", "each"])
@pytest.mark.parametrize("kind", ["small_world", "complete"])
def test_the_engines_agree_where_prospects_join_at_once(kind: str, each: str) -> None:
    about = {
        "ties": {"kind": kind, "friends": 4, "weak": 1},
        "market": {"prospects": 2, "innovation": 1, "imitation": 4, "imitation_of": each},
    }
    assert differences(direct(about), 15, 40) == []
    quiet = {"ties": about["ties"], "market": about["market"], "warm_up_days": 5}
    assert differences(made(quiet), 15, 40) == []


def test_who_joins_at_once_is_a_customer_on_that_day() -> None:
    run = lived(direct({"market": {"prospects": 2, "innovation": 8}}), 20, 30)
    people = run.state.people[20:]
    joined = people["joined"][people["status"] == CUSTOMER]
    assert len(joined) > 3
    assert (joined == np.floor(joined)).all()
    assert run.record.daily[:, :, JOINED].sum() >= len(joined)


def test_each_friend_counts_or_their_share() -> None:
    """With as many ties each, one is the other times their number."""
    ring = {"ties": {"friends": 4, "weak": 0, "rewiring": 0}}
    quick = {"prospects": 20, "innovation": 0.1, "consideration": 0.5}
    by_share = direct(ring, {"market": quick | {"imitation": 8}})
    by_each = direct(ring, {"market": quick | {"imitation": 2, "imitation_of": "each"}})
    assert differing(lived(by_share, 5, 60), lived(by_each, 5, 60)) == []


@pytest.mark.parametrize("kind", ["small_world", "complete"])
@pytest.mark.parametrize("each", ["share", "each"])
def test_prospects_alike_go_together_to_the_same_bits(kind: str, each: str) -> None:
    """The quick way (nobody moved by what is said) against the general one."""
    case = made(
        {
            "ties": {"kind": kind, "friends": 4},
            "behaviour.word_of_mouth": {"base": 0, "praise": 0},
            "market": {"prospects": 300, "innovation": 1, "imitation": 4, "imitation_of": each},
        }
    )
    built, _ = worlds(case, 3, 60)
    warm = warmed(built)
    quick = live(built, warm)
    assert quick.state.common[LIKED] == 0
    assert quick.record.daily[:, :, JOINED].sum() > 30
    warm.common[LIKED] = 1
    assert differing(quick, live(built, warm), but=("common",)) == []

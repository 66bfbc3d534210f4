"""What is promised and said makes first expectations, and attracts (rules 4 and 36)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import VISIT
from cxsim.engine.run import Lived
from cxsim.engine.state import WILL

from ..behaviour.ranges import PROMISE, PROMISE_PULL, corners
from ..kit.runs import differing, events_of, lived, twins, worlds
from ..kit.scenarios import RICH, made

ALONE: dict[str, Any] = {"ties": {"kind": "none"}, "market.prospects": 3}
MODEST: dict[str, Any] = {"market.promise": {"care": 7}}
DEAF: dict[str, Any] = {"behaviour.trust.promise_rate": 0}
"""Customers do not listen to what is promised, however much they trust the firm."""
BOLD: dict[str, Any] = {"it": {"target": "market.promise.care", "effect": 3}}


def first_felt(run: Lived) -> float:
    """Mean satisfaction of prospects with the first thing they meet."""
    events = events_of(run)
    join = run.built.names.needs.index("join")
    first = events[(events["kind"] == VISIT) & (events["need"] == join)]
    first = first[(first["occurrence"] == 0) & (first["step"] == 0)]
    return float(first["felt"].mean())


@pytest.mark.parametrize(("weight", "pull"), list(corners(PROMISE, PROMISE_PULL)))
def test_overpromising_wins_customers_and_disappoints_them(weight: float, pull: float) -> None:
    """Sign test of rule 4: delivery unchanged, acquisition up, first experience down."""
    about = {"behaviour.expectations": {"promise": weight, "promise_pull": pull}}
    scenario = made(RICH, ALONE, MODEST, about, levers=BOLD)
    today, redesigned = twins(scenario, 20, 60, recorded=80)
    begun = [
        run.state.fired[:, run.built.names.needs.index("join")].sum() for run in (today, redesigned)
    ]
    assert begun[1] > begun[0] if pull else begun[1] == begun[0]
    joined = [run.record.acquired[..., 0].sum() for run in (today, redesigned)]
    assert joined[1] > joined[0] if pull else joined[1] == joined[0]
    assert first_felt(redesigned) < first_felt(today)


def test_a_dimension_not_named_is_promised_nothing() -> None:
    """The promise's weight then goes to what is usual: to the bit, as if there were no rule 4."""
    off = {"behaviour.expectations": {"promise": 0, "promise_pull": 0}}
    assert differing(lived(made(RICH, ALONE), 20, 40), lived(made(RICH, ALONE, off), 20, 40)) == []


def test_without_weight_a_promise_is_no_expectation() -> None:
    off = {"behaviour.expectations": {"promise": 0, "promise_pull": 0}} | DEAF
    promised, silent = made(RICH, ALONE, MODEST, off), made(RICH, ALONE, off)
    assert differing(lived(promised, 20, 40), lived(silent, 20, 40)) == []


def test_newcomers_in_the_warm_up_believe_the_promise_in_part() -> None:
    """Nobody but newcomers: everybody leaves each period, and nothing is learnt."""
    scenario = made(
        {
            "market.promise": {"care": 4},
            "warm_up_days": 40,
            "relationship.loyalty.median_hazard": 0.9,
            "relationship.period_days": 5,
            "behaviour.expectations": {"will_learning": 0, "promise": 0.25},
        }
        | DEAF
    )
    today, _ = worlds(scenario, 30, 1)
    run = lived(scenario, 30, 1)
    newcomers = np.asarray(run.state.people.life) > 0
    assert newcomers.sum() > 20
    assert (run.state.expected[newcomers, WILL] == 8 + 0.25 * (4 - 8)).all()
    assert (run.state.expected[~newcomers, WILL] == 8).all()
    assert today.world.advertised.tolist() == [1]


def test_praise_raises_what_is_expected_and_blame_lowers_it() -> None:
    loud = {"behaviour.word_of_mouth": {"base": 1, "told": 1, "hearing": 0.4}}
    still = {"behaviour.expectations": {"word": 0, "will_learning": 0}}
    weighed = {"behaviour.expectations": {"word": 0.6, "will_learning": 0}}
    for quality, sign in ((10, 1), (1, -1)):
        about = {"touchpoints.desk.quality": quality, "touchpoints.line.quality": quality}
        about |= {"market": {"prospects": 1, "innovation": 10, "consideration": 0.5}}
        pair = [lived(made(RICH, loud, one, about), 30, 40) for one in (still, weighed)]
        prospects = slice(30, None)
        fired = pair[0].state.fired[prospects, pair[0].built.names.needs.index("join")] > 0
        gaps = [
            (
                run.state.expected[prospects, WILL, 0]
                - run.built.world.first_will[run.state.people.archetype[prospects], 0]
            )[fired]
            for run in pair
        ]
        assert (gaps[0] == 0).all()
        assert np.sign(gaps[1].mean()) == sign


def past(delivered: float, **more: float) -> dict[str, Any]:
    return {"market.previous": {"delivered": {"care": delivered}, **more}}


def test_who_comes_from_a_worse_provider_is_easier_to_please_at_first() -> None:
    worse, better = (lived(made(RICH, ALONE, past(at)), 20, 60, recorded=80) for at in (4, 9.5))
    assert first_felt(worse) > first_felt(better)


def test_only_the_share_that_had_a_provider_brings_a_past() -> None:
    nobody = made(RICH, ALONE, past(3, share=0, spread=1))
    assert differing(lived(nobody, 20, 40), lived(made(RICH, ALONE), 20, 40)) == []


def test_pasts_differ_from_person_to_person_by_one_number_each() -> None:
    churning = {
        "warm_up_days": 40,
        "relationship.loyalty.median_hazard": 0.9,
        "relationship.period_days": 5,
        "behaviour.expectations": {"will_learning": 0},
    }
    run = lived(made(churning, past(5, share=0.5, spread=0.5)), 100, 1)
    people, will = run.state.people, run.state.expected[:, WILL, 0]
    newcomers = np.asarray(people.life) > 0
    had = newcomers & (will != 8)
    assert 0.3 < had.sum() / newcomers.sum() < 0.7
    assert will[had].mean() == pytest.approx(5, abs=0.3)
    assert will[had].std() == pytest.approx(0.5, abs=0.15)

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
    assert first_felt(redesigned) < first_felt(today)


def test_a_dimension_not_named_is_promised_nothing() -> None:
    """The promise's weight then goes to what is usual: to the bit, as if there were no rule 4."""
    off = {"behaviour.expectations": {"promise": 0, "promise_pull": 0}}
    assert differing(lived(made(RICH, ALONE), 20, 40), lived(made(RICH, ALONE, off), 20, 40)) == []


def test_without_weight_a_promise_is_no_expectation() -> None:
    off = {"behaviour.expectations": {"promise": 0, "promise_pull": 0}}
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
    )
    today, _ = worlds(scenario, 30, 1)
    run = lived(scenario, 30, 1)
    newcomers = np.asarray(run.state.people.life) > 0
    assert newcomers.sum() > 20
    assert (run.state.expected[newcomers, WILL] == 8 + 0.25 * (4 - 8)).all()
    assert (run.state.expected[~newcomers, WILL] == 8).all()
    assert today.world.promised.tolist() == [1]


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

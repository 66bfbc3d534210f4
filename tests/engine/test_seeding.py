"""Seeding: a campaign whose contacts tell friends, of anybody or of the best connected."""

from __future__ import annotations

from typing import Any

import numpy as np

from cxsim.engine.record import CONTACTED, HEARD, SEEDED
from cxsim.engine.run import Lived
from cxsim.world.campaigns import best_connected

from ..kit.engines import differences
from ..kit.runs import twins
from ..kit.scenarios import RICH, made

QUIET: dict[str, Any] = {
    "behaviour.word_of_mouth": {"base": 0, "praise": 0, "told": 0.5},
    "ties": {"friends": 4, "weak": 6},
    "market": {"prospects": 2, "innovation": 0, "imitation": 0},
    "warm_up_days": 0,
}
"""Nobody talks of journeys, so that all that is heard was seeded."""
SEED: dict[str, Any] = {"reach": 0.2, "talks": 1, "on_leaving": 0, "days": 1, "start_day": 3}


def heard(run: Lived) -> int:
    """People who heard something, each day anew."""
    return int(run.record.daily[:, :, HEARD].sum())


def seeded(**about: Any) -> tuple[Lived, Lived]:
    """A firm of a hundred without and with a campaign."""
    return twins(made(RICH, QUIET, campaigns={"seed": SEED | about}), 100, 8)


def test_who_is_contacted_tells_friends_and_they_hear_the_next_day() -> None:
    today, run = seeded()
    assert heard(today) == 0
    assert heard(run) > 20
    days = run.record.daily.sum(axis=1)
    assert days[3, SEEDED] == days[3, CONTACTED] > 5
    assert days[4, HEARD] == heard(run)
    silent = seeded(talks=0)[1]
    assert heard(silent) == 0


def test_hubs_reach_more_than_as_many_at_random() -> None:
    hubs, anybody = seeded(who="best_connected")[1], seeded()[1]
    contacted = [int(run.record.daily[:, :, CONTACTED].sum()) for run in (hubs, anybody)]
    assert 15 < contacted[0] <= 20  # some have left by then
    assert heard(hubs) / contacted[0] > heard(anybody) / contacted[1]
    praised = [run.state.consideration.mean() for run in (hubs, anybody)]
    assert praised[0] > praised[1]


def test_more_who_tell_reach_more() -> None:
    reached = [heard(seeded(talks=share)[1]) for share in (0.0, 0.3, 1.0)]
    assert reached == sorted(set(reached))


def test_the_best_connected_are_the_share_on_top_and_equals_go_by_number() -> None:
    ties = np.array([5, 9, 9, 1, 9, 7])
    everybody = np.ones(6, bool)
    assert np.flatnonzero(best_connected(ties, everybody, 0.5)).tolist() == [1, 2, 4]
    assert np.flatnonzero(best_connected(ties, everybody, 1 / 3)).tolist() == [1, 2]
    some = np.array([True, False, False, True, True, True])
    assert np.flatnonzero(best_connected(ties, some, 0.5)).tolist() == [4, 5]
    assert not best_connected(ties, everybody, 0).any()


def test_the_engines_agree() -> None:
    about = {"who": "best_connected", "talks": 0.6, "days": 9}
    scenario = made(RICH, {"campaigns": {"old": SEED | {"label": "Old"}}}, campaigns={"b": about})
    assert differences(scenario, 20, 20) == []

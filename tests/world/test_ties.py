"""Who is tied to whom."""

from __future__ import annotations

import numpy as np

from ..kit.runs import worlds
from ..kit.scenarios import made


def test_everybody_has_as_many_weak_ties_as_the_case_says() -> None:
    """Eight each, on average, of people far apart: few fall on the same two or on oneself."""
    weak = {"ties": {"friends": 0, "weak": 8}}
    built, _ = worlds(made(weak), 600, 1)
    ties = np.diff(built.world.tie_first)
    assert 7.7 < ties.mean() <= 8
    assert ties.min() >= 1
    assert len(np.unique(ties)) > 8


def test_each_seed_and_each_replication_has_people_and_ties_of_its_own() -> None:
    found = [
        worlds(made({"ties": {"friends": 2}}), 30, 1, *luck)[0] for luck in ((1, 0), (1, 1), (2, 0))
    ]
    assert len({built.people.key.tobytes() for built in found}) == 3
    assert len({built.world.tie_to.tobytes() for built in found}) == 3

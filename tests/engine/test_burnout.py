"""The loop of strain: it begins at a load near .85, and from there on wears a team out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from experiments.burnout import knee, sweep

LOADS = (0.65, 0.72, 0.76, 0.79, 0.82, 0.84, 0.86, 0.88, 0.92, 0.97)


def test_the_knee_is_near_the_threshold() -> None:
    years = sweep(LOADS, days=182)
    at = knee([one.load for one in years], [one.strain for one in years])
    assert 0.80 < at < 0.92
    rested, worn = years[0], years[-1]
    assert rested.strain < 0.1
    assert worn.strain > 5 * rested.strain
    assert worn.absence > 1.5 * rested.absence
    assert worn.quits > 1.2 * rested.quits
    assert worn.wait > 0.5 > rested.wait
    assert worn.nps < rested.nps - 5
    assert all(a.busy < b.busy + 0.005 for a, b in pairwise(years))


def test_a_knee_is_where_two_lines_meet() -> None:
    loads = np.linspace(0.6, 1.0, 41)
    bent = 0.1 + 3 * np.maximum(0, loads - 0.85)
    assert knee(loads.tolist(), bent.tolist()) == pytest.approx(0.85, abs=0.005)
    flattened = np.minimum(bent, 0.4)
    assert knee(loads.tolist(), flattened.tolist()) == pytest.approx(0.85, abs=0.005)

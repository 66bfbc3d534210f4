"""What other tools make of the staffed touchpoint agrees with Erlang-A."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import queue_ciw, queue_cxsim, queue_simpy
from benchmarks.staffed import BATCHES, found


@pytest.mark.parametrize("tool", [queue_simpy, queue_ciw])
def test_a_tool_lives_the_declared_workload(tool):
    one = tool.live(20_000, 1)
    assert one.customers == 20_000
    assert one.seconds > 0
    assert max(one.errors) < 0.06
    assert one.agrees
    assert one == replace(tool.live(20_000, 1), seconds=one.seconds)


@pytest.mark.parametrize("by_events", [False, True])
def test_so_does_cxsim_however_it_runs_a_line(by_events):
    one = queue_cxsim.live(by_events, days=BATCHES)
    assert 118_000 < one.customers < 122_000
    assert one.agrees
    assert one == replace(queue_cxsim.live(by_events, days=BATCHES), seconds=one.seconds)
    assert one == replace(queue_cxsim.live(not by_events, days=BATCHES), seconds=one.seconds)


def test_what_does_not_agree_is_told():
    luck = np.random.default_rng(1)
    left = luck.random(20_000) < 0.0637
    wait = np.where(luck.random(20_000) < 0.4039, luck.exponential(0.0263, 20_000), 0)
    assert found(1, wait, left).agrees
    assert not found(1, 1.2 * wait, left).agrees
    assert not found(1, wait, np.zeros(20_000, bool) | (luck.random(20_000) < 0.075)).agrees


def test_errors_are_those_of_batches():
    wait = np.repeat(np.arange(BATCHES) % 2, 10) / 60.0
    one = found(1, wait, wait > 0)
    assert one.mean_wait == pytest.approx(0.5)
    expected = np.std(np.arange(BATCHES) % 2, ddof=1) / np.sqrt(BATCHES)
    assert one.errors == pytest.approx([expected] * 3)

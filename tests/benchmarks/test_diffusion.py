"""What each tool makes of the diffusion agrees with what is declared of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import diffusion_cxsim, diffusion_mesa, diffusion_starsim
from benchmarks.diffusion import SHARES, Found


@pytest.mark.parametrize("way", ["plain", "general"])
def test_cxsim_lives_the_declared_workload(way):
    one = diffusion_cxsim.live(way, 4000, 2)
    assert one.agrees
    assert one.seconds > 0
    other = "general" if way == "plain" else "plain"
    assert replace(diffusion_cxsim.live(other, 4000, 2), seconds=one.seconds) == one


@pytest.mark.parametrize("tool", [diffusion_mesa, diffusion_starsim])
def test_so_does_another_tool(tool):
    one = tool.live(4000, 1)
    assert one.agrees
    assert one.seconds > 0
    assert one == replace(tool.live(4000, 1), seconds=one.seconds)


def test_what_does_not_agree_is_told():
    assert Found(100_000, 5, 1.0, SHARES).agrees
    assert not Found(100_000, 5, 1.0, tuple(1.05 * share for share in SHARES)).agrees
    late = (SHARES[0] - 0.003, *SHARES[1:])
    assert not Found(100_000, 5, 1.0, late).agrees
    assert Found(2_000, 1, 1.0, late).agrees

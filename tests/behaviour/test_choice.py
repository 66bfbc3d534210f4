import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.choice import tilt

laws = settings(derandomize=True, deadline=None, max_examples=300)
scale = st.floats(0.0, 10.0)
effort = st.floats(0.0, 30.0)
slope = st.floats(-1.0, 1.0)


@laws
@given(st.floats(0.0, 1.0), scale, effort)
def test_without_slopes_the_share_stands(share: float, s: float, spent: float) -> None:
    assert tilt(share, s, spent, 0.0, 0.0) == share


@laws
@given(st.floats(0.01, 1.0), scale, scale, effort, effort, slope, slope)
def test_the_weight_follows_the_slopes(
    share: float, s: float, t: float, less: float, more: float, by_s: float, by_e: float
) -> None:
    low, high = sorted((s, t))
    rise = tilt(share, high, less, by_s, by_e) - tilt(share, low, less, by_s, by_e)
    assert rise >= 0.0 if by_s >= 0.0 else rise <= 0.0
    less, more = sorted((less, more))
    rise = tilt(share, low, more, by_s, by_e) - tilt(share, low, less, by_s, by_e)
    assert rise >= 0.0 if by_e >= 0.0 else rise <= 0.0


def test_known_values() -> None:
    assert tilt(0.3, 8.0, 0.0, 0.5, 0.0) == pytest.approx(0.3 * math.e)
    assert tilt(0.3, 6.0, 2.0, 0.5, -0.5) == pytest.approx(0.3 / math.e)
    assert tilt(0.0, 9.0, 1.0, 1.0, 1.0) == 0.0
    assert math.isfinite(tilt(1.0, 6.0, 1e9, 0.0, 1.0))

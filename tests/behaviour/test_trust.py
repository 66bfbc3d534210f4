import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.trust import believed, reminded, trust_after

laws = settings(derandomize=True, deadline=None, max_examples=300)
share = st.floats(0.0, 1.0)
points = st.floats(0.0, 10.0)


@laws
@given(share, share, share)
def test_a_word_kept_is_trusted_more_and_one_broken_less(
    trust: float, loss: float, gain: float
) -> None:
    assert 0.0 <= trust_after(trust, False, loss, gain) <= trust
    assert trust <= trust_after(trust, True, loss, gain) <= 1.0 + 1e-15
    assert trust_after(trust, False, 0.0, gain) == trust_after(trust, True, loss, 0.0) == trust


def test_trust_is_lost_faster_than_won() -> None:
    once = trust_after(trust_after(0.8, False, 0.2, 0.02), True, 0.2, 0.02)
    assert 0.6 < once < 0.7


@laws
@given(st.floats(0.0, 2.0), st.floats(0.0, 0.9), st.floats(0.01, 1.0))
def test_who_trusts_more_believes_more(offset: float, trust: float, usual: float) -> None:
    assert believed(offset, trust + 0.1, usual) >= believed(offset, trust, usual) >= 0.0
    assert believed(offset, usual, usual) == offset


@laws
@given(points, points, share, share)
def test_a_promise_pulls_as_far_as_it_is_trusted(
    will: float, promise: float, trust: float, rate: float
) -> None:
    after = reminded(will, promise, trust, rate)
    assert min(will, promise) - 1e-12 <= after <= max(will, promise) + 1e-12
    assert abs(after - promise) <= abs(reminded(will, promise, trust / 2, rate) - promise) + 1e-12
    assert reminded(will, promise, 0.0, rate) == reminded(will, promise, trust, 0.0) == will
    assert reminded(will, promise, 1.0, 1.0) == pytest.approx(promise)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.burden import effort, personal_fit
from cxsim.behaviour.waiting import actual_delay, waiting_cost

from .ranges import (
    EFFORT_CHANNEL,
    EFFORT_HANDOFF,
    EFFORT_KEPT,
    EFFORT_REPEAT,
    ELAPSED,
    FIT,
    INTRUSION,
    LATE,
    corners,
)

laws = settings(derandomize=True, deadline=None, max_examples=300)
days = st.floats(0.0, 365.0)


@laws
@given(days, days, days)
def test_waiting_costs_by_the_day_and_early_earns_nothing(
    elapsed: float, late: float, more: float
) -> None:
    for per_day, per_late_day in corners(ELAPSED, LATE):
        cost = waiting_cost(elapsed, late, per_day, per_late_day)
        assert cost >= 0.0
        assert waiting_cost(elapsed + more, late, per_day, per_late_day) >= cost
        assert waiting_cost(elapsed, late + more, per_day, per_late_day) >= cost
    assert waiting_cost(elapsed, late, 0.0, 0.0) == 0.0


@laws
@given(days, st.floats(0.0, 2.0), st.floats(-8.0, 8.0))
def test_delays_keep_the_order_of_luck(after: float, spread: float, score: float) -> None:
    assert actual_delay(after, 0.0, score) == after
    assert actual_delay(after, spread, 0.0) == after
    assert actual_delay(after, spread, score) >= 0.0
    assert actual_delay(after, spread, score + 0.1) >= actual_delay(after, spread, score)


@laws
@given(st.integers(0, 3), st.integers(0, 3))
def test_each_hurdle_costs(repeats: int, switches: int) -> None:
    again, other = float(repeats), float(switches)
    for strengths in corners(EFFORT_REPEAT, EFFORT_CHANNEL, EFFORT_HANDOFF, EFFORT_KEPT):
        for known in (0.0, 1.0):
            lost = effort(again, other, 1.0, known, *strengths)
            assert effort(again + 1.0, other, 1.0, known, *strengths) > lost
            assert effort(again, other + 1.0, 1.0, known, *strengths) > lost
            assert effort(again, other, 2.0, known, *strengths) > lost
        untold = effort(again, other, 0.0, 0.0, *strengths)
        assert untold == strengths[0] * again + strengths[1] * other
        assert effort(again, other, 1.0, 1.0, *strengths) < effort(
            again, other, 1.0, 0.0, *strengths
        )
    assert effort(again, other, 2.0, 0.0, 0.0, 0.0, 0.0, 0.4) == 0.0
    assert effort(0.0, 0.0, 0.0, 0.0, 1.0, 0.3, 0.5, 0.4) == 0.0


@laws
@given(st.floats(0.1, 10.0), st.floats(0.0, 10.0))
def test_a_wrong_fit_is_worse_than_none(fit: float, intrusion: float) -> None:
    for p, c in corners(FIT, INTRUSION):
        right, none, wrong = (personal_fit(f, intrusion, p, c) for f in (fit, 0.0, -fit))
        assert (right > none > wrong) if p > 0 else (right == none == wrong)
    assert personal_fit(fit, intrusion, 0.0, 0.0) == pytest.approx(0.0)

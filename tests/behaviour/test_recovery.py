import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.recovery import (
    afterglow,
    aggravation,
    forgiven,
    grieved,
    hardness,
    lasting,
    recovery_offset,
    regained,
)

from .ranges import BUFFER, FAST_DAYS, GRIEVANCE, GRIEVANCE_DAYS, RECOVERY, SECOND, VOICE, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
points = st.floats(0.0, 10.0)
days = st.floats(0.0, 2000.0)
share = st.floats(0.0, 1.0)


def test_a_grievance_fades() -> None:
    for memory in GRIEVANCE_DAYS:
        assert lasting(0.0, memory) == 1.0
        assert lasting(memory, memory) == pytest.approx(0.36788, abs=1e-5)
        assert lasting(10.0, memory) > lasting(20.0, memory) > 0.0


@pytest.mark.parametrize(("strength", "second", "buffer"), list(corners(GRIEVANCE, SECOND, BUFFER)))
def test_worse_is_worse_twice_is_worse_and_a_long_history_softens(
    strength: float, second: float, buffer: float
) -> None:
    first = grieved(0.0, 2.0, strength, 1.0, buffer, 12.0)
    assert first > grieved(0.0, 4.0, strength, 1.0, buffer, 12.0) > 0.0
    again = aggravation(first, 10.0, 91.0, second)
    other = grieved(0.0, 2.0, strength, again, buffer, 12.0)
    assert other > first if second else other == first
    softer = grieved(0.0, 2.0, strength, 1.0, buffer, 60.0)
    assert softer < first if buffer else softer == first


@laws
@given(points, st.floats(0.0, 5.0), st.floats(1.0, 2.0), st.floats(0.0, 400.0))
def test_what_is_not_felt_leaves_nothing_and_strength_zero_nothing_at_all(
    felt: float, left: float, worse: float, history: float
) -> None:
    assert grieved(left, felt, 0.0, worse, 0.3, history) == left
    assert grieved(left, max(felt, 6.0), 0.3, worse, 0.3, history) == left
    assert grieved(left, felt, 0.3, worse, 0.3, history) >= left


def test_without_a_failure_before_nothing_aggravates() -> None:
    assert aggravation(0.0, 3.0, 91.0, 0.5) == 1.0
    assert aggravation(0.2, 0.0, 91.0, 0.5) == 1.5
    assert aggravation(0.2, 1e6, 91.0, 0.5) == 1.0


@laws
@given(share, points, points, days, st.floats(1.0, 3.0))
def test_fairer_kinder_and_sooner_make_good_more(
    compensation: float, last: float, mean: float, waited: float, hard: float
) -> None:
    def offset(d: float = 0.0, i: float = 0.0, p: float = 0.0, wait: float = 0.0) -> float:
        fair = min(1.0, compensation + d), min(10.0, last + i), min(10.0, mean + p)
        return recovery_offset(1.1, *fair, waited + wait, 14.0, hard)

    assert 0.0 <= offset() <= 1.1
    assert offset(d=0.1) >= offset()
    assert offset(i=1.0) >= offset()
    assert offset(p=1.0) >= offset()
    assert offset(wait=1.0) <= offset()
    assert recovery_offset(0.0, compensation, last, mean, waited, 14.0, hard) == 0.0


def test_money_counts_before_manner_and_manner_before_procedure() -> None:
    about = (1.1, 14.0, 1.0)

    def offset(compensation: float, last: float, mean: float) -> float:
        return recovery_offset(about[0], compensation, last, mean, 1.0, about[1], about[2])

    assert offset(1.0, 0.0, 0.0) > offset(0.0, 10.0, 0.0) > offset(0.0, 0.0, 10.0) > 0.0


def test_a_severe_failure_and_a_second_one_are_harder_to_make_good() -> None:
    assert hardness(2.0, 1.0) == hardness(5.0, 1.0) == 1.0
    assert hardness(0.0, 1.0) == 1.5
    assert hardness(4.0, 1.4) == 1.4


@laws
@given(st.floats(0.0, 3.0))
def test_never_all_of_a_grievance_is_forgiven(offset: float) -> None:
    assert forgiven(offset) <= 0.95
    assert forgiven(offset) == min(offset, 0.95)


@laws
@given(st.floats(0.0, 5.0), st.floats(-5.0, 5.0), st.floats(0.0, 1.5))
def test_lasting_satisfaction_comes_back_to_where_it_was_at_most(
    lost: float, own: float, offset: float
) -> None:
    moved = regained(lost, own, offset)
    assert min(own, lost) <= moved <= lost
    if own < 0.0:
        assert moved == own + min(offset, 1.0) * lost
    assert moved <= regained(lost, own, offset + 0.1)


@laws
@given(st.floats(0.0, 5.0), st.floats(0.0, 2.0))
def test_the_paradox_is_small_and_only_where_more_than_all_is_made_good(
    lost: float, offset: float
) -> None:
    glow = afterglow(lost, offset)
    assert 0.0 <= glow <= 0.05 * lost + 1e-12
    assert (glow > 0.0) == (offset > 1.0 and lost > 0.0) or lost < 1e-300


def test_the_ladder_holds_over_the_whole_of_the_ranges() -> None:
    """Ignored, unsatisfied, satisfied, fast: what is left of the grievance falls (TARP's order)."""
    for gain, fast, voice in corners(RECOVERY, FAST_DAYS, VOICE):
        slow, quick = (
            forgiven(recovery_offset(gain, 0.5, 7.0, 7.0, wait, fast, 1.0)) for wait in (5.0, 0.1)
        )
        left = [1.0, 1.0 - voice, 1.0 - slow, 1.0 - quick]
        if voice < slow:  # else being heard in vain would soothe as much as a late, middling help
            assert left == sorted(left, reverse=True)
        assert left[3] < left[2] < left[0]

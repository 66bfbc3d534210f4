import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.complaint import complaint_chance, severity

from .ranges import (
    COMPLAINT_MONEY,
    COMPLAINT_SERVICE,
    COMPLAINT_TRIVIAL,
    SEVERITY_SLOPE,
    Range,
    corners,
)

laws = settings(derandomize=True, deadline=None, max_examples=300)
felt = st.floats(0.0, 10.0)


@pytest.mark.parametrize("share", [COMPLAINT_MONEY, COMPLAINT_SERVICE, COMPLAINT_TRIVIAL])
def test_the_share_is_that_of_a_failure_felt_two_points_below_neutral(share: Range) -> None:
    for stated, slope in corners(share, SEVERITY_SLOPE):
        assert complaint_chance(stated, 4.0, slope, 0.0) == pytest.approx(stated)


@laws
@given(st.floats(0.01, 0.99), felt, felt, st.floats(0.0, 0.6), st.floats(-3.0, 3.0))
def test_worse_failures_are_complained_about_no_less(
    share: float, one: float, other: float, slope: float, complaining: float
) -> None:
    worse, better = sorted((one, other))
    bad = complaint_chance(share, worse, slope, complaining)
    good = complaint_chance(share, better, slope, complaining)
    assert 0.0 <= good <= bad <= 1.0
    if slope > 0.01 and severity(worse) > severity(better) + 0.01:
        assert good < bad


def test_money_counts_more_than_service_and_service_more_than_a_trifle() -> None:
    for slope in SEVERITY_SLOPE:
        chances = [
            complaint_chance(share.default, 3.0, slope, 0.0)
            for share in (COMPLAINT_MONEY, COMPLAINT_SERVICE, COMPLAINT_TRIVIAL)
        ]
        assert chances == sorted(chances, reverse=True)


@laws
@given(felt, st.floats(0.0, 5.0), st.floats(-5.0, 5.0))
def test_at_zero_nobody_complains_and_at_one_everybody(
    moment: float, slope: float, complaining: float
) -> None:
    assert complaint_chance(0.0, moment, slope, complaining) == 0.0
    assert complaint_chance(1.0, moment, slope, complaining) == 1.0


def test_severity_is_what_is_missing_to_neutral() -> None:
    assert [severity(at) for at in (0.0, 4.0, 6.0, 10.0)] == [6.0, 2.0, 0.0, 0.0]

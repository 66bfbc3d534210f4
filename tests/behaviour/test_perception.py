import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxsim.behaviour.parameters import ATTRACTIVE, MUST_BE, NEUTRAL, ONE_DIMENSIONAL
from cxsim.behaviour.perception import (
    disconfirmation,
    episode_satisfaction,
    kano,
    kano_value,
    perceived_quality,
)

from .ranges import A_S, A_W, KAPPA, LOSS_AVERSION, RHO, W_Q, ZONE, B, Range, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
scale = st.floats(0.0, 10.0)
VALUE = (B, KAPPA, ZONE, RHO, LOSS_AVERSION)


def within(r: Range) -> st.SearchStrategy[float]:
    return st.floats(r.low, r.high)


# Rule 5: Kano


@pytest.mark.parametrize(
    ("kind", "value"), [(ONE_DIMENSIONAL, 0.0), (MUST_BE, 0.24492), (ATTRACTIVE, -0.24492)]
)
def test_kano_half_fulfilled(kind: int, value: float) -> None:
    assert kano(0.5, kind, 1.0, -1.0) == pytest.approx(value, abs=5e-6)


@pytest.mark.parametrize("kind", [ONE_DIMENSIONAL, MUST_BE, ATTRACTIVE])
def test_kano_runs_from_ds_to_cs_as_wang_and_ji_write_it(kind: int) -> None:
    e, cs, ds = np.e, 0.7, -0.4
    for x in np.linspace(0.0, 1.0, 21).tolist():
        theirs = {
            ONE_DIMENSIONAL: (cs - ds) * x + ds,
            MUST_BE: (-e * (cs - ds) * np.exp(-x) + e * cs - ds) / (e - 1),
            ATTRACTIVE: ((cs - ds) * np.exp(x) - (cs - e * ds)) / (e - 1),
        }[kind]
        assert kano(x, kind, cs, ds) == pytest.approx(theirs, abs=1e-14)
    assert kano(0.0, kind, cs, ds) == ds
    assert kano(1.0, kind, cs, ds) == pytest.approx(cs, abs=1e-15)


@pytest.mark.parametrize(
    ("kind", "first_half", "second_half"),
    [(MUST_BE, 0.378, 0.622), (ATTRACTIVE, 0.622, 0.378), (ONE_DIMENSIONAL, 0.5, 0.5)],
)
def test_share_of_the_span_lost(kind: int, first_half: float, second_half: float) -> None:
    full, half, none = (kano_value(q, kind, 10.0) for q in (10.0, 5.0, 0.0))
    assert (full - half) / (full - none) == pytest.approx(first_half, abs=5e-4)
    assert (half - none) / (full - none) == pytest.approx(second_half, abs=5e-4)


def test_only_must_be_and_one_dimensional_disappoint() -> None:
    assert kano_value(0.0, MUST_BE, 8.0) == 0.0
    assert kano_value(0.0, ONE_DIMENSIONAL, 8.0) == 0.0
    assert kano_value(0.0, ATTRACTIVE, 8.0) == NEUTRAL


@pytest.mark.parametrize(
    ("kind", "full"), [(ONE_DIMENSIONAL, 10.0), (MUST_BE, 6.0), (ATTRACTIVE, 10.0)]
)
@pytest.mark.parametrize("spec", [0.5, 7.0, 9.9, 10.0])
def test_above_the_standard_adds_nothing(kind: int, full: float, spec: float) -> None:
    assert kano_value(spec, kind, spec) == pytest.approx(full, abs=1e-14)
    assert kano_value(10.0, kind, spec) == kano_value((spec + 10.0) / 2, kind, spec)


@laws
@given(scale)
def test_one_dimensional_with_standard_ten_is_the_identity(quality: float) -> None:
    assert kano_value(quality, ONE_DIMENSIONAL, 10.0) == quality


@laws
@given(scale, scale, st.sampled_from([0, 1, 2]), st.floats(0.1, 10.0))
def test_kano_value_rises_with_quality(a: float, b: float, kind: int, spec: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= kano_value(low, kind, spec) <= kano_value(high, kind, spec) <= 10.0
    if low + 1e-6 < high < spec:
        assert kano_value(low, kind, spec) < kano_value(high, kind, spec)


# Rule 2: will and should


@laws
@given(scale, scale, scale, scale, within(A_W), within(A_S))
def test_perception_rises_with_will_and_falls_with_should(
    quality: float, will: float, should: float, other: float, a_w: float, a_s: float
) -> None:
    q = perceived_quality(quality, will, should, a_w, a_s)
    assert 0.0 <= q <= 10.0
    if other >= will:
        assert perceived_quality(quality, other, should, a_w, a_s) >= q
    if other >= should:
        assert perceived_quality(quality, will, other, a_w, a_s) <= q


def test_perception_known_value() -> None:
    assert perceived_quality(6.0, 8.0, 9.0, 0.15, 0.10) == pytest.approx(6.0 + 0.3 - 0.3)
    assert perceived_quality(9.5, 8.0, 9.0, 0.15, 0.10) == pytest.approx(9.5 - 0.225)
    assert perceived_quality(6.0, 8.0, 9.0, 0.15, 0.0) > 6.0
    assert perceived_quality(6.0, 8.0, 9.0, 0.0, 0.10) < 6.0


@laws
@given(scale, scale, scale)
def test_no_weight_no_effect_of_expectations(quality: float, will: float, should: float) -> None:
    assert perceived_quality(quality, will, should, 0.0, 0.0) == quality


@laws
@given(within(W_Q), within(B), within(KAPPA), st.floats(0.2, 1.5), within(A_W))
def test_a_higher_will_lowers_satisfaction_just_where_the_joint_condition_says(
    w_q: float, b: float, kappa: float, zone: float, a_w: float
) -> None:
    margin = kappa * b * (1.0 - a_w) - w_q * a_w
    assume(abs(margin) > 1e-6)

    def satisfaction(will: float) -> float:
        q = perceived_quality(6.0, will, 0.0, a_w, 0.1)
        value, expected = (kano_value(x, ONE_DIMENSIONAL, 10.0) for x in (q, will))
        return episode_satisfaction(value, expected, 6.0, 6.0, w_q, b, kappa, zone, 0.9, 1.95)

    effect = satisfaction(6.1) - satisfaction(6.0)
    assert effect == pytest.approx(-0.1 * margin, abs=1e-12)


def test_the_defaults_meet_the_joint_condition() -> None:
    pull = W_Q.default * A_W.default
    assert KAPPA.default * B.default * (1 - A_W.default) == pytest.approx(0.102)
    assert pull == pytest.approx(0.075)


# Rule 1: disconfirmation


def satisfaction(value: float, expected: float, w_q: float, *surprise: float) -> float:
    return episode_satisfaction(value, expected, 6.0, 6.0, w_q, *surprise)


def test_disconfirmation_known_values() -> None:
    defaults = (0.6, 0.2, 0.5, 0.9, 1.95)
    assert disconfirmation(0.0, *defaults) == 0.0
    assert disconfirmation(0.4, *defaults) == pytest.approx(0.048)
    assert disconfirmation(1.5, *defaults) == pytest.approx(0.06 + 0.6)
    assert disconfirmation(-1.5, *defaults) == pytest.approx(-0.06 - 1.17)
    assert disconfirmation(2.5, *defaults) == pytest.approx(0.06 + 0.6 * 2.0**0.9)


def test_loss_aversion_is_the_ratio_of_loss_to_gain_beyond_the_zone() -> None:
    for d in (0.6, 1.0, 4.0, 9.0):
        loss = disconfirmation(-d, 0.6, 0.0, 0.5, 0.9, 1.95)
        gain = disconfirmation(d, 0.6, 0.0, 0.5, 0.9, 1.95)
        assert -loss / gain == pytest.approx(1.95, rel=1e-14)


@pytest.mark.parametrize("parameters", list(corners(*VALUE)))
def test_losses_loom_larger_outside_the_zone_only(parameters: tuple[float, ...]) -> None:
    zone = parameters[2]
    for d in np.linspace(0.01, 10.0, 50).tolist():
        gain, loss = disconfirmation(d, *parameters), -disconfirmation(-d, *parameters)
        if d > zone:
            assert loss > gain
        else:
            assert loss == gain


@pytest.mark.parametrize("parameters", list(corners(*VALUE)))
def test_value_is_continuous_and_never_falls(parameters: tuple[float, ...]) -> None:
    zone = parameters[2]
    values = [disconfirmation(d, *parameters) for d in np.linspace(-10.0, 10.0, 401).tolist()]
    assert np.all(np.diff(values) >= 0.0)
    for edge in (-zone, zone):
        jump = disconfirmation(edge + 1e-9, *parameters) - disconfirmation(edge - 1e-9, *parameters)
        assert abs(jump) < 2e-5  # x^.6 at 1e-9, times the largest slope, 2.5


@pytest.mark.parametrize("parameters", list(corners(*VALUE)))
def test_slope_within_the_zone_is_the_flatter(parameters: tuple[float, ...]) -> None:
    b, kappa, zone, _, _ = parameters
    for side in (1.0, -1.0):
        beyond = disconfirmation(side * (zone + 1.0), *parameters)
        edge = disconfirmation(side * zone, *parameters)
        assert abs(beyond - edge) > kappa * b
        # And at the margin, a point beyond the edge (further out, rho may flatten the curve).
        further = disconfirmation(side * (zone + 1.01), *parameters)
        assert abs(further - beyond) / 0.01 > kappa * b


def test_slope_at_the_defaults_is_steeper_beyond_the_zone_on_the_whole_scale() -> None:
    v = [disconfirmation(d, *(r.default for r in VALUE)) for d in np.arange(0.5, 10.1, 0.1)]
    assert np.all(np.diff(v) / 0.1 > KAPPA.default * B.default)


@pytest.mark.parametrize("parameters", list(corners(W_Q, *VALUE)))
def test_satisfaction_rises_with_quality_and_falls_with_expectation(
    parameters: tuple[float, ...],
) -> None:
    grid = np.linspace(0.5, 9.5, 19).tolist()
    for fixed in grid[::3]:
        by_quality = np.array([satisfaction(q, fixed, *parameters) for q in grid])
        by_expectation = np.array([satisfaction(fixed, e, *parameters) for e in grid])
        inside = (by_quality > 0.0) & (by_quality < 10.0)
        assert np.all(np.diff(by_quality[inside]) > 0.0)
        assert np.all(np.diff(by_quality) >= 0.0)
        assert np.all(np.diff(by_expectation) <= 0.0)
        assert by_expectation[0] > by_expectation[-1] or by_expectation[0] in (0.0, 10.0)


@laws
@given(scale, scale, scale, within(W_Q))
def test_identities_of_rule_one(value: float, other: float, baseline: float, w_q: float) -> None:
    surprise = tuple(r.default for r in VALUE)
    silent = (0.0, *surprise[1:])
    # Met as expected at the reference: the baseline.
    assert episode_satisfaction(value, value, value, baseline, w_q, *surprise) == baseline
    # Both links at zero: the baseline, whatever happens.
    assert episode_satisfaction(value, other, 6.0, baseline, 0.0, *silent) == baseline
    # Quality alone, fully weighed: satisfaction is quality.
    assert episode_satisfaction(value, other, 0.0, 0.0, 1.0, *silent) == value
    # No surprise: expectations do not count.
    first = episode_satisfaction(value, other, 6.0, 6.0, w_q, *silent)
    assert first == episode_satisfaction(value, baseline, 6.0, 6.0, w_q, *silent)


def test_satisfaction_stays_on_the_scale() -> None:
    assert episode_satisfaction(10.0, 0.0, 6.0, 8.0, 0.8, 1.0, 0.5, 0.0, 1.0, 2.5) == 10.0
    assert episode_satisfaction(0.0, 10.0, 6.0, 6.0, 0.8, 1.0, 0.5, 0.0, 1.0, 2.5) == 0.0

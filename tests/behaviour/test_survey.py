import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from cxsim.behaviour.memory import cumulative_satisfaction
from cxsim.behaviour.survey import felt_now, nps_class, recommendation, response_chance

from .ranges import RESPONSE, SELECTION, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
scale = st.floats(0.0, 10.0)


@laws
@given(scale, st.floats(0.0, 1.0))
def test_without_selection_everybody_answers_alike(c: float, base: float) -> None:
    assert response_chance(c, base, 0.0) == base


@pytest.mark.parametrize("parameters", list(corners(RESPONSE, SELECTION)))
def test_strong_feelings_answer_more(parameters: tuple[float, float]) -> None:
    base, g = parameters
    assert response_chance(4.0, base, g) == response_chance(8.0, base, g) == base
    chances = [response_chance(c, base, g) for c in (6.0, 7.0, 8.0, 9.0, 10.0)]
    assert np.all(np.diff(chances) > 0.0) if g else len(set(chances)) == 1
    assert 0.0 < chances[0] <= chances[-1] <= 1.0
    assert response_chance(3.0, base, g) == response_chance(9.0, base, g)
    ratio = response_chance(6.5, base, g) / response_chance(6.0, base, g)
    assert ratio == pytest.approx(math.exp(0.5 * g))


def test_response_is_a_chance() -> None:
    assert response_chance(0.0, 0.4, 1.0) == 1.0


def stars(g: float) -> list[float]:
    """Shares of 1–5 stars among those who answer, satisfaction being N(7.3, 2.6) clipped."""
    c = np.clip(7.3 + 2.6 * ndtri((np.arange(20_000) + 0.5) / 20_000), 0.0, 10.0)
    weight = np.array([response_chance(x, 1e-6, g) for x in c.tolist()])
    shares = np.histogram(c, [-np.inf, 2.5, 4.5, 6.5, 8.5, np.inf], weights=weight)[0]
    return list(shares / shares.sum())


def test_reviews_are_j_shaped_only_under_strong_selection() -> None:
    mild, strong = stars(0.5), stars(0.8)
    assert mild[:2] == pytest.approx([0.089, 0.099], abs=0.002)
    assert strong == pytest.approx([0.144, 0.079, 0.041, 0.112, 0.623], abs=0.002)
    assert strong[4] == max(strong)
    assert strong[0] > strong[1]


@laws
@given(st.floats(-5.0, 15.0), st.floats(-5.0, 5.0), st.floats(-5.0, 5.0))
def test_the_answer_is_a_whole_number_on_the_scale_and_rises(
    c: float, style: float, noise: float
) -> None:
    answer = recommendation(c, style, noise)
    assert isinstance(answer, int)
    assert 0 <= answer <= 10
    assert answer <= recommendation(c + 0.7, style, noise)
    if 0.0 <= c + style + noise <= 10.0:
        assert abs(answer - (c + style + noise)) <= 0.5


def test_halves_round_up_and_classes() -> None:
    assert [recommendation(x, 0.0, 0.0) for x in (6.5, 7.5, 8.5, 8.49, 0.4)] == [7, 8, 9, 8, 0]
    assert [nps_class(a) for a in range(11)] == [-1] * 7 + [0, 0, 1, 1]


# The targets of the NPS: (promoters, detractors) → mean and SD of a normal answer, and its slope.
INVERSION = [
    (-10, 0.25, 0.35, 7.23, 1.89, 3.7),
    (0, 0.30, 0.30, 7.50, 1.91, 3.7),
    (10, 0.35, 0.25, 7.77, 1.89, 3.6),
    (30, 0.45, 0.15, 8.28, 1.72, 3.6),
    (30, 0.50, 0.20, 8.50, 2.38, 2.8),
    (45, 0.58, 0.13, 8.94, 2.16, 2.8),
]


@pytest.mark.parametrize(("nps", "p", "d", "mu", "sigma", "slope"), INVERSION)
def test_answers_reproduce_the_promoters_and_detractors_they_were_set_for(
    nps: int, p: float, d: float, mu: float, sigma: float, slope: float
) -> None:
    spread = 2.0 / (ndtri(1.0 - p) - ndtri(d))
    centre = 6.5 - spread * ndtri(d)
    assert (centre, spread) == pytest.approx((mu, sigma), abs=0.005)
    n = 20_000
    noise = (spread * ndtri((np.arange(n) + 0.5) / n)).tolist()

    def classes(mean: float) -> np.ndarray:
        return np.array([nps_class(recommendation(mean, 0.0, x)) for x in noise])

    found = classes(centre)
    assert np.mean(found > 0) == pytest.approx(p, abs=1.0 / n)
    assert np.mean(found < 0) == pytest.approx(d, abs=1.0 / n)
    assert 100.0 * found.mean() == pytest.approx(nps, abs=0.02)
    gain = 100.0 * (classes(centre + 0.1).mean() - found.mean())
    assert gain == pytest.approx(slope, abs=0.06)
    exact = 100 * (ndtr((8.5 - centre) / spread) - ndtr((8.4 - centre) / spread))
    assert gain > exact, "fewer detractors count too"


@pytest.mark.parametrize(("n", "error"), [(100, 7.81), (400, 3.91), (1000, 2.47)])
def test_standard_error_of_an_nps(n: int, error: float) -> None:
    classes = np.array([nps_class(a) for a in [9] * 50 + [7] * 30 + [6] * 20], dtype=float)
    assert 100.0 * classes.std() / math.sqrt(n) == pytest.approx(error, abs=0.005)


@laws
@given(scale, scale, st.floats(0.0, 1.0), st.floats(1.0, 2.5), st.floats(0.0, 2.0))
def test_a_survey_during_a_journey_meets_what_its_end_would_leave(
    c: float, m: float, alpha: float, ratio: float, weight: float
) -> None:
    assert felt_now(c, m, alpha, ratio, weight) == cumulative_satisfaction(
        c, m, alpha, ratio, weight
    )

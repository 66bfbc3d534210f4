import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.word_of_mouth import forgotten, heard, heard_term, talk_chance

from .ranges import A_PLUS, NU, P0, TALK_RATIO, K, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
share = st.floats(0.0, 1.0)


# Rule 19: talking


@pytest.mark.parametrize("parameters", list(corners(A_PLUS, TALK_RATIO)))
def test_talk_is_an_asymmetric_u(parameters: tuple[float, float]) -> None:
    _, ratio = parameters
    chance = [talk_chance(m, P0, *parameters, 0.8) for m in np.linspace(0.0, 10.0, 41).tolist()]
    assert int(np.argmin(chance)) == 24  # neutral, 6
    assert np.all(np.diff(chance[:25]) < 0.0)
    assert np.all(np.diff(chance[24:]) > 0.0)
    left, right = chance[16] - chance[24], chance[32] - chance[24]
    assert left == pytest.approx(ratio * right, rel=1e-12)


def test_talk_known_values() -> None:
    assert talk_chance(6.0, 0.05, 0.03, 2.0, 1.0) == 0.05
    assert talk_chance(9.0, 0.05, 0.03, 2.0, 1.0) == pytest.approx(0.14)
    assert talk_chance(3.0, 0.05, 0.03, 2.0, 1.0) == pytest.approx(0.23)
    assert talk_chance(3.0, 0.05, 0.03, 2.0, 1.5) == pytest.approx(0.345)
    assert talk_chance(3.0, 0.05, 0.03, 2.0, 0.0) == 0.0
    assert talk_chance(0.0, 0.05, 0.06, 3.0, 5.0) == 1.0
    assert talk_chance(1.0, 0.05, 0.0, 3.0, 1.0) == 0.05


# Rule 20: hearing


@laws
@given(share, st.floats(0.0, 20.0), st.floats(0.0, 20.0), st.floats(0.0, 0.4), st.floats(0.0, 0.9))
def test_talk_moves_a_probability(p: float, plus: float, minus: float, k: float, nu: float) -> None:
    assert 0.0 <= heard(p, plus, minus, k, nu) <= 1.0
    assert heard(p, plus, 0.0, k, nu) >= p >= heard(p, 0.0, minus, k, nu)
    assert heard(p, 0.0, 0.0, k, nu) == p
    assert heard(p, plus, minus, 0.0, nu) == p


@pytest.mark.parametrize("parameters", list(corners(K, NU)))
def test_praise_moves_more_than_blame_just_below_one_half(parameters: tuple[float, float]) -> None:
    for p in np.linspace(0.02, 0.98, 49).tolist():
        gain = heard(p, 0.5, 0.0, *parameters) - p
        loss = p - heard(p, 0.0, 0.5, *parameters)
        if abs(p - 0.5) < 1e-12:
            assert gain == pytest.approx(loss, abs=1e-15)
        else:
            assert (gain > loss) == (p < 0.5)


@pytest.mark.parametrize("k", K)
@pytest.mark.parametrize("nu", [0.2, 0.5, 0.9])
def test_talk_against_preference_is_resisted(k: float, nu: float) -> None:
    """Relative to the room left, blame fades as p → 1 and praise as p → 0; not so at nu 0."""

    def blame(p: float, nu: float) -> float:
        return (p - heard(p, 0.0, 0.5, k, nu)) / p

    def praise(p: float, nu: float) -> float:
        return (heard(p, 0.5, 0.0, k, nu) - p) / (1.0 - p)

    assert blame(0.999, nu) < blame(0.9, nu) < blame(0.5, nu)
    assert praise(0.001, nu) < praise(0.1, nu) < praise(0.5, nu)
    assert blame(0.999, 0.0) == pytest.approx(blame(0.5, 0.0))
    assert praise(0.001, 0.0) == pytest.approx(praise(0.5, 0.0))


def test_hearing_known_values() -> None:
    assert heard(0.25, 1.0, 0.0, 0.2, 0.5) == pytest.approx(0.25 + 0.2 * 0.75 * 0.5)
    assert heard(0.75, 0.0, 1.0, 0.2, 0.5) == pytest.approx(0.75 - 0.2 * 0.75 * 0.5)


# Forgetting, and what talk does to staying


@laws
@given(share, share, st.floats(0.0, 1000.0), st.floats(0.1, 1000.0))
def test_a_memory_of_talk_relaxes_to_its_base(
    p: float, base: float, days: float, memory_days: float
) -> None:
    later = forgotten(p, base, days, memory_days)
    assert min(p, base) - 1e-15 <= later <= max(p, base) + 1e-15
    in_two = forgotten(forgotten(p, base, days / 2, memory_days), base, days / 2, memory_days)
    assert later == pytest.approx(in_two, abs=1e-12)
    assert forgotten(base, base, days, memory_days) == base
    assert forgotten(p, base, 0.0, memory_days) == p
    assert forgotten(p, base, days, math.inf) == p
    assert forgotten(p, base, 1.0, 0.0) == base


def test_forgetting_known_value() -> None:
    assert forgotten(0.5, 0.3, 30.0, 30.0) == pytest.approx(0.3 + 0.2 * math.exp(-1.0))


@laws
@given(share, share, st.floats(0.0, 3.0))
def test_praise_keeps_and_blame_drives_away(p: float, base: float, strength: float) -> None:
    term = heard_term(p, base, strength)
    assert math.isfinite(term)
    assert term <= 0.0 if p >= base else term >= 0.0
    assert heard_term(base, base, strength) == 0.0
    assert heard_term(p, base, 0.0) == 0.0


def test_heard_term_known_value() -> None:
    assert heard_term(0.75, 0.5, 0.5) == pytest.approx(-0.5 * math.log(3.0))
    assert heard_term(0.0, 0.5, 1.0) == pytest.approx(math.log(1e6), abs=1e-5)

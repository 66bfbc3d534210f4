from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.mood import affect_weight, coloured, first_mood, next_mood

from .ranges import MOOD, PERSISTENCE, REACTION, VOLATILITY, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
scale = st.floats(0.0, 10.0)


@laws
@given(scale, st.floats(-3.0, 3.0))
def test_a_good_mood_flatters_and_a_bad_one_darkens(perceived: float, mood: float) -> None:
    found = coloured(perceived, mood)
    assert 0.0 <= found <= 10.0
    assert (found >= perceived) if mood >= 0 else (found <= perceived)
    assert coloured(perceived, 0.0) == perceived


def test_the_experienced_are_swayed_less() -> None:
    weights = [affect_weight(float(n)) for n in (1, 2, 10, 100, 1000)]
    assert all(a > b > 0 for a, b in pairwise(weights))
    assert weights == pytest.approx([n**-0.2 for n in (1, 2, 10, 100, 1000)])
    assert weights[0] == 1.0


@pytest.mark.parametrize(("level", "persistence"), [(0.0, 0.4), (1.0, 0.1), (-2.0, 0.6)])
@pytest.mark.parametrize("volatility", [*VOLATILITY, 0.0])
def test_mood_stays_in_the_law_it_begins_in(
    level: float, persistence: float, volatility: float
) -> None:
    """Where nothing lived moves it: an AR(1) of stationary law N(level, volatility²)."""
    random = np.random.default_rng(1).standard_normal((4, 20_000))
    mood = [first_mood(level, volatility, z) for z in random[0]]
    before = mood
    for scores in random[1:]:
        before = mood
        mood = [
            next_mood(m, 6.0, level, persistence, 0.1, volatility, z)
            for m, z in zip(mood, scores, strict=True)
        ]
    assert np.mean(mood) == pytest.approx(level, abs=0.05 * max(volatility, 0.01))
    assert np.std(mood) == pytest.approx(volatility, rel=0.03)
    if volatility > 0:
        assert np.corrcoef(before, mood)[0, 1] == pytest.approx(persistence, abs=0.03)


@pytest.mark.parametrize("values", list(corners(MOOD, PERSISTENCE, REACTION, VOLATILITY)))
def test_what_went_well_lifts_the_mood(values: tuple[float, ...]) -> None:
    _, persistence, reaction, volatility = values
    low, high = (
        next_mood(0.0, felt, 0.0, persistence, reaction, volatility, 0.3) for felt in (4.0, 9.0)
    )
    assert high - low == pytest.approx(5.0 * reaction)

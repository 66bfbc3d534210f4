from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.shock import intensity

laws = settings(derandomize=True, deadline=None, max_examples=300)
share = st.floats(0.0, 1.0)
days = st.floats(0.0, 4000.0)
fall = st.floats(0.1, 3650.0)
ratio = st.floats(0.0, 100.0)


@laws
@given(fall, fall, ratio, share)
def test_it_strikes_in_full(short: float, long: float, ratio: float, stays: float) -> None:
    assert abs(intensity(0.0, short, long, ratio, stays) - 1.0) <= 1e-14


@laws
@given(days, days, fall, fall, ratio, share)
def test_it_only_passes(
    day: float, more: float, short: float, long: float, ratio: float, stays: float
) -> None:
    now = intensity(day, short, long, ratio, stays)
    later = intensity(day + more, short, long, ratio, stays)
    assert stays - 1e-15 <= later <= now + 1e-15 <= 1.0 + 1e-14


def test_what_is_stated_stays_and_nothing_else() -> None:
    assert intensity(36500.0, 30.0, 365.0, 0.3, 0.15) == 0.15
    assert intensity(36500.0, 30.0, 365.0, 0.3, 0.0) < 1e-30


def test_part_of_it_passes_slowly() -> None:
    """After half a year little is left of what passes quickly, and most of the rest."""
    assert intensity(180.0, 30.0, 365.0, 0.0, 0.0) < 0.003
    assert 0.13 < intensity(180.0, 30.0, 365.0, 0.3, 0.0) < 0.15

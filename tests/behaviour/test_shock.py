from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.shock import shock

laws = settings(derandomize=True, deadline=None, max_examples=300)
size = st.floats(-10.0, 10.0)
share = st.floats(0.0, 1.0)
days = st.floats(0.0, 4000.0)
fall = st.floats(0.1, 3650.0)
ratio = st.floats(0.0, 100.0)


@laws
@given(size, fall, fall, ratio, share)
def test_it_strikes_with_its_whole_size(
    size: float, short: float, long: float, ratio: float, stays: float
) -> None:
    assert abs(shock(size, 0.0, short, long, ratio, stays) - size) <= 1e-14 * abs(size)


@laws
@given(size, days, days, fall, fall, ratio, share)
def test_it_only_passes(
    size: float, day: float, more: float, short: float, long: float, ratio: float, stays: float
) -> None:
    now = shock(size, day, short, long, ratio, stays)
    later = shock(size, day + more, short, long, ratio, stays)
    assert 0.0 <= later / size <= now / size + 1e-15 <= 1.0 + 1e-14 if size else now == later == 0.0


def test_of_a_loss_its_share_stays_and_of_a_gain_nothing() -> None:
    assert shock(4.0, 36500.0, 30.0, 365.0, 0.3, 0.15) == 4.0 * 0.15
    assert abs(shock(-4.0, 36500.0, 30.0, 365.0, 0.3, 0.15)) < 1e-30


def test_part_of_it_passes_slowly() -> None:
    """After half a year little is left of what passes quickly, and most of the rest."""
    assert shock(1.0, 180.0, 30.0, 365.0, 0.0, 0.0) < 0.003
    assert 0.13 < shock(1.0, 180.0, 30.0, 365.0, 0.3, 0.0) < 0.15


def test_without_size_it_is_off_to_the_bit() -> None:
    assert all(8.0 - shock(0.0, day, 30.0, 365.0, 0.3, 0.4) == 8.0 for day in (0.0, 3.0, 999.0))

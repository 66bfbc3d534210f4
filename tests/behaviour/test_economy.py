from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.economy import experience_counts, mood_of_times

laws = settings(derandomize=True, deadline=None, max_examples=300)
z = st.floats(-4.0, 4.0)
strength = st.floats(0.0, 0.4)
sensitivity = st.floats(0.0, 3.0)


@laws
@given(z, z, strength, sensitivity)
def test_the_better_the_times_the_more_experience_counts(
    a: float, b: float, strength: float, sensitivity: float
) -> None:
    worse, better = sorted((a, b))
    assert experience_counts(worse, strength, sensitivity) >= 0.0
    assert experience_counts(worse, strength, sensitivity) <= experience_counts(
        better, strength, sensitivity
    )


@laws
@given(z, sensitivity)
def test_as_usual_or_switched_off_it_changes_no_bit(z: float, sensitivity: float) -> None:
    assert experience_counts(0.0, 0.15, sensitivity) == 1.0
    assert experience_counts(z, 0.0, sensitivity) == 1.0
    assert mood_of_times(0.0, 0.2) == 0.0
    assert mood_of_times(z, 0.0) == 0.0


def test_who_is_more_sensitive_is_moved_more() -> None:
    assert experience_counts(1.0, 0.25, 1.0) == 1.25
    assert experience_counts(1.0, 0.25, 2.0) == 1.5
    assert mood_of_times(1.0, 0.2) == 0.2

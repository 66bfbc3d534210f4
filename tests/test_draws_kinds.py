"""Kinds of words stay apart, whatever number follows them."""

from __future__ import annotations

import pytest

from cxsim.draws import keys


@pytest.mark.parametrize("number", [0, 5, 2**48 - 1, -1, -5])
def test_no_two_kinds_of_words_make_one_key(number: int) -> None:
    """Days before day 0 are negative numbers, whose upper bits are those of a kind too."""
    root = keys.root_key(1, 2)
    found = {
        keys.fold(root, number),
        keys.purpose_key(root, number),
        keys.child_journey_key(root, number),
        keys.step_key(root, number),
        keys.day_key(root, number),
    }
    assert len(found) == 5
    deeper = {
        keys.customer_key(root, number, 3),
        keys.journey_key(root, number, 3),
        keys.survey_key(root, number, 3),
        keys.fold(keys.fold(root, number), 3),
    }
    assert len(deeper) == 4

"""What is different about who was brought by a customer (rule 23)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.market import looking_share
from cxsim.behaviour.referral import margin_edge, retention_edge

laws = settings(derandomize=True, deadline=None, max_examples=300)
SHARE = st.floats(0.0, 1.0)
DAYS = st.floats(1.0, 3650.0)


@laws
@given(SHARE, SHARE)
def test_the_edge_is_there_while_the_referrer_stays(chance: float, strength: float) -> None:
    assert retention_edge(chance, 0.0, strength) == chance
    assert retention_edge(chance, 1.0, 0.0) == chance
    assert 0.0 <= retention_edge(chance, 1.0, strength) <= chance


def test_at_its_default_the_edge_is_that_of_the_source() -> None:
    assert retention_edge(0.1, 1.0, 0.18) == pytest.approx(0.082)


@laws
@given(DAYS, SHARE, DAYS)
def test_the_margin_edge_fades(tenure: float, strength: float, days: float) -> None:
    assert margin_edge(tenure, 0.0, days) == 1.0
    assert margin_edge(0.0, strength, days) == 1.0 + strength
    assert 1.0 <= margin_edge(tenure + 1.0, strength, days) <= margin_edge(tenure, strength, days)


@laws
@given(st.floats(0.0, 365.0), DAYS)
def test_more_need_and_longer_searches_have_more_look(per_year: float, days: float) -> None:
    share = looking_share(per_year, days)
    assert 0.0 <= share < 1.0
    assert looking_share(per_year + 1.0, days) > share
    assert looking_share(0.0, days) == 0.0
    assert looking_share(1.0, 365.0) == 0.5

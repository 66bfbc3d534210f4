"""Both engines live whatever the schema allows: the same lives, whose books balance."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from cxsim.engine.run import live, warmed

from ..kit import books
from ..kit.engines import differences
from ..kit.generated import Life, lives
from ..kit.runs import worlds

HUNDRED = settings(
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@HUNDRED
@given(lives())
def test_the_engines_agree_and_the_books_balance(one: Life) -> None:
    assert differences(one.scenario, one.customers, one.horizon, one.seed) == []
    today, own = worlds(one.scenario, one.customers, one.horizon, one.seed)
    warm = warmed(today)
    books.check(warm, live(own, warm))

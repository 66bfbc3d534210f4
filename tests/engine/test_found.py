"""What generated scenarios have found wrong: a case for each, kept from then on."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from cxsim.engine.run import live, warmed
from cxsim.scenario.schema import Scenario

from ..kit import books
from ..kit.engines import differences
from ..kit.runs import worlds
from ..kit.scenarios import PURCHASES, made


class Found(NamedTuple):
    """A case, and why it fails; nothing once it is mended."""

    scenario: Scenario
    why: str = ""


RICHEST: dict[str, Any] = {"relationship.value.q": 1e-6}
FOUND: dict[str, Found] = {
    "a purchase larger than the books": Found(made(PURCHASES, RICHEST)),
}


def cases() -> list[Any]:
    """Each as a parameter; one that still fails must fail."""
    return [
        pytest.param(one.scenario, id=name, marks=pytest.mark.xfail(reason=one.why, strict=True))
        if one.why
        else pytest.param(one.scenario, id=name)
        for name, one in FOUND.items()
    ]


@pytest.mark.parametrize("scenario", cases())
def test_what_was_found(scenario: Scenario) -> None:
    assert differences(scenario, 20, 60) == []
    today, own = worlds(scenario, 20, 60)
    warm = warmed(today)
    books.check(warm, live(own, warm))

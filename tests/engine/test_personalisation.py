"""Rule 30 in whole lives: made for the person is better, made for somebody else worse than none."""

from __future__ import annotations

from typing import Any

import pytest

from ..behaviour.ranges import FIT, INTRUSION, Range
from ..kit.runs import differing, events_of, lived
from ..kit.scenarios import CAPTIVE, RICH, made

CUSTOMERS, DAYS = 25, 25
OFTEN: dict[str, Any] = {**CAPTIVE, "archetypes.anyone.needs": {"ask": 12}}


def satisfaction(personal: dict[str, float], **weights: float) -> float:
    """Mean satisfaction in the end, with a desk so personal."""
    changes = {"touchpoints.desk.personalisation": personal, "behaviour.personalisation": weights}
    return float(lived(made(OFTEN, changes), CUSTOMERS, DAYS).state.people.satisfaction.mean())


@pytest.mark.parametrize("p", [FIT.low, FIT.default, FIT.high])
def test_a_wrong_fit_is_worse_than_none(p: float) -> None:
    right, none, wrong = (
        satisfaction({"strength": strength, "hit": hit}, fit=p)
        for strength, hit in ((4, 1), (0, 1), (4, 0))
    )
    assert (right > none > wrong) if p > 0 else (right == none == wrong)


@pytest.mark.parametrize("hits", [(0.0, 0.5), (0.5, 0.9), (0.9, 1.0)])
def test_the_oftener_it_is_right_the_better(hits: tuple[float, float]) -> None:
    less, more = (satisfaction({"strength": 5, "hit": hit}) for hit in hits)
    assert less < more


@pytest.mark.parametrize("strength", [INTRUSION])
def test_who_shows_that_they_know_too_much_is_liked_less(strength: Range) -> None:
    for c in (strength.default, strength.high):
        assert satisfaction({"intrusion": 5}, intrusion=c) < satisfaction({}, intrusion=c)
    assert satisfaction({"intrusion": 5}, intrusion=0) == satisfaction({}, intrusion=0)


def test_weights_of_zero_are_no_personalisation_at_all() -> None:
    off = {"behaviour.personalisation": {"fit": 0, "intrusion": 0}}
    personal = {"touchpoints.line.personalisation": {"strength": 9, "hit": 0.5, "intrusion": 9}}
    assert differing(lived(made(RICH), 25, 12), lived(made(RICH, personal, off), 25, 12)) == []


def test_it_is_right_as_often_as_stated() -> None:
    """Nothing else varies, so a visit feels either like a right fit or like a wrong one."""
    flat = {
        "touchpoints.desk.spread": 0,
        "touchpoints.desk.personalisation": {"strength": 3, "hit": 0.8},
        "behaviour.expectations": {"will_learning": 0, "should_learning": 0},
        "behaviour.mood.strength": 0,
    }
    run = lived(made(OFTEN, flat), 60, 40, recorded=60)
    events = events_of(run)
    felt = events[events["kind"] == 0]["felt"]
    assert len(set(felt.tolist())) == 2
    right = int((felt == felt.max()).sum())
    assert abs(right / felt.size - 0.8) < 4 * (0.16 / felt.size) ** 0.5

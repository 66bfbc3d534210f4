"""Failures are complained of and open help journeys; help given up is sought again (rule 14)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import COMPLAINT, DAILY, VISIT
from cxsim.engine.run import Lived
from cxsim.measure.metrics import metrics
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.world import CAPTIVE as KIND_CAPTIVE

from ..behaviour.ranges import COMPLAINT_SERVICE, SEVERITY_SLOPE, corners
from ..kit.runs import differing, events_of, lived, twins
from ..kit.scenarios import CAPTIVE, RICH, made

HELP: dict[str, Any] = {
    "touchpoints.clinic": {
        "label": "Clinic",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "phone",
        "quality": 7,
        "spread": 0,
    },
    "journeys.mend": {
        "label": "Mend",
        "kind": "help",
        "salience": 0.1,
        "entry": {"clinic": 1},
        "steps": {"clinic": {"done": 0.6, "give_up": 0.4}},
    },
    "archetypes.anyone.needs": {"ask": 3},
    "touchpoints.desk.failure": {"probability": 0.3, "depth": 5, "opens": "mend"},
}
"""Changes of the smallest case: the desk may fail; who complains goes to the clinic."""
QUIET: dict[str, Any] = {"behaviour.complaint": {"money": 0, "service": 0, "trivial": 0}}
EVERYBODY: dict[str, Any] = {"behaviour.complaint": {"money": 1, "service": 1, "trivial": 1}}


def totals(run: Lived) -> dict[str, int]:
    return dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))


def test_who_complains_gets_the_journey_that_the_failure_opens() -> None:
    run = lived(made(HELP), 60, 90, recorded=60)
    counted = totals(run)
    assert 0 < counted["caused"] <= counted["complaints"] < counted["failures"]
    events = events_of(run)
    needs = run.built.names.needs
    for complaint in events[events["kind"] == COMPLAINT][:20]:
        mine = events[events["person"] == complaint["person"]]
        after = mine[(mine["kind"] == VISIT) & (mine["day"] >= complaint["day"])]
        helped = after[after["need"] == needs.index("mend")]
        assert complaint["to"] == needs.index("mend")
        assert helped["occurrence"][0] < 0
        assert helped["day"][0] <= complaint["day"] + 1


def test_switched_off_nobody_complains() -> None:
    counted = totals(lived(made(HELP, QUIET), 40, 60))
    assert counted["failures"] > 0
    assert counted["complaints"] == counted["caused"] == 0


@pytest.mark.parametrize("corner", list(corners(COMPLAINT_SERVICE, SEVERITY_SLOPE)))
def test_worse_failures_are_complained_about_more(corner: tuple[float, float]) -> None:
    """Sign test of rule 14, with the same luck: worse felt, more complaints (slope 0: alike)."""
    about = {"behaviour.complaint": {"service": corner[0], "severity": corner[1]}}
    worse = {"it": {"target": "touchpoints.desk.failure.depth", "effect": 3}}
    today, redesigned = twins(made(HELP, about, levers=worse), 80, 120)
    before, after = totals(today), totals(redesigned)
    # Who seeks help less or more asks at other times, but a failure is a failure all the same.
    ratio = [counted["complaints"] / counted["failures"] for counted in (before, after)]
    assert ratio[1] > ratio[0] if corner[1] > 0 else ratio[1] == pytest.approx(ratio[0], rel=0.1)


def test_worse_failures_cost_customers() -> None:
    worse = {"it": {"target": "touchpoints.desk.failure.depth", "effect": 3}}
    leaving = {
        "behaviour": {},
        "relationship.loyalty": {"form": "normal", "median_hazard": 0.1, "spread": 0},
    }
    pair = twins(made(HELP, leaving, levers=worse), 150, 200)
    left = [totals(run)["left_voluntary"] for run in pair]
    assert left[1] > left[0]


def test_help_avoided_shifts_no_other_luck() -> None:
    """What is lived for other needs is the same, to the bit, whether or not help was sought."""
    case = made(HELP, {"archetypes.anyone.needs": {"ask": 2}})
    quiet = made(HELP, {"archetypes.anyone.needs": {"ask": 2}}, QUIET)
    pair = [lived(one, 40, 120, recorded=40) for one in (case, quiet)]
    asked = []
    for run in pair:
        events = events_of(run)
        mine = events[(events["kind"] == VISIT) & (events["need"] == 0)]
        assert run.built.names.needs[0] == "ask"
        asked.append(mine[np.lexsort((mine["occurrence"], mine["person"]))])
    for name in ("person", "occurrence", "failed", "touchpoint", "to"):
        assert (asked[0][name] == asked[1][name]).all(), name
    assert totals(pair[0])["caused"] > 0


def test_a_case_in_which_nothing_opens_a_journey_keeps_no_claims() -> None:
    run = lived(made(RICH), 20, 30)
    assert (run.state.people["claim_row"] == 0).all()


def test_who_gives_up_comes_back_after_the_delay_and_counts_against_the_first_contact() -> None:
    back = {"journeys.mend.comes_back": {"share": 1, "after_days": 4}}
    case = made(HELP, EVERYBODY, back, {"archetypes.anyone.needs": {"ask": 1}})
    run = lived(case, 40, 200, recorded=40)
    counted = totals(run)
    assert counted["came_back"] > 20
    found = metrics(case, central(case), run)
    assert found["repeat_contacts"] == counted["repeated"] / counted["helped"]
    assert found["first_contact_resolution"] == counted["helped_at_once"] / counted["helped"]
    # At each visit six in ten are done, and only the first visit counts as the first contact.
    assert found["first_contact_resolution"] == pytest.approx(0.6 * 0.6, abs=0.08)
    events = events_of(run)
    helps = events[(events["kind"] == VISIT) & (events["need"] == 1)]
    for person in range(10):
        days = helps[helps["person"] == person]
        for one, other in pairwise(days):
            if one["to"] == -2:
                assert other["day"] >= one["day"] + 4


def test_nobody_comes_back_where_nobody_gives_up_or_the_chance_is_none() -> None:
    never = {"journeys.mend.comes_back": {"share": 0, "after_days": 1}}
    assert totals(lived(made(HELP, never), 30, 60))["came_back"] == 0
    done = {"journeys.mend.steps.clinic": {"done": 1}}
    always = {"journeys.mend.comes_back": {"share": 1}}
    assert totals(lived(made(HELP, always, done), 30, 60))["came_back"] == 0


def test_captive_customers_complain_and_stay() -> None:
    run = lived(made(HELP, CAPTIVE, {"touchpoints.desk.failure.loss": "money"}), 40, 60)
    counted = totals(run)
    assert run.built.world.case[0].relationship == KIND_CAPTIVE
    assert counted["complaints"] > 0.4 * counted["failures"]
    assert counted["left_voluntary"] == counted["dropped_out"] == 0


def test_complaints_are_told_per_hundred_customers_and_month() -> None:
    case = made(HELP, CAPTIVE)
    run = lived(case, 40, 365)
    found = metrics(case, central(case), run)
    assert found["complaints"] == pytest.approx(100 * totals(run)["complaints"] / (40 * 12))


def test_whoever_is_helped_with_this_already_opens_no_second_case() -> None:
    """The clinic fails, and would open the very journey that one is on."""
    broken = {"touchpoints.clinic.failure": {"probability": 1, "depth": 6, "opens": "mend"}}
    counted = totals(lived(made(HELP, broken, EVERYBODY), 30, 60))
    assert counted["complaints"] == counted["failures"]
    from_desk = totals(lived(made(HELP, EVERYBODY), 30, 60))
    assert counted["caused"] <= from_desk["failures"]


@pytest.mark.parametrize("readier", [-2.0, 2.0])
def test_a_lever_may_make_complaining_easier(readier: float) -> None:
    scenario: Scenario = made(
        HELP, levers={"it": {"target": "archetypes.anyone.complaining", "effect": readier}}
    )
    today, redesigned = twins(scenario, 60, 90)
    change = totals(redesigned)["complaints"] - totals(today)["complaints"]
    assert change * readier > 0
    assert differing(today, redesigned)

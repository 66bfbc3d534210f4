"""Ways, cohorts and beliefs: the same people and moments that the other tables count."""

from __future__ import annotations

import numpy as np
import pytest

from cxsim.engine.record import BROKEN_OFF, DONE, HELPED, JOINED
from cxsim.engine.run import Lived
from cxsim.measure.asked import nps_believed
from cxsim.measure.cohorts import cohorts
from cxsim.measure.metrics import metrics
from cxsim.measure.paths import LAST_MONTHS, Paths, paths
from cxsim.measure.programme import one_off, programme
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.numbers import central
from cxsim.world.people import CUSTOMER

from ..kit import runs
from ..kit.scenarios import PURCHASES, RICH, made

CASES = {
    "contract": made(RICH, levers={"kind": {"target": "touchpoints.desk.quality", "effect": 1}}),
    "purchases": made(PURCHASES),
}


@pytest.fixture(scope="module", params=CASES)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return CASES[request.param]


@pytest.fixture(scope="module")
def lived(scenario: Scenario) -> Lived:
    return runs.lived(scenario, 120, 200, recorded=10_000)


@pytest.fixture(scope="module")
def found(lived: Lived) -> Paths:
    return paths(lived)


def test_ways_are_the_visits_that_touchpoints_count(lived: Lived, found: Paths) -> None:
    names = lived.built.names
    touched = lived.record.touched[-LAST_MONTHS:].sum(axis=0)
    ways = found.ways[found.ways["touchpoint"] != ""]
    mine = ways.groupby(["archetype", "touchpoint"])[["visits", "satisfaction", "failures"]].sum()
    assert len(ways) > 0
    for a, archetype in enumerate(names.archetypes):
        for t, touchpoint in enumerate(names.touchpoints):
            visits, felt, failures, _ = touched[a, t]
            if visits == 0:
                assert (archetype, touchpoint) not in mine.index
                continue
            row = mine.loc[(archetype, touchpoint)]
            assert row["visits"] == visits
            assert row["failures"] == failures
            assert row["satisfaction"] == pytest.approx(felt / 1e6, abs=1e-6 * visits)


def test_a_journey_that_began_ended_or_is_under_way_or_was_broken_off(
    lived: Lived, found: Paths
) -> None:
    begun = found.ways.loc[found.ways["touchpoint"] == "", "visits"].sum()
    ended = found.ends["journeys"].sum()
    under_way = int((np.asarray(lived.state.people.need) >= 0).sum())
    broken_off = lived.record.daily[:, :, BROKEN_OFF].sum()
    assert begun > 0
    assert 0 <= begun - ended <= under_way + broken_off


def test_journeys_that_ended_are_those_that_days_count(lived: Lived, found: Paths) -> None:
    first = int(np.ceil(max(0, lived.record.touched.shape[0] - LAST_MONTHS) * MONTH))
    totals = lived.record.daily[first:].sum(axis=(0, 1))
    ends = found.ends.groupby("ending")["journeys"].sum()
    assert ends["done"] == totals[DONE]
    helping = {n for n, j in CASES["contract"].as_is.journeys.items() if j.kind == "help"}
    helped = found.ends[found.ends["need"].isin(helping)]["journeys"].sum()
    assert helped == totals[HELPED] or not helping


def test_cohorts_count_everybody_once_and_only_while_they_can_be_seen(lived: Lived) -> None:
    table = cohorts(lived)
    seen, there = table[..., 0], table[..., 1]
    people = lived.state.people
    horizon = int(lived.built.world.case[0].horizon)
    assert seen[0, :, 0].sum() == 120
    assert seen[1:, :, 0].sum() == lived.record.daily[:, :, JOINED].sum()
    assert (there <= seen).all()
    assert (np.diff(seen, axis=2) <= 0).all()
    last = int(horizon / MONTH)
    stay = (np.asarray(people.cohort) == 1) & (np.asarray(people.left) > last * MONTH)
    assert there[0, :, last].sum() == stay.sum()
    assert (seen[2:, :, last] == 0).all(), "nobody who came later was seen that long"
    alive = (np.asarray(people.cohort) == 1) & np.asarray(people.status == CUSTOMER)
    assert there[0, :, last].sum() >= alive.sum()


def test_what_the_firm_believes_ends_at_what_its_dashboard_shows(
    scenario: Scenario, lived: Lived
) -> None:
    told = nps_believed(scenario, lived)
    assert len(told) == lived.record.surveys.shape[0]
    shown = metrics(scenario, central(scenario), lived).get("nps_measured", np.nan)
    np.testing.assert_equal(told[-1], shown)


def test_what_is_paid_once_is_part_of_the_programme() -> None:
    levers = {
        "first": {"target": "touchpoints.desk.quality", "effect": 1, "one_off": 7, "monthly": 2},
        "late": {"target": "touchpoints.line.quality", "effect": 1, "one_off": 5, "start_day": 90},
        "never": {"target": "touchpoints.line.cost", "effect": 1, "one_off": 9, "start_day": 900},
    }
    scenario = made(RICH, levers=levers)
    once = one_off(scenario, central(scenario), 200)
    assert once[0] == 7
    assert once[90] == 5
    assert once.sum() == 12
    assert programme(scenario, central(scenario), 200).sum() == 12 + 7 * 2

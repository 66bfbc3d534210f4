"""What a redesign adds, reroutes and closes: today's journey goes on as it was beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import VISIT
from cxsim.engine.run import empty_for
from cxsim.engine.stages.levers import move_levers
from cxsim.engine.state import initial_state
from cxsim.scenario.schema import Scenario
from cxsim.study.uncertain import draw
from cxsim.world.world import Built

from ..kit.runs import arrays, events_of, lived, twins, worlds
from ..kit.runs import today as today_of
from ..kit.scenarios import RICH, made, redesigned

DAYS = 30
APP: dict[str, Any] = {
    "label": "App",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "phone",
    "quality": 9,
    "failure": {"probability": 0.1, "depth": 4},
    "cost": 0.2,
}
STEPS: dict[str, Any] = {"mend": {"steps": {"app": {"done": 0.6, "desk": 0.4}}}}
DOOR = {"target": "journeys.mend.entry.app", "effect": 2}
CLOSED = {"removes": "line", "instead": "desk"}
WHOLLY: dict[str, Any] = {"touchpoints.line.control": 1}
"""The brand's partner at the line takes on all that is asked of it."""
LEAVE: dict[str, Any] = {"leave": {"steps": {"desk": {"stay": 0.5, "done": 0.5}}}}


def with_app(
    levers: dict[str, Any], *changes: dict[str, Any], app: dict[str, Any] = APP
) -> Scenario:
    """A redesign that adds an app to how things are mended."""
    case = made(RICH, WHOLLY, *changes).as_is
    return redesigned(case, levers, touchpoints={"app": app}, journeys=STEPS)


def shares(scenario: Scenario, view: str = "share") -> tuple[Built, np.ndarray]:
    """Shares, or weights of entries, on each day, (days, segments, …)."""
    _, built = worlds(scenario, 20, DAYS)
    state, record = initial_state(built), empty_for(built, 0)
    found = []
    for today in range(DAYS):
        move_levers(built.world, state, record, today)
        found.append(getattr(built.world, view).copy())
    return built, np.array(found)


@pytest.mark.parametrize(
    "door",
    [
        DOOR | {"effect": 0},
        DOOR | {"enabled": False},
        DOOR | {"reach": 0},
        DOOR | {"start_day": 99},
    ],
)
def test_a_touchpoint_that_nobody_reaches_changes_nobody(door: dict[str, Any]) -> None:
    today, own = twins(with_app({"door": door}), 80, 60)
    known = today.built.world.places.size
    assert own.built.world.places.size == known + 1
    for (name, mine), (_, theirs) in zip(arrays(today), arrays(own), strict=True):
        same = theirs[:, :, :known] if name == "touched" else theirs
        assert np.ascontiguousarray(same).tobytes() == mine.tobytes(), name
    assert not own.record.touched[:, :, known].any()


def test_todays_names_keep_their_numbers_and_todays_journey_its_bits() -> None:
    scenario = with_app({"door": DOOR})
    first, own = worlds(scenario, 40, DAYS)
    for name in ("archetypes", "dimensions", "channels", "needs"):
        assert getattr(own.names, name) == getattr(first.names, name)
    assert own.names.touchpoints == (*first.names.touchpoints, "app")
    plain, beside = lived(made(RICH, WHOLLY), 40, DAYS), lived(today_of(scenario), 40, DAYS)
    for (name, mine), (_, theirs) in zip(arrays(plain), arrays(beside), strict=True):
        assert mine.tobytes() == theirs.tobytes(), name


def test_a_lever_opens_a_door_and_customers_walk_through_it() -> None:
    own = lived(with_app({"door": DOOR | {"start_day": 10}}), 80, 60, recorded=200)
    visits = events_of(own)[events_of(own)["kind"] == VISIT]
    app = visits[visits["touchpoint"] == own.built.names.touchpoints.index("app")]
    assert len(app) > 50
    assert app["day"].min() >= 10
    names = own.built.names
    assert {names.destination(to) for to in ("done", "desk")} == set(app["to"].tolist())
    assert 0 < app["failed"].mean() < 0.25


def test_a_way_that_is_opened_takes_its_share_from_the_others() -> None:
    way = {"target": "journeys.mend.steps.line.app.share", "effect": 0.2, "ramp_days": 10}
    built, found = shares(with_app({"way": way}))
    edges = [built.names.edges.index(("mend", "line", to)) for to in ("done", "desk", "line")]
    new = built.names.edges.index(("mend", "line", "app"))
    assert np.allclose(found[:, 0, new], 0.2 * np.clip(np.arange(DAYS) / 10, 0, 1))
    assert np.allclose(found[-1][0, edges], [0.32, 0.24, 0.16])
    assert (found[0][0, edges] == [0.4, 0.3, 0.2]).all()


def test_new_ways_come_before_giving_up() -> None:
    way = {"target": "journeys.mend.steps.line.app.share", "effect": 0.2}
    ways = [*with_app({"way": way}).extended.journeys["mend"].steps["line"]]
    assert ways == ["done", "desk", "line", "app", "give_up"]


def test_between_two_touchpoints_of_today_a_way_can_be_opened() -> None:
    reroute = {"target": "journeys.leave.steps.desk.line.share", "effect": 0.3}
    built, found = shares(made(RICH, WHOLLY, levers={"reroute": reroute}))
    edges = [built.names.edges.index(("leave", "desk", to)) for to in ("stay", "done", "line")]
    assert np.allclose(found[-1][0, edges], [0.35, 0.35, 0.3])


def test_closing_moves_exactly_the_share_to_where_people_go_instead() -> None:
    """`desk` leads to `line`, which is closed: from there to `desk` once more."""
    levers = {"close": CLOSED | {"start_day": 5, "ramp_days": 10}}
    scenario = made(RICH, WHOLLY, levers=levers)
    built, found = shares(scenario)
    gone = np.clip((np.arange(DAYS) - 5) / 10, 0, 1)
    names = built.names.edges
    line, desk = (names.index(("mend", "desk", to)) for to in ("line", "desk"))
    assert np.allclose(found[:, 0, line], 0.3 * (1 - gone))
    assert np.allclose(found[:, 0, desk], 0.3 * gone)
    assert (found[15:, :, line] == 0).all()
    assert np.allclose(found[:, :, [line, desk]].sum(axis=2), 0.3)
    assert names[line + 1] == names[desk]  # next to it: the same luck leads there
    _, weights = shares(scenario, "entry")
    doors = [built.names.entries.index(("mend", to)) for to in ("line", "desk")]
    assert np.allclose(weights[:, 0, doors[0]], 2 * (1 - gone))
    assert np.allclose(weights[:, 0, doors[1]], 1 + 2 * gone)


def test_nobody_comes_to_what_is_closed() -> None:
    own = lived(
        made(RICH, WHOLLY, levers={"close": CLOSED | {"start_day": 20}}), 80, 60, recorded=200
    )
    visits = events_of(own)[events_of(own)["kind"] == VISIT]
    there = visits[visits["touchpoint"] == own.built.names.touchpoints.index("line")]
    assert (there["day"] < 20).sum() > 50
    # Who was on the way there when it closed (up to 9 days from the desk) still arrives.
    assert there["day"].max() <= 20 + 9
    assert (there["to"][there["day"] > 20] >= -3).all()


def test_closing_is_for_those_it_reaches_and_as_far_as_a_partner_follows() -> None:
    half = {"touchpoints.line.control": 0.5}
    built, found = shares(made(RICH, half, levers={"close": CLOSED | {"for": ["keen"]}}))
    line = built.names.edges.index(("mend", "desk", "line"))
    keen = built.world.segment[np.asarray(built.people.archetype) == 1][0]
    assert found[-1][keen, line] == pytest.approx(0.15)
    assert (np.delete(found[-1][:, line], keen) == 0.3).all()


def test_closing_comes_after_all_that_levers_do_to_the_shares() -> None:
    more = {"target": "journeys.mend.steps.desk.line.share", "effect": 0.2}
    built, found = shares(made(RICH, WHOLLY, levers={"close": CLOSED, "more": more}))
    edges = [built.names.edges.index(("mend", "desk", to)) for to in ("done", "line", "desk")]
    assert np.allclose(found[-1][0, edges], [0.5, 0, 0.5])


def test_what_is_added_is_uncertain_by_its_own_file() -> None:
    sure = APP | {"quality": 9}
    unsure = APP | {"quality": {"value": 9, "low": 5, "high": 10}}
    one, other = (with_app({"door": DOOR}, app=app) for app in (sure, unsure))
    place = "touchpoints.app.quality.care"
    drawn = [draw([today_of(one), one, other], 1, r).values for r in range(8)]
    assert all(values[1][place] == 9 for values in drawn)
    found = [values[2][place] for values in drawn]
    assert len(set(found)) == 8
    assert all(5 <= value <= 10 for value in found)
    for today, first, second in drawn:  # and shifts nothing else
        assert {p: v for p, v in second.items() if p != place} == {
            p: v for p, v in first.items() if p != place
        }
        assert all(first[p] == v for p, v in today.items())

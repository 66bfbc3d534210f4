"""Twins with teams: a lever on one team moves waits, and no draw anywhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import QUEUE
from cxsim.engine.run import Lived, live, warmed
from cxsim.engine.staffed.tables import TEAM_DAILY
from cxsim.engine.state import State
from cxsim.scenario.schema import Scenario

from ..kit.one_line import days_of
from ..kit.runs import differing, events_of, twins, worlds
from ..kit.scenarios import CAPTIVE, made

CUSTOMERS, DAYS = 150, 60


def crew(staff: int, **more: Any) -> dict[str, Any]:
    """An ordinary team, which is short of hands."""
    return {
        "label": "Crew",
        "staff": staff,
        "shifts": {
            "early": {
                "hours": "08:00-16:00",
                "breaks": [{"between": "11:00-14:00", "minutes": 30}],
            },
            "late": {"hours": "12:00-20:00"},
        },
        "open": {"every": "08:00-20:00", "sun": "closed"},
        "service": {"form": "lognormal", "minutes": 30},
        "patience": {"form": "exponential", "minutes": 40},
    } | more


SHARED: dict[str, Any] = {
    **CAPTIVE,
    "warm_up_days": 20,
    "firm.customers": 5 * CUSTOMERS,
    "archetypes.anyone.needs": {"ask": 2, "mend": 2},
    "archetypes.askers": {
        "label": "Askers",
        "share": 1,
        "weights": {"care": 1},
        "expectations": {"will": 8, "should": 8},
        "needs": {"ask": 2},
    },
    "archetypes.menders": {
        "label": "Menders",
        "share": 1,
        "weights": {"care": 1},
        "expectations": {"will": 8, "should": 8},
        "needs": {"mend": 2},
    },
    "touchpoints.shed": {
        "label": "Shed",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "store",
        "quality": 8,
    },
    "journeys.mend": {
        "label": "Mend",
        "kind": "help",
        "entry": {"shed": 1},
        "steps": {"shed": {"done": 1}},
    },
    "teams": {"first": crew(5), "second": crew(5)},
    "touchpoints.desk.team": "first",
    "touchpoints.shed.team": "second",
    "behaviour": {},
}
"""Two teams: some customers need only one of them, some both."""
APART: dict[str, Any] = {"archetypes.anyone.share": 0}
"""Nobody needs both."""
FIRST, SECOND = 0, 1
COUNTED = [n for n, name in enumerate(TEAM_DAILY) if name not in ("strain", "wages")]


def more(effect: float, **lever: Any) -> dict[str, dict[str, Any]]:
    """A lever on the first team's staff."""
    return {"more": {"target": "teams.first.staff", "effect": effect} | lever}


def staffed(*changes: dict[str, Any], levers: dict[str, dict[str, Any]]) -> Scenario:
    """The case with such levers."""
    return made(SHARED, *changes, levers=levers)


# ---- nothing changes nothing ----

EVERYWHERE = (
    "staff",
    "service.minutes",
    "patience.minutes",
    "unserved.again",
    "waiting.explained",
    "employees.skill",
    "employees.absence",
    "employees.quits",
    "employees.mood.level",
)
NOTHING: dict[str, dict[str, Any]] = {
    "disabled": {"effect": 0.5, "enabled": False},
    "adds_nothing": {"effect": 0},
    "multiplies_by_one": {"how": "multiply", "effect": 1},
    "too_late": {"how": "multiply", "effect": 0.5, "start_day": DAYS},
    "not_executed": {"effect": 0.5, "execution": 0},
}


@pytest.mark.parametrize("how", NOTHING.values(), ids=NOTHING)
def test_what_changes_nothing_differs_by_nothing(how: dict[str, Any]) -> None:
    levers = {f"l{n}": {"target": f"teams.first.{p}"} | how for n, p in enumerate(EVERYWHERE)}
    assert differing(*twins(staffed(levers=levers), CUSTOMERS, DAYS)) == []


# ---- teams that share no customer ----


@pytest.mark.parametrize("effect", [-3, 1, 6])
def test_who_never_meets_a_team_never_feels_its_lever(effect: float) -> None:
    """The other team, and its customers, are the same to the bit for as long as they live."""
    one, other = twins(staffed(APART, levers=more(effect)), CUSTOMERS, DAYS, recorded=CUSTOMERS)
    for name in ("team_days", "team_hours"):
        mine, theirs = getattr(one.record, name), getattr(other.record, name)
        assert (mine[:, SECOND] == theirs[:, SECOND]).all(), name
        assert (mine[:, FIRST] != theirs[:, FIRST]).any(), name
    menders = one.state.people.archetype == 2
    for name in one.state.people.dtype.names:
        same = one.state.people[name] == other.state.people[name]
        assert same[menders].all() or name.endswith("_row"), name
    assert (one.state.people.satisfaction != other.state.people.satisfaction)[~menders].any()
    lives = [events[menders[events["person"]]] for events in map(events_of, (one, other))]
    assert np.array_equal(in_order(lives[0]), in_order(lives[1]))


def in_order(events: np.ndarray) -> np.ndarray:
    """Events person by person."""
    return np.sort(events, order=["person", "day", "kind", "need", "occurrence", "step"])


# ---- teams that do ----


@pytest.mark.parametrize("effect", [-3, 6])
def test_on_the_first_day_only_the_team_of_the_lever_differs(effect: float) -> None:
    one, other = twins(
        staffed(levers=more(effect, start_day=10)), CUSTOMERS, DAYS, recorded=CUSTOMERS
    )
    mine, theirs = one.record.team_days, other.record.team_days
    assert (mine[:10] == theirs[:10]).all()
    assert (mine[10, SECOND] == theirs[10, SECOND]).all()
    assert (mine[10, FIRST] != theirs[10, FIRST]).any()
    early = [events[events["day"] < 10] for events in map(events_of, (one, other))]
    assert np.array_equal(*early)


def test_a_lever_moves_waits_and_not_who_comes() -> None:
    """Contacts of the first day are made at the same moments by the same customers."""
    one, other = twins(staffed(levers=more(6)), CUSTOMERS, DAYS, recorded=CUSTOMERS)
    waits = [events[events["kind"] == QUEUE] for events in map(events_of, (one, other))]
    firsts = [in_order(w[w["day"] == 0]) for w in waits]
    asked = [w[["person", "need", "occurrence", "touchpoint"]] for w in firsts]
    assert (asked[0] == asked[1]).all()
    shed = [w["felt"][w["need"] == 1] for w in firsts]
    assert (shed[0] == shed[1]).all()


# ---- one employee more ----


def employees_on(scenario: Scenario, last: int) -> tuple[State, State]:
    """Where AS-IS and TO-BE are after so many days."""
    first, own = worlds(scenario, CUSTOMERS, last)
    warm = warmed(first)
    return live(first, warm).state, live(own, warm).state


def test_one_employee_more_changes_no_other_s_hours_hire_and_moods() -> None:
    """On the first day to the bit; later what a lighter load does to them comes in."""
    today, to_be = employees_on(staffed(levers=more(1)), 1)
    assert (today.moods[FIRST, :5] == to_be.moods[FIRST, :5]).all()
    assert today.moods[FIRST, :5].any()
    for name in ("key", "skill", "hire", "hired", "vacant_until", "gone", "duty", "surface"):
        assert (today.employees[name][FIRST, :5] == to_be.employees[name][FIRST, :5]).all(), name
    assert to_be.employees["duty"][FIRST, 5] > 0
    for name in today.employees.dtype.names:
        mine, theirs = today.employees[name][SECOND], to_be.employees[name][SECOND, :5]
        assert (mine == theirs).all(), name


def test_nor_later_where_work_does_nothing_to_them() -> None:
    """A year of absences, quits and hires is drawn alike, whatever the team's size."""
    calm = {
        "behaviour.strain": {"absence": 0, "quits": 0},
        "behaviour.temper": {"anger": 0, "thanks": 0},
        "teams.first.employees": {"quits": 3},
    }
    one, other = twins(staffed(calm, levers=more(1)), 30, 360)
    for name in ("key", "skill", "hire", "hired", "vacant_until", "gone", "duty", "surface"):
        mine, theirs = (run.state.employees[name][FIRST, :5] for run in (one, other))
        assert (mine == theirs).all(), name
    assert one.state.employees["hire"][FIRST].max() > 1
    quits = [days_of(run)["quits"].sum() for run in (one, other)]
    assert quits[0] <= quits[1]


def test_the_lever_is_seen() -> None:
    """The comparisons above can fail."""
    one, other = twins(staffed(levers=more(1)), CUSTOMERS, DAYS)
    assert differing(one, other)
    assert waits(one) != waits(other)


def waits(run: Lived) -> float:
    """Microseconds waited for the first team."""
    return float(days_of(run)["waited"].sum())

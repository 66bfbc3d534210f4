"""Each way between employees and customers: off to the bit, and as strong as it is said to be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import TEAM_DAILY, TEAM_HOURS
from cxsim.scenario.schema import Scenario, values_of
from cxsim.world.numbers import FIELDS, TO_CUSTOMERS, TO_EMPLOYEES, central

from ..kit.runs import differing, lived, worlds
from .test_staff_signs import case

CUSTOMERS, DAYS = 60, 40
FELT: dict[str, Any] = {
    "behaviour.mood": {"strength": 0.3, "contagion": 0.2},
    "behaviour.temper": {"pace": 0.05, "anger": 0.3, "thanks": 0.15},
    "behaviour.strain": {"rude": 4, "load": 10, "surface": 0.6, "pace": 0.15},
    "touchpoints.desk.failure": {"probability": 0.2, "depth": {"wait": 5, "care": 5}},
}
"""Every link between employees and customers there is."""
CUT = {"behaviour.strain": {**FELT["behaviour.strain"], "absence": 0, "quits": 0}}
"""Neither mood nor strain makes fewer serve."""
MOODS: tuple[dict[str, Any], ...] = (
    {"teams.crew.employees.mood.level": -1},
    {"teams.crew.employees.mood.volatility": 1},
    {"teams.crew.employees.display": {"norm": 1.5, "deep": 0}},
    {"behaviour.strain.surface": 6},
    {"behaviour.strain.load": 50},
)
"""What moves employees' mood, display or strain."""
OF_EMPLOYEES = {
    "employees.strain",
    "employees.temper",
    "employees.surface",
    "team_day",
    "team_days",
    "team_hours",
}


def way(**strengths: float) -> dict[str, Any]:
    return {"behaviour.directions": strengths}


def run(*changes: dict[str, Any]) -> Lived:
    return lived(case(FELT, *changes), CUSTOMERS, DAYS)


def without(table: np.ndarray, names: tuple[str, ...], *columns: str) -> np.ndarray:
    """Counts but for some columns."""
    return np.delete(table, [names.index(one) for one in columns], axis=-1)


def counts(lived: Lived) -> tuple[np.ndarray, np.ndarray]:
    """All counts of a team's days and half-hours but those of mood and strain themselves."""
    record = lived.record
    return (
        without(record.team_days, TEAM_DAILY, "strain", "strained"),
        without(record.team_hours, TEAM_HOURS, "mood"),
    )


@pytest.mark.parametrize("moved", MOODS, ids=str)
def test_employees_who_do_not_move_customers_do_not(moved: dict[str, Any]) -> None:
    """To the bit, as long as the strained come to work and stay like the others."""
    usual, other = (run(CUT, way(to_customers=0), more) for more in ({}, moved))
    found = differing(usual, other)
    assert found
    assert set(found) <= OF_EMPLOYEES
    for a, b in zip(counts(usual), counts(other), strict=True):
        assert (a == b).all()


@pytest.mark.parametrize("moved", MOODS, ids=str)
def test_otherwise_they_do(moved: dict[str, Any]) -> None:
    """The test above can fail: at the strength of 1 they move how satisfied customers are."""
    usual, other = (run(CUT, more) for more in ({}, moved))
    assert (usual.state.people.satisfaction != other.state.people.satisfaction).any()


def test_how_many_serve_is_no_mood() -> None:
    """With that way off the strained still stay away, and customers wait for it."""
    much = {"behaviour.strain": {**FELT["behaviour.strain"], "surface": 9, "absence": 5}}
    usual, worn = (run(way(to_customers=0), more) for more in ({}, much))
    days = [one.record.team_days[..., TEAM_DAILY.index("absent")].sum() for one in (usual, worn)]
    assert days[1] > days[0]
    assert (usual.state.people.satisfaction != worn.state.people.satisfaction).any()


@pytest.mark.parametrize("quality", [2, 10])
def test_customers_who_do_not_move_employees_do_not(quality: float) -> None:
    """However angry or thankful: no mood, no strain, no hour of work; what is felt is counted."""
    other = {"touchpoints.desk.quality": {"wait": quality, "care": quality}}
    usual, moved = (run(way(to_employees=0), more) for more in ({}, other))
    assert (usual.state.people.satisfaction != moved.state.people.satisfaction).any()
    for one in (usual, moved):
        assert (one.state.employees["temper"] == 0).all()
    for name in ("strain", "surface", "busy", "hire", "gone"):
        assert (usual.state.employees[name] == moved.state.employees[name]).all()
    for name in ("team_days", "team_hours"):
        assert (getattr(usual.record, name) == getattr(moved.record, name)).all()


def test_otherwise_customers_do() -> None:
    other = {"touchpoints.desk.quality": {"wait": 2, "care": 2}}
    usual, moved = (run(more) for more in ({}, other))
    for name in ("temper", "strain"):
        assert (usual.state.employees[name] != moved.state.employees[name]).any()


def scaled(scenario: Scenario, links: tuple[str, ...], ratio: float) -> dict[str, Any]:
    """Changes that multiply links one by one."""
    values = central(scenario)
    return {FIELDS[link]: ratio * values[FIELDS[link]] for link in links}


@pytest.mark.parametrize("ratio", [0.0, 0.5, 2.0])
@pytest.mark.parametrize(
    ("direction", "links"), [("to_customers", TO_CUSTOMERS), ("to_employees", TO_EMPLOYEES)]
)
def test_a_strength_multiplies_all_links_of_its_way(
    direction: str, links: tuple[str, ...], ratio: float
) -> None:
    """To the bit what it is to multiply each of them."""
    by_link = run(scaled(case(FELT), links, ratio))
    assert differing(run(way(**{direction: ratio})), by_link) == []


def test_no_more_than_the_whole_gap_of_moods_closes() -> None:
    built, _ = worlds(case({"behaviour.mood.contagion": 0.6}, way(to_customers=3)), 5, 5)
    assert (built.world.rules.mood_contagion == 1.0).all()


def test_no_lever_moves_what_a_strength_multiplies() -> None:
    """So each may be multiplied before any lever begins; and each is there."""
    movable = {place: value.quantity.lever for place, value in values_of(case().as_is)}
    links = [FIELDS[link] for link in (*TO_CUSTOMERS, *TO_EMPLOYEES)]
    assert len(set(links)) == len(links)
    assert not any(movable[place] for place in links)

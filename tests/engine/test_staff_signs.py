"""Rules 8 to 12 in whole lives: each moves things the way it is said to, and can be switched off.

Twins share their luck, so that a difference is the rule's and not chance's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from cxsim.behaviour import RULES
from cxsim.engine.run import Lived
from cxsim.scenario.schema import Scenario

from ..behaviour.ranges import Range, corners, prior
from ..kit.one_line import NO_PACE, PLAIN, days_of
from ..kit.runs import differing, lived, twins
from ..kit.scenarios import CAPTIVE, made

CUSTOMERS, DAYS = 120, 60
SERVED: dict[str, Any] = {
    **CAPTIVE,
    "warm_up_days": 10,
    "firm.customers": 10 * CUSTOMERS,
    "archetypes.anyone.needs.ask": 4,
    "dimensions": {
        "wait": {"label": "Wait", "feels": ["waiting"]},
        "care": {"label": "Care", "feels": ["staff"]},
    },
    "archetypes.anyone.weights": {"wait": 1, "care": 1},
    "touchpoints.desk.team": "crew",
    "teams.crew": {
        "label": "Crew",
        "staff": 6,
        "shifts": {"all": {"hours": "08:00-20:00"}},
        "open": {"every": "08:00-20:00"},
        "service": {"form": "exponential", "minutes": 25},
        "patience": {"form": "endless"},
    },
    "behaviour": {"mood": {"strength": 0}, "word_of_mouth": {"base": 0, "praise": 0}},
}
"""Customers of a team that has enough to do; what they feel goes nowhere but into satisfaction."""
CALM: dict[str, Any] = {
    **NO_PACE,
    "behaviour.strain": {"pace": 0, "load": 0, "surface": 0, "rude": 0},
    "behaviour.temper": {"pace": 0, "anger": 0, "thanks": 0},
    "teams.crew.employees": PLAIN,
}
"""Employees whom nothing moves: the line is the same whatever customers feel."""


def every(*ranges: Range) -> list[tuple[float, ...]]:
    """Defaults, and all corners of the ranges."""
    return list(corners(*ranges))


def case(*changes: dict[str, Any], levers: dict[str, Any] | None = None) -> Scenario:
    """The case with changes; with levers, a redesign of it."""
    return made(SERVED, *changes, levers=levers)


def lever(place: str, effect: float, **more: Any) -> dict[str, Any]:
    """One lever."""
    return {"moved": {"target": place, "effect": effect} | more}


def satisfaction(run: Lived) -> float:
    """Mean of all customers at the end."""
    return float(run.state.people.satisfaction.mean())


def mean(run: Lived, column: str) -> float:
    """Mean of a team's days."""
    return float(days_of(run)[column].mean())


# ---- rule 11: waiting ----

WAIT = [prior(f"queueing.{name}") for name in ("strength", "acceptable", "curvature")]


@pytest.mark.parametrize(("strength", "acceptable", "curvature"), every(*WAIT))
def test_the_longer_the_wait_the_lower_satisfaction(
    strength: float, acceptable: float, curvature: float
) -> None:
    rule = {"strength": strength, "acceptable": acceptable, "curvature": curvature}
    felt = [
        satisfaction(
            lived(case(CALM, {"behaviour.queueing": rule, "teams.crew.staff": n}), 120, 60)
        )
        for n in (4, 5, 8)
    ]
    assert felt[0] < felt[1] < felt[2]


@pytest.mark.parametrize("place", ["occupied", "explained"])
@pytest.mark.parametrize(
    ("idle", "unexplained"), every(prior("queueing.idle"), prior("queueing.unexplained"))
)
def test_a_filled_and_explained_wait_costs_less(
    place: str, idle: float, unexplained: float
) -> None:
    rule = {"behaviour.queueing": {"idle": idle, "unexplained": unexplained}}
    better = case(CALM, rule, levers=lever(f"teams.crew.waiting.{place}", 0.6))
    today, to_be = twins(better, CUSTOMERS, DAYS)
    matters = idle if place == "occupied" else unexplained
    assert (satisfaction(to_be) > satisfaction(today)) == (matters > 0)
    assert (differing(today, to_be) == []) == (matters == 0)


def test_a_longer_service_by_itself_is_not_penalised() -> None:
    """With more hands than customers nobody waits, and nobody minds."""
    slower = case(
        CALM,
        {"teams.crew.staff": 100},
        levers=lever("teams.crew.service.minutes", 1.5, how="multiply"),
    )
    today, to_be = twins(slower, CUSTOMERS, DAYS)
    assert mean(today, "waited") == mean(to_be, "waited") == 0
    assert mean(to_be, "busy") > 1.3 * mean(today, "busy")
    assert (today.state.people.satisfaction == to_be.state.people.satisfaction).all()


def test_it_is_where_others_wait_for_it() -> None:
    slower = case(CALM, levers=lever("teams.crew.service.minutes", 1.5, how="multiply"))
    today, to_be = twins(slower, CUSTOMERS, DAYS)
    assert satisfaction(to_be) < satisfaction(today)


def test_without_strength_a_wait_is_nothing() -> None:
    """To the bit: as satisfied as where nobody waits at all, and nobody is sent away."""
    off = {
        "behaviour.queueing.strength": 0,
        "warm_up_days": 0,
        "teams.crew.shifts": {"all": {"hours": "00:00-24:00"}},
        "teams.crew.open": {"every": "00:00-24:00"},
    }
    few, many = {"teams.crew.staff": 3}, {"teams.crew.staff": 100}
    crowded, empty = (lived(case(CALM, off, staff), 60, 40) for staff in (few, many))
    assert mean(crowded, "waited") > 0 == mean(empty, "waited")
    people = [run.state.people for run in (crowded, empty)]
    alike = people[0].visits == people[1].visits
    for one in people:
        alike &= one.need < 0  # at home again
    assert alike.sum() > 20
    felt = [run.state.people.satisfaction[alike] for run in (crowded, empty)]
    assert (felt[0] == felt[1]).all()
    filled = {"teams.crew.waiting.occupied": 0.9}
    assert differing(crowded, lived(case(CALM, off, few, filled), 60, 40)) == []


# ---- rules 8 and 9: mood and display ----


@pytest.mark.parametrize(
    ("strength", "worth"), every(prior("display.strength"), prior("display.surface_worth"))
)
@pytest.mark.parametrize("contagion", [0.0, 0.3])
def test_display_is_worth_something_even_without_contagion(
    strength: float, worth: float, contagion: float
) -> None:
    """Barger and Grandey (2006): the appraisal carries it."""
    rules = {
        "behaviour.display": {"strength": strength, "surface_worth": worth},
        "behaviour.mood": {"strength": 0.15, "contagion": contagion},
        "behaviour.temper.quality": 0,
    }
    cheerful = case(CALM, rules, levers=lever("teams.crew.employees.mood.level", 1))
    today, to_be = twins(cheerful, CUSTOMERS, DAYS)
    assert satisfaction(to_be) > satisfaction(today)


@pytest.mark.parametrize("contagion", prior("mood.contagion")[1:])
def test_a_customer_catches_the_mood_shown(contagion: float) -> None:
    """With the appraisal off; without contagion nothing is left of it, to the bit."""
    rules = {
        "behaviour.display.strength": 0,
        "behaviour.mood": {"strength": 0.35, "contagion": contagion},
        "behaviour.temper.quality": 0,
        "behaviour.temper.errors": 0,
        "archetypes.anyone.mood.volatility": 0,
        "journeys.ask.steps.desk": {"desk": 0.5, "done": 0.5},
        "behaviour.effort": {"repeat": 0, "channel": 0},
    }
    cheerful = case(CALM, rules, levers=lever("teams.crew.employees.display.norm", 1.5))
    today, to_be = twins(cheerful, CUSTOMERS, DAYS)
    if contagion == 0:
        assert (today.state.people.satisfaction == to_be.state.people.satisfaction).all()
    else:
        assert satisfaction(to_be) > satisfaction(today)


def test_deep_acting_is_worth_more_than_surface_acting_and_strains_less() -> None:
    """Hülsheger and Schewe (2011)."""
    deeper = case(levers=lever("teams.crew.employees.display.deep", 0.4))
    today, to_be = twins(deeper, CUSTOMERS, DAYS)
    assert satisfaction(to_be) > satisfaction(today)
    assert mean(to_be, "strain") < mean(today, "strain")


# ---- rule 10: strain ----

STRAIN = [prior(f"strain.{name}") for name in ("load", "recovery", "quality")]


@pytest.mark.parametrize(("load", "recovery", "quality"), every(*STRAIN))
def test_more_load_strains_and_strain_costs_quality(
    load: float, recovery: float, quality: float
) -> None:
    """What the wait itself costs is switched off."""
    rules = {
        "behaviour.strain": {"load": load, "recovery": recovery, "quality": quality},
        "behaviour.queueing.strength": 0,
    }
    fewer = case(rules, levers=lever("teams.crew.staff", -2))
    today, to_be = twins(fewer, CUSTOMERS, 120)
    per_head = [mean(run, "strain") / staff for run, staff in ((today, 6), (to_be, 4))]
    assert per_head[0] < per_head[1]
    assert satisfaction(to_be) < satisfaction(today)


@pytest.mark.parametrize("strength", prior("strain.absence"))
def test_strain_keeps_people_away_and_that_loads_the_others(strength: float) -> None:
    """The loop: load, strain, absence, load; without the link it is open, to the bit."""
    link = {"behaviour.strain": {"absence": strength, "quits": 0}, "teams.crew.staff": 5}
    cut = {"behaviour.strain": {"absence": 0, "quits": 0}, "teams.crew.staff": 5}
    closed, opened = (lived(case(some), CUSTOMERS, 180) for some in (link, cut))
    assert mean(closed, "absent") > mean(opened, "absent")
    assert load_of(closed) > load_of(opened)


def load_of(run: Lived) -> float:
    """Share of working time spent with customers."""
    return mean(run, "busy") / mean(run, "duty")


def test_without_what_strain_does_nobody_is_hurt_by_it() -> None:
    """To the bit, but for strain itself."""
    numb = {"quality": 0, "pace": 0, "errors": 0, "absence": 0, "quits": 0}
    runs = [
        lived(case({"behaviour.strain": numb | {"load": load}}), 60, 60) for load in (2.0, 10.0)
    ]
    differ = differing(*runs)
    assert set(differ) <= {"employees.strain", "team_day", "team_days"}
    assert "employees.strain" in differ
    counted = [np.delete(run.record.team_days, 18, axis=2) for run in runs]
    assert (counted[0] == counted[1]).all()


@pytest.mark.parametrize("strength", prior("strain.quits"))
def test_the_strained_quit(strength: float) -> None:
    link, cut = ({"behaviour.strain": {"absence": 0, "quits": q}} for q in (strength, 0))
    often = {
        "firm.customers": 40 * CUSTOMERS,
        "teams.crew.staff": 20,
        "teams.crew.employees.quits": 2,
    }
    linked, free = (lived(case(some, often), CUSTOMERS, 360) for some in (link, cut))
    assert mean(linked, "quits") > mean(free, "quits")


# ---- rule 10: customers and employees ----

TEMPER = [prior("temper.anger"), prior("temper.thanks")]


@pytest.mark.parametrize("quality", [3, 9])
@pytest.mark.parametrize(("anger", "thanks"), every(*TEMPER))
def test_employees_moods_follow_customers(quality: float, anger: float, thanks: float) -> None:
    """Getta (2011): satisfied customers make satisfied employees."""
    rules = {"behaviour.temper": {"anger": anger, "thanks": thanks}, "teams.crew.staff": 8}
    moved = case(rules, levers=lever("touchpoints.desk.quality", quality - 6))
    today, to_be = twins(moved, CUSTOMERS, DAYS)
    tempers = [run.state.employees["temper"].mean() for run in (today, to_be)]
    if anger == thanks == 0:
        assert tempers == [0, 0]
    elif (anger > 0 and quality < 6) or (thanks > 0 and quality > 6):
        assert np.sign(tempers[1] - tempers[0]) == np.sign(quality - 8)


def test_and_customers_follow_employees() -> None:
    """The way back (Brown and Lam 2008): by quality, and only by it."""
    for quality, sign in ((0.1, 1), (0.3, 1), (0.0, 0)):
        rules = {
            "behaviour.temper": {"quality": quality, "pace": 0, "errors": 0},
            "behaviour.display.strength": 0,
            "behaviour.mood.contagion": 0,
            "behaviour.strain.surface": 0,
        }
        today, to_be = twins(
            case(rules, levers=lever("teams.crew.employees.mood.level", 1)), CUSTOMERS, DAYS
        )
        assert np.sign(satisfaction(to_be) - satisfaction(today)) == sign


@pytest.mark.parametrize(("pace", "quality"), every(prior("skill.pace"), prior("skill.quality")))
def test_skill_shortens_the_line_and_betters_the_service(pace: float, quality: float) -> None:
    rules = {"behaviour.skill": {"pace": pace, "quality": quality}}
    abler = case(rules, levers=lever("teams.crew.employees.skill", 0.3))
    today, to_be = twins(abler, CUSTOMERS, DAYS)
    assert mean(to_be, "waited") < mean(today, "waited")
    assert satisfaction(to_be) > satisfaction(today)


# ---- rule 12: patience ----


def test_with_a_shape_of_one_it_is_exponential() -> None:
    """Weibull's law of shape 1 is the other, up to the rounding of a microsecond."""
    forms = ({"form": "exponential"}, {"form": "weibull", "shape": 1})
    exponential, weibull = (
        lived(case(CALM, {"teams.crew.patience": one | {"minutes": 10}}), CUSTOMERS, DAYS)
        for one in forms
    )
    for name in ("offered", "answered", "abandoned"):
        assert mean(exponential, name) == mean(weibull, name)
    assert mean(weibull, "waited") == pytest.approx(mean(exponential, "waited"), rel=1e-9)


@pytest.mark.parametrize("shape", [0.7, 1.0, 1.5])
def test_the_more_patient_the_fewer_give_up(shape: float) -> None:
    given_up = [
        mean(
            lived(
                case(
                    CALM,
                    {
                        "teams.crew.staff": 4,
                        "teams.crew.unserved": {"again": 0},
                        "teams.crew.patience": {"form": "weibull", "minutes": m, "shape": shape},
                    },
                ),
                CUSTOMERS,
                DAYS,
            ),
            "abandoned",
        )
        for m in (2, 5, 10, 1e6)
    ]
    assert all(a > b for a, b in pairwise(given_up))
    assert given_up[-1] < 0.01 * given_up[0]


def test_every_rule_of_employees_and_lines_has_a_switch() -> None:
    """Rules 8 to 11 name a strength each that turns them off."""
    switched = {rule.number for rule in RULES if rule.switch}
    assert {8, 9, 10, 11} <= switched

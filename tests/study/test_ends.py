"""Single assumptions at both ends: what was lived is told, luck is not, and costs need no life."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxsim.scenario import library
from cxsim.scenario.schema import Scenario
from cxsim.study import ends as room
from cxsim.study.breakeven import BreakEven, Course, break_even, tornado
from cxsim.study.compare import Comparison, compare
from cxsim.study.ends import beyond_luck, by_luck, link_ends, lived_at_ends, own_ends, sizes
from cxsim.study.expected import Line, expected
from cxsim.study.information import evpi, evppi
from cxsim.study.runner.workers import HERE
from cxsim.study.steps import Steps
from cxsim.study.uncertain import EXECUTION

from ..kit.scenarios import made, redesigned

QUALITY = "touchpoints.desk.quality"
LINK = "behaviour.leaving.strength"
CASE: dict[str, Any] = {
    "archetypes.anyone.spend": 20,
    "archetypes.anyone.needs": {"ask": 4},
    QUALITY: 6,
    "behaviour.leaving.strength": {"value": 1, "low": 0, "high": 2},
}
LEVERS: dict[str, Any] = {
    "kinder": {
        "target": QUALITY,
        "effect": {"value": 2, "low": 0, "high": 3},
        "execution": {"value": 0.6, "low": 0.3, "high": 0.9},
        "one_off": {"value": 30, "low": 10, "high": 90},
        "monthly": {"value": 1, "low": 0.5, "high": 2},
    },
    "quicker": {
        "target": QUALITY,
        "effect": 1,
        "execution": {"value": 0.5, "low": 0.2, "high": 0.8},
    },
}
ABOUT: dict[str, Any] = {"customers": 40, "horizon_days": 90, "replications": 24, "staffing": False}


@pytest.fixture(scope="module")
def compared() -> Comparison:
    today = made(CASE)
    return compare(today, [redesigned(today.as_is, LEVERS)], centre=8, **ABOUT)


@pytest.fixture(scope="module")
def lines(compared: Comparison) -> dict[tuple[str, str], Line]:
    """All of them, those of luck too."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "surest", lambda chance: np.isfinite(chance))
        return at_ends(compared)


def at_ends(compared: Comparison, place: Path | None = None) -> dict[tuple[str, str], Line]:
    steps = Steps(None, sizes(compared.as_is, compared.to_be))
    found = lived_at_ends(compared, place, HERE, steps)
    return {(one.option, one.place): one for one in found}


def by_hand(today: Scenario, plan: Scenario) -> list[float]:
    """What two scenarios are apart in the first lives at central values."""
    found = compare(today, [plan], centre=room.LIVES, **ABOUT | {"replications": 1}).lives
    worlds = zip(found[plan.name][0], found["as_is"][0], strict=True)
    return [one.metrics["npv"] - other.metrics["npv"] for one, other in worlds]


def test_what_is_tried(lines: dict[tuple[str, str], Line]) -> None:
    own = {f"levers.kinder.{value}" for value in ("effect", "one_off", "monthly")}
    told = {(option, place) for option, place in lines}
    links = set(link_ends(made(CASE)))
    assert LINK in links
    assert {option for option, _ in told} == {"to_be"}
    places = {place for _, place in told}
    assert own | {EXECUTION, LINK} <= places <= own | links | {EXECUTION}


@pytest.mark.parametrize("side", [0, 2])
def test_an_end_is_the_life_with_that_value(
    compared: Comparison, lines: dict[tuple[str, str], Line], side: int
) -> None:
    today, plan = compared.as_is, compared.to_be[0]
    worlds = {one.name: library.data_of(one) for one in (today, plan)}
    for place, values in (
        ("levers.kinder.effect", {"to_be.levers.kinder.effect": (0, 2, 3)}),
        (
            EXECUTION,
            {
                "to_be.levers.kinder.execution": (0.3, 0.6, 0.9),
                "to_be.levers.quicker.execution": (0.2, 0.5, 0.8),
            },
        ),
        (LINK, {f"as_is.{LINK}": (0, 1, 2)}),
    ):
        line = lines["to_be", place]
        changes = {at: known[side] for at, known in values.items()}
        other = library.variant(today.folder, today.case, worlds, changes)
        lived = by_hand(other[0], other[1])
        assert line.at[side] == pytest.approx(np.mean([known[side] for known in values.values()]))
        assert line.money[side] == pytest.approx(np.mean(lived), abs=1e-9)
        assert line.money[1] == pytest.approx(np.mean(by_hand(today, plan)), abs=1e-9)


def test_what_is_paid_is_exact(compared: Comparison, lines: dict[tuple[str, str], Line]) -> None:
    """On day 0 a unit costs a unit; three months of running costs fall on days 0, 30.4, 60.9."""
    once = lines["to_be", "levers.kinder.one_off"]
    assert once.at == (10, 30, 90)
    assert once.money[0] - once.money[1] == pytest.approx(20)
    assert once.money[2] - once.money[1] == pytest.approx(-60)
    rate = compared.as_is.as_is.economics.discount_rate.value
    three = sum((1 + rate) ** (-int(365 / 12 * month) / 365) for month in range(3))
    monthly = lines["to_be", "levers.kinder.monthly"]
    assert monthly.money[2] - monthly.money[1] == pytest.approx(-three, rel=1e-3)
    gained = compared.decisions["to_be"].npv.mean
    assert once.money[1] == monthly.money[1] == pytest.approx(gained)


def test_worlds_foreseen_are_those_lived(compared: Comparison, tmp_path: Path) -> None:
    at_ends(compared, tmp_path)
    rows = [len(pd.read_parquet(table)) for table in sorted(tmp_path.glob("*/metrics.parquet"))]
    assert sorted(rows) == sorted(sizes(compared.as_is, compared.to_be))


def test_what_moves_nothing_has_no_line(compared: Comparison) -> None:
    """Without a link to staying, or to anything, satisfaction moves no money."""
    idle = {LINK: 0, "behaviour.trust": {"loss": {"value": 0.2, "low": 0.1, "high": 0.3}}}
    today = made(CASE | idle)
    levers = {"kinder": LEVERS["kinder"] | {"one_off": 5, "monthly": 0}}
    still = compare(today, [redesigned(today.as_is, levers)], centre=8, **ABOUT)
    assert set(own_ends(still.to_be[0])) == {"levers.kinder.effect", EXECUTION}
    assert at_ends(still) == {}


@pytest.mark.parametrize("values", [2, 3])
def test_luck_is_taken_for_an_effect_as_often_as_stated(values: int) -> None:
    """1,000 assumptions without effect: .05 of them beyond 5%, give or take 4 errors of .007."""
    luck = np.random.default_rng(1)
    of_life = luck.normal(size=(1_000, 1, 4))
    lived = 5 * of_life + luck.normal(size=(1_000, values, 4))
    chance = np.array([by_luck(one).chance for one in lived])
    assert (chance < 0.05).mean() == pytest.approx(0.05, abs=0.028)
    assert (chance < 0.5).mean() == pytest.approx(0.5, abs=0.063)


@pytest.mark.parametrize("quiet", [1.0, 0.1, 0.0])
def test_false_finds_are_few_however_luck_differs_between_assumptions(
    compared: Comparison, monkeypatch: pytest.MonkeyPatch, quiet: float
) -> None:
    """Of 19 without effect any is found in 2% of studies: of 60, at most 6 (one in 5,000).

    Four have the luck of the centre, fifteen so much less.
    """
    lot = np.random.default_rng(7)
    ends = {f"p{at}": room.Ends({"v": 0.0}, {"v": 1.0}, {"v": 2.0}) for at in range(19)}
    size = np.repeat([1.0, quiet], [4, 15])
    found = 0
    for _ in range(60):
        centre = lot.normal(size=room.LIVES)
        monkeypatch.setattr(room, "_centre", lambda *_, centre=centre: centre)
        sides = lot.normal(size=(19, 2, room.LIVES)) * size[:, None, None]
        sides += (1 - size)[:, None, None] * centre  # the quiet live nearly as at the centre
        money = pd.DataFrame(sides.reshape(38, room.LIVES))
        found += any(beyond_luck(compared, "to_be", ends, money))
    assert found <= 6


def test_an_effect_is_told_from_luck() -> None:
    luck = np.random.default_rng(2)
    lived = luck.normal(size=(3, 4))
    moved = lived + np.array([[-16.0], [0.0], [16.0]])
    assert by_luck(moved).chance < 1e-3
    rest = lived - lived.mean(axis=0)
    error = np.sqrt(((rest - rest.mean(axis=1, keepdims=True)) ** 2).sum() / 6 / 4)
    for one in (moved, lived):
        assert by_luck(one).error == pytest.approx(np.sqrt(2) * error)
    assert by_luck(lived - lived.mean(axis=1, keepdims=True)).chance == pytest.approx(1)
    assert by_luck(np.array([[0.0] * 4, [3.0] * 4])) == (0, 0)


def test_a_line_is_straight_between_what_was_lived() -> None:
    line = Line("redesign", "p", (0.0, 1.0, 3.0), (0.0, 2.0, 0.0))
    assert line(np.array([0, 0.5, 1, 2, 3])).tolist() == [0, 1, 2, 1, 0]
    assert line(np.array([-1.0, 4.0])).tolist() == [-2, -1]


def futures_with(spread: float) -> tuple[pd.DataFrame, pd.DataFrame, Line]:
    """X ~ U(−1, 1) of one parameter known, forty others, and luck."""
    draws = np.random.default_rng(3).uniform(-1, 1, size=(60, 41))
    futures = pd.DataFrame(draws, columns=[f"p{at}" for at in range(41)])
    luck = spread * np.random.default_rng(4).normal(size=60)
    money = pd.DataFrame({"nothing": 0.0, "redesign": 0.2 + futures["p0"] + luck})
    return futures, money, Line("redesign", "p0", (-1.0, 1.0), (-0.8, 1.2))


def test_what_is_known_need_not_be_found() -> None:
    """Sixty futures with luck four times as large show nothing; the line is there all the same."""
    futures, money, line = futures_with(2.4)
    assert not expected(futures, money).places
    found = expected(futures, money, [line])
    assert found.places == ("p0",)
    course = Course(found, "redesign", 0.3, 0.1, {"p0": 0.5})
    at = np.array([-1.0, 0.0, 1.0])
    assert course.at("p0", at) == pytest.approx(at - 0.2)
    bar = tornado(course).iloc[0]
    assert (bar["low"], bar["high"], bar["value"], bar["swing"]) == pytest.approx((-1, 1, 0.5, 2))
    assert break_even(course, "p0") == BreakEven((pytest.approx(0.2),), "above")
    assert break_even(course._replace(error=0.5), "p0").wins == "unknown", "0.8 is 1.6 errors"
    assert break_even(course._replace(money=-3.0), "p0").wins == "never"
    means, parts = found.parts(np.arange(60))
    assert parts[0, :, 1] == pytest.approx(futures["p0"] - futures["p0"].mean())
    assert means == pytest.approx(money.mean())


def test_knowing_what_is_known_to_matter_is_worth_its_closed_form() -> None:
    """X ~ U(m − 1, m + 1): knowing it gains (1 − |m|)² / 4 (four errors of 60 futures)."""
    futures, money, line = futures_with(0.1)
    found = expected(futures, money, [line])
    mean = money["redesign"].mean() - futures["p0"].mean()
    worth = evppi(found).iloc[0]
    assert worth["name"] == "p0"
    assert worth["worth"] == pytest.approx((1 - abs(mean)) ** 2 / 4, abs=4 * worth["error"])
    assert 0 <= worth["worth"] <= evpi(found).value + 1e-12


def test_lines_add_up_to_what_is_found_beside_them() -> None:
    futures, money, line = futures_with(0.1)
    money["redesign"] += 2 * futures["p7"]
    found = expected(futures, money, [line])
    assert found.places == ("p0", "p7")
    assert found.explained[1] > 0.95
    missed = money["redesign"] - found.fitted["redesign"]
    assert missed.std() < 0.2  # luck is .1


def test_a_line_that_the_futures_speak_against_counts_for_nothing_there() -> None:
    """It was lived, so it is told; what is paid is exact, and counts whatever stands beside it."""
    futures, money, line = futures_with(0.1)
    wrong = line._replace(money=(5.0, -5.0), error=0.5)
    paid = Line("redesign", "p3", (-1.0, 1.0), (0.1, -0.1))
    money["redesign"] -= 0.1 * futures["p3"]
    found = expected(futures, money, [wrong, paid])
    assert found.telling == {("redesign", "p3")}
    assert "p0" in found.places  # found by the search, too
    at = np.array([-1.0, 1.0])
    assert found.curve("redesign", "p0", at).tolist() == [5, -5]
    assert expected(futures, money, [wrong._replace(error=0.0)]).telling == {("redesign", "p0")}


def test_a_line_s_luck_is_in_the_error_of_what_it_is_worth() -> None:
    futures, money, line = futures_with(0.1)
    errors = [
        evppi(expected(futures, money, [line._replace(error=error)])).iloc[0]["error"]
        for error in (0.0, 0.5)
    ]
    assert errors[1] > 2 * errors[0]


def test_lines_of_others_are_left_aside() -> None:
    futures, money, line = futures_with(0.1)
    others = [line._replace(option="another"), line._replace(place="not_drawn")]
    assert not expected(futures, money, others).lines


def test_a_line_ends_where_its_assumption_does(compared: Comparison) -> None:
    """A redesign whose value stands at its own lower end has two points, not three."""
    levers = {"kinder": LEVERS["kinder"] | {"effect": {"value": 2, "low": 2, "high": 3}}}
    still = compare(compared.as_is, [redesigned(compared.as_is.as_is, levers)], centre=8, **ABOUT)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "surest", lambda chance: np.isfinite(chance))
        line = at_ends(still)["to_be", "levers.kinder.effect"]
    assert line.at == (2, 3)
    assert line.money[0] == pytest.approx(np.mean(by_hand(still.as_is, still.to_be[0])))
    assert math.isfinite(line(np.array([2.5]))[0])

"""Indices of the world outside: each follows its law, and moves what it says it moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cxsim
from cxsim.draws import keys
from cxsim.engine.run import empty_for
from cxsim.engine.stages.levers import move_levers
from cxsim.engine.state import initial_state
from cxsim.scenario import Problems
from cxsim.scenario.context import MONTHS
from cxsim.scenario.schema import Scenario
from cxsim.world.context import come_and_go, course_of, rises, wander
from cxsim.world.influence import ramped
from cxsim.world.numbers import central
from cxsim.world.people import CUSTOMER
from cxsim.world.world import World

from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

DAYS = 400
LONG = 20_000
"""Days by which a law is judged."""
Z = 4.5
"""Standard errors allowed: chance alone exceeds them 7 times in a million, and seeds are fixed."""


def context(**each: dict[str, Any]) -> dict[str, Any]:
    return {"context": {name: {"label": name} | said for name, said in each.items()}}


def course(said: dict[str, Any], days: int = DAYS, root: int = 1) -> np.ndarray:
    """The index of a factor `it`, day by day."""
    scenario = made(RICH, context(it={"course": said}))
    factor = scenario.as_is.context["it"]
    return course_of("it", factor, central(scenario), days, root, None)[:-1]


def path(*values: float) -> dict[str, Any]:
    """A course that has these values on days 0, 1, …, and the last of them for good."""
    points = [[day, value] for day, value in enumerate(values)]
    return {"kind": "path", "points": [*points, [3000, values[-1]]]}


def daily(scenario: Scenario, look: Callable[[World], float], days: int) -> np.ndarray:
    """What is to be seen of a world on each day."""
    _, built = worlds(scenario, 12, days)
    state, record = initial_state(built), empty_for(built, 0)
    found = []
    for today in range(days):
        move_levers(built.world, state, record, today)
        found.append(look(built.world))
    return np.array(found)


@pytest.mark.parametrize(("memory", "spread"), [(1.0, 1.0), (10.0, 2.0), (60.0, 0.5)])
def test_an_autoregressive_index_has_its_mean_spread_and_memory(
    memory: float, spread: float
) -> None:
    """Its mean and variance are as sure as so many independent days make them."""
    found = np.empty(LONG)
    wander(found, keys.outside_key(keys.root_key(3, 0), 1), memory, spread, 0.0)
    found = found[int(20 * memory) :]
    phi, n = np.exp(-1 / memory), found.size
    of_mean = spread * np.sqrt((1 + phi) / (1 - phi) / n)
    of_variance = spread**2 * np.sqrt(2 * (1 + phi**2) / (1 - phi**2) / n)
    lag = np.corrcoef(found[1:], found[:-1])[0, 1]
    assert abs(found.mean()) < Z * of_mean
    assert abs(found.var() - spread**2) < Z * of_variance
    assert abs(lag - phi) < Z * np.sqrt((1 - phi**2) / n) + 3 / n


def test_an_autoregressive_index_begins_where_it_is_said_to() -> None:
    said = {"kind": "autoregressive", "memory_days": 30, "spread": 0, "start": 2}
    assert np.allclose(course(said), 2 * np.exp(-np.arange(DAYS) / 30), rtol=1e-12)


@pytest.mark.parametrize(("share", "days"), [(0.2, 3.0), (0.5, 2.0), (0.05, 10.0)])
def test_spells_have_their_share_and_their_length(share: float, days: float) -> None:
    found = np.empty(LONG)
    come_and_go(found, keys.outside_key(keys.root_key(3, 0), 1), share, days)
    assert set(found.tolist()) == {0.0, 1.0}
    stays = (1 - 1 / days) - share / (1 - share) / days
    error = np.sqrt(share * (1 - share) / LONG * (1 + stays) / (1 - stays))
    spells = int((np.diff(found, prepend=0) > 0).sum())
    assert abs(found.mean() - share) < Z * error
    assert abs(found.sum() / spells - days) < Z * days / np.sqrt(spells)


@pytest.mark.parametrize("share", [0, 1])
def test_weather_that_never_changes(share: int) -> None:
    assert (course({"kind": "spells", "share": share, "days": 4}) == share).all()


def test_months_and_days_of_the_week() -> None:
    months = course({"kind": "months", "first": "november", "values": {"december": 2, "may": -1}})
    day = np.arange(DAYS)
    month = [MONTHS[(10 + d * 12 // 365) % 12] for d in day]
    assert (months == [{"december": 2.0, "may": -1.0}.get(name, 0.0) for name in month]).all()
    assert abs((months[:365] == 2).sum() - 365 / 12) < 1
    week = course({"kind": "weekdays", "values": {"sat": 3}})
    assert (week == np.where(day % 7 == 5, 3.0, 0.0)).all()


def test_a_path_is_straight_between_its_points() -> None:
    found = course({"kind": "path", "points": [[0, 1], [10, 3], [500, 3]]})
    assert np.allclose(found[:11], 1 + 0.2 * np.arange(11))
    assert (found[10:] == 3).all()


def test_a_ramp_stays_and_lasts() -> None:
    assert ramped(3, 4, 10).tolist() == [0, 0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1]
    assert ramped(3, 0, 5).tolist() == [0, 0, 0, 1, 1, 1]
    assert ramped(9, 0, 5).tolist() == [0] * 6


def test_effects_add_and_multiply() -> None:
    effects = {
        "more": {"target": "economics.price", "how": "multiply", "size": 0.9},
        "worse": {"target": "touchpoints.*.quality", "size": -1},
    }
    scenario = made(RICH, context(it={"course": path(0, 1, -1, 0.5, 0), "effects": effects}))
    price = daily(scenario, lambda w: float(w.rules.price[0]), 6)
    quality = daily(scenario, lambda w: float(w.quality[0, 0, 0]), 6)
    index = np.array([0, 1, -1, 0.5, 0, 0])
    assert np.allclose(price, 0.9**index, rtol=1e-12)
    assert np.allclose(quality, 8 - index)
    assert price[0] == 1


def test_a_power_of_nothing_is_exactly_one() -> None:
    found = np.empty(3)
    rises(np.array([0.0, 1.0, 2.0]), 3.0, found)
    assert found[0] == 0
    assert np.allclose(found[1:], [2, 8])


def test_good_times_make_experience_count_more_and_people_merrier() -> None:
    """Rule 28; one archetype may be more sensitive than another."""
    economy = context(economy={"course": path(0, 1, 2, -20, 0)})
    rule = {
        "behaviour.economy": {"experience": 0.15, "mood": 0.2},
        "behaviour.leaving.strength": 1.2,
    }
    usual, more = (
        made(RICH, economy, rule, {"archetypes.anyone.economy": size}) for size in (1, 2)
    )
    for scenario, size in ((usual, 1), (more, 2)):
        strength = daily(scenario, lambda w: float(w.rules.beta_s[0]), 5)
        counts = np.maximum(0, 1 + 0.15 * size * np.array([0, 1, 2, -20, 0]))
        assert np.allclose(strength, 1.2 * counts)
        assert strength[0] == strength[4] == 1.2
    mood = daily(usual, lambda w: float(w.rules.mood_level[0]), 5)
    level = usual.as_is.archetypes["anyone"].mood.level.value
    assert np.allclose(mood, np.clip(level + 0.2 * np.array([0, 1, 2, -20, 0]), -3, 3))


def stayed(quality: float, economy: float, sensitivity: float) -> int:
    """Customers kept who are served well or badly, in good times or bad."""
    case = {
        "touchpoints.desk.quality": quality,
        "touchpoints.line.quality": quality,
        "touchpoints.desk.failure": {"probability": 0, "depth": 0},
        "archetypes.anyone.economy": sensitivity,
        "archetypes.keen.economy": sensitivity,
        "behaviour.economy": {"experience": 0.4, "mood": 0},
        "behaviour.leaving.strength": 1,
        "ties": {"kind": "none"},
        "market": {"prospects": 0},
    }
    scenario = made(RICH, case, context(economy={"course": path(economy)}))
    return int((lived(scenario, 1500, 60).state.people.status == CUSTOMER).sum())


def test_in_good_times_experience_decides_who_stays_and_most_where_incomes_are_low() -> None:
    """Rule 28 (Kumar et al. 2014): good service keeps more than in bad times, bad service fewer."""
    for quality, better in ((9.5, 1), (3, -1)):
        bad, usual, good = (stayed(quality, economy, 1) for economy in (-1, 0, 1))
        sensitive = stayed(quality, 1, 2)
        assert better * bad < better * usual < better * good < better * sensitive


@pytest.mark.parametrize(
    "idle",
    [
        {"course": path(0)},
        {
            "course": path(2),
            "effects": {"it": {"target": "economics.price", "how": "multiply", "size": 1}},
        },
        {"course": path(2), "effects": {"it": {"target": "touchpoints.*.quality", "size": 0}}},
        {
            "course": path(2),
            "effects": {"it": {"target": "touchpoints.*.quality", "size": 3}},
            "enabled": False,
        },
    ],
)
def test_what_moves_nothing_changes_no_bit(idle: dict[str, Any]) -> None:
    assert differing(lived(made(RICH, context(it=idle)), 40, 40), lived(made(RICH), 40, 40)) == []


def test_one_factor_more_changes_no_other_course() -> None:
    """A course is drawn by the name of its factor and by the day, and by nothing else."""
    wandering = {"kind": "autoregressive", "memory_days": 30}
    one = made(RICH, context(a={"course": wandering}))
    two = made(RICH, context(b={"course": wandering}, a={"course": wandering}))
    courses = [
        course_of(name, s.as_is.context[name], central(s), DAYS, 7, None)
        for name, s in (("a", one), ("a", two), ("b", two))
    ]
    assert (courses[0] == courses[1]).all()
    assert abs(np.corrcoef(courses[0], courses[2])[0, 1]) < 0.9
    longer = course_of("a", one.as_is.context["a"], central(one), 2 * DAYS, 7, None)
    assert (longer[:DAYS] == courses[0][:DAYS]).all()


def test_after_the_horizon_all_is_as_usual_but_for_scars() -> None:
    effect = {"it": {"target": "touchpoints.*.quality", "size": -2}}
    scar = {"it": effect["it"] | {"permanent": 0.25}}
    storm = {"storm": {"label": "S", "start_day": 3, "days": 100, "effects": scar}}
    weather = context(weather={"course": path(1), "effects": effect})
    run = lived(made(RICH, weather, {"shocks": storm}), 12, 20)
    at = (run.built.world.quality.ctypes.data - run.built.world.flat.ctypes.data) // 8
    assert run.final[at] == 8 - 0.25 * 2
    assert run.built.world.quality[0, 0, 0] == 8


def test_an_economy_read_from_a_file(tmp_path: Path) -> None:
    scenario = in_file(tmp_path, "day,value\n0,0\n10,1\n60,1\n")
    values, factor = central(scenario), scenario.as_is.context["economy"]
    found = course_of("economy", factor, values, 60, 1, scenario.folder)
    assert np.allclose(found[:11], np.arange(11) / 10)
    assert differences(scenario, 10, 30) == []
    before = scenario.hash()
    assert in_file(tmp_path, "day,value\n0,0\n10,1\n60,2\n").hash() != before


def in_file(folder: Path, text: str | bytes, horizon: int = 60) -> Scenario:
    """A case whose economy lies in a file beside it."""
    import yaml

    raw = made(RICH).as_is.model_dump(mode="json", by_alias=True, exclude_none=True)
    raw["horizon_days"] = horizon
    raw |= context(economy={"course": {"kind": "file", "file": "economy.csv"}})
    (folder / "as_is.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "economy.csv").write_bytes(content)
    return cxsim.load(folder / "as_is.yaml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("day,value\n0,1\n40,1\n", "ends on day 40, before the last day lived. Allowed: a path"),
        ("day,value\n0,1\n9,x\n", "economy.csv:3 is '9,x', which is not allowed"),
        ("day,value\n5,1\n90,1\n", "economy.csv:2 is '5,1', which is not allowed"),
        ("day,value\n0,1\n9,1\n9,2\n", "economy.csv:4 is '9,2', which is not allowed"),
        ("tag,wert\n0,1\n", "economy.csv:1 is 'tag,wert', which is not allowed"),
        ("day,value\n", "economy.csv:2 is missing"),
        ("", "economy.csv:1 is "),
        ("day,value\n0,nan\n90,1\n", "economy.csv:2 is '0,nan', which is not allowed"),
        ("day,value\n0,0\n90,inf\n", "economy.csv:3 is '90,inf', which is not allowed"),
        ("day,value\n0,0\n90,1e7\n", "economy.csv:3 is '90,1e7', which is not allowed"),
        ("day,value\n0,0\n90000,1\n", "economy.csv:3 is '90000,1', which is not allowed"),
        ("day,value\n\n0,0\n\n90,\n", "economy.csv:5 is '90,', which is not allowed"),
        ("day,value\n0,ñ\n".encode("latin-1"), "economy.csv cannot be read: it is not UTF-8 text"),
    ],
)
def test_a_file_that_does_not_tell_a_course_is_refused(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    with pytest.raises(Problems) as found:
        in_file(tmp_path, text)
    assert told in str(found.value)
    (problem,) = found.value.problems
    assert problem.place.startswith(tmp_path.as_posix()), "which file it is"


def test_a_wrong_name_of_a_file_is_told_once(tmp_path: Path) -> None:
    in_file(tmp_path, "day,value\n0,0\n90,1\n")
    today = tmp_path / "as_is.yaml"
    said = today.read_text(encoding="utf-8").replace("economy.csv", "../economy.csv")
    today.write_text(said, encoding="utf-8")
    with pytest.raises(Problems) as found:
        cxsim.load(today)
    assert [one.place.split(": ")[1] for one in found.value.problems] == [
        "context.economy.course.file"
    ]


def test_a_run_longer_than_a_path_is_refused(tmp_path: Path) -> None:
    scenario = in_file(tmp_path, "day,value\n0,1\n60,1\n")
    with pytest.raises(Problems, match="ends on day 60, before the last day lived"):
        worlds(scenario, 10, 90)

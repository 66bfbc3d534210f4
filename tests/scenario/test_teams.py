"""Mistakes of a case with teams: every one told, where it is, in both languages."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxsim
from cxsim.intake.workbook.export import tree_of
from cxsim.report.show import show_lines
from cxsim.scenario import Problems, json_schema, load, validate, values_of
from cxsim.scenario.checks import grip, inert
from cxsim.scenario.emptied import emptied
from cxsim.scenario.schema import AsIs, Scenario
from cxsim.scenario.team_checks import length_of, unstaffed
from cxsim.scenario.teams import WEEKDAYS, Team

from .json_schema import accepts
from .small import AS_IS, GONE, TO_BE, changed, told, written
from .staffed import CARE, NIGHT, WITH_TEAMS, alone
from .test_mistakes import JUNK, places

ALL_DAY = {"open": {"every": "00:00-24:00"}}


def shift(hours: str, **more: Any) -> dict[str, Any]:
    return {"shifts": {"one": {"hours": hours, **more}}}


def made(raw: dict[str, Any]) -> AsIs:
    return validate.as_is(raw, "as_is.yaml")


ODD: list[dict[str, Any]] = [
    ALL_DAY | shift("00:00-24:00"),
    ALL_DAY | {"shifts": {"day": {"hours": "06:00-22:00"}, "night": {"hours": "22:00-06:00"}}},
    ALL_DAY | {"shifts": {}, "presence": {"every": [0.1] * 96}},
    {"shifts": {}, "presence": {"every": [0] * 16 + [1] * 24 + [0] * 8}},
    {"shifts": {}, "presence": {"mon": [0.5] * 24}, "open": {"mon": "08:00-20:00"}},
    {
        "open": {"every": "closed", "sat": "00:00-24:00"},
        "shifts": {"one": {"hours": "00:00-12:00"}, "two": {"hours": "12:00-00:00"}},
    },
    # The night of Sunday serves Monday's small hours.
    {"open": {"mon": "00:00-06:00"}} | shift("20:00-06:00", days=["sun"]),
    shift("08:00-20:00", breaks=[{"between": "08:00-20:00", "minutes": 719}]),
    shift(
        "20:00-08:00",
        breaks=[
            {"between": "23:30-00:30", "minutes": 60},
            {"between": "04:00-05:00", "minutes": 1},
        ],
    )
    | {"open": {"every": "21:00-24:00"}},
    {"arrivals": {"day": [0] * 95 + [1]}, "open": {"every": "23:00-24:00"}} | shift("20:00-02:00"),
    {"arrivals": {"week": dict.fromkeys(WEEKDAYS, 0) | {"wed": 1}}},
    {"staff": 0.5} | shift("08:00-20:00"),
    {"patience": {"form": "table", "still_waiting": [[0, 0.9], [1, 0.9], [60, 0]]}},
    {"patience": {"form": "weibull", "shape": 2}},
    {"service": {"form": "gamma", "minutes": 1, "cv": 0.2}},
    {"service": {"form": "fixed", "minutes": 1}},
]
"""What is odd in a team and allowed."""


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ", ".join(odd))
def test_odd_teams_are_allowed(odd: dict[str, Any]) -> None:
    raw = alone(**odd)
    assert made(raw).teams
    assert accepts(json_schema()["as_is"], raw)


def test_a_whole_case_with_teams_is_read(tmp_path: Path) -> None:
    assert told(tmp_path, WITH_TEAMS) == []
    case = made(WITH_TEAMS)
    assert made(case.model_dump(mode="json", by_alias=True)) == case


TYPES: list[tuple[dict[str, Any], str]] = [
    (
        {"shifts__early__hours": "٠٨:00-20:00"},
        "teams.care.shifts.early.hours is '٠٨:00-20:00', which is not allowed. Allowed: two times ",
    ),
    (
        {"shifts__early__hours": "08:00-25:00"},
        "teams.care.shifts.early.hours is '08:00-25:00', which is not allowed. Allowed: two times "
        "from 00:00 to 24:00, such as 08:00-20:00.",
    ),
    (
        {"open__mon": "8 a 20"},
        "teams.care.open.mon is '8 a 20', which is not allowed. Nearest: 08:00-20:00. Allowed: two "
        "times from 00:00 to 24:00, such as 08:00-20:00, or closed.",
    ),
    (
        {"open__mond": "closed"},
        "teams.care.open.mond is 'mond', which is not allowed. Nearest: mon. Allowed: every, mon,",
    ),
    (
        {"shifts__early__days": ["monday"]},
        "teams.care.shifts.early.days is 'monday', which is not allowed. Nearest: mon",
    ),
    (
        {"patience": {"form": "table", "still_waiting": [[2, 0.9], [3]]}},
        "teams.care.patience.still_waiting is missing",
    ),
    (
        {"patience": {"form": "table", "still_waiting": [5]}},
        "teams.care.patience.still_waiting is 5, which is not allowed. Allowed: [minutes, share], ",
    ),
    ({"service__form": "lognorm"}, "teams.care.service.form is 'lognorm', which is not allowed. N"),
    ({"staff": GONE}, "teams.care.staff is missing. Allowed: 0 … "),
    ({"shifts": {}, "presence": {"every": 1}}, "teams.care.presence.every is 1, which is not allo"),
]
"""Mistakes that types alone show."""

BETWEEN: list[tuple[dict[str, Any], str]] = [
    (
        {"open__mon": "22:00-06:00"},
        "teams.care.open.mon is '22:00-06:00', which is not allowed. Allowed: two times of which ",
    ),
    (
        {"open__mon": "08:00-00:00"},
        "teams.care.open.mon is '08:00-00:00', which is not allowed. Nearest: 08:00-24:00. ",
    ),
    ({"open__mon": "08:00-08:00"}, "teams.care.open.mon is '08:00-08:00', which is not allowed."),
    (
        {"open": {"every": "closed"}},
        "teams.care.open is closed all week. Allowed: opening hours on one day at least.",
    ),
    ({"open": {}}, "teams.care.open is {}, which is not allowed. Allowed: at least one entry."),
    (
        {"presence": {"every": [1] * 24}},
        "teams.care.presence stands beside shifts. Allowed: shifts or presence, one of the two.",
    ),
    ({"shifts": {}}, "teams.care.shifts is missing. Allowed: shifts or presence, one of the two."),
    (
        {"shifts__early__hours": "08:00-08:00"},
        "teams.care.shifts.early.hours is '08:00-08:00', which is not allowed. Allowed: two diff",
    ),
    (
        {"shifts__early__days": ["mon", "tue", "mon"]},
        "teams.care.shifts.early.days names 'mon' more than once. Allowed: each day once.",
    ),
    (
        {"shifts__early__breaks": [{"between": "07:00-09:00", "minutes": 5}]},
        "teams.care.shifts.early.breaks.between is '07:00-09:00', which is not allowed. Allowed: a "
        "time within the shift, 08:00-16:00.",
    ),
    (
        {"shifts__early__breaks": [{"between": "15:00-17:00", "minutes": 5}]},
        "teams.care.shifts.early.breaks.between is '15:00-17:00', which is not allowed.",
    ),
    (
        {"shifts__early__breaks": [{"between": "10:00-10:00", "minutes": 5}]},
        "teams.care.shifts.early.breaks.between is '10:00-10:00', which is not allowed. Allowed: t",
    ),
    (
        {"shifts__early__breaks": [{"between": "10:00-10:10", "minutes": 15}]},
        "teams.care.shifts.early.breaks.minutes is 15, which is not allowed. Allowed: 1 … 10 (mi",
    ),
    (
        {"shifts__early__breaks": [{"between": "08:00-16:00", "minutes": n} for n in (240, 240)]},
        "teams.care.shifts.early.breaks come to 480 minutes, which leaves no time to work. "
        "Allowed: < 480 (minutes).",
    ),
    (
        {"shifts__early__share": 0, "shifts__late__share": 0},
        "teams.care.shifts has weights that sum to zero. Allowed: a sum above zero.",
    ),
    (
        {"arrivals": {"day": [1] * 8 + [0] * 12 + [1] * 4}},
        "teams.care.arrivals.day has weights that sum to zero while the team is open (Mondays, ",
    ),
    (
        {"arrivals": {"day": [1] * 12}},
        "teams.care.arrivals.day has 12 numbers. Allowed: 24, 48 or 96 numbers ≥ 0, each for an eq",
    ),
    (
        {"arrivals": {"week": {"sun": 1}}},
        "teams.care.arrivals.week.sun is 1, which is not allowed. Allowed: 0, or nothing: the team",
    ),
    (
        {"arrivals": {"week": dict.fromkeys(WEEKDAYS, 0)}},
        "teams.care.arrivals.week has weights that sum to zero. Allowed: a sum above zero.",
    ),
    (
        {"shifts": {}, "presence": {"every": [1] * 12}},
        "teams.care.presence.every has 12 numbers. Allowed: 24, 48 or 96 numbers ≥ 0, each for an",
    ),
    (
        {"shifts": {}, "presence": {"every": []}},
        "teams.care.presence.every has 0 numbers. Allowed: 24, 48 or 96 numbers ≥ 0, each for an",
    ),
    (
        {"shifts": {}, "presence": {"every": [1] * 23 + [20]}},
        "teams.care.presence.every is 20, which is not allowed. Allowed: 0 … 1 (share).",
    ),
    (
        {"staff": 0.4},
        "teams.care.staff is 0.4, which is not allowed. Allowed: ≥ 0.5 (employees), as teams are ",
    ),
    (
        {"patience": {"form": "table", "still_waiting": [[2, 0.9], [2, 0.8]]}},
        "teams.care.patience.still_waiting has [2, 0.8] after [2, 0.9]. Allowed: minutes that rise",
    ),
    (
        {"patience": {"form": "table", "still_waiting": [[2, 0.5], [5, 0.8]]}},
        "teams.care.patience.still_waiting has [5, 0.8] after [2, 0.5]. Allowed: shares that never",
    ),
    (
        {"priority": {"archetypes": {"regulr": 1}}},
        "teams.care.priority.archetypes.regulr is not known here. Nearest: regular. Allowed: regu",
    ),
    (
        {"priority": {"needs": {"aks": 1}}},
        "teams.care.priority.needs.aks is not known here. Nearest: ask. Allowed: ask.",
    ),
    (
        {"priority": {"needs": {"join": 1}}},
        "teams.care.priority.needs.join never comes to this team. Allowed: ask.",
    ),
    (
        {"transfers": {"ngiht": 0.1}},
        "teams.care.transfers.ngiht is a handoff to nowhere: there is no team 'ngiht'. Allowed: th",
    ),
    (
        {"transfers": {"care": 0.1}},
        "teams.care.transfers.care is the team itself, which is not allowed. Allowed: the name of",
    ),
]
"""Mistakes of one team that types do not show."""

QUIET = {**WITH_TEAMS["archetypes"]["regular"], "needs": {}}
ELSEWHERE: list[tuple[dict[str, Any], str]] = [
    (
        {"touchpoints__desk__team": "caer"},
        "touchpoints.desk.team is 'caer', which is not allowed. Nearest: care. Allowed: care, nig",
    ),
    (
        {"touchpoints__line__team": GONE},
        "touchpoints.line.minutes stands without a team. Allowed: only beside team, which says who",
    ),
    (
        {"touchpoints__friends__team": "care"},
        "touchpoints.friends.team is 'care', which is not allowed. Allowed: a team only where ow",
    ),
    (
        {"teams__spare": NIGHT},
        "teams.spare is a team to which no touchpoint and no transfer leads. Allowed: a team that",
    ),
    (
        {"teams__care__transfers": {"night": 0.7, "other": 0.5}, "teams__other": NIGHT},
        "teams.care.transfers has shares that sum to 1.2. Allowed: shares that sum to 1 at most; ",
    ),
    (
        {"teams__care__transfers": {"night": 1}, "teams__night__transfers": {"care": 1}},
        "teams.care.transfers pass contacts round for ever. Allowed: shares that sum to less than",
    ),
    (
        {"firm__team_scale": 0.02},
        "teams.care.staff is 20, which is not allowed. Allowed: ≥ 25 (employees), as teams are run",
    ),
    (
        {"archetypes__quiet": QUIET, "teams__care__priority": {"archetypes": {"quiet": 1}}},
        "teams.care.priority.archetypes.quiet never comes to this team. Allowed: regular.",
    ),
]
"""Mistakes between a team and what else there is."""

WRONG = [
    *((alone(**change), said) for change, said in [*TYPES, *BETWEEN]),
    *((changed(WITH_TEAMS, **change), said) for change, said in ELSEWHERE),
]


@pytest.mark.parametrize(("raw", "said"), WRONG, ids=[said[:50] for _, said in WRONG])
def test_a_mistake_of_a_team_is_told(tmp_path: Path, raw: dict[str, Any], said: str) -> None:
    english = told(tmp_path, raw)
    assert english[0].startswith(f"as_is.yaml: {said}")
    spanish = told(tmp_path, raw, language="es_MX")
    for one, other in zip(english, spanish, strict=True):
        assert one.split(" ")[:2] == other.split(" ")[:2]
        assert "Se admite: " in other
        for word in (" is ", "which", "Allowed", "Nearest", "number", "Mondays", "there", "time"):
            assert word not in other


@pytest.mark.parametrize(("change", "said"), TYPES)
def test_what_types_refuse_the_schema_refuses(change: dict[str, Any], said: str) -> None:
    assert said
    assert not accepts(json_schema()["as_is"], alone(**change))


WORKDAYS = "Mondays, Tuesdays, Wednesdays, Thursdays, Fridays, Saturdays"
UNSTAFFED: list[tuple[dict[str, Any], list[str]]] = [
    ({"open__every": "07:00-20:00"}, ["07:00 to 08:00 (Mondays, Tuesdays, Wednesdays, Thursdays"]),
    ({"open__sun": "08:00-20:00", "shifts__late__hours": "16:00-19:00"}, ["19:00 to 20:00 (every"]),
    ({"shifts__early__share": 0}, ["08:00 to 12:00 (Mon"]),
    ({"shifts__late__days": ["mon"], "open__every": "08:00-17:00"}, ["16:00 to 17:00 (Tuesdays, "]),
    (
        shift("22:00-06:00", days=["sat"]) | {"open": {"sat": "21:00-24:00", "sun": "00:00-07:00"}},
        ["21:00 to 22:00 (Saturdays)", "06:00 to 07:00 (Sundays)"],
    ),
    (
        {"shifts": {}, "presence": {"every": [0.02] * 24}},
        ["08:00 to 20:00 (Mondays, Tuesdays, Wednesdays, Thursdays, Fridays, Saturdays)"],
    ),
    (
        {
            "shifts": {},
            "presence": {"mon": [1] * 24},
            "open": {"mon": "00:00-24:00", "tue": "09:30-10:15"},
        },
        ["09:30 to 10:15 (Tuesdays)"],
    ),
    (
        {"shifts": {}, "presence": {"every": [1, 0] + [1] * 22}} | ALL_DAY,
        ["01:00 to 02:00 (every day)"],
    ),
]


@pytest.mark.parametrize(("change", "gaps"), UNSTAFFED)
def test_nobody_at_work_while_open_is_told(
    tmp_path: Path, change: dict[str, Any], gaps: list[str]
) -> None:
    said = told(tmp_path, alone(**change))
    assert len(said) == len(gaps)
    for sentence, gap in zip(said, gaps, strict=True):
        assert sentence.startswith(f"as_is.yaml: teams.care has nobody at work from {gap}")
    first = told(tmp_path, alone(**change), language="es")[0]
    assert first.startswith("as_is.yaml: teams.care no tiene a nadie trabajando de ")


FEW: list[tuple[dict[str, Any], str]] = [
    ({"staff": 1}, f"staff is 1, which leaves nobody at work from 08:00 to 12:00 ({WORKDAYS}), "),
    (
        {"staff": {"value": 3, "low": 1.9, "high": 4}},
        f"staff.low is 1.9, which leaves nobody at work from 08:00 to 12:00 ({WORKDAYS}), ",
    ),
    (
        {"staff": 1, "shifts__early__share": 9},
        f"staff is 1, which leaves nobody at work from 16:00 to 20:00 ({WORKDAYS}), ",
    ),
]


@pytest.mark.parametrize(("change", "said"), FEW)
def test_few_employees_who_do_not_fill_all_shifts_are_told(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    """Who is alone has one shift; how many it takes is told."""
    (sentence,) = told(tmp_path, alone(**change))
    assert sentence.startswith(f"as_is.yaml: teams.care.{said}though it is open")
    (spanish,) = told(tmp_path, alone(**change), language="es")
    assert "lo que no deja a nadie trabajando de " in spanish
    (enough,) = map(int, re.findall(r"Allowed: (\d+) \(employees\) at least", sentence))
    assert made(alone(**change | {"staff": enough})).teams
    assert told(tmp_path, alone(**change | {"staff": enough - 1})) != []


def test_a_team_run_smaller_needs_as_many_more(tmp_path: Path) -> None:
    """A quarter of four employees is one; those of eight fill both shifts."""
    (sentence,) = told(tmp_path, changed(alone(staff=4), firm__team_scale=0.25))
    assert "Allowed: 8 (employees) at least, as each of them has one shift" in sentence
    assert made(changed(alone(staff=8), firm__team_scale=0.25)).teams


def test_breaks_leave_nobody_without_a_shift() -> None:
    """Breaks are taken one after the other, so they open no gap."""
    long = [{"between": "08:00-16:00", "minutes": 400}]
    assert made(alone(shifts__early__breaks=long)).teams


def test_gaps_are_those_that_minutes_counted_one_by_one_show() -> None:
    """The gaps of shifts, by a plain look at each minute of the week."""
    raw = CARE | {"open": {"every": "06:15-23:45"}}
    raw["shifts"] = {
        "a": {"hours": "05:10-09:05", "days": ["mon", "tue", "sun"]},
        "b": {"hours": "20:00-06:30", "days": ["sun", "wed"]},
        "c": {"hours": "10:00-24:00", "days": ["fri", "sat"], "share": 0.2},
        "d": {"hours": "00:00-24:00", "days": ["thu"], "share": 0},
    }
    team = Team.model_validate(raw)
    gaps = list(unstaffed(team, 30.0))
    for d, weekday in enumerate(WEEKDAYS):
        for minute in range(6 * 60 + 15, 23 * 60 + 45):
            at = d * 1440 + minute
            there = any(
                (at - WEEKDAYS.index(day) * 1440 - int(one.hours[:2]) * 60 - int(one.hours[3:5]))
                % (7 * 1440)
                < length_of(one.hours)
                for one in team.shifts.values()
                if one.share > 0
                for day in one.days
            )
            assert there != any(w == weekday and a <= minute < b for w, a, b in gaps)


def test_many_mistakes_are_told_at_once(tmp_path: Path) -> None:
    raw = changed(
        WITH_TEAMS,
        touchpoints__desk__team="caer",
        touchpoints__friends__team="night",
        teams__care__staff="many",
        teams__care__open={"every": "20:00-08:00"},
        teams__care__shifts__early__breaks=[
            {"between": "x", "minutes": 5},
            {"between": "17:00-18:00"},
        ],
        teams__care__transfers={"nowhere": 0.1, "night": 0.95},
        teams__care__patience={"form": "table", "still_waiting": [[3, 0.5], [2, 1], ["x", 0.1]]},
        teams__night__arrivals={"day": [1, 2, 3], "week": {"mondays": 1}},
        teams__night__shifts__night__hours="22:00-25:00",
        teams__night__presence={"every": [2] * 24},
        teams__night__open={"every": "00:00-24:00", "sun": "closed"},
    )
    where = [sentence.split(" ")[1] for sentence in told(tmp_path, raw)]
    assert sorted(set(where)) == [
        "teams.care.open.every",
        "teams.care.patience.still_waiting",
        "teams.care.shifts.early.breaks.between",
        "teams.care.shifts.early.breaks.minutes",
        "teams.care.staff",
        "teams.care.transfers",
        "teams.care.transfers.nowhere",
        "teams.night.arrivals.day",
        "teams.night.arrivals.week.mondays",
        "teams.night.presence",
        "teams.night.presence.every",
        "teams.night.shifts.night.hours",
        "touchpoints.desk.team",
        "touchpoints.friends.team",
    ]


def test_nothing_is_told_that_only_follows_from_a_wrong_time(tmp_path: Path) -> None:
    (said,) = told(tmp_path, alone(shifts__early__hours="08:00-16:60", open__mon="00:00-20:00"))
    assert said.startswith("as_is.yaml: teams.care.shifts.early.hours is '08:00-16:60'")


TIMES = [
    "",
    "x",
    "24:00-24:00",
    "00:00-00:00",
    "23:59-00:01",
    "closed",
    "24:00-01:00",
    "٠٨:00-20:00",
]
ODD_VALUES = [*JUNK, *TIMES, 0, 1.5, 1e6, [0] * 24, [[0, 1], [0, 2]], ["mon"], [{"between": "x"}]]
EVERYTHING = changed(
    WITH_TEAMS,
    teams__night__patience={"form": "table", "still_waiting": [[1, 0.5], [2, 0.1]]},
    teams__night__presence={"every": [0.5] * 24},
)
EVERYWHERE = [
    p for p in places(EVERYTHING) if p[0] in ("teams", "firm") or p[-1] in ("team", "minutes")
]


@given(st.sampled_from(EVERYWHERE), st.sampled_from(ODD_VALUES), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=600)
def test_whatever_is_there_is_told_or_taken(
    place: tuple[str, ...], junk: object, beside: bool
) -> None:
    raw = deepcopy(EVERYTHING)
    node: Any = raw
    for key in place[:-1]:
        node = node[key]
    node["odd" if beside else place[-1]] = deepcopy(junk)
    said = ""
    try:
        validate.as_is(raw, "file")
    except Problems as found:
        said = found.text("en") + found.text("es")
    assert said.replace("\n", "").isprintable()


# ---- levers and redesigns ----

LEVERS: list[tuple[dict[str, Any], str]] = [
    (
        {"target": "teams.care.staff", "for": ["regular"]},
        "for is ['regular'], which is not allowed. Allowed: nothing here: a lever on a team acts ",
    ),
    (
        {"target": "teams.care.staff", "reach": 0.5},
        "reach is 0.5, which is not allowed. Allowed: 1: a lever on a team acts for everybody who",
    ),
    (
        {"target": "teams.care.staff", "reach": {"value": 1, "low": 0.9, "high": 1}},
        "reach is {value: 1, low: 0.9, high: 1}, which is not allowed. Allowed: 1: a lever on a ",
    ),
    (
        {"target": "teams.cear.staff"},
        "target is 'teams.cear.staff', which is not allowed. Nearest: teams.care.staff. Allowed:",
    ),
    (
        {"target": "teams.care.transfers.night"},
        "target names 'teams.care.transfers.night', which no redesign can change. Allowed: a pl",
    ),
    (
        {"target": "teams.night.unserved.again", "effect": 0.1},
        "target acts on 'teams.night.unserved.again', which nothing reads in this case. Allowed",
    ),
    (
        {"target": "teams.care.service.minutes", "how": "at_most", "effect": 0},
        "effect is 0, which is not allowed. Allowed: 0.001 … 1440 (minutes).",
    ),
]


def on_team(**lever: Any) -> dict[str, Any]:
    return changed(
        TO_BE, **{f"levers__faster__{key}": value for key, value in ({"effect": 1} | lever).items()}
    )


@pytest.mark.parametrize(("change", "said"), LEVERS, ids=[said[:40] for _, said in LEVERS])
def test_a_mistake_of_a_lever_on_a_team_is_told(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    (sentence,) = told(tmp_path, WITH_TEAMS, on_team(**change))
    assert sentence.startswith(f"to_be_faster.yaml: levers.faster.{said}")
    (spanish,) = told(tmp_path, WITH_TEAMS, on_team(**change), language="es")
    assert "Se admite: " in spanish


TAKES = "levers.takes.effect leaves 'teams.care' nobody to work in it, though it is open and some"
CLOSED_TOO = {
    name: {"label": name, "removes": name, "instead": "hall"} for name in ("desk", "line")
}


def taking(
    effect: Any, how: str = "add", others: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """A redesign that takes staff from a team, and perhaps has other levers."""
    one = {"label": "Takes", "target": "teams.care.staff", "how": how, "effect": effect}
    return changed(TO_BE, levers={"takes": {"execution": 1} | one | more} | (others or {}))


def hall(**more: Any) -> dict[str, Any]:
    """Today's case with a hall that nobody serves in, by the channels of desk and line."""
    place = {**WITH_TEAMS["touchpoints"]["desk"], "team": GONE, "channel": "phone"} | more
    place = {key: value for key, value in place.items() if value is not GONE}
    raw = changed(WITH_TEAMS, touchpoints__hall=place, touchpoints__line__owner="brand")
    raw["journeys"]["ask"]["steps"]["hall"] = {"done": 1}
    del raw["touchpoints"]["line"]["control"]
    return raw


def test_levers_that_take_all_of_a_team_s_staff_are_told(tmp_path: Path) -> None:
    for to_be in (
        taking(0, "multiply"),
        taking(0.4, "at_most"),
        taking(-25, start_day=60, ramp_days=30),
        taking(-100, execution={"value": 0.65, "low": 0.4, "high": 0.9}),
        taking(-15, others={"too": taking(-9.7)["levers"]["takes"]}),
    ):
        (said,) = told(tmp_path, WITH_TEAMS, to_be)
        assert said.startswith(f"to_be_faster.yaml: {TAKES}")
        (spanish,) = told(tmp_path, WITH_TEAMS, to_be, language="es")
        assert "deja 'teams.care' sin nadie que trabaje" in spanish
        assert "Se admite: " in spanish
    smaller = changed(WITH_TEAMS, firm__team_scale=0.25, teams__night__staff=8)
    (said,) = told(tmp_path, smaller, taking(-25))
    assert "Allowed: an effect that leaves 8 (employees) at least; or removes" in said


def test_levers_that_leave_a_shift_empty_are_told(tmp_path: Path) -> None:
    """One employee has one shift; two fill those of the contact centre."""
    (said,) = told(tmp_path, WITH_TEAMS, taking(1, "at_most"))
    assert said.startswith(f"to_be_faster.yaml: {TAKES}")
    assert "Allowed: an effect that leaves 2 (employees) at least; or removes" in said
    assert told(tmp_path, WITH_TEAMS, taking(2, "at_most")) == []


def test_a_team_to_which_nobody_comes_any_more_may_be_left_nobody(tmp_path: Path) -> None:
    for others, found in (
        (CLOSED_TOO, []),
        ({"desk": CLOSED_TOO["desk"]}, [("care", "takes", False)]),
    ):
        to_be = taking(0, "multiply", others)
        assert told(tmp_path, hall(), to_be) == []
        plan = load(written(tmp_path, hall(), to_be) / "to_be_faster.yaml")
        assert plan.redesign is not None
        assert list(emptied(plan.extended, plan.redesign)) == found


def test_what_may_take_a_team_s_staff_is_no_mistake(tmp_path: Path) -> None:
    for to_be, found in (
        (taking(-20), [("care", "takes", False)]),
        (
            taking(0, "multiply", execution={"value": 0.9, "low": 0.8, "high": 1}),
            [("care", "takes", False)],
        ),
        # A tenth of fifteen does not fill two shifts.
        (taking(0, "multiply", execution=0.9), [("care", "takes", False)]),
        (taking(0, "multiply", execution=0.8), []),
        (taking(-5), []),
        (taking(0, "multiply", enabled=False), []),
    ):
        assert told(tmp_path, WITH_TEAMS, to_be) == []
        plan = load(written(tmp_path, WITH_TEAMS, to_be) / "to_be_faster.yaml")
        assert plan.redesign is not None
        assert list(emptied(plan.extended, plan.redesign)) == found


def test_what_only_teams_read_is_told_where_there_are_none(tmp_path: Path) -> None:
    alone_ = changed(AS_IS, firm__team_scale=0.5, dimensions__speed__feels=["staff", "waiting"])
    scale, felt = told(tmp_path, alone_)
    assert scale == (
        "as_is.yaml: firm.team_scale is 0.5, which is not allowed. Allowed: 1, or nothing: no "
        "touchpoint has a team."
    )
    assert felt.startswith("as_is.yaml: dimensions.speed.feels is 'staff', which is not allowed. A")
    assert all("Se admite: " in one for one in told(tmp_path, alone_, language="es"))
    assert told(tmp_path, changed(AS_IS, firm__team_scale=1)) == []
    more = {"teams__night__staff": 6, "dimensions__speed__feels": ["staff"]}
    felt_there = changed(WITH_TEAMS, firm__team_scale=0.5, **more)
    assert told(tmp_path, felt_there) == []


def test_levers_move_teams_and_their_services(tmp_path: Path) -> None:
    for target in ("teams.care.staff", "touchpoints.line.minutes", "teams.care.callback.taken"):
        effect = 1 if target != "teams.care.callback.taken" else 0.1
        assert told(tmp_path, WITH_TEAMS, on_team(target=target, effect=effect)) == []
    some = on_team(target="touchpoints.line.minutes", **{"for": ["regular"], "reach": 0.5})
    assert told(tmp_path, WITH_TEAMS, some) == []


def test_who_owns_the_touchpoints_decides_how_far_a_team_moves() -> None:
    case = made(WITH_TEAMS)
    assert grip(case, "touchpoints.line.minutes") == 0.5
    assert grip(case, "teams.care.staff") == 1.0
    partner = {"touchpoints__desk__owner": "partner", "touchpoints__desk__control": 0.2}
    theirs = made(changed(WITH_TEAMS, **partner))
    assert grip(theirs, "teams.care.staff") == 0.5
    assert grip(theirs, "teams.night.service.minutes") == 1.0


def test_a_partner_without_control_keeps_its_team_as_it_is(tmp_path: Path) -> None:
    raw = changed(WITH_TEAMS, touchpoints__line__control=0, touchpoints__desk__team=GONE)
    (said,) = told(tmp_path, raw, on_team(target="teams.care.staff"))
    assert "target names 'teams.care.staff', which no redesign can change" in said


def test_what_nothing_reads_is_told() -> None:
    patience = "archetypes.regular.patience"
    assert inert(made(changed(WITH_TEAMS, teams={}, **no_team())), patience)
    case = made(WITH_TEAMS)
    assert not inert(case, patience)
    assert inert(made(alone(patience={"form": "endless"})), patience)
    stays = {"form": "table", "still_waiting": [[5, 1]]}
    assert inert(made(alone(patience=stays)), patience)
    assert not inert(case, "teams.care.unserved.again")
    assert not inert(made(alone(patience={"form": "endless"})), "teams.care.unserved.again")
    assert inert(case, "teams.night.unserved.after_minutes")
    assert not inert(case, "teams.care.service.minutes")
    own = made(changed(WITH_TEAMS, touchpoints__desk__minutes=3))
    assert inert(own, "teams.care.service.minutes")
    assert not inert(own, "teams.night.service.minutes")


def no_team() -> dict[str, Any]:
    return {
        "touchpoints__desk__team": GONE,
        "touchpoints__line__team": GONE,
        "touchpoints__line__minutes": GONE,
    }


APP = {
    "label": "App",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "web",
    "quality": 9,
    "team": "night",
}


def with_app(**app: Any) -> dict[str, Any]:
    lever = {"label": "App", "target": "journeys.ask.entry.app", "effect": 1}
    return {
        "label": "To be",
        "touchpoints": {"app": APP | app},
        "journeys": {"ask": {"steps": {"app": {"done": 1}}}},
        "levers": {"app": lever},
    }


def test_new_touchpoints_may_have_today_s_teams(tmp_path: Path) -> None:
    assert told(tmp_path, WITH_TEAMS, with_app(minutes=4)) == []
    (said,) = told(tmp_path, WITH_TEAMS, with_app(team="nihgt"))
    assert said.startswith("to_be_faster.yaml: touchpoints.app.team is 'nihgt', which is not allow")
    (said,) = told(tmp_path, WITH_TEAMS, with_app(owner="social"))
    assert "touchpoints.app.team is 'night', which is not allowed. Allowed: a team only wh" in said


# ---- commands and runs ----


def test_overrides_reach_teams(tmp_path: Path) -> None:
    case = written(tmp_path, WITH_TEAMS, on_team(target="teams.care.staff"))
    staff = "as_is.teams.care.staff=30"
    hours = "as_is.teams.care.open.sat=closed"
    changes = [staff, hours, "as_is.teams.night.service.minutes=3", "levers.faster.effect=5"]
    found = cxsim.load(case / "to_be_faster.yaml", overrides=changes)
    assert found.as_is.teams["care"].staff.value == 30
    assert found.as_is.teams["care"].open["sat"] == "closed"
    assert dict(values_of(found.as_is))["teams.night.service.minutes"].value == 3
    assert found.levers["faster"].effect is not None
    assert found.levers["faster"].effect.value == 5
    today = cxsim.load(case / "as_is.yaml", overrides=["teams.care.staff.low=18"])
    assert today.as_is.teams["care"].staff.low == 18
    with pytest.raises(Problems, match=r"teams\.care\.staff is -1, which is not allowed"):
        cxsim.load(case / "as_is.yaml", overrides="teams.care.staff=-1")


def test_teams_serve_no_more_customers_than_there_are(tmp_path: Path) -> None:
    case = written(tmp_path, WITH_TEAMS)
    as_is = load(case / "as_is.yaml")
    with pytest.raises(Problems) as found:
        cxsim.simulate(as_is, customers=61, horizon_days=1)
    said = "customers=61 is more than the firm has, and its teams serve no more than there are. "
    assert (
        str(found.value) == said + "Allowed: 1 … 60, as firm.customers says, in a case with teams."
    )
    assert "Se admite: 1 … 60" in found.value.text("es")
    with pytest.raises(Problems, match="more than the firm has"):
        cxsim.compare(as_is, [], customers=61, horizon_days=1, replications=1)


def test_a_workbook_says_that_it_holds_no_teams(tmp_path: Path) -> None:
    more = {"teams__night__staff": 6, "firm__team_scale": 0.5}
    felt = changed(WITH_TEAMS, dimensions__care__feels=["staff", "effort"], **more)
    case = written(tmp_path, felt, on_team(target="teams.care.staff"))
    tree, left_out = tree_of(load(case / f"{name}.yaml") for name in ("as_is", "to_be_faster"))
    assert left_out == ["to_be_faster", "teams"]
    assert not made(tree).teams
    assert tree["dimensions"]["care"]["feels"] == ["effort"]


def test_show_tells_when_a_team_works_and_whom_it_serves(tmp_path: Path) -> None:
    case = load(written(tmp_path, WITH_TEAMS) / "as_is.yaml")
    english, spanish = ("\n".join(show_lines(case, language)) for language in ("en", "es"))
    assert (
        "teams.care · Contact centre\n  serves Desk, Line; open each day 08:00-20:00, Sun closed"
        in english
    )
    assert "atiende Mostrador, Line; abre cada día 08:00-20:00, dom cerrado" in spanish
    assert (
        "teams.night · Night desk\n  serves who is handed on to it; open each day 00:00-24:00"
        in english
    )


def test_without_teams_any_sample_is_lived() -> None:
    case = made(changed(WITH_TEAMS, teams={}, **no_team()))
    assert len(
        cxsim.simulate(Scenario("kit", "as_is", case), customers=61, horizon_days=1).customers
    )


def test_nobody_who_names_no_number_is_refused(tmp_path: Path) -> None:
    """Where no number is named as many are simulated as there are, and the manifest says so."""
    as_is = load(written(tmp_path, WITH_TEAMS, on_team(target="teams.care.staff")) / "as_is.yaml")
    to_be = load(tmp_path / "shop" / "to_be_faster.yaml")
    few = {"horizon_days": 1}
    assert sum(cxsim.simulate(as_is, **few).customers["initial"]) == 60
    assert cxsim.replay(to_be, **few).customers == 60
    found = cxsim.compare(as_is, [], replications=1, **few)
    assert (found.customers, found.scale, found.manifest["customers"]) == (60, 1.0, 60)
    assert len(cxsim.staffing(as_is, "night", (), replications=1, **few))
    with pytest.raises(Problems, match=r"customers=5000 is more than the firm has"):
        cxsim.staffing(as_is, "night", customers=5000, **few)


def test_without_teams_the_usual_number_is_simulated() -> None:
    case = made(changed(WITH_TEAMS, teams={}, warm_up_days=0, **no_team()))
    run = cxsim.simulate(Scenario("kit", "as_is", case), horizon_days=1)
    assert sum(run.customers["initial"]) == 5000

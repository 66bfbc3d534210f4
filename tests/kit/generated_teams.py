"""Teams for a generated case, legal by construction: every way of working, waiting and handing on.

Somebody has a shift, or is present, whenever a team is open; whether they are enough is luck.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any, get_args

from pydantic import BaseModel

from cxsim.scenario.schema import Scenario
from cxsim.scenario.teams import (
    CLOSED,
    WEEKDAYS,
    Exponential,
    ExponentialPatience,
    Fixed,
    Gamma,
    Lognormal,
    Shift,
    Team,
    WeibullPatience,
    hours_of,
    shift_of,
    span_minutes,
)

from .generated_luck import Luck, stated

Raw = dict[str, Any]
SERVICES = (Exponential, Lognormal, Gamma, Fixed)
PATIENCES = (ExponentialPatience, WeibullPatience, "table", "endless", "")
ROUND_THE_CLOCK = (
    ("00:00-24:00",),
    ("06:00-14:00", "14:00-22:00", "22:00-06:00"),
    ("08:00-20:00", "20:00-08:00"),
    ("00:00-12:30", "12:30-00:00"),
    ("23:59-11:00", "11:00-23:59"),
)
"""Shifts that, worked every day, leave no minute out."""
OPENINGS = (
    "08:00-20:00",
    "00:00-24:00",
    "09:30-18:15",
    "00:00-06:00",
    "18:00-24:00",
    "11:59-12:01",
)
MORE = (1, 0, 0.3, 5)
"""Weights of a shift beside those that are needed."""
DAY = 1440


def put_teams(luck: Luck, raw: Raw) -> None:
    """Up to three teams who serve at the touchpoints of a case."""
    employers = [name for name, one in raw["touchpoints"].items() if _employs(one)]
    names = [f"w{n}" for n in range(luck.among((1, 0, 2, 3)))]
    if not names or not employers:
        for one in raw["dimensions"].values():
            one["feels"] = [felt for felt in one["feels"] if felt != "staff"]
        return
    met = {step for journey in raw["journeys"].values() for step in journey["steps"]}
    employers.sort(key=lambda name: name not in met)
    for at, name in enumerate(employers):
        if at == 0 or luck.chance(70):
            served_by(luck, raw["touchpoints"][name], names[:1] if at == 0 else names)
    if luck.chance(35):
        raw["firm"]["team_scale"] = luck.among((0.5, 0.1, 0.013))
    scale = raw["firm"].get("team_scale", 1.0)
    raw["teams"] = {name: team(luck, scale) for name in names}
    _hand_on(luck, raw)
    for name, one in raw["teams"].items():
        if luck.chance(40):
            one["priority"] = _priority(luck, raw, name)


def _employs(touchpoint: Raw) -> bool:
    return touchpoint["owner"] in ("brand", "partner")


def served_by(luck: Luck, touchpoint: Raw, teams: list[str]) -> Raw:
    """A touchpoint at which one of some teams serves, where its owner employs anybody."""
    if teams and _employs(touchpoint):
        touchpoint["team"] = luck.among(teams)
        if luck.chance(30):
            touchpoint["minutes"] = luck.number(0.001, 1440, (0.5, 20))
    return touchpoint


def sized(luck: Luck, scenario: Scenario, customers: int) -> Scenario:
    """A scenario whose teams serve one to twenty times the customers that are simulated."""
    case = scenario.as_is
    firm = case.firm.model_copy(update={"customers": customers * luck.among((1, 1, 2, 5, 20))})
    return replace(scenario, as_is=case.model_copy(update={"firm": firm}))


def team(luck: Luck, scale: float) -> Raw:
    """A team by itself."""
    raw = stated(luck, Team) | {"label": "W"}
    people = luck.among((2, 1, 1, 5, 12, 25))
    raw["open"] = opening(luck)
    raw["service"] = _service(luck)
    raw["arrivals"] = _arrivals(luck, raw["open"])
    if luck.chance(60):
        raw["shifts"] = _shifts(luck, raw["open"], alone=people == 1)
        people = max(people, _filling(raw["shifts"]))
    else:
        raw["presence"] = _presence(luck, people)
    raw["staff"] = people / scale
    raw.pop("patience", None)
    form = luck.among(PATIENCES)
    if form == "table":
        raw["patience"] = {"form": form, "still_waiting": _still_waiting(luck)}
    elif isinstance(form, type):
        raw["patience"] = stated(luck, form) | {"form": _tag(form)}
    elif form:
        raw["patience"] = {"form": form}
    for name in ("callback", "unserved", "waiting", "employees", "answer_within_seconds"):
        if luck.chance(50):
            raw.pop(name, None)
    if luck.chance(20):
        raw["unserved"] = {"again": luck.among((0, 1))}
    return raw


def _service(luck: Luck) -> Raw:
    form = luck.among(SERVICES)
    raw = stated(luck, form) | {"form": _tag(form)}
    if luck.chance(20):  # more to do than there are hands
        raw["minutes"] = luck.number(60, 600)
    return raw


def _tag(form: type[BaseModel]) -> str:
    """What a case calls a form."""
    return str(get_args(form.model_fields["form"].annotation)[0])


# ---- when ----


def opening(luck: Luck) -> Raw:
    """Opening hours: the same every day, or day by day, on one day at least."""
    hours = {"every": luck.among(OPENINGS)}
    if luck.chance(40):
        hours |= dict.fromkeys(luck.among((("sun",), ("sat", "sun"), ("mon", "wed"))), CLOSED)
    if luck.chance(25):
        hours |= {day: luck.among((*OPENINGS, CLOSED)) for day in luck.some(WEEKDAYS, 40)}
    if luck.chance(10):
        hours = {luck.among(WEEKDAYS): luck.among(OPENINGS)}
    if all(hours_of(hours, day) == CLOSED for day in WEEKDAYS):  # type: ignore[arg-type]
        hours["thu"] = "08:00-20:00"
    return hours


def _hours(hours: Raw) -> dict[str, tuple[int, int]]:
    """Minutes at which it opens and closes on each day on which it does."""
    found = {day: hours_of(hours, day) for day in WEEKDAYS}
    return {day: span_minutes(span) for day, span in found.items() if span != CLOSED}


def _shifts(luck: Luck, hours: Raw, *, alone: bool) -> Raw:
    """Shifts round the clock, or over the longest day of those on which it opens; and others.

    Who is alone has one of them.
    """
    days = _hours(hours)
    first, last = (min(a for a, _ in days.values()), max(b for _, b in days.values()))
    if luck.chance(50):
        spans, on = luck.among(ROUND_THE_CLOCK[:1] if alone else ROUND_THE_CLOCK), list(WEEKDAYS)
    else:
        spans, on = (f"{_clock(first)}-{_clock(last)}",), list(days)
    shifts = {
        f"s{n}": {"hours": span, "days": on, "share": luck.number(0.5, 3, (1, 1))}
        for n, span in enumerate(spans)
    }
    if luck.chance(40):
        start, length = luck.whole(0, 95) * 15, luck.whole(1, 60) * 15
        more = f"{_clock(start)}-{_clock((start + length) % DAY)}"
        some = luck.some(WEEKDAYS, 50, least=1)
        shifts["more"] = {"hours": more, "days": some, "share": 0 if alone else luck.among(MORE)}
    for shift in shifts.values():
        if luck.chance(50):
            shift["breaks"] = _breaks(luck, str(shift["hours"]))
    return shifts


def _filling(shifts: Raw) -> int:
    """How many it takes until somebody has each shift."""
    team = Team.model_construct(shifts={n: Shift(**one) for n, one in shifts.items()})
    missing = {name for name, one in team.shifts.items() if one.share > 0}
    for place in count(1):
        worked = shift_of(team, place - 1)
        missing -= {name for name, one in team.shifts.items() if one == worked}
        if not missing:
            return place
    raise AssertionError


def _breaks(luck: Luck, hours: str) -> list[Raw]:
    """One or two rests within a shift, which leave some of it."""
    start, end = span_minutes(hours)
    whole = (end - start) % DAY or DAY
    breaks = []
    for _ in range(luck.whole(1, 2)):
        after = luck.whole(0, whole - 2)
        window = luck.whole(1, min(whole - after, 720))
        first, last = (start + after) % DAY, (start + after + window) % DAY
        minutes = luck.whole(1, max(1, min(window, whole // 3, 60)))
        breaks.append({"between": f"{_clock(first)}-{_clock(last)}", "minutes": minutes})
    return breaks if sum(one["minutes"] for one in breaks) < whole else []


def _presence(luck: Luck, people: int) -> Raw:
    """Shares of the team that come to somebody at all hours."""
    least = 0.6 / people
    found: Raw = {"every": [luck.number(least, 1) for _ in range(luck.among((24, 48, 96)))]}
    if luck.chance(30):
        found |= {day: [luck.number(least, 1)] * 24 for day in luck.some(WEEKDAYS, 30)}
    return found


def _arrivals(luck: Luck, hours: Raw) -> Raw:
    """When people try: some of them, luck has it, while it is closed."""
    raw: Raw = {}
    days = _hours(hours)
    if luck.chance(50):
        size = luck.among((24, 48, 96))
        weights = [0.0 if luck.chance(30) else luck.number(0, 1e6, (0, 3)) for _ in range(size)]
        for first, _ in days.values():
            weights[first * size // DAY] = max(0.5, weights[first * size // DAY])
        raw["day"] = weights
    if luck.chance(50):
        week = {day: luck.number(0, 1e6, (0, 3)) for day in luck.some(list(days), 60, least=1)}
        raw["week"] = week | {next(iter(days)): luck.number(0.5, 3)}
        raw["week"] |= {day: 0 for day in WEEKDAYS if day not in days and luck.chance(20)}
    return raw


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


# ---- who ----


def _still_waiting(luck: Luck) -> list[list[float]]:
    """A table of patience; some may stay for ever, some go at once."""
    minutes, share = luck.among((0.0, 0.1, 1.0)), luck.number(0, 1, (0.5, 1))
    table = [[minutes, share]]
    for _ in range(luck.whole(0, 5)):
        minutes += luck.number(0.01, 100, (0.1, 10))
        share *= luck.number(0, 1)
        table.append([minutes, share])
    return table


def _hand_on(luck: Luck, raw: Raw) -> None:
    """Transfers between teams; those that no touchpoint names are handed some contacts."""
    named = {one["team"] for one in raw["touchpoints"].values() if "team" in one}
    teams = raw["teams"]
    for at, name in enumerate(teams):
        others = [other for other in teams if other != name]
        shares = {to: luck.number(0, 0.45) for to in luck.some(others, 30)}
        later = list(teams)[at + 1 :]
        if later and luck.chance(25):
            shares = {later[0]: 1}
        if name in list(teams)[:1]:
            shares |= {to: shares.get(to, luck.number(0.05, 0.45)) for to in set(teams) - named}
            shares = {to: min(share, 0.45) for to, share in sorted(shares.items())}
        if shares:
            teams[name]["transfers"] = shares


def _priority(luck: Luck, raw: Raw, name: str) -> Raw:
    """Who of those who come by the team's own touchpoints goes before others."""
    own = {at for at, one in raw["touchpoints"].items() if one.get("team") == name}
    journeys = raw["journeys"]
    needs = [need for need, one in journeys.items() if not own.isdisjoint(one["steps"])]
    clocked = {need for need in needs if journeys[need]["kind"] in ("everyday", "help")}
    come = [
        who
        for who, one in raw["archetypes"].items()
        if clocked != set(needs) or not clocked.isdisjoint(one["needs"])
    ]
    return {
        "archetypes": {who: luck.whole(0, 9) for who in luck.some(come)},
        "needs": {need: luck.whole(0, 9) for need in luck.some(needs)},
    }

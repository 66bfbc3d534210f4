"""Teams as arrays: who is at work when, when customers come, what their line is like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from scipy import special

from cxsim.arrays import Records
from cxsim.behaviour.patience import weibull_unit_scale
from cxsim.scenario.schema import AsIs
from cxsim.scenario.teams import WEEKDAYS, Gamma, Team, hours_of, span_minutes

from .numbers import Names, Numbers
from .people import SCORES
from .redesign import ADD, AT_LEAST, MULTIPLY, Redesign
from .roster import shift_work

MINUTE = 60_000_000
"""Microseconds; all times in a line are whole numbers of them."""
DAY = 1440 * MINUTE
HALF_HOUR = 30 * MINUTE
SLOTS = 48
PART = 1e-9
"""A smaller part of an employee is rounding, and no place."""
"""Half-hours of a day."""
PRESENCE = 96
"""Parts of a day by which a presence is known."""
LOGNORMAL, GAMMA, EXPONENTIAL, FIXED = range(4)
SERVICES = ("lognormal", "gamma", "exponential", "fixed")
EXPONENTIAL_PATIENCE, WEIBULL, TABLE, ENDLESS = range(4)
PATIENCES = ("exponential", "weibull", "table", "endless")

TEAM = np.dtype(
    [
        ("service", "i8"),
        ("patience", "i8"),
        ("k", "f8"),
        ("unit_scale", "f8"),
        ("points", "i8"),
        ("callback", "i8"),
        ("by_presence", "i8"),
        ("answer_within", "i8"),
        ("department", "i8"),
        ("group", "i8"),
        ("by_events", "i8"),
        ("alone", "i8"),
        ("hands_on", "i8"),
        ("authority", "f8"),
    ]
)
"""A team: forms of its service times and of its customers' patience (with Weibull's `k` and
1/Γ(1 + 1/shape), and the points of a table); whether it calls back, whether presence says who is at
work; microseconds of its service level; its department, −1 none. Teams that hand contacts to each
other are of one `group`, the number of the first of them, and the others are `alone`; `by_events`
is 1 where the line needs the list of events, 0 where the exact recursion does; `hands_on` whether
it has transfers; `authority` is today's, against which levers' is felt."""

WORK = np.dtype([("start", "i8"), ("end", "i8")])
"""A spell of work, in microseconds of a day."""

PIECE = np.dtype([("start", "i8"), ("length", "i8"), ("share", "f8"), ("before", "f8")])
"""A part of a day in which customers come evenly: its share of the day's, and that before it."""


class Teams(NamedTuple):
    """What a world knows of its teams. Axes: t teams, m places in the largest, 7 weekdays."""

    teams: Records
    opens: np.ndarray
    """(t, 7, 2) microseconds of the day at which each opens and closes; equal on a closed day."""
    pieces: Records
    piece_first: np.ndarray
    """(t, 7) the first of each day's pieces."""
    piece_count: np.ndarray
    load: np.ndarray
    """(t, 7) how many come on a weekday, by the mean of a week."""
    comes: np.ndarray
    """(t, 7) chance that who wants to come on a weekday does not put it off to the next day."""
    work: Records
    work_first: np.ndarray
    """(t, m, 7) the first of each one's spells of work."""
    work_count: np.ndarray
    presence: np.ndarray
    """(t, 7, 96) share of a team that is at work."""
    unit_durations: np.ndarray
    """(t, scores) durations by normal score as multiples of their mean; of gamma ones."""
    patience_minutes: np.ndarray
    """(t, points)"""
    patience_shares: np.ndarray
    priority_archetype: np.ndarray
    """(t, a)"""
    priority_need: np.ndarray
    """(t, k)"""


def teams_of(
    case: AsIs, names: Names, values: Mapping[str, float], made: Numbers, plan: Redesign
) -> Teams:
    """Make a case's teams into arrays.

    Parameters
    ----------
    made : Numbers
    plan : Redesign
        Levers, or the world outside, may make a team larger than it is today.
    """
    teams = list(case.teams.values())
    size = max((_places(case, name, made, plan) for name in case.teams), default=0)
    work, first, count = _work(teams, size)
    pieces, piece_first, piece_count = _pieces(teams)
    weeks = [_week(team) for team in teams]
    minutes, shares = _patience(teams)
    return Teams(
        teams=_records(case, names, values),
        opens=_opens(teams),
        pieces=pieces,
        piece_first=piece_first,
        piece_count=piece_count,
        load=np.array([load for load, _ in weeks]).reshape(len(teams), 7),
        comes=np.array([comes for _, comes in weeks]).reshape(len(teams), 7),
        work=work,
        work_first=first,
        work_count=count,
        presence=_presence(teams),
        unit_durations=_unit_durations(case, values),
        patience_minutes=minutes,
        patience_shares=shares,
        priority_archetype=_priority(teams, names.archetypes, "archetypes"),
        priority_need=_priority(teams, names.needs, "needs"),
    )


def _places(case: AsIs, name: str, made: Numbers, plan: Redesign) -> int:
    """Places that a team can have at most, with all that may be added."""
    at = made.index(0, f"teams.{name}.staff")
    most = made.flat[at]
    for cell in plan.cells[plan.cells.at == at]:
        inner = cell.first + cell.outside
        for change in plan.changes[cell.first : inner]:
            rise = max(0.0, float((plan.courses[change.by] * change.effect).max()))
            most = most + rise if change.operation == ADD else most * (1.0 + rise)
        most = min(most, cell.high)
        for change in plan.changes[inner : cell.first + cell.count]:
            if change.operation == ADD:
                most += max(0.0, change.grip * change.effect)
            elif change.operation == MULTIPLY:
                most *= max(1.0, 1.0 + change.grip * (change.effect - 1.0))
            elif change.operation == AT_LEAST:
                most = max(most, change.effect)
        most = min(most, cell.high)
    return int(np.ceil(most * case.firm.team_scale - PART))


def _records(case: AsIs, names: Names, values: Mapping[str, float]) -> Records:
    """Each team's record."""
    found = np.zeros(len(case.teams), TEAM).view(np.recarray)
    group = _groups(case, names)
    for i, (name, team) in enumerate(case.teams.items()):
        row = found[i]
        row.service = SERVICES.index(team.service.form)
        row.patience = PATIENCES.index(team.patience.form)
        row.k = values.get(f"teams.{name}.patience.shape", 1.0)
        row.unit_scale = weibull_unit_scale(row.k)
        row.points = len(getattr(team.patience, "still_waiting", ()))
        row.callback = team.callback is not None
        row.by_presence = bool(team.presence)
        row.answer_within = round(team.answer_within_seconds * 1e6)
        row.department = _department(names, team.department)
        row.group = group[i]
        row.hands_on = bool(team.transfers)
        row.authority = values[f"teams.{name}.authority"]
    for i, team in enumerate(case.teams.values()):
        alone = sum(group == group[i]) == 1 and not team.transfers
        ranked = any(team.priority.archetypes.values()) or any(team.priority.needs.values())
        found[i].alone = alone
        found[i].by_events = not alone or team.callback is not None or ranked
    return found


def _department(names: Names, department: str | None) -> int:
    return -1 if department is None else names.departments.index(department)


def _groups(case: AsIs, names: Names) -> np.ndarray:
    """Teams joined by transfers: the number of the first team of each one's group."""
    group = np.arange(len(names.teams))
    for i, team in enumerate(case.teams.values()):
        for to in team.transfers:
            a, b = sorted((group[i], group[names.teams.index(to)]))
            group[group == b] = a
    return group


def _opens(teams: list[Team]) -> np.ndarray:
    """When each team takes customers."""
    found = np.zeros((len(teams), 7, 2), np.int64)
    for i, team in enumerate(teams):
        for d, weekday in enumerate(WEEKDAYS):
            hours = hours_of(team.open, weekday)
            if hours != "closed":
                found[i, d] = [minute * MINUTE for minute in span_minutes(hours)]
    return found


def _pieces(teams: list[Team]) -> tuple[Records, np.ndarray, np.ndarray]:
    """Parts of each weekday in which customers come evenly; they begin anew each half-hour."""
    rows: list[tuple[int, int, float, float]] = []
    first, count = (np.zeros((len(teams), 7), np.int64) for _ in range(2))
    opens = _opens(teams)
    for i, team in enumerate(teams):
        profile = np.array(team.arrivals.day)
        for d in range(7):
            opening, closing = opens[i, d].tolist()
            cuts = set(range(0, DAY + 1, HALF_HOUR)) | {opening, closing}
            cuts |= set(range(0, DAY + 1, DAY // max(1, profile.size))) if profile.size else set()
            found = []
            for start, end in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
                if profile.size:
                    weight = float(profile[start * profile.size // DAY]) * (end - start)
                else:
                    weight = float(end - start) * (opening <= start < closing)
                if weight > 0.0:
                    found.append((start, end - start, weight))
            total, before = sum(weight for *_, weight in found), 0.0
            first[i, d], count[i, d] = len(rows), len(found)
            for start, length, weight in found:
                rows.append((start, length, weight / total, before))
                before += weight / total
    return np.array(rows, PIECE).view(np.recarray), first, count


def _week(team: Team) -> tuple[list[float], list[float]]:
    """How many come on each weekday, by the mean, and the chance not to put it off till tomorrow.

    As many want to come each day; who puts it off comes on a later one. Where no weights are given
    only who finds it closed does.
    """
    open_on = [hours_of(team.open, weekday) != "closed" for weekday in WEEKDAYS]
    weights = [
        team.arrivals.week.get(weekday, 1.0) if is_open else 0.0  # type: ignore[call-overload]
        for weekday, is_open in zip(WEEKDAYS, open_on, strict=True)
    ]
    load = [7.0 * weight / sum(weights) for weight in weights]
    if not team.arrivals.week:
        load = _after_closed_days(open_on)
    waiting = np.cumsum(1.0 - np.array(load))
    waiting -= waiting.min()
    pool = [1.0 + float(waiting[d - 1]) for d in range(7)]
    return load, [
        min(1.0, one / all_) if is_open else 0.0
        for one, all_, is_open in zip(load, pool, open_on, strict=True)
    ]


def _after_closed_days(open_on: list[bool]) -> list[float]:
    """What comes on each weekday where only closed days are put off."""
    load = []
    for d in range(7):
        days = 1
        while open_on[d] and not open_on[d - days]:
            days += 1
        load.append(float(days) if open_on[d] else 0.0)
    return load


def _work(teams: list[Team], size: int) -> tuple[Records, np.ndarray, np.ndarray]:
    """Each one's spells of work on each weekday."""
    rows: list[tuple[int, int]] = []
    first, count = (np.zeros((len(teams), size, 7), np.int64) for _ in range(2))
    for i, team in enumerate(teams):
        for place in range(size if team.shifts else 0):
            for d, spells in enumerate(shift_work(team, place)):
                first[i, place, d], count[i, place, d] = len(rows), len(spells)
                rows += [(start * MINUTE, end * MINUTE) for start, end in spells]
    return np.array(rows, WORK).view(np.recarray), first, count


def _presence(teams: list[Team]) -> np.ndarray:
    """Share of each team at work by quarter-hour; 0 where shifts say who is."""
    found = np.zeros((len(teams), 7, PRESENCE))
    for i, team in enumerate(teams):
        for d, weekday in enumerate(WEEKDAYS):
            parts = team.presence.get(weekday, team.presence.get("every", ()))  # type: ignore[call-overload]
            if parts:
                found[i, d] = np.repeat(parts, PRESENCE // len(parts))
    return found


def _unit_durations(case: AsIs, values: Mapping[str, float]) -> np.ndarray:
    """Gamma durations of mean 1 by normal score; ones for the other forms, which have formulas."""
    found = np.ones((len(case.teams), SCORES.size))
    for i, (name, team) in enumerate(case.teams.items()):
        if isinstance(team.service, Gamma) and values[f"teams.{name}.service.cv"] > 0.0:
            shape = values[f"teams.{name}.service.cv"] ** -2.0
            upper = special.gammainccinv(shape, special.ndtr(-SCORES))
            lower = special.gammaincinv(shape, special.ndtr(SCORES))
            found[i] = np.where(SCORES < 0, lower, upper) / shape
    return found


def _patience(teams: list[Team]) -> tuple[np.ndarray, np.ndarray]:
    """Tables of patience."""
    tables = [getattr(team.patience, "still_waiting", ()) for team in teams]
    shape = (len(teams), max(1, *map(len, tables)) if teams else 1)
    minutes, shares = np.zeros(shape), np.zeros(shape)
    for i, table in enumerate(tables):
        for j, (minute, share) in enumerate(table):
            minutes[i, j], shares[i, j] = minute, share
    return minutes, shares


def _priority(teams: list[Team], names: tuple[str, ...], kind: str) -> np.ndarray:
    """How far before others each is served."""
    given: list[Mapping[str, int]] = [getattr(team.priority, kind) for team in teams]
    rows: Any = [[one.get(name, 0) for name in names] for one in given]
    return np.array(rows, np.int64).reshape(len(teams), len(names))

"""What must hold of teams: their hours, who is at work in them, who comes and who is handed on."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from itertools import pairwise

from .found import Found, Place, meant, unknown
from .journeys import Touchpoint
from .levers import Lever
from .schema import AsIs
from .teams import (
    CLOSED,
    SLOTS,
    WEEKDAYS,
    Endless,
    PatienceTable,
    Shift,
    Team,
    hours_of,
    shift_of,
    span_minutes,
)
from .words import Phrase, in_unit, phrase, range_phrase

DAY = 1440
"""Minutes of a day."""
ROUNDING = 1e-9
"""Part of an employee."""
MOST = 16_000
"""Employees that a team can have."""
ALWAYS = "00:00-24:00"
MANY = 1e9
"""Employees of a team that is large enough for any presence above 0."""


def team_problems(case: AsIs, opened: Collection[str]) -> Iterator[Found]:
    """Mistakes of the teams of an AS-IS, whose failures open the journeys of some needs."""
    yield from _without_teams(case)
    needs = comers(case)
    for name, team in case.teams.items():
        place = ("teams", name)
        if not reached(case, name):
            leads = [("touchpoints", one, "team") for one in case.touchpoints]
            leads += [("teams", other, "transfers") for other in case.teams if other != name]
            yield Found(place, "idle", None, phrase("work_for_it"), by=((*place, None), *leads))
        yield from _staffed(case, place, team)
        yield from _arrivals(place, team)
        yield from _patience(place, team)
        yield from _priority(case, place, team, needs[name], opened)
        yield from _transfers(case, name, team)


def _without_teams(case: AsIs) -> Iterator[Found]:
    """What only a case with teams reads, in one without."""
    if case.teams or any(one.team is not None for one in case.touchpoints.values()):
        return
    if case.firm.team_scale != 1:
        said = phrase("no_teams_scaled")
        yield Found(("firm", "team_scale"), "wrong", case.firm.team_scale, said, (), (("teams",),))
    for name, dimension in case.dimensions.items():
        if "staff" in dimension.feels:
            place, said = ("dimensions", name, "feels"), phrase("felt_by_team")
            yield Found(place, "wrong", "staff", said, (), (("teams",),))


def staffing(case: AsIs, touchpoints: Mapping[str, Touchpoint]) -> Iterator[Found]:
    """Mistakes of touchpoints, of a case or new to it, about who serves there."""
    for name, touchpoint in touchpoints.items():
        place = ("touchpoints", name)
        if touchpoint.team is None:
            if touchpoint.minutes is not None:
                yield Found((*place, "minutes"), "unserved", None, phrase("with_team"))
            continue
        if not touchpoint.contact:
            yield Found((*place, "team"), "wrong", touchpoint.team, phrase("only_employers"))
        if touchpoint.team not in case.teams:
            known = tuple(case.teams) or phrase("a_team")
            yield Found((*place, "team"), "wrong", touchpoint.team, known)


# ---- levers ----


def serves_everybody(place: Place, lever: Lever) -> Iterator[Found]:
    """Levers on a team that are meant for some customers alone: all stand in the same line."""
    if not any(target.startswith("teams.") for target in lever.target):
        return
    if lever.archetypes:
        yield Found((*place, "for"), "wrong", list(lever.archetypes), phrase("nobody_alone"))
    if lever.reach.low < 1:
        yield Found((*place, "reach"), "wrong", lever.reach.written(), phrase("whole_reach"))


def team_grip(case: AsIs, name: str) -> float:
    """Share of a lever's effect that a team takes on: the most that a touchpoint of its does."""
    served = [one.grip for one in case.touchpoints.values() if one.team == name]
    return max(served, default=1.0)


def unhurried(case: AsIs) -> bool:
    """Whether nobody ever gives up waiting, so that nothing reads how patient customers are."""
    return not any(_may_give_up(team) for team in case.teams.values())


def unused(case: AsIs, place: str) -> bool:
    """Whether nothing reads a value of a team."""
    _, name, *rest = place.split(".")
    team = case.teams[name]
    if rest[0] == "unserved":
        always = all(hours_of(team.open, weekday) == ALWAYS for weekday in WEEKDAYS)
        return always and not _may_give_up(team)
    if rest == ["service", "minutes"]:
        own = [one.minutes for one in case.touchpoints.values() if one.team == name]
        handed = any(name in other.transfers for other in case.teams.values())
        return bool(own) and None not in own and not handed
    return False


def _may_give_up(team: Team) -> bool:
    """Whether the patience of some who wait for a team may end."""
    if isinstance(team.patience, PatienceTable):
        return any(share < 1 for _, share in team.patience.still_waiting)
    return not isinstance(team.patience, Endless)


# ---- who comes ----


def reached(case: AsIs, name: str) -> bool:
    """Whether a touchpoint, or a team that is reached itself, leads to a team."""
    named = {one.team for one in case.touchpoints.values() if one.team is not None}
    found = {team for one in named for team in meant(one, case.teams)}
    for _ in case.teams:
        led = {to for team in found for to in case.teams[team].transfers}
        found |= {team for one in led for team in meant(one, case.teams)}
    return name in found


def comers(case: AsIs) -> dict[str, set[str]]:
    """Needs whose journeys lead to each team, by its touchpoints or handed on by another team."""
    needs: dict[str, set[str]] = {name: set() for name in case.teams}
    for need, journey in case.journeys.items():
        steps = {at for step in journey.touchpoints() for at in meant(step, case.touchpoints)}
        named = {case.touchpoints[step].team for step in steps} - {None}
        for own in (team for one in named for team in meant(str(one), case.teams)):
            needs[own].add(need)
    for _ in case.teams:
        for name, team in case.teams.items():
            for to in (one for named in team.transfers for one in meant(named, case.teams)):
                needs[to].update(needs[name])
    return needs


def _priority(
    case: AsIs, place: Place, team: Team, needs: set[str], opened: Collection[str]
) -> Iterator[Found]:
    """Who is served first must come at all."""
    own = {n for n in needs if case.journeys[n].kind in ("everyday", "help")}.difference(opened)
    come = {
        "archetypes": [
            name
            for name, archetype in case.archetypes.items()
            if needs != own or not own.isdisjoint(archetype.needs)
        ],
        "needs": [need for need in case.journeys if need in needs],
    }
    for kind, known in (("archetypes", case.archetypes), ("needs", case.journeys)):
        given = getattr(team.priority, kind)
        where = (*place, "priority", kind)
        strange = [name for name in given if name not in known]
        yield from unknown(where, strange, tuple(come[kind] or known))
        for name in given:
            if name in known and name not in come[kind]:
                yield Found((*where, name), "never_comes", None, tuple(come[kind]))


def _transfers(case: AsIs, name: str, team: Team) -> Iterator[Found]:
    """Handoffs to nowhere, to oneself, of more than there are, or without an end."""
    place = ("teams", name, "transfers")
    others = tuple(other for other in case.teams if other != name)
    for to in team.transfers:
        if to == name:
            yield Found((*place, to), "wrong", phrase("the_team_itself"), phrase("another_team"))
        elif to not in case.teams:
            yield Found((*place, to), "nowhere", to, others or phrase("another_team"))
    total = _handed_on(team)
    if total > 1 + 1e-9:
        yield Found(place, "sum", round(total, 6), phrase("sum_at_most_one"))
    elif not _ends(case, name):
        yield Found(place, "passed_round", None, phrase("handoffs_end"))


def _handed_on(team: Team) -> float:
    return math.fsum(share.value for share in team.transfers.values())


def _ends(case: AsIs, start: str) -> bool:
    """Whether a contact that comes to a team can be done with, there or where it is handed on."""
    seen, ahead = set(), [start]
    while ahead:
        name = ahead.pop()
        if name not in case.teams or _handed_on(case.teams[name]) < 1 - 1e-9:
            return True
        if name not in seen:
            seen.add(name)
            ahead += [to for to, share in case.teams[name].transfers.items() if share.value > 0]
    return False


# ---- when ----


def _staffed(case: AsIs, place: Place, team: Team) -> Iterator[Found]:
    """Mistakes of hours; where there are none, times at which it is open and nobody is at work."""
    scaled = team.staff.low * case.firm.team_scale
    wrong = [*_opening(place, team), *_shifts(place, team), *_presence(place, team)]
    yield from wrong
    if scaled < 0.5:
        least = 0.5 / case.firm.team_scale
        said = phrase("one_employee", low=f"{least:.6g}", unit=in_unit("employees"))
        whole = team.staff.value * case.firm.team_scale < 0.5 or not team.staff.uncertain
        where = (*place, "staff") if whole else (*place, "staff", "low")
        yield Found(where, "wrong", team.staff.value if whole else team.staff.low, said)
    if wrong:
        return
    fewest = fewest_at_work(team) if team.shifts else 0
    for when in _gaps_told(unstaffed(team, max(scaled, fewest))):
        by = tuple((*place, part) for part in (None, "staff", "shifts", "presence", "open"))
        yield Found(place, "unstaffed", when, phrase("somebody_there"), by=by)
    if scaled >= 0.5 and max(1.0, scaled) < fewest - ROUNDING:
        uncertain = team.staff.value * case.firm.team_scale >= fewest - ROUNDING
        where = (*place, "staff", "low") if uncertain else (*place, "staff")
        given = team.staff.low if uncertain else team.staff.value
        gaps = _in_a_row(_gaps_told(unstaffed(team, scaled)))
        said = phrase("leaves_gaps", staff=f"{given:.6g}", when=gaps)
        needed = f"{fewest / case.firm.team_scale:.6g}"
        enough = phrase("all_shifts", low=needed, unit=in_unit("employees"))
        yield Found(where, "too_few", said, enough)


def _gaps_told(gaps: Iterator[tuple[str, int, int]]) -> list[Phrase]:
    """Times as people say them, those that are the same on several days once."""
    alike: dict[tuple[int, int], list[str]] = {}
    for weekday, start, end in gaps:
        alike.setdefault((start, end), []).append(weekday)
    return [
        phrase("at_times", days=_listed(days), start=_clock(start), end=_clock(end))
        for (start, end), days in alike.items()
    ]


def fewest_at_work(team: Team) -> int:
    """How many employees it takes, at the scale at which a team is run, to fill its shifts.

    More of them leave it no less time without anybody while it is open.
    """
    shifts = [shift for shift in team.shifts.values() if shift.share > 0]
    everybody, worked = _gaps(team, _by_shifts(shifts)), list[Shift]()
    for place in range(MOST if len(shifts) > 1 else 0):
        if (shift := shift_of(team, place)) not in worked:
            worked.append(shift)
            if _gaps(team, _by_shifts(worked)) == everybody:
                return place + 1
    return MOST if worked else 1


def unstaffed(team: Team, staff: float) -> Iterator[tuple[str, int, int]]:
    """Weekday, first and last minute of each time at which a team is open and nobody is at work.

    Parameters
    ----------
    team : Team
        Its hours make sense.
    staff : float
        Employees, at the scale at which the team is run. Few of them do not fill all shifts: each
        has one.
    """
    yield from _gaps(team, somebody_there(team, staff))


def somebody_there(team: Team, staff: float = MANY) -> bytes:
    """Whether somebody of so many is to be at work, for each minute of a week from Monday on."""
    if not team.shifts:
        return _by_presence(team, staff)
    if staff >= MOST:
        return _by_shifts([shift for shift in team.shifts.values() if shift.share > 0])
    places = max(1, math.floor(staff + ROUNDING))
    return _by_shifts({shift_of(team, place) for place in range(places)})


def _gaps(team: Team, there: bytes) -> list[tuple[str, int, int]]:
    """Weekday, first and last minute of each time at which it is open and nobody is there."""
    gaps = []
    for d, weekday in enumerate(WEEKDAYS):
        hours = hours_of(team.open, weekday)
        if hours == CLOSED:
            continue
        opens, closes = span_minutes(hours)
        today = there[d * DAY : (d + 1) * DAY]
        start = today.find(0, opens, closes)
        while start >= 0:
            end = today.find(1, start, closes)
            end = closes if end < 0 else end
            gaps.append((weekday, start, end))
            start = today.find(0, end, closes)
    return gaps


def _by_shifts(worked: Iterable[Shift]) -> bytes:
    """Whether somebody has a shift, for each minute of a week that begins on a Monday.

    A break is no gap: whoever comes waits for its end.
    """
    week = bytearray(7 * DAY)
    for shift in worked:
        start, _ = span_minutes(shift.hours)
        for weekday in shift.days:
            first = WEEKDAYS.index(weekday) * DAY + start
            last = first + length_of(shift.hours)
            for week_before in (0, 7 * DAY):
                a, b = max(0, first - week_before), min(7 * DAY, last - week_before)
                week[a : max(a, b)] = b"\1" * max(0, b - a)
    return bytes(week)


def _by_presence(team: Team, staff: float) -> bytes:
    """Whether presence comes to an employee at least, for each minute of such a week."""
    week = bytearray()
    for weekday in WEEKDAYS:
        parts = team.presence.get(weekday, team.presence.get("every", ()))  # type: ignore[call-overload]
        # Too small a staff is a mistake of its own: here it is large enough.
        enough = staff if staff >= 0.5 else MANY
        there = [math.floor(enough * part + 0.5) > 0 for part in parts]
        week += b"".join(bytes([at_work]) * (DAY // len(parts)) for at_work in there) or bytes(DAY)
    return bytes(week)


def length_of(span: str) -> int:
    """Minutes of a span; one that ends before it begins goes on after midnight."""
    start, end = span_minutes(span)
    return 0 if start == end else (end - start) % DAY or DAY


def _opening(place: Place, team: Team) -> Iterator[Found]:
    """Hours that end before they begin, and a team that never opens."""
    for day, hours in team.open.items():
        if hours != CLOSED:
            start, end = span_minutes(hours)
            near = (f"{hours[:5]}-24:00",) if end == 0 else ()
            if start >= end:
                yield Found((*place, "open", day), "wrong", hours, phrase("within_a_day"), near)
    if all(hours_of(team.open, weekday) == CLOSED for weekday in WEEKDAYS):
        yield Found((*place, "open"), "never_open", None, phrase("an_open_day"))


def _shifts(place: Place, team: Team) -> Iterator[Found]:
    if team.shifts and team.presence:
        yield Found((*place, "presence"), "beside_shifts", None, phrase("shifts_or_presence"))
    if not team.shifts and not team.presence:
        yield Found((*place, "shifts"), "missing", None, phrase("shifts_or_presence"))
    if team.shifts and not any(shift.share > 0 for shift in team.shifts.values()):
        yield Found((*place, "shifts"), "zero_sum", None, phrase("positive_sum"))
    for name, shift in team.shifts.items():
        yield from _shift((*place, "shifts", name), shift)


def _shift(place: Place, shift: Shift) -> Iterator[Found]:
    """A shift of no length or twice on a day, and breaks that it cannot hold."""
    for day in WEEKDAYS:
        if shift.days.count(day) > 1:
            yield Found((*place, "days"), "again", day, phrase("day_once"))
    whole, (start, _) = length_of(shift.hours), span_minutes(shift.hours)
    if whole == 0:
        yield Found((*place, "hours"), "wrong", shift.hours, phrase("two_times"))
        return
    for number, pause in enumerate(shift.breaks):
        where = (*place, "breaks", number)
        window, (first, _) = length_of(pause.between), span_minutes(pause.between)
        if window == 0:
            yield Found((*where, "between"), "wrong", pause.between, phrase("two_times"))
        elif (first - start) % DAY + window > whole:
            said, hours = phrase("within_shift", hours=shift.hours), (*place, "hours")
            yield Found((*where, "between"), "wrong", pause.between, said, (), (hours,))
        elif pause.minutes > window:
            said = range_phrase(1, window, "minutes")
            yield Found((*where, "minutes"), "wrong", pause.minutes, said)
    rest = sum(pause.minutes for pause in shift.breaks)
    if rest >= whole:
        said = phrase("less_than", high=whole, unit=in_unit("minutes"))
        yield Found((*place, "breaks"), "all_rest", rest, said, (), ((*place, "hours"),))


def _presence(place: Place, team: Team) -> Iterator[Found]:
    for day, parts in team.presence.items():
        where = (*place, "presence", day)
        if len(parts) not in SLOTS:
            yield Found(where, "counts", len(parts), phrase("profile"))
        if max(parts, default=0) > 1:
            yield Found(where, "wrong", max(parts), range_phrase(0, 1, "share"))


def _arrivals(place: Place, team: Team) -> Iterator[Found]:
    """Weights of no length that fits, on closed days, or of nothing while it is open."""
    day, week = team.arrivals.day, team.arrivals.week
    where, by_hours = (*place, "arrivals", "day"), ((*place, "open"),)
    if day and len(day) not in SLOTS:
        yield Found(where, "counts", len(day), phrase("profile"))
    elif day and (idle := [d for d in WEEKDAYS if _nobody_comes(team, d)]):
        yield Found(where, "nobody_comes", _listed(idle), phrase("positive_sum"), (), by_hours)
    opened_on = [one for one in WEEKDAYS if hours_of(team.open, one) != CLOSED]
    for weekday, weight in week.items():
        if weekday not in opened_on and weight > 0:
            where = (*place, "arrivals", "week", weekday)
            yield Found(where, "wrong", weight, phrase("closed_day"), (), by_hours)
    if opened_on and not any(week.get(one, 1.0) > 0 for one in opened_on):  # type: ignore[call-overload]
        where = (*place, "arrivals", "week")
        yield Found(where, "zero_sum", None, phrase("positive_sum"), (), by_hours)


def _nobody_comes(team: Team, weekday: str) -> bool:
    """Whether a profile of arrivals is nothing but zeros while the team is open on a weekday."""
    hours = hours_of(team.open, weekday)
    if hours == CLOSED:
        return False
    (start, end), size = span_minutes(hours), DAY // len(team.arrivals.day)
    met = [
        w for at, w in enumerate(team.arrivals.day) if at * size < end and start < at * size + size
    ]
    return start < end and not any(met)


def _patience(place: Place, team: Team) -> Iterator[Found]:
    """A table of patience that is no distribution."""
    if not isinstance(team.patience, PatienceTable):
        return
    where = (*place, "patience", "still_waiting")
    for number, (before, after) in enumerate(pairwise(team.patience.still_waiting)):
        by = ((*where, None), (*where, number), (*where, number + 1))
        if after[0] <= before[0]:
            said = phrase("rising_minutes")
            yield Found(where, "follows", _two(before, after), said, by=by)
        if after[1] > before[1]:
            said = phrase("falling_shares")
            yield Found(where, "follows", _two(before, after), said, by=by)


def _two(before: tuple[float, float], after: tuple[float, float]) -> Phrase:
    first, second = (f"[{minutes:g}, {share:g}]" for minutes, share in (before, after))
    return phrase("after_it", first=first, second=second)


def _listed(days: list[str]) -> Phrase:
    """Weekdays as people say them."""
    if len(days) == len(WEEKDAYS):
        return phrase("every_day")
    return _in_a_row([Phrase(f"{day}days") for day in days])


def _in_a_row(every: list[Phrase]) -> Phrase:
    return reduce(lambda first, then: phrase("and_then", first=first, then=then), every)


def _clock(minute: int) -> str:
    """A minute of a day as clocks say it."""
    return f"{minute // 60:02}:{minute % 60:02}"

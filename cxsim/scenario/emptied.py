"""Teams that a redesign's levers leave nobody to work in, at times at which they are open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .found import Found
from .levers import Redesign
from .schema import AsIs
from .team_checks import ROUNDING, fewest_at_work
from .ways import closed_on, moved_on, turns
from .words import in_unit, phrase


class Emptied(NamedTuple):
    """A team that may have nobody, by which lever, and whether it will for certain."""

    team: str
    lever: str
    certain: bool


def empty_problems(case: AsIs, redesign: Redesign) -> Iterator[Found]:
    """Levers that leave a team nobody, however well they are carried out."""
    unit = in_unit("employees")
    for team, lever, certain in emptied(case, redesign):
        if certain:
            low = f"{_fewest(case, team) / case.firm.team_scale:.6g}"
            said = phrase("somebody_left", low=low, unit=unit)
            yield Found(("levers", lever, "effect"), "empties", f"teams.{team}", said)


def emptied(case: AsIs, redesign: Redesign) -> Iterator[Emptied]:
    """Teams that levers may leave nobody, at the extremes of what is uncertain of them.

    A team may be left nobody where the redesign for certain leaves nobody who comes to it.

    Parameters
    ----------
    case : AsIs
        Today's, extended by what the redesign adds.
    redesign : Redesign
    """
    levers = list(redesign.in_force.values())
    days = sorted({day for lever in levers for day in turns(lever)})
    moved = {day: moved_on(case, redesign, next(iter(case.archetypes)), day) for day in days}
    for team in case.teams:
        found: list[Emptied] = []
        fewest = _fewest(case, team)
        for day in days:
            span = moved[day].get(f"teams.{team}.staff")
            if span is None or span.low * case.firm.team_scale >= fewest:
                continue
            gone, closing = _left(case, redesign, team, day)
            if not gone:
                certain = span.high * case.firm.team_scale < fewest and not closing
                found.append(Emptied(team, span.lever, certain))
        yield from sorted(found, key=lambda one: not one.certain)[:1]


def _fewest(case: AsIs, name: str) -> float:
    """Fewest employees, at the scale at which a team is run, who fill its shifts."""
    fewest = fewest_at_work(case.teams[name])
    return 0.5 if fewest == 1 else fewest - ROUNDING


def _left(case: AsIs, redesign: Redesign, team: str, day: int) -> tuple[bool, bool]:
    """Whether nobody comes to a team any more by a day, and whether levers see to that at all."""
    before = {team}
    for _ in case.teams:
        before |= {name for name, one in case.teams.items() if before & one.transfers.keys()}
    doors = {name for name, one in case.touchpoints.items() if one.team in before}
    closed = [closed_on(case, redesign, archetype, day) for archetype in case.archetypes]
    gone = all(any(way.certain for way in one.get(door, [])) for one in closed for door in doors)
    return gone, any(door in one for one in closed for door in doors)

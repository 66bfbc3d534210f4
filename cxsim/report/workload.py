"""How much work customers bring to a team on a usual day, before anything is simulated."""

from __future__ import annotations

import numpy as np

from cxsim.scenario.journeys import Journey
from cxsim.scenario.people import Archetype
from cxsim.scenario.schema import MONTH, AsIs
from cxsim.scenario.structure import with_assistants
from cxsim.scenario.teams import EVERY, WEEKDAYS, Team, span_minutes

HOUR = 60


def work(case: AsIs) -> dict[str, float]:
    """Hours that the customers of day 0 take of each team on a day, by needs that arise by a clock.

    As if all were neutral: failures, comebacks, newcomers and those who leave bring more.
    """
    case = with_assistants(case)
    share = {name: one.share.value for name, one in case.archetypes.items()}
    visits = dict.fromkeys(case.touchpoints, 0.0)
    for name, archetype in case.archetypes.items():
        people = case.firm.customers * share[name] / sum(share.values())
        for need, often in archetype.needs.items():
            for place, count in _visits(case, case.journeys[need], archetype).items():
                visits[place] += people * often.value / MONTH * count
    own = dict.fromkeys(case.teams, 0.0)
    minutes = dict.fromkeys(case.teams, 0.0)
    for place, touchpoint in case.touchpoints.items():
        if touchpoint.team is not None:
            team = case.teams[touchpoint.team]
            each = touchpoint.minutes or team.service.minutes
            own[touchpoint.team] += visits[place]
            minutes[touchpoint.team] += visits[place] * each.value
    for name, handed in _handed(case, own).items():
        minutes[name] += handed * case.teams[name].service.minutes.value
    return {name: amount / HOUR for name, amount in minutes.items()}


def at_work(team: Team) -> float:
    """Hours that a team is at work on a day, on average over a week and with the usual absence."""
    there = 1 - team.employees.absence.value
    if team.presence:
        days = [team.presence.get(day, team.presence.get(EVERY, ())) for day in WEEKDAYS]  # type: ignore[call-overload]
        return float(
            team.staff.value * there * 24 * np.mean([np.mean(d) if d else 0 for d in days])
        )
    weights = sum(shift.share for shift in team.shifts.values()) or 1.0
    hours = 0.0
    for shift in team.shifts.values():
        first, last = span_minutes(shift.hours)
        length = (last - first) % 1440 or 1440
        length -= sum(rest.minutes for rest in shift.breaks)
        hours += shift.share / weights * length / HOUR * len(set(shift.days)) / len(WEEKDAYS)
    return float(team.staff.value * there * hours)


def _visits(case: AsIs, journey: Journey, archetype: Archetype) -> dict[str, float]:
    """Visits to each touchpoint in one journey of a neutral traveller."""
    places = [place for place in journey.touchpoints() if place in journey.steps]
    entry = np.zeros(len(places))
    for place, weight in journey.entry.items():
        liked = archetype.channels.get(case.touchpoints[place].channel)
        entry[places.index(place)] = weight.value * (1.0 if liked is None else liked.value)
    moves = np.zeros((len(places), len(places)))
    for place, ways in journey.steps.items():
        for to, way in ways.items():
            if place in places and to in places:
                moves[places.index(place), places.index(to)] += way.share.value
    if entry.sum() <= 0:
        return {}
    found = np.linalg.solve(np.eye(len(places)) - moves.T, entry / entry.sum())
    return dict(zip(places, found.tolist(), strict=True))


def _handed(case: AsIs, own: dict[str, float]) -> dict[str, float]:
    """Contacts that other teams hand to each."""
    names = list(case.teams)
    shares = np.zeros((len(names), len(names)))
    for name, team in case.teams.items():
        for to, one in team.transfers.items():
            shares[names.index(name), names.index(to)] = one.value
    came = np.array([own[name] for name in names])
    handed = np.linalg.solve(np.eye(len(names)) - shares.T, came) - came
    return dict(zip(names, handed.tolist(), strict=True))
